"""Everything private to Textual that this program uses, each part with its reason."""

from __future__ import annotations

from textual.binding import Binding
from textual.dom import DOMNode


def bind(node: DOMNode, key: str, action: str, label: str) -> None:
    """Make a key act on one node only, instead of what the key did there so far.

    BINDINGS belong to a class, and `App.bind` to the app. Textual's own keymap, `App.set_keymap`,
    gives other keys to a binding that has one: it can neither leave a binding without a key nor
    give a key to one that has none. Both happen here when keys are changed, as with `h`, which goes
    to another column on the board and asks how it went elsewhere.

    Args:
        node: a node such as a screen.
        key: the key by Textual's name.
        action: what it runs.
        label: what it does, in a word or two.
    """
    node._bindings.key_to_bindings[key] = [Binding(key, action, label, show=False)]
