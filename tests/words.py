"""Every word that reaches a person: `python -m tests.words` prints all of them, place by place.

The literals are found by walking the syntax trees of the code, and the data files. Help, screens
and drafts are what the program itself prints.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

import infoint_tui
from infoint_tui.bootstrap import key_lines
from infoint_tui.cli.main import infoint
from tests import messages
from tests.ui.screenshots import FOLDER

ROOT = Path(infoint_tui.__file__).parent
README = ROOT.parent / "README.md"
TEXTS = FOLDER / "text"

_CODE = {
    "TypeVar",
    "cast",
    "compile",
    "Binding",
    "import_module",
    "getattr",
    "query_one",
    "strptime",
}
"""What is called with strings that nobody reads."""
_STYLES = {"DEFAULT_CSS", "BINDINGS", "COMPONENT_CLASSES", "CSS_PATH"}
"""What is set to strings that nobody reads."""
_WORDS = re.compile(r"[^\W\d_]{2,}('[^\W\d_]*)? |^[A-Z][a-z']+\b|^[a-z]+-[a-z-]+$")
"""A text has two words, or begins with a capital letter, or is a word with a hyphen."""


class Printed(NamedTuple):
    """A text, and where it comes from."""

    where: str
    text: str


def literals() -> Iterator[Printed]:
    """Yield the strings of the code that a person may read, with their places as {…}."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        unread = {id(node) for each in ast.walk(tree) for node in _unread(each)}
        for node in ast.walk(tree):
            text = _text(node)
            if id(node) not in unread and text and _WORDS.search(text):
                line = getattr(node, "lineno", 0)
                yield Printed(f"{path.relative_to(ROOT)}:{line}", text)


def _unread(node: ast.AST) -> Iterator[ast.AST]:
    """Yield strings below a node that nobody reads, and the parts of those that are read whole."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
        yield node.value
    elif isinstance(node, ast.Subscript):
        yield from ast.walk(node.slice)
    elif isinstance(node, ast.Call) and _name(node.func) in _CODE:
        yield from (part for given in node.args for part in ast.walk(given))
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if _STYLES & {_name(target) for target in targets} and node.value:
            yield from ast.walk(node.value)
        if isinstance(node, ast.AnnAssign):
            yield from ast.walk(node.annotation)
    elif isinstance(node, ast.JoinedStr):
        yield from (part for value in node.values for part in ast.walk(value))


def _name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.strip()
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{…}" for part in node.values)
        return "".join(map(str, parts)).strip()
    return ""


def data() -> Iterator[Printed]:
    """Yield the texts of the data files: questions, sample people, and every line of a template."""
    for path in sorted((ROOT / "data").rglob("*.toml")):
        for text in _strings(tomllib.loads(path.read_text("utf-8"))):
            if _WORDS.search(text):
                yield Printed(str(path.relative_to(ROOT)), text)
    for path in sorted((ROOT / "data").rglob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield Printed(f"{path.relative_to(ROOT)}:{number}", line)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def helps() -> Iterator[Printed]:
    """Yield the help of every verb, and every key with its words."""
    with click.Context(infoint, info_name="infoint") as top:
        yield Printed("infoint --help", infoint.get_help(top))
        for name in infoint.list_commands(top):
            command = infoint.get_command(top, name)
            assert command is not None
            yield from _help(command, name, top)
    for title, lines in key_lines():
        for name, keys, words in lines:
            yield Printed(f"infoint keys: {title}, {name}", f"{keys}  {words}")


def _help(command: click.Command, name: str, above: click.Context) -> Iterator[Printed]:
    with click.Context(command, info_name=name, parent=above) as context:
        yield Printed(f"{context.command_path} --help", command.get_help(context))
        for verb, below in getattr(command, "commands", {}).items():
            yield from _help(below, verb, context)


def screens() -> Iterator[Printed]:
    """Yield what the screens and dialogs of the pictures show, at three sizes."""
    for path in sorted(TEXTS.glob("*.txt")):
        yield Printed(f"screen {path.stem}", path.read_text("utf-8"))


def drafts() -> Iterator[Printed]:
    """Yield every message, drafted for every sample person."""
    for draft in messages.drafts():
        yield Printed(f"message {draft.about}", draft.text)


def readme() -> Iterator[Printed]:
    """Yield the lines of the README, without commands and code."""
    inside = False
    for number, line in enumerate(README.read_text("utf-8").splitlines(), 1):
        inside ^= line.startswith("```")
        if not inside:
            yield Printed(f"README.md:{number}", re.sub(r"`[^`]*`|\]\([^)]*\)", "`", line))


def printed() -> Iterator[Printed]:
    """Yield everything."""
    for kind in (literals, data, helps, screens, drafts, readme):
        yield from kind()


if __name__ == "__main__":
    for where, text in printed():
        sys.stdout.write(f"{where}: {text}\n" if "\n" not in text else f"\n--- {where}\n{text}\n")
