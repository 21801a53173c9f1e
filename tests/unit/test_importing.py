from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import (
    ImportFileError,
    InfointError,
    InvalidInputError,
    NotFoundError,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.exchange import source
from infoint_tui.exchange.incoming import ReadOptions
from infoint_tui.exchange.saved_columns import SavedColumns
from infoint_tui.services.context import UseCaseContext
from infoint_tui.services.importing import Importing, ReportedProblem
from infoint_tui.services.preferences import Preferences
from infoint_tui.store.repository import Repository, Transaction

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANA = "Ana,Ruiz,linkedin.com/in/ana-ruiz,ana@example.com,Lumen Energy,Engineer,07 Dec 2025"
BEA = "Bea,Stone,linkedin.com/in/bea-stone,,Harbor Labs,Analyst,1 Jan 2026"
CY = "Cy,Moss,,,,,"
NAMELESS = ",,,who@example.com,Lumen Energy,,07 Dec 2025"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    clock = FixedClock(datetime(2026, 1, 5, 9, tzinfo=UTC))
    return Repository(tmp_path / "data" / "infoint.json", clock)


@pytest.fixture
def imports(repository: Repository, tmp_path: Path) -> Importing:
    clock = FixedClock(datetime(2026, 1, 5, 9, tzinfo=UTC))
    new_id = partial(next, map("id-{}".format, count(1)))
    context = UseCaseContext(repository, clock, Preferences(Settings()), new_id)
    return Importing(context, SavedColumns(tmp_path / "state" / "columns.json"))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str, name: str = "Connections.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
        return path

    return write


def add(repository: Repository, *contacts: Contact) -> None:
    def change(tx: Transaction) -> None:
        for contact in contacts:
            tx.put(contact)

    repository.transact("add", change)


def names(repository: Repository) -> list[str]:
    return [contact.name for contact in repository.all(Contact)]


def test_new_people_are_added_in_one_step_and_nothing_is_owed_to_them(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    report = imports.run(write(ANA, BEA, CY))
    assert (report.created, report.updated, report.unchanged) == (3, 0, 0)
    assert (report.ambiguous, report.failed, report.problems) == (0, 0, ())
    assert report.label == "import 3 people"
    ana = repository.all(Contact)[0]
    assert (ana.name, ana.organization, ana.title) == ("Ana Ruiz", "Lumen Energy", "Engineer")
    assert ana.emails == ("ana@example.com",)
    assert ana.links == ("https://linkedin.com/in/ana-ruiz",)
    assert ana.how_we_know == "LinkedIn, since 7 Dec 2025"
    assert ana.fingerprint == "linkedin|ana ruiz|lumen energy|2025-12-07"
    assert ana.standing == "known"
    assert [step.label for step in repository.history()] == ["import 3 people"]
    repository.undo()
    assert names(repository) == []


def test_the_same_file_again_changes_nothing_and_writes_nothing(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    path = write(ANA, BEA, CY, CY)
    first = imports.run(path)
    assert (first.created, first.unchanged) == (3, 1)
    revision, content = repository.revision, repository.path.read_bytes()
    again = imports.run(path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)
    assert again.differences == ()
    assert (repository.revision, repository.path.read_bytes()) == (revision, content)


def test_one_person_is_called_one_person(imports: Importing, write: Callable[..., Path]) -> None:
    assert imports.run(write(ANA)).label == "import 1 person"


def test_blanks_are_filled_and_what_differs_is_only_told(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    mine = Contact(
        id="mine",
        name="Ana Ruiz",
        organization="Lumen Labs",
        emails=("ana@example.com",),
        notes="Kind.",
        standing="shortlisted",
    )
    add(repository, mine)
    report = imports.run(write(ANA))
    assert (report.created, report.updated) == (0, 1)
    assert report.differences == (
        "line 2, Ana Ruiz, Lumen Energy: new job: Lumen Labs → Engineer at Lumen Energy",
    )
    assert report.offered == 1
    (ana,) = repository.all(Contact)
    assert (ana.organization, ana.title, ana.notes) == ("Lumen Labs", "", "Kind.")
    assert ana.links == ("https://linkedin.com/in/ana-ruiz",)
    assert (ana.id, ana.standing) == ("mine", "shortlisted")


def test_a_later_row_can_fill_the_blanks_of_an_earlier_one(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    report = imports.run(write("Ana,Ruiz,linkedin.com/in/ana-ruiz,,,,", ANA, ANA))
    assert (report.created, report.updated, report.unchanged) == (1, 1, 1)
    assert repository.all(Contact)[0].title == "Engineer"


def test_ambiguous_rows_are_told_and_left_alone(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    path = write(NAMELESS, ANA, "Dan,Fox,,ana@example.com,,,")
    report = imports.run(path)
    assert (report.created, report.ambiguous, report.failed) == (1, 1, 1)
    assert report.problems == (
        ReportedProblem(str(path), 2, "no first or last name"),
        ReportedProblem(
            str(path), 4, "Dan Fox: the email ana@example.com already belongs to Ana Ruiz"
        ),
    )
    assert names(repository) == ["Ana Ruiz"]


def test_a_namesake_at_the_same_organization_is_added_and_told(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    add(repository, Contact(id="mine", name="Ana Ruiz", organization="Lumen Energy"))
    report = imports.run(write(ANA))
    assert report.created == 1
    assert report.differences == (
        "line 2, Ana Ruiz, Lumen Energy: the same person as Ana Ruiz, Lumen Energy?",
    )
    assert report.alike == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(
    imports: Importing, repository: Repository, write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(ANA, NAMELESS)
    before = sorted(tmp_path.rglob("*"))
    report = imports.run(path, dry_run=True)
    assert (report.created, report.failed, report.dry_run) == (1, 1, True)
    assert report.failed_file is None
    assert sorted(tmp_path.rglob("*")) == before
    assert names(repository) == []


def test_failed_records_are_written_beside_to_be_put_right(
    imports: Importing, write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(ANA, NAMELESS, 'Zoë,"Open,,,,,')
    report = imports.run(path)
    assert report.failed == 2
    failed = tmp_path / "Connections.failed.csv"
    assert report.failed_file == failed
    assert failed.read_text("utf-8-sig") == f'{HEADER}\n{NAMELESS}\nZoë,"Open,,,,,\n'
    assert stat.S_IMODE(failed.stat().st_mode) == 0o600
    failed.write_text(failed.read_text("utf-8-sig").replace(",,,who", "Eve,,,who").split("Zoë")[0])
    assert imports.run(failed).created == 1


def test_an_earlier_file_of_failed_records_is_never_overwritten(
    imports: Importing, write: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "Connections.failed.csv").write_text("mine")
    (tmp_path / "Connections.failed-2.csv").mkdir()
    third = tmp_path / "Connections.failed-3.csv"
    path = write(ANA, NAMELESS)
    assert imports.run(path).failed_file == third
    assert imports.run(path).failed_file == third
    assert (tmp_path / "Connections.failed.csv").read_text() == "mine"
    assert not (tmp_path / "Connections.failed-4.csv").exists()


def test_a_folder_that_cannot_be_written_is_told_after_the_import(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    # A name so long that ".failed" no longer fits: this fails for every user, also for root.
    report = imports.run(write(ANA, NAMELESS, name="c" * 248 + ".csv"))
    assert report.created == 1
    assert report.failed_file is None
    assert report.notice.startswith("The failed records could not be saved in ")
    assert names(repository) == ["Ana Ruiz"]


def test_cleaned_rows_are_counted(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    assert imports.run(write(ANA.replace("Lumen", "Lu\x1bmen"), BEA)).cleaned == 1
    assert repository.all(Contact)[0].organization == "Lumen Energy"


def test_progress_is_told_now_and_then_and_at_the_end(
    imports: Importing, write: Callable[..., Path]
) -> None:
    told: list[tuple[int, int]] = []
    path = write(*(f"Ana,Number {number},,,,," for number in range(750)))
    imports.run(path, progress=lambda done, total: told.append((done, total)))
    assert [done / total for done, total in told] == sorted(done / total for done, total in told)
    assert told[0] == (500, 2250)  # a third of it is reading
    assert told[-1] == (2250, 2250)


def test_reading_and_applying_are_two_steps_and_match_what_is_there_by_then(
    imports: Importing, repository: Repository, write: Callable[..., Path]
) -> None:
    prepared = imports.prepare(write(ANA))
    assert not repository.path.exists()
    add(repository, Contact(id="mine", name="Ana Ruiz", emails=("ana@example.com",)))
    assert imports.apply(imports.preview(prepared)).created == 0


def test_the_home_folder_may_be_a_tilde(
    imports: Importing,
    write: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    write(ANA)
    assert imports.run(Path("~/Connections.csv"), ReadOptions("linkedin")).created == 1


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((), "there is nothing below the column names"),
        ((NAMELESS, NAMELESS), "2 unusable records; the first is line 2: no first or last name"),
    ],
)
def test_a_file_with_nobody_in_it_is_an_error(
    rows: tuple[str, ...], why: str, imports: Importing, write: Callable[..., Path]
) -> None:
    path = write(*rows)
    with pytest.raises(ImportFileError, match=why):
        imports.run(path)
    assert [each.name for each in path.parent.iterdir()] == ["Connections.csv"]


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("missing.csv", NotFoundError, "There is no file .*missing.csv"),
        ("sub", ImportFileError, "nothing to import in the folder"),
        ("pipe", ImportFileError, "is neither a file nor a folder"),
        ("c" * 300, ImportFileError, "cannot be read: File name too long"),
        ("vcard.vcf", ImportFileError, "Nobody can be imported"),
    ],
)
def test_what_cannot_be_read_says_why(
    name: str, error: type[InfointError], message: str, imports: Importing, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "sub").mkdir()
    (tmp_path / "vcard.vcf").write_text("BEGIN:VCARD\n")
    with pytest.raises(error, match=message):
        imports.run(tmp_path / name)


def test_a_file_too_large_is_refused(
    imports: Importing, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_FILE", 2**6)
    with pytest.raises(ImportFileError, match="larger than 0 MiB"):
        imports.run(write(ANA))


def test_an_unknown_format_is_refused(imports: Importing, write: Callable[..., Path]) -> None:
    with pytest.raises(InvalidInputError, match="“word” is not a format that can be imported"):
        imports.run(write(ANA), ReadOptions("word"))
