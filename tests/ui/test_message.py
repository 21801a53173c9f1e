"""Writing to someone: the composer, its drafts, and what to do before asking."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import TextArea

from infoint_tui import paths
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.messages.message import Message
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import MESSAGES, Channel, TouchKind
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs import message as dialogs
from infoint_tui.ui.dialogs.message import MessageDialog, Writing
from infoint_tui.ui.kit.choice_field import ChoiceLine
from infoint_tui.ui.kit.dialog_keys import Hints
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.message_notes import MessageNotes
from infoint_tui.ui.widgets.touch_words import touch_words
from tests.ui.conftest import NOW, says, text_in, text_of, until
from tests.ui.host import Host, asking, typing

MakeApp = Callable[..., InfointApp]
GAP = "[One thing you like about Ana's work.]"


@pytest.fixture
def ana(services: Services) -> Contact:
    return services.contacts.add("Ana Ruiz", emails=("ana@example.com",), standing="shortlisted")


def compose(services: Services, ana: Contact, **changed: object) -> Callable[[], MessageDialog]:
    """Return what makes the dialog, with some of what it works with changed."""
    messages = services.messages

    def draft(kind: object, intent: object, fresh: bool) -> Message:
        return messages.draft(ana.id, kind, intent=intent, fresh=fresh)  # type: ignore[arg-type]

    writing = replace(Writing(draft, messages.keep, messages.mailto), **changed)  # type: ignore[arg-type]
    return lambda: MessageDialog(messages.draft(ana.id), writing)


def shown(app: Host) -> str:
    return " ".join(text_of(app).split())


# --- in the app -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("ana")
async def test_a_message_is_written_left_gone_on_with_and_sent(
    services: Services, make_app: MakeApp
) -> None:
    app = make_app(services, start="contacts")

    def composing() -> bool:
        return isinstance(app.screen, MessageDialog) and app.focused is not None

    def at_home() -> bool:
        return isinstance(app.screen, ContactsScreen) and not app.screen.is_asking

    def said() -> str:
        return app.messages[0].words if app.messages else ""

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app) and at_home())
        await pilot.press("m")
        await until(pilot, lambda: composing() and "FIRST      ○" in text_of(app))
        assert "To Ana Ruiz · ana@example.com" in text_of(app)
        assert f"! a blank to fill: {GAP}" in text_of(app)
        await pilot.press("ctrl+s")  # which is no way to say that it was sent
        await until(pilot, at_home)
        assert said() == "Kept the draft; m picks it up again."
        assert not services.context.repository.all(Touch)
        await pilot.press("m")
        await until(pilot, lambda: composing() and GAP in text_of(app))
        await pilot.press(*typing("Your grid talk was a joy."))  # in place of the blank
        await until(pilot, lambda: GAP not in text_of(app))
        panel = app.screen.query_one("#panel")
        before = panel.region
        blanks = "[Who you are and what you're considering, in a sentence.]", "[your name]"
        for blank, words in zip(blanks, ("I teach.", "Sam"), strict=True):
            await pilot.press("ctrl+y")
            await until(pilot, lambda it=blank: f"A blank is left: {it}" in text_of(app))
            await pilot.press(*typing(words))  # copying has gone to it
        await pilot.press("ctrl+y")
        await until(pilot, lambda: "Did you send it?" in text_of(app) and app.focused)
        assert panel.region == before  # nothing moves below the eyes
        assert app.clipboard.startswith("Hi Ana,\n\nYour grid talk was a joy.\n\nI teach. I'd love")
        await pilot.press("4")  # not yet
        await until(pilot, lambda: composing() and "Copied the text" in text_of(app))
        assert not services.context.repository.all(Touch)
        await pilot.press("escape")
        await until(pilot, at_home)

        await until(pilot, lambda: "○ draft: ask to talk" in text_of(app))
        await pilot.press("enter", "j", "enter")  # on that line
        await until(pilot, lambda: composing() and "You started this earlier" in text_of(app))
        await pilot.press("ctrl+y")
        await until(pilot, lambda: "Did you send it?" in text_of(app) and app.focused)
        await pilot.press("5")  # the subject, too
        await until(pilot, lambda: app.clipboard == "Could I ask you about your work?")
        await until(pilot, lambda: "Did you send it?" in text_of(app) and app.focused)
        await pilot.press("2")  # by message
        await until(pilot, at_home)
        assert said() == "Sent. That was the hard part - u undoes"  # the first request ever
        (interview,), (touch,) = (
            services.context.repository.all(kind) for kind in (Interview, Touch)
        )
        assert (interview.requested_on, touch.channel) == (date(2026, 11, 22), "message")
        assert touch.text.startswith("asked to talk:\nHi Ana,\n\nYour grid talk was a joy.")
        lines = text_in(app, "#detail-pane").splitlines()
        told = [line for line in lines if "asked to talk: Hi" in line]
        below = lines[lines.index(told[0]) + 1 :]
        assert below[0].endswith("…")
        assert below[1].strip() == "· by message"

        await pilot.press("u")
        await until(pilot, lambda: "Undid" in said())
        await pilot.press("m")
        await until(pilot, lambda: composing() and "grid talk was a joy" in text_of(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Drafted again" in text_of(app) and GAP in text_of(app))
        await pilot.press("escape")  # as it was drafted, it needs no keeping
        await until(pilot, at_home)
        assert "Undid" in said()
        assert not list(paths.drafts_folder().iterdir())


@pytest.mark.usefixtures("ana")
async def test_a_thank_you_by_hand_asks_where_it_goes_and_is_noted_as_such(
    services: Services, ana: Contact, make_app: MakeApp
) -> None:
    services.interviews.met(ana.id)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await pilot.press("m")
        await until(pilot, lambda: "BY HAND    is better still: f5 adds their addr" in text_of(app))
        await pilot.press("f5")
        await until(pilot, lambda: "Where Ana Ruiz gets mail" in text_of(app) and app.focused)
        await pilot.press(*typing("Harbor Road 4"), "enter", *typing("Kiel"), "ctrl+s")
        await until(pilot, lambda: "is better still: Harbor Road 4, Kiel · f5" in text_of(app))
        await pilot.press("f5")
        await until(pilot, lambda: "A blank is left" in text_of(app))
        await pilot.press("f5")
        await until(pilot, lambda: "Did you send it?" in text_of(app) and app.focused)
        await pilot.press("1")
        await until(pilot, lambda: app.messages and "Thanked Ana Ruiz" in app.messages[0].words)
    (interview,) = services.context.repository.all(Interview)
    assert interview.thanked_by == "handwritten"


@pytest.mark.usefixtures("ana")
async def test_a_template_that_cannot_be_used_is_told_before_anything_opens(
    services: Services, make_app: MakeApp
) -> None:
    own = paths.messages_folder() / "ask.txt"
    own.parent.mkdir(parents=True)
    own.write_text("{nmae}", "utf-8")
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await pilot.press("m")
        await until(pilot, lambda: app.messages)
        assert "ask.txt, line 1" in app.messages[0].words
        assert isinstance(app.screen, ContactsScreen)


# --- the dialog alone -----------------------------------------------------------------------------


async def test_kinds_and_intents_each_have_a_draft(services: Services, ana: Contact) -> None:
    own = paths.messages_folder() / "phone.txt"
    own.parent.mkdir(parents=True)
    async with asking(compose(services, ana), (60, 16)) as (app, pilot):
        await pilot.press(*typing("Hello"), "shift+tab", "shift+tab", "right")
        await until(pilot, lambda: "▸ job hunting too" in shown(app))
        assert isinstance(app.screen, MessageDialog)
        assert "I'm job hunting" in app.screen.message.body
        own.write_text("{nmae}", "utf-8")
        await pilot.press("shift+tab", "right")
        await until(pilot, lambda: "! " in shown(app) and says(app, "phone.txt, line 1"))
        assert app.screen.message.kind == "ask"
        own.unlink()
        await pilot.press("right")
        await until(pilot, lambda: "opener for a call" in shown(app))
        assert "Subject" not in text_of(app)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "for the phone, not for email" in shown(app))
        await pilot.press("left", "tab", "left")
        await until(pilot, lambda: "You started this earlier" in shown(app))
        assert "Hello" in app.screen.message.body
        await pilot.press("shift+tab", *["right"] * 7)
        await until(pilot, lambda: f"◂ {MESSAGES['thank'].label} ▸" in shown(app))
        assert "I'm not asking" not in text_of(app)  # what it is for is said when asking
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)


async def test_a_hidden_job_request_says_why_and_one_key_says_so_openly(
    services: Services, ana: Contact
) -> None:
    async with asking(compose(services, ana), (80, 24)) as (app, pilot):
        assert isinstance(app.screen, MessageDialog)
        await pilot.press(*typing("Are you hiring?"))
        await until(
            pilot,
            lambda: says(app, "“are you hiring” is about a job; you say you're not asking"),
        )
        assert says(app, "Nobody likes finding out halfway through the coffee. f6 says so.")
        await pilot.press("f6")
        await until(pilot, lambda: "▸ job hunting too" in shown(app))
        assert app.screen.message.occasion.intent == "job_search"
        assert "halfway through the coffee" not in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)


async def test_keys_that_do_not_fit_are_counted_and_the_way_out_stays(
    services: Services, ana: Contact
) -> None:
    async with asking(compose(services, ana), (120, 40)) as (app, pilot):
        hints = app.screen.query_one(Hints)

        def line() -> str:
            return text_of(app).splitlines()[hints.region.y].strip("│ ")

        expected = {
            120: "ctrl+y copy, send  ctrl+o mail  ctrl+s keep draft  ctrl+g editor  "
            "f1 help  esc leave",
            60: "ctrl+y copy, send  ctrl+o mail  f1 help  esc leave",
            40: "f1 help  esc leave",
            30: "f1 help  esc leave",
        }
        for width, words in expected.items():
            await pilot.resize_terminal(width, 12)
            await until(pilot, lambda it=words: line() == it)
        # no line is blank where the text has to scroll, however few lines the checks take
        text, notes = app.screen.query_one(TextArea), app.screen.query_one(MessageNotes)
        kind = app.screen.query(ChoiceLine).first()
        await pilot.resize_terminal(60, 16)
        for at, rows in (("ask", (7, 2)), ("keep_in_touch", (9, 1)), ("ask", (7, 2))):
            kind.place = list(MESSAGES).index(at)
            await pilot.pause()  # only then it says that a draft was begun; a change hides that
            text.text = "How are you and your work?" + "\n" * 20 + "Sam"
            await until(pilot, lambda it=rows: (text.size.height, notes.size.height) == it)
            under = text_of(app).splitlines()[notes.region.y : hints.region.bottom]
            assert all(row.strip("│ ") for row in under)
        await pilot.resize_terminal(30, 12)
        await until(pilot, lambda: line() == expected[30])
        await pilot.click(hints, offset=(1, 0))
        await until(pilot, lambda: "Help" in text_of(app) and app.screen is not hints.screen)
        await pilot.press("escape")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: line() == expected[120])


async def test_copy_mail_and_the_editor(
    services: Services, ana: Contact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    works = [False, True]

    async def opens(address: str) -> bool:
        opened.append(address)
        return works.pop(0)

    monkeypatch.setattr(dialogs, "opens", opens)
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text()\nassert text.startswith('Subject: Could I'), text\n"
        "path.write_text('Subject: Hello\\n\\nHi Ana,\\n\\n[where] shall we meet?\\n')\n"
    )
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    async with asking(compose(services, ana)) as (app, pilot):
        await pilot.press("shift+tab", "ctrl+y")
        await until(pilot, lambda: "Copied the subject." in shown(app))
        assert app.clipboard == "Could I ask you about your work?"
        await pilot.press("tab", "ctrl+o")
        await until(pilot, lambda: says(app, f"There is a blank to fill: {GAP}"))
        assert not opened
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "An editor can't run in this terminal" in shown(app))
        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("ctrl+g", *typing("Where"))  # in place of the blank
        await until(pilot, lambda: "Where shall we meet?" in shown(app))
        left = editor.read_text().replace("Subject: Hello", "Good day")
        editor.write_text(left.replace("Subject: Could I", "Subject: Hello"))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "Good day" in shown(app) and "Hello" in shown(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Where shall we meet?" in shown(app))
        monkeypatch.setenv("VISUAL", "no-such-editor-here")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "cannot be started" in shown(app))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Did you send it?" in shown(app) and app.focused)
        assert app.clipboard == opened[0]
        assert opened[0].startswith("mailto:ana@example.com?subject=Hello&body=Hi%20Ana")
        await pilot.press("escape")
        await until(pilot, lambda: "Copied a mailto: address" in shown(app))
        assert not app.answers
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Did you send it?" in shown(app) and app.focused)
        await pilot.press("1")
        await until(pilot, lambda: app.answers)
    sent = app.answers[0]
    assert (sent.channel, sent.message.subject) == ("email", "Hello")
    assert sent.message.body == "Hi Ana,\n\nWhere shall we meet?"


async def test_what_is_typed_outlives_the_program(
    services: Services, ana: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs.MessageDialog, "KEEP_SECONDS", 0.02)
    async with asking(compose(services, ana)) as (_, pilot):
        await pilot.press(*typing("From time to time"))
        await until(pilot, lambda: "From time to time" in services.messages.draft(ana.id).body)
    monkeypatch.setattr(dialogs.MessageDialog, "KEEP_SECONDS", 999.0)
    async with asking(compose(services, ana)) as (app, pilot):
        await pilot.press("ctrl+end", *typing("At the end"))
        await until(pilot, lambda: "At the end" in shown(app))
    assert "At the end" in services.messages.draft(ana.id).body


async def test_a_draft_that_cannot_be_kept_or_drafted_says_so(
    services: Services, ana: Contact
) -> None:
    def fails(*_: object) -> bool:
        raise InfointError("No room left.")

    make = compose(services, ana, keep=fails, draft=fails)
    async with asking(make) as (app, pilot):
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "! No room left." in shown(app))
        await pilot.press("escape")
        await until(
            pilot,
            lambda: (
                "! Draft not saved: No room left. Press the same key again to leave." in shown(app)
            ),
        )
        await asyncio.sleep(0)
        assert not app.answers
        await pilot.press("escape")
        await until(pilot, lambda: app.answers == [None])


# --- the timeline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "channel", "text", "words", "how"),
    [
        (
            "message",
            "email",
            "asked to talk:\nHi,\nyou",
            "asked to talk: Hi, you",
            "by email",
        ),
        ("thank_you", "handwritten", "Hi,\nyou", "thanked them: Hi, you", "by handwritten note"),
        ("thank_you", None, "", "thanked them", ""),
        (
            "congratulate",
            None,
            "Dear Ana,\nwell done",
            "congratulated them: Dear Ana, well done",
            "",
        ),
        ("message", "call", "said yes", "said yes", "by phone"),
        ("other", None, "", "in touch", ""),
    ],
)
def test_what_happened_is_a_line(
    kind: TouchKind, channel: Channel | None, text: str, words: str, how: str
) -> None:
    touch = Touch(id="1", contact_id="2", on=NOW.date(), at=NOW, kind=kind, channel=channel)
    assert touch_words(touch.but(text=text)) == (words, how)


@pytest.mark.usefixtures("ana")
async def test_who_the_user_is_comes_before_their_first_message_and_only_once(
    services: Services, make_app: MakeApp
) -> None:
    app = make_app(services, start="contacts")
    app.session.dismissed.clear()

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app) and not app.screen.is_asking)
        await pilot.press("m")
        await until(pilot, lambda: "what you wonder about" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: not app.screen.is_asking)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
