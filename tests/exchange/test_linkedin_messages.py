"""Reading twenty thousand messages, and whose they are."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from time import process_time

from infoint_tui.exchange.linkedin_messages import is_messages, read_messages
from infoint_tui.exchange.source import Source

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER"
)
PROFILE = "https://www.linkedin.com/in/"


def many(count: int) -> bytes:
    chance = random.Random(5)
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER.split(","))
    for at in range(count):
        both = [f"{PROFILE}person-{chance.randrange(800)}", f"{PROFILE}me"]
        sender, to = both[:: 1 if at % 2 else -1]
        day = f"2025-{1 + at % 12:02}-{1 + at % 28:02} 14:03:22 UTC"
        words = '<p>Hello, "there"</p>\n' + "and more " * chance.randrange(40)
        writer.writerow(["x", "", "A", sender, "B", to, day, "", words, "INBOX"])
    return file.getvalue().encode()


def taken(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def test_they_take_at_most_three_times_as_long_as_only_splitting_the_rows() -> None:
    data = many(20_000)
    text = data.decode()
    assert any(
        taken(lambda: read_messages(Source("messages.csv", data)))
        <= 3 * taken(lambda: list(csv.reader(io.StringIO(text, newline=""))))
        for _ in range(5)  # the machine may be busy
    )


def test_at_most_two_a_person_and_the_user_is_the_one_in_all_of_them() -> None:
    found = Source("messages.csv", many(400))
    assert is_messages(found)
    last = read_messages(found)
    known = {f"person-{number}" for number in range(800)}
    assert max(last.seen, key=lambda who: last.seen[who]) == "me"
    times = last.of(known)
    assert {direction for _, direction in times} == {"in", "out"}
    assert all(who in known for who, _ in times)


def test_an_open_quote_costs_one_message() -> None:
    rows = (
        f"x,,A,{PROFILE}ana,B,{PROFILE}me,2025-06-01 10:00:00 UTC,,Hi,INBOX",
        f'x,,A,{PROFILE}bo,B,{PROFILE}me,2025-06-02 10:00:00 UTC,,"Hi,INBOX',
        f'x,,A,{PROFILE}cy,B,{PROFILE}me,2025-06-03 10:00:00 UTC,,"Hi, you",INBOX',
    )
    last = read_messages(Source("messages.csv", "\n".join((HEADER, *rows)).encode()))
    assert set(last.of({"ana", "bo", "cy"})) == {("ana", "in"), ("cy", "in")}
