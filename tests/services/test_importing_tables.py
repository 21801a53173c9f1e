"""What an import of a tracker, of messages and of changed people does, as one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.exchange.incoming import ReadOptions
from infoint_tui.services.container import Services
from infoint_tui.services.importing import Report

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,linkedin.com/in/ana-r,,Lumen Energy,Planner,07 Dec 2025\n"
CHATS = "Who,Firm,Status,Last contact,Thoughts\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def bring(services: Services, file: Path, text: str, **how: bool) -> Report:
    file.write_text(text, "utf-8")
    return services.importing.run(file, **how)


def everyone(services: Services) -> dict[str, Contact]:
    return {each.name: each for each in services.context.repository.all(Contact)}


@pytest.mark.parametrize(
    ("status", "day", "column", "fields"),
    [
        ("To contact", "", "ask", {}),
        ("Messaged", "3 Nov 2026", "waiting", {"requested_on": "2026-11-03"}),
        ("Booked", "3 Nov 2026", "prepare", {"agreed_on": "2026-11-03"}),
        ("Had coffee", "3 Nov 2026", "thank", {"held_on": "2026-11-03"}),
        ("Thanked", "3 Nov 2026", "warm", {"thanked_on": "2026-11-03"}),
        ("Declined", "3 Nov 2026", "", {}),
    ],
)
def test_a_status_puts_someone_where_they_are_on_the_board(
    status: str, day: str, column: str, fields: dict[str, str], services: Services, file: Path
) -> None:
    text = f"{CHATS}Kim Doe,Lumen,{status},{day},likes grids\n"
    report = bring(services, file, text)
    assert report.created == 1
    columns = services.overview.board().columns
    assert [name for name, cards in columns.items() if cards] == ([column] if column else [])
    for interview in services.context.repository.all(Interview):
        for name, said in fields.items():
            assert str(getattr(interview, name)) == said
    touches = services.context.repository.all(Touch)
    assert [str(each.on) for each in touches] == (["2026-11-03"] if day else [])
    assert everyone(services)["Kim Doe"].notes == "likes grids"
    again = bring(services, file, text)
    assert (again.created, again.updated, again.unchanged, again.entries) == (0, 0, 1, 0)
    assert services.undo() == "import 1 person"
    assert not services.context.repository.all(Touch)
    assert not services.context.repository.all(Interview)


def test_a_status_never_moves_someone_who_is_on_the_board_already(
    services: Services, file: Path
) -> None:
    kim = services.contacts.add("Kim Doe", emails=("kim@example.com",))
    services.requests.ask(kim.id)
    text = "Name,Email,Status,Last contact\nKim Doe,kim@example.com,Had coffee,3 Nov 2026\n"
    report = bring(services, file, text)
    assert report.entries == 1  # the day of the contact is news
    (interview,) = services.context.repository.all(Interview)
    assert interview.held_on is None


def test_a_day_to_come_is_no_contact_and_is_said(services: Services, file: Path) -> None:
    report = bring(services, file, f"{CHATS}Kim Doe,Lumen,,3 Nov 2027,\n")
    assert report.entries == 0
    assert "2027-11-03 is still to come" in report.differences[0]


def test_a_new_job_is_offered_and_taken_over_with_the_former_one_kept(
    services: Services, file: Path
) -> None:
    bring(services, file, LINKEDIN + ANA)
    ana = everyone(services)["Ana Ruiz"]
    services.contacts.edit(ana.id, added_on=None)
    moved = LINKEDIN + ANA.replace("Lumen Energy,Planner", "Tide Power,Head of grids")
    offered = bring(services, file, moved)
    assert (offered.offered, offered.unchanged, offered.updated) == (1, 1, 0)
    assert "Planner at Lumen Energy → Head of grids at Tide Power" in offered.differences[0]
    assert everyone(services)["Ana Ruiz"].organization == "Lumen Energy"
    taken = bring(services, file, moved, accept=True)
    assert (taken.offered, taken.updated) == (0, 1)
    ana = everyone(services)["Ana Ruiz"]
    assert (ana.title, ana.organization) == ("Head of grids", "Tide Power")
    assert ana.former_jobs.startswith("Planner at Lumen Energy (until ")
    assert bring(services, file, moved, accept=True).unchanged == 1


def test_the_same_person_is_joined_if_the_user_says_so_and_known_from_then_on(
    services: Services, file: Path
) -> None:
    services.contacts.add("Ana Ruiz", organization="Lumen Energy GmbH")
    row = "Ana,Ruiz,,,Lumen Energy,Planner,07 Dec 2025\n"
    asked = bring(services, file, LINKEDIN + row, dry_run=True)
    assert (asked.created, asked.alike) == (1, 1)
    joined = bring(services, file, LINKEDIN + row, join=True)
    assert (joined.created, joined.updated) == (0, 1)
    (ana,) = services.context.repository.all(Contact)
    assert (ana.organization, ana.title) == ("Lumen Energy GmbH", "Planner")
    assert bring(services, file, LINKEDIN + row).unchanged == 1


@pytest.mark.parametrize(
    "row",
    [
        "Ana;Ruiz;;;Lumen Energy;Planner;07.12.2025",
        "Ana;Ruiz;;;Lumen Energy;Planner;12/7/2025",
        "Ana;Ruiz;;;Lumen Energy;Planner;07-dic-25",
        "Ana;Ruiz;;;Lumen Energy;Planner;45998",
        "Ana;Ruiz;;;Lumen Energy;Planner;2025-12-07 00:00:00",
    ],
)
def test_a_file_that_a_spreadsheet_saved_again_adds_nobody(
    row: str, services: Services, file: Path
) -> None:
    bring(services, file, LINKEDIN + "Ana,Ruiz,,,Lumen Energy,Planner,07 Dec 2025\n")
    report = bring(services, file, f"{LINKEDIN.replace(',', ';')}{row}\n")
    assert (report.created, report.unchanged, report.differences) == (0, 1, ())


def test_links_without_a_name_are_no_identity_and_old_ones_are(
    services: Services, file: Path
) -> None:
    rows = (
        "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Lumen,,\n"
        "Ana,Ruiz,https://pt.linkedin.com/in/Ana-Ruiz/en?trk=x,,Lumen,,\n"
        "Bo,Lind,https://www.linkedin.com/in/,,Lumen,,\n"
        "Cy,Moss,https://www.linkedin.com/in/,,Lumen,,\n"
        "Di,Fox,https://www.linkedin.com/mwlite/in/di-fox,,Lumen,,\n"
        "Di,Fox,https://www.linkedin.com/in/di-fox,,Lumen,,1 Jan 2026\n"
        "Ed,Oak,https://www.linkedin.com/pub/ed-oak/1/2/3,,Lumen,,\n"
        "Ed,Oak,https://www.linkedin.com/pub/ed-oak/4/5/6,,Quarry,,\n"
    )
    report = bring(services, file, LINKEDIN + rows)
    names = [each.name for each in services.context.repository.all(Contact)]
    assert names == ["Ana Ruiz", "Bo Lind", "Cy Moss", "Di Fox", "Ed Oak", "Ed Oak"]
    assert bring(services, file, LINKEDIN + rows).created == 0
    assert report.unchanged == 2


MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)
ME = "https://www.linkedin.com/in/me-m"


def message(sender: str, to: str, day: str, title: str = "", draft: str = "") -> str:
    return f'x,{title},A,{sender},B,{to},{day} 14:03:22 UTC,,"Hi,\n<b>you</b>",INBOX,,{draft}\n'


def test_of_messages_the_last_day_each_way_is_noted_and_no_word_of_them(
    services: Services, tmp_path: Path
) -> None:
    ana = "https://www.linkedin.com/in/ana-r"
    (tmp_path / "Connections.csv").write_text(LINKEDIN + ANA, "utf-8")
    (tmp_path / "messages.csv").write_text(
        MESSAGES
        + message(ME, ana, "2026-06-01")
        + message(ME, ana, "2026-06-03")
        + message(ana, ME, "2026-06-02")
        + message(ME, ana, "2026-07-01", draft="Yes")
        + message(ana, ME, "2026-07-02", title="Sponsored: grids")
        + message("https://www.linkedin.com/in/stranger", ME, "2026-07-03"),
        "utf-8",
    )
    assert services.importing.run(tmp_path).entries == 0
    report = services.importing.run(tmp_path, ReadOptions(messages=True))
    touches = services.context.repository.all(Touch)
    assert sorted((str(each.on), each.direction, each.text) for each in touches) == [
        ("2026-06-02", "in", "on LinkedIn"),
        ("2026-06-03", "out", "on LinkedIn"),
    ]
    assert report.entries == 2
    assert services.importing.run(tmp_path, ReadOptions(messages=True)).entries == 0
    alone = services.importing.run(tmp_path / "messages.csv", ReadOptions(messages=True))
    assert (alone.created, alone.entries) == (0, 0)


def test_what_columns_mean_is_remembered_by_their_names(services: Services, file: Path) -> None:
    file.write_text("Human,Den\nKim Doe,Lumen\n", "utf-8")
    columns = {"Human": "name", "Den": "organization"}
    assert services.importing.run(file, ReadOptions(columns=columns)).created == 1
    file.write_text("den,human\nLumen,Lee Fox\n", "utf-8")
    assert services.importing.run(file).created == 1
    assert everyone(services)["Lee Fox"].organization == "Lumen"


def test_a_folder_of_everything_comes_in_at_once(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    (folder / "cards").mkdir(parents=True)
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:{0}\nFN:{0}\nEND:VCARD\n"
    for name in ("Bo", "Cy"):
        (folder / "cards" / f"{name}.vcf").write_text(card.format(name))
    (folder / "more.csv").write_text("Name,Email\nDi,di@example.com\n,\n")
    (folder / "notes.txt").write_text("hello\n")
    (folder / ".hidden.csv").write_text("Name\nEd\n")
    report = services.importing.run(folder)
    assert sorted(everyone(services)) == ["Bo", "Cy", "Di"]
    assert any("notes.txt" in note for note in report.notes)
    assert services.importing.run(folder).unchanged == 3
    assert services.undo() == "import 3 people"


class StopError(Exception):
    """What a progress raises to end the work."""


@pytest.mark.parametrize("at", ["prepare", "preview", "apply"])
def test_an_import_that_is_stopped_half_way_changes_nothing(
    at: str, services: Services, file: Path
) -> None:
    rows = "".join(f"Ana,Number {number},,,,,\n" for number in range(1200))
    file.write_text(LINKEDIN + rows, "utf-8")
    importing = services.importing

    def stop(done: int, total: int) -> None:
        if (done, total) in ((1000, 1200), (1, 1)):
            raise StopError

    def bring_in() -> None:
        prepared = importing.prepare(file, progress=stop if at == "prepare" else None)
        preview = importing.preview(prepared, progress=stop if at == "preview" else None)
        importing.apply(preview, stop)

    with pytest.raises(StopError):
        bring_in()
    assert not services.context.repository.path.exists()


def test_what_changed_between_the_preview_and_the_import_counts(
    services: Services, file: Path
) -> None:
    file.write_text(LINKEDIN + ANA, "utf-8")
    preview = services.importing.preview(services.importing.prepare(file))
    services.contacts.add("Ana R.", links=("https://linkedin.com/in/ana-r",))
    report = services.importing.apply(preview)
    assert (report.created, report.updated) == (0, 1)
    assert list(everyone(services)) == ["Ana R."]


def test_an_email_under_another_name_is_left_out_unless_the_user_joins_them(
    services: Services, file: Path
) -> None:
    services.contacts.add("Anna Ruiz", emails=("ana@example.com",))
    text = "Name,Email,Phone\nDan Fox,ana@example.com,+1 555 0100\n"
    report = bring(services, file, text)
    assert (report.created, report.ambiguous, report.alike) == (0, 1, 0)
    assert bring(services, file, text, join=True).updated == 1
    (anna,) = services.context.repository.all(Contact)
    assert (anna.name, anna.phones) == ("Anna Ruiz", ("+1 555 0100",))
