"""What is typed into any form is kept while it is typed, and comes back where it was."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from infoint_tui import ui
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.contact_fields import FIELDS
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft
from infoint_tui.domain.people.merging import BothSay
from infoint_tui.domain.records.settings import Settings
from infoint_tui.exchange.incoming import Column
from infoint_tui.services.merging import Pair
from infoint_tui.services.merging_files import Clash, PreparedMerge
from infoint_tui.services.removing import Removed
from infoint_tui.ui.dialogs.columns import ColumnsDialog
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.dialogs.conversation_facts import FactsDialog
from infoint_tui.ui.dialogs.debrief import DebriefForm
from infoint_tui.ui.dialogs.follow_up import FollowUpDialog
from infoint_tui.ui.dialogs.goal import BelongDialog, DecideDialog
from infoint_tui.ui.dialogs.introduced import IntroducedDialog
from infoint_tui.ui.dialogs.log import LogDialog
from infoint_tui.ui.dialogs.merge import MergeDialog
from infoint_tui.ui.dialogs.merge_file import MergeFileDialog
from infoint_tui.ui.dialogs.own_question import OwnQuestionDialog
from infoint_tui.ui.dialogs.partner import PartnerDialog
from infoint_tui.ui.dialogs.path import PathDialog
from infoint_tui.ui.dialogs.promise import PromiseDialog
from infoint_tui.ui.dialogs.schedule import ScheduleDialog
from infoint_tui.ui.dialogs.settings import SettingsForm
from infoint_tui.ui.dialogs.thank import ThankDialog
from infoint_tui.ui.kit.ask_text import TextDialog
from infoint_tui.ui.kit.ask_when import DayDialog
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.drafts import changed
from infoint_tui.ui.kit.fields import AreaField, Field
from infoint_tui.ui.kit.form import FieldSpec, FormDialog
from infoint_tui.ui.kit.when_field import WhenField
from tests.builders import contact, interview
from tests.ui.host import asking

TODAY = date(2026, 11, 22)
SPECS = (
    FieldSpec("outcome", "Outcome", "to know", multiline=True),
    FieldSpec("place", "Place"),
    FieldSpec("intent", "I'm", "a", choices=(("a", "curious"), ("b", "looking"))),
)
NAMES = BothSay(next(each for each in FIELDS if each.key == "name"), "Ana", "Anna", True)
CLASH = Clash(("contacts", "1", "title"), "Ana: Title", "Baker", "Cook")
TOLD = DebriefDraft(answers=(Answer(question="Which tools?"), Answer(question="Skills")))


def fails(_: object) -> None:
    raise InfointError("The file is held.")


FORMS: dict[type[FieldDialog[Any]], Callable[[], FieldDialog[Any]]] = {
    BelongDialog: lambda: BelongDialog("Ana", interview(), ()),
    ColumnsDialog: lambda: ColumnsDialog("chats.csv", (Column("Who", "name"),)),
    ContactForm: lambda: ContactForm(None),
    DayDialog: lambda: DayDialog("Not until", TODAY),
    DebriefForm: lambda: DebriefForm("Ana", TOLD, fails, "Grids"),
    DecideDialog: lambda: DecideDialog("Grids", TODAY),
    FactsDialog: lambda: FactsDialog("Ana", TODAY, interview(held_on="20 nov")),
    FollowUpDialog: lambda: FollowUpDialog("Ana", TODAY),
    FormDialog: lambda: FormDialog("Talk with Ana", SPECS),
    IntroducedDialog: lambda: IntroducedDialog("Ana"),
    LogDialog: lambda: LogDialog("Ana", TODAY),
    MergeFileDialog: lambda: MergeFileDialog(
        PreparedMerge(Path("b.json"), cast("Any", None), (), (CLASH,))
    ),
    MergeDialog: lambda: MergeDialog(
        Pair(contact("Ana"), contact("Anna"), (NAMES,), Removed("", {}), Removed("", {}))
    ),
    OwnQuestionDialog: OwnQuestionDialog,
    PartnerDialog: lambda: PartnerDialog(None),
    PathDialog: PathDialog,
    PromiseDialog: lambda: PromiseDialog(None, "Kit"),
    ScheduleDialog: lambda: ScheduleDialog("Ana", TODAY, "UTC", None),
    SettingsForm: lambda: SettingsForm(Settings(), TODAY, "settings.toml"),
    TextDialog: lambda: TextDialog("A question that came up", "Question"),
    ThankDialog: lambda: ThankDialog("Ana", "email", TODAY),
}
"""Every kind of form, empty or as it was saved."""
OTHERWISE = {
    "FieldDialog": "is the base of all others",
    "MessageDialog": "keeps a draft of its own, which the command line continues",
    "PurgeDialog": "asks for the name of someone of whom nothing is to be left",
}


class InMemory:
    """A draft that is kept at once."""

    def __init__(self) -> None:
        self.typed: Mapping[str, str] = {}

    def read(self) -> Mapping[str, str]:
        return self.typed

    def keep(self, typed: Mapping[str, str]) -> Future[None]:
        self.typed = typed
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def drop(self) -> None:
        self.typed = {}


def kinds(of: type[FieldDialog[Any]]) -> Iterator[type[FieldDialog[Any]]]:
    yield of
    for each in of.__subclasses__():
        if each.__module__.startswith("infoint_tui."):
            yield from kinds(each)


def type_in(field: Field) -> None:
    if isinstance(field, ChoiceField):
        field.control.action_step(1)
    elif isinstance(field, WhenField):
        field.control.value = "in 3 days" if field._toward == "future" else "-3d"
    elif isinstance(field, AreaField):
        field.control.text += "two\nlines [/x]"
    else:
        field.control.value += "½ [/x]"  # type: ignore[attr-defined]


async def test_every_form_gives_back_what_was_typed() -> None:
    for module in pkgutil.walk_packages(ui.__path__, "infoint_tui.ui."):
        import_module(module.name)
    assert {each.__name__ for each in kinds(FieldDialog)} == {
        *(each.__name__ for each in FORMS),
        *OTHERWISE,
    }
    async with asking(lambda: TextDialog("Any", "dialog")):  # fields need an app
        for kind, make in FORMS.items():
            draft, form, again = InMemory(), make(), make()
            form.draft = again.draft = draft
            for field in form._every:
                type_in(field)
            assert form.keep_typed()
            typed = changed(form._every)
            assert len(typed) == sum(field.is_changed for field in form._every) > 0, kind
            again._bring_back()
            assert changed(again._every) == typed, kind
            shown = [field for field in again._every if field.is_changed]
            assert set(shown) <= set(again.fields), kind


async def test_a_date_comes_back_as_the_date_it_was() -> None:
    def lists(day: date, initial: str = "") -> WhenField:
        return WhenField("When", day, initial=initial, needs_time=True)

    async with asking(lambda: TextDialog("Any", "dialog")):
        first, later = lists(TODAY), lists(date(2026, 11, 29))
        first.control.value = "tomorrow 3pm"
        later.type_back(first.typed)
        assert later.value == first.value
        first.control.value = "tomo"
        assert first.typed == "tomo"


def test_a_damaged_draft_is_no_draft(tmp_path: Any) -> None:
    from infoint_tui.exchange.form_drafts import FormDrafts

    drafts = FormDrafts(tmp_path / "drafts", tmp_path / "people.json")
    draft = drafts.of("", "ContactForm")
    assert draft.read() == {}
    draft.keep({"Name": "Ána\n\x1b"})
    assert draft.read() == {"Name": "Ána\n\x1b"}
    assert drafts.of("ana", "ContactForm").read() == {}
    (file,) = (tmp_path / "drafts").iterdir()
    for data in (b"", b"{", b"[1]", b'{"Name": 1}', b"\xff"):
        file.write_bytes(data)
        assert draft.read() == {}
    draft.drop()
    assert draft.read() == {}
    assert not list((tmp_path / "drafts").iterdir())
