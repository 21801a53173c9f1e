"""Our files in programs that other people use; each check returns what is wrong."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infoint_tui.exchange.folder import keep_folder
from infoint_tui.exchange.ics import conversation
from infoint_tui.exchange.outgoing import ItemFile
from infoint_tui.exchange.vcard.writing import vcard
from tests.exchange_clients import fixtures, hostile

HTTP_OK = 300


class MissingError(Exception):
    """A program is not installed; the message names it."""


def program(name: str) -> str:
    """Return where a program is: beside this Python, or on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise MissingError(name)
    return found


def run(*words: str) -> str:
    """Run a program and return what it prints."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{words[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def card_folder(folder: Path) -> Path:
    """Write the hostile people, one a file."""
    items = [ItemFile(each.id, f"person {each.id}", vcard(each)) for each in hostile.people()]
    keep_folder(folder, "vcard", ".vcf", items)
    return folder


def event_folder(folder: Path) -> Path:
    """Write the hostile conversations, one a file."""
    items = [
        ItemFile(it.id, f"talk {it.id}", conversation(it, who))
        for it, who in hostile.conversations()
    ]
    keep_folder(folder, "ics", ".ics", items)
    return folder


def with_khard(folder: Path) -> list[str]:
    """khard lists everyone."""
    khard, config = program("khard"), folder / "khard.conf"
    cards = card_folder(folder / "cards")
    config.write_text(f"[addressbooks]\n[[all]]\npath = {cards}\n")
    lines = run(khard, "-c", str(config), "list", "--parsable").splitlines()
    return [] if len(lines) == 300 else [f"khard reads {len(lines)} of 300"]


def with_vobject(_: Path) -> list[str]:
    """vobject reads the same names, organizations and notes."""
    try:
        import vobject  # type: ignore[import-not-found]  # from the extra `clients`
    except ImportError:
        raise MissingError("vobject") from None
    wrong = []
    for person in hostile.people():
        for version in ("3.0", "4.0"):
            card = vobject.readOne(vcard(person, version))  # type: ignore[arg-type]
            told = (card.fn.value, card.org.value[0], card.note.value)
            if told != (person.name, person.organization, person.notes):
                wrong.append(f"vobject reads another {person.name[:40]}")
    return wrong


def with_icalendar(_: Path) -> list[str]:
    """icalendar reads the same names, places and times."""
    from icalendar import Calendar

    wrong = []
    for it, who in hostile.conversations():
        (event,) = Calendar.from_ical(conversation(it, who)).walk("VEVENT")
        told = (event["SUMMARY"], event["LOCATION"], event["DTSTART"].dt)
        if told != (f"Talk with {who.name}", it.place, it.start):
            wrong.append(f"icalendar reads another {it.id}")
    return wrong


def with_khal(folder: Path) -> list[str]:
    """khal lists every conversation."""
    khal, config = program("khal"), folder / "khal.conf"
    events = event_folder(folder / "events")
    config.write_text(
        f"[calendars]\n[[all]]\npath = {events}\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    told = run(khal, "-c", str(config), "list", "2026-11-30", "60d", "--format", "EVENT {uid}")
    found = {line.split()[1] for line in told.splitlines() if line.startswith("EVENT ")}
    return [] if len(found) == 100 else [f"khal reads {len(found)} of 100"]


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """Run a CardDAV and CalDAV server on loopback; yields its address."""
    server = program("radicale")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    config = folder / "radicale.conf"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = owner_only\n"
        f"[storage]\nfilesystem_folder = {folder / 'radicale'}\n[web]\ntype = none\n"
    )
    process = subprocess.Popen(
        [server, "--config", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _request(method: str, url: str, body: str, kind: str) -> int:
    request = urllib.request.Request(url, data=body.encode(), method=method)
    request.add_header("Content-Type", kind)
    request.add_header("Authorization", "Basic " + base64.b64encode(b"me:x").decode())
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)


ADDRESS_BOOK = """<?xml version="1.0"?>
<create xmlns="DAV:" xmlns:CR="urn:ietf:params:xml:ns:carddav">
<set><prop><resourcetype><collection/><CR:addressbook/></resourcetype></prop></set>
</create>"""
CALENDAR = """<?xml version="1.0"?><create xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<set><prop><resourcetype><collection/><C:calendar/></resourcetype></prop></set></create>"""


def _collection(url: str, body: str) -> None:
    xml = body.replace("<create ", "<mkcol ").replace("</create>", "</mkcol>")
    status = _request("MKCOL", url, xml, "application/xml")
    assert status < HTTP_OK, f"Radicale makes no collection: {status}"


def with_radicale(folder: Path) -> list[str]:
    """Radicale takes every card and every conversation."""
    wrong = []
    with radicale(folder) as url:
        _collection(f"{url}/me/people/", ADDRESS_BOOK)
        _collection(f"{url}/me/talks/", CALENDAR)
        for kind, files, where in (
            ("text/vcard", card_folder(folder / "cards").glob("*.vcf"), "people"),
            ("text/calendar", event_folder(folder / "events").glob("*.ics"), "talks"),
        ):
            for path in files:
                text = path.read_bytes().decode()
                status = _request("PUT", f"{url}/me/{where}/{path.name}", text, kind)
                if status >= HTTP_OK:
                    wrong.append(f"Radicale answers {status} to {path.name}")
    return wrong


def with_vdirsyncer(folder: Path) -> list[str]:
    """vdirsyncer carries a folder to Radicale and into another one, where all says the same."""
    vdirsyncer = program("vdirsyncer")
    cards, back, config = card_folder(folder / "cards"), folder / "back", folder / "vdirsyncer.conf"
    before = {each.name: each.read_bytes() for each in cards.iterdir()}
    with radicale(folder) as url:
        _collection(f"{url}/me/people/", ADDRESS_BOOK)
        remote = f'type = "carddav"\nurl = "{url}/me/people/"\nusername = "me"\npassword = "x"\n'
        text = f'[general]\nstatus_path = "{folder / "status"}"\n[storage remote]\n{remote}'
        for name, path in (("here", cards), ("there", back)):
            path.mkdir(exist_ok=True)
            text += (
                f'[pair {name}]\na = "{name}_files"\nb = "remote"\ncollections = null\n'
                f'[storage {name}_files]\ntype = "filesystem"\npath = "{path}"\n'
                'fileext = ".vcf"\n'
            )
        config.write_text(text)
        for name in ("here", "there", "here"):
            run(vdirsyncer, "-c", str(config), "discover", name)
            run(vdirsyncer, "-c", str(config), "sync", name)
    wrong = []
    if {each.name: each.read_bytes() for each in cards.iterdir()} != before:
        wrong.append("vdirsyncer changed our folder")
    came = list(back.glob("*.vcf"))
    if len(came) != 300:
        wrong.append(f"{len(came)} of 300 came back")
    people = {each.id: each for each in hostile.people()}
    for path in came:
        (person,) = fixtures.read(path.read_bytes()).people
        own = people[person.uid]
        if (person.name, person.fields["notes"]) != (own.name, own.notes):
            wrong.append(f"{path.name} says something else")
    return wrong


def in_the_app(folder: Path) -> list[str]:
    """The app goes on while many people come in and go out, and esc changes nothing."""
    try:
        from tests.exchange_clients import large
    except ImportError as error:
        raise MissingError(error.name) from None
    return large.check(folder)


CHECKS = {
    "30,000 cards": in_the_app,
    "published cards": fixtures.check,
    "khard": with_khard,
    "vobject": with_vobject,
    "icalendar": with_icalendar,
    "khal": with_khal,
    "radicale": with_radicale,
    "vdirsyncer": with_vdirsyncer,
}
