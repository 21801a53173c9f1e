"""Forms: completing, what is said at a field, and that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.search.completion import Candidate, most_used
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.completing_field import CompletingField, Completions, Suggestions
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.dialogs.debrief import DebriefForm
from infoint_tui.ui.dialogs.introduced import IntroducedDialog
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import Hints
from infoint_tui.ui.kit.fields import AreaField, Field, LineField
from infoint_tui.ui.screen import TabScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import Host, asking, reveal, typing

KNOWN = Completions(
    lambda: most_used(["Lumen Energy", "Lumen Energy", "Lumen Labs", "Élan Lumière", "Opal"]),
    lambda: most_used(["grid", "grid", "growth", "sea"]),
    lambda: (
        Candidate("Ana Ruiz", "Lumen Energy", "ana"),
        Candidate("Ana Ruiz", "Opal", "other ana"),
        Candidate("Zoë Park", "Opal", "zoe"),
        Candidate("Bo Lindqvist", "", "bo"),
    ),
)
ANA = Contact(id="ana", name="Ana Ruiz", organization="Lumen Energy", introduced_by="zoe")


def words_of(app: Any) -> str:
    """The words in the dialog, as one line; what can be seen beside it has words of its own."""
    panel = app.screen.query_one("#panel").region
    lines = text_of(app).replace("│", " ").splitlines()[panel.y : panel.bottom]
    return " ".join(" ".join(line[panel.x : panel.right] for line in lines).split())


def typed_in(app: Host) -> str:
    assert isinstance(app.focused, Input)
    return app.focused.value


def offered(app: Host) -> list[str]:
    """What the suggestions that are shown say."""
    return [
        each.text for menu in app.screen.query(Suggestions) if menu.display for each in menu.found
    ]


def label(app: Host) -> str:
    """The label of the field that has the focus."""
    return next(each.label for each in app.screen.query(Field) if each.control is app.focused)


async def test_a_new_title_and_a_new_place_replace_the_old_ones() -> None:
    lead = ANA.but(title="Data lead", emails=("ana@example.com",))
    async with asking(lambda: ContactForm(lead, KNOWN)) as (app, pilot):
        await pilot.press("tab", *typing("Head of data"), "tab", *typing("Opal"))
        await pilot.press("tab", *typing(", a@example.com"), "ctrl+s")  # these are added to
        await until(pilot, lambda: app.answers)
        assert app.answers == [
            {
                "title": "Head of data",
                "organization": "Opal",
                "emails": ("ana@example.com", "a@example.com"),
            }
        ]


async def test_text_completes_from_what_exists() -> None:
    async with asking(lambda: ContactForm(None, KNOWN)) as (app, pilot):
        await pilot.press(*"Kim", "tab", "tab", *"LUM")
        await until(pilot, lambda: offered(app) == ["Lumen Energy", "Lumen Labs", "Élan Lumière"])
        menu = app.screen.query_one(Suggestions)
        assert menu.region.y == app.focused.region.bottom  # type: ignore[union-attr]
        await pilot.press("tab")  # nothing was gone to: what was typed stays
        assert (label(app), offered(app)) == ("Reach at", [])
        await pilot.press("shift+tab", "end", *typing("en e"))
        await until(pilot, lambda: offered(app) == ["Lumen Energy"])
        await pilot.press("escape")  # closes the list, and only that
        assert offered(app) == []
        await pilot.press("backspace", "down", "down", "up", "enter")  # takes it, and only that
        assert (label(app), typed_in(app), offered(app)) == ("at", "Lumen Energy", [])
        await pilot.press("ctrl+u", *"elan", "right")
        assert typed_in(app) == "Élan Lumière"
        await pilot.press("ctrl+u", *"Opal")
        await until(pilot, lambda: offered(app) == [])  # it is all typed
        await pilot.press("home", "x")
        await until(pilot, lambda: typed_in(app) == "xOpal")

        await reveal(pilot, "Tags")
        await pilot.press(*"new,gr")
        await until(pilot, lambda: offered(app) == ["grid", "growth"])
        await pilot.press("up", "enter")  # the last, by going up from none
        assert (label(app), typed_in(app)) == ("Tags", "new, growth")
        await pilot.press(*", g")
        await until(pilot, lambda: offered(app) == ["grid"])  # growth already exists
        await pilot.click(next(menu for menu in app.screen.query(Suggestions) if menu.display))
        await until(pilot, lambda: typed_in(app) == "new, growth, grid")
        assert label(app) == "Tags"
        await pilot.press("home", ",", "home", "s")
        await until(pilot, lambda: offered(app) == ["sea"])
        await pilot.resize_terminal(70, 20)
        await until(pilot, lambda: offered(app) == [])
        await pilot.press("e", "right", "left", "down", "enter", "ctrl+s")
        await until(pilot, lambda: app.answers)
    assert app.answers == [
        {"name": "Kim", "organization": "xOpal", "tags": ("sea", "new", "growth", "grid")}
    ]


async def test_whoever_introduced_someone_is_chosen_by_name() -> None:
    async with asking(lambda: ContactForm(ANA, KNOWN), (60, 16)) as (app, pilot):
        to_introducer = ("tab",) * 4  # it has a value, so it is there
        await pilot.press(*to_introducer)
        await until(pilot, lambda: label(app) == "Introduced by")
        assert typed_in(app) == "Zoë Park"
        await pilot.press("ctrl+u", *"nobody", "tab")
        await until(pilot, lambda: "Nobody here is called “nobody”." in words_of(app))
        await pilot.press("shift+tab", "ctrl+u", *"ana ruiz")
        await until(pilot, lambda: len(offered(app)) == 2)
        menu, control = app.screen.query_one(Suggestions), app.focused
        assert control is not None
        assert not menu.region.overlaps(control.region)
        await pilot.press("escape", "ctrl+s")
        await until(pilot, lambda: "Several people are called “ana ruiz”." in words_of(app))
        await pilot.press("backspace", "z", "down", "down", "enter")
        await until(pilot, lambda: "Ana Ruiz, Opal" in words_of(app))
        assert "Several people" not in words_of(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
        for text, answer in (
            ("bo lindqvist", {"introduced_by": "bo"}),
            ("", {"introduced_by": None}),
            ("zoe park", {"introduced_by": "zoe"}),
        ):
            before = len(app.answers)
            await app.show(lambda: ContactForm(ANA, KNOWN), pilot)
            await pilot.press(*to_introducer)
            await until(pilot, lambda: label(app) == "Introduced by")
            await pilot.press("ctrl+u", *typing(text), "escape", "ctrl+s")
            await until(pilot, lambda: len(app.answers) > before)  # noqa: B023
            assert app.answers[-1] == answer
    assert app.answers[0] == {"introduced_by": "other ana"}


async def test_the_list_stands_above_where_there_is_no_room_below() -> None:
    class Last(FieldDialog[str]):
        """A dialog whose last field completes."""

        def __init__(self) -> None:
            self.last = CompletingField("Organization", source=KNOWN.organizations)
            super().__init__("Where?", (LineField("Name"), self.last))

        def result(self) -> str:
            return self.last.value

    async with asking(Last, (40, 6)) as (app, pilot):
        await pilot.press("tab", *"lum")
        await until(pilot, lambda: offered(app))
        menu, control = app.screen.query_one(Suggestions), app.focused
        assert control is not None
        assert menu.region.bottom == control.region.y
        assert menu.region.y >= 0
        await pilot.press("down", "enter", "enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == ["Lumen Energy"]


async def test_it_is_said_who_is_meant_by_a_name() -> None:
    async with asking(lambda: IntroducedDialog("Mira Okafor", KNOWN)) as (app, pilot):
        await pilot.press(*"zoe", "space", *"park")
        known = "Zoë Park, Opal is in your contacts and will be linked"
        await until(pilot, lambda: known in words_of(app))
        await pilot.press("tab", *"Lumen")  # it depends on the organization
        new = "Zoë Park, Opal is already here; someone new will be added"
        await until(pilot, lambda: new in words_of(app))
        await pilot.press("ctrl+u")
        await until(pilot, lambda: known in words_of(app))
        await pilot.press("shift+tab", "ctrl+u", *"ana", "space", *"ruiz")
        several = "Ana Ruiz, Lumen Energy and 1 more are already here; someone new will be added"
        await until(pilot, lambda: several in words_of(app))
        await pilot.press("tab", *"lum", "down", "enter", "enter", "right", "enter")
        await until(pilot, lambda: app.answers)
    ana = SuggestedPerson(name="ana ruiz", organization="Lumen Energy", may_mention=True)
    assert app.answers == [ana]


async def test_what_is_said_at_a_field() -> None:
    async with asking(lambda: ContactForm(None, KNOWN)) as (app, pilot):
        await pilot.press(*"zoe", "space", *"par")
        assert "already here" not in words_of(app)
        await pilot.press("k")
        await until(pilot, lambda: "Zoë Park, Opal is already here" in words_of(app))
        await pilot.press("ctrl+u", *"ana", "space", *"ruiz")
        await until(
            pilot, lambda: "Ana Ruiz, Lumen Energy and 1 more are already here" in words_of(app)
        )
        await pilot.press("ctrl+u", "tab")  # it is as it was
        await until(pilot, lambda: "already here" not in words_of(app))
        assert "blank" not in words_of(app)
        email = next(each for each in app.screen.query(Field) if each.label == "Reach at")
        await pilot.click(email.query_one(".label"))
        await until(pilot, lambda: label(app) == "Reach at")
        await pilot.press(*"bo")
        await pilot.pause()
        assert "not an email" not in words_of(app)  # not while it is typed
        await pilot.press("tab")
        await until(pilot, lambda: "“bo” is not an email address." in words_of(app))
        await pilot.press("shift+tab", "end", *"@example.or")
        await until(pilot, lambda: "not an email" not in words_of(app))
        await pilot.press("g", "ctrl+s")
        await until(pilot, lambda: "Name: this cannot be blank." in words_of(app))
        assert label(app) == "Name"
        await pilot.press("K")
        await until(pilot, lambda: "blank" not in words_of(app))
        await pilot.click(Hints, offset=(1, 0))
        await until(pilot, lambda: app.answers)
    assert app.answers == [{"name": "K", "emails": ("bo@example.org",)}]


# --- nothing typed is lost -------------------------------------------------------------------


class Failing:
    """Saves in dialogs while the file is broken, and again when it is whole."""

    def __init__(self, app: InfointApp, pilot: Pilot[None], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    async def save(self, opens: str, *keys: str, choose: str = "", then: str = "") -> None:
        """Open a dialog, type, and see that a save that failed lost nothing.

        `then` is the key that leaves a dialog that comes after it.
        """
        app, pilot = self.app, self.pilot
        home, before = app.screen, app.services.overview.revision
        await pilot.press(opens)
        await until(pilot, lambda: app.screen is not home)
        if choose:
            choice = app.screen
            await pilot.press(choose)
            await until(pilot, lambda: app.screen not in (home, choice))
        dialog = app.screen
        assert isinstance(dialog, FieldDialog)
        await until(pilot, lambda: app.focused)
        await pilot.press(*keys)
        good = self.path.read_bytes()
        self.path.write_bytes(b"{ broken")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "is damaged" in words_of(app))
        assert app.screen is dialog
        assert "esc cancel" in words_of(app)
        self.path.write_bytes(good)
        await pilot.press("ctrl+s")
        if then:
            await until(pilot, lambda: app.screen not in (home, dialog) and app.focused)
            await pilot.press(then)
        await until(pilot, lambda: app.screen is home)
        assert app.services.overview.revision == before + 1


async def test_a_save_that_fails_loses_nothing_about_a_contact(
    services: Services, make_app: Callable[..., InfointApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DebriefForm, "KEEP_SECONDS", 999.0)  # nothing but `ctrl+s` changes a file
    ana = services.contacts.add("Ana Ruiz")
    app = make_app(services)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.is_ready)
        at = Failing(app, pilot, services.context.repository.path)
        await at.save("c", *"hello")
        await at.save("s", *typing("today 9:00"))
        await at.save("h", *"much", choose="1")
        await at.save("T")
        await at.save("w", *"more")
        await at.save("f", *typing("read it"))
        await at.save("z")
        await at.save("d", *"2w")
        await at.save("e", *"!")
        await at.save("r", *typing("Bo Lindqvist"))
        await at.save("x", choose="4")
    found = services.overview.dossier(ana.id)
    assert found is not None
    interview, item = found.interviews[0], found.follow_ups[0]
    assert [each.text for each in found.touches if each.text == "hello"]
    assert (interview.thanked_on, interview.debrief and interview.debrief.learned) != (None, "")
    assert (item.text, item.due is not None) == ("read it", True)
    assert found.contact.name == "Ana Ruiz!"
    assert services.contacts.find("Bo").introduced_by == ana.id


async def test_what_stands_in_empty_fields_is_cut_to_them() -> None:
    fields = (LineField("One", hint="these are words"), AreaField("Two", hint="so are these " * 30))
    async with asking(lambda: FieldDialog[str]("Empty", fields), (80, 24)) as (app, pilot):
        for width, line, text in (
            (80, "One these are words Two", "so are these… "),
            (24, "One these are… Two", "Two so are these so are these… "),
            (80, "One these are words Two", "so are these… "),
        ):
            await pilot.resize_terminal(width, 24)
            await until(pilot, lambda it=line: it in words_of(app))
            await until(pilot, lambda it=text: it in words_of(app))


async def test_a_line_says_where_more_of_it_is() -> None:
    text = "".join(chr(ord("a") + place % 26) for place in range(60))

    def make() -> FieldDialog[str]:
        lines = (("One", text), ("Two", "小" * 30), ("Three", ""))
        return FieldDialog("Lines", tuple(LineField(*each) for each in lines))

    async with asking(make, (40, 16)) as (app, pilot):
        fields = app.screen.query(Field)

        async def shows(at: int, words: str) -> None:
            control = fields[at].control
            width = control.content_size.width
            assert width == 25
            await until(pilot, lambda: control.render_line(0).crop(0, width).text == words)

        await shows(0, f"…{text[-23:]} ")  # the cursor is behind the end
        await shows(1, f"{'小' * 12}…")
        await pilot.press("home")
        await shows(0, f"{text[:24]}…")
        await pilot.press(*["right"] * 24)  # what follows the cursor is seen
        await shows(0, f"…{text[2:25]}…")
        await pilot.press("end", *["left"] * 23)
        await shows(0, f"…{text[37:60]} ")
        await pilot.press("left", "left")
        await shows(0, f"…{text[35:58]}…")
        await pilot.press("tab")
        await shows(0, f"{text[:24]}…")  # its beginning again
        await shows(1, f"… {'小' * 11} ")
        await pilot.press("tab", *text)
        await shows(2, f"…{text[-23:]} ")
        await pilot.press("shift+tab")
        await shows(2, f"{text[:24]}…")
        await pilot.click(fields[0].control, offset=(6, 0))  # the letter that was seen there
        await pilot.press("X")
        await shows(0, f"abcdeX{text[5:23]}…")


async def test_a_save_that_fails_loses_nothing_on_the_board_and_in_prep(
    services: Services, make_app: Callable[..., InfointApp], tmp_path: Path
) -> None:
    for name in ("Ana Ruiz", "Bo Lindqvist"):
        services.requests.ask(services.contacts.add(name).id)
    interview = services.planning.plan_interview(services.contacts.add("Chidi Eze").id)
    services.planning.add_own(interview.id, "What fills a Tuesday?")
    app = make_app(services, start="board")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.is_ready)
        at = Failing(app, pilot, services.context.repository.path)
        waiting = [*["left"] * 6, "right"]
        await pilot.press(*waiting)
        await at.save("L", *typing("Kim Sol"), choose="5")
        await pilot.press(*waiting)
        await at.save("L", *"3w", choose="3", then="escape")
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.NAME == "prep")
        await at.save("a", *typing("Why?"))
        await at.save("o", *typing("one name"))
        await at.save("s", *typing("tomorrow 9h30"))
        await pilot.press("tab")
        await at.save("e", "!")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, FieldDialog) and app.focused)
        bad = tmp_path / "people.json" / "sheet.md"
        await pilot.press("ctrl+u", *typing(str(bad)), "ctrl+s")
        await until(pilot, lambda: "! " in words_of(app))
        await pilot.press("ctrl+u", *typing(str(tmp_path / "sheet.md")), "ctrl+s")
        await until(pilot, lambda: (tmp_path / "sheet.md").exists())
    assert services.contacts.find("Kim Sol").standing == "shortlisted"
