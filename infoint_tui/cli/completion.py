"""`infoint completion`: what makes a shell complete verbs, options and names."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, add_completion_class, get_completion_class

SHELLS = ("bash", "zsh", "fish")


@add_completion_class
class QuotingBash(BashComplete):
    """Click's completion for bash, which quotes names with spaces."""

    source_template = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                case ${COMP_WORDS[COMP_CWORD]} in
                    [\\"\\']*) ;;
                    *) printf -v value %%q "$value" ;;
                esac
                COMPREPLY+=("$value")
                ;;
        esac
    done < <(
        COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1"
    )
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


@click.command("completion", epilog="Example: infoint completion bash")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print what makes a shell complete names.

    It completes commands and options too. For bash, put eval "$(infoint completion bash)" into
    ~/.bashrc, and the same with zsh into ~/.zshrc. For fish, save what is printed as
    ~/.config/fish/completions/infoint.fish.
    """
    from infoint_tui.cli.main import infoint

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(infoint, {}, "infoint", "_INFOINT_COMPLETE").source())
