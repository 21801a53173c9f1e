"""Every private part of Textual that this program uses, and why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.css.model import RuleSet
from textual.dom import DOMNode
from textual.notifications import Notification
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastHolder, ToastRack


def bind(node: DOMNode, key: str, action: str, label: str) -> None:
    """Bind a key on one node only, replacing what the key did there before.

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


def measure_again(widget: Widget) -> None:
    """Have a widget asked again how many lines it takes, and drawn.

    Textual counts such a request only once until the widget is idle, and keeps the answer that it
    got in between.
    """
    widget._layout_updates += 1
    widget.refresh(layout=True)


def style_quickly() -> None:
    """Let Python hash a style rule, by its address as Textual does, but without a call.

    Textual puts all rules that may concern a widget into a set, for each widget that changes its
    style. Their hashes are all multiples of sixteen and collide; each costs a call besides. That
    was a quarter of all the time the app worked.
    """
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]


def end_with(app: App[Any], say: Callable[[BaseException], str]) -> None:
    """Say this, and no more, when an error that nobody expected ends the app.

    Textual prints the values of all variables with it: other people's notes.

    Args:
        app: the app.
        say: returns what to say about an error.
    """

    def end() -> None:
        error = sys.exc_info()[1] or app._exception
        app.panic(Text(say(error) if error else ""))

    app._fatal_error = end  # type: ignore[method-assign]


async def show_toast(app: App[Any], notification: Notification) -> None:
    """Show only this notification, in the same frame as whatever has just changed.

    Textual shows a toast a frame or two after the change it reports, and the previous toast until
    then. A batch holds back the frame until the new toast is ready, which takes no longer than
    drawing that frame.

    Args:
        app: the app; without notifications, as in most tests, nothing is shown.
        notification: what to show.
    """
    app._notifications.clear()
    app._notifications.add(notification)
    here = app.screen.children if app.screen_stack else ()
    for rack in (each for each in here if isinstance(each, ToastRack)):
        with app.batch_update():
            before = list(rack.children)
            for holder in before:
                holder.display = False
            rack.display = True
            toast_id = rack._toast_id(notification)
            await rack.mount(ToastHolder(Toast(notification), id=toast_id))
            rack.remove_children(before)
        rack.screen.check_idle()  # it may have been idle in the batch, and waits for a change
