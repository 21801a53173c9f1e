from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from infoint_tui.domain.basics.errors import InfointError, TemplateError
from infoint_tui.domain.messages.fields import FIELDS
from infoint_tui.domain.vocabulary import MESSAGES
from infoint_tui.exchange.mailto import mailto
from infoint_tui.exchange.message_files import Drafts, DraftText, Templates


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(tmp_path / "config" / "messages")


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "state" / "drafts")


def test_every_kind_has_a_template_that_says_something_when_little_is_known(
    templates: Templates,
) -> None:
    bare = {"first_name": "Ana", "minutes": "20", "informational": ""}
    for kind in MESSAGES:
        subject, body = templates.read(kind, FIELDS).fill(bare)
        assert bool(subject) == (kind != "phone")
        assert "Hi Ana" in body, kind
        assert kind == "phone" or body.endswith("\n\n[your name]"), kind
        assert "{" not in subject + body
        assert ".." not in body


def test_the_ask_says_whether_it_is_about_a_job(templates: Templates) -> None:
    for kind in ("ask", "phone"):
        template = templates.read(kind, FIELDS)
        known = {"first_name": "Ana", "minutes": "20"}
        assert "I'm not asking for a job" in template.fill({**known, "informational": ""})[1]
        looking = template.fill({**known, "job_search": ""})[1]
        assert "I'm job hunting" in looking
        assert "not asking" not in looking


def test_the_request_is_small_and_the_coffee_is_yours(templates: Templates) -> None:
    known = {"first_name": "Ana", "minutes": "20", "informational": ""}
    subject, body = templates.read("ask", FIELDS).fill({**known, "i_pay": ""})
    assert subject == "Could I ask you about your work?"
    assert "Could I buy you a coffee in the next few weeks?" in body
    assert "I'd only need 20 minutes, and a call works too." in body
    assert "buy you a coffee" not in templates.read("ask", FIELDS).fill(known)[1]


def test_more_guidance_is_asked_for_with_where_the_last_time_led(templates: Templates) -> None:
    known = {"first_name": "Ana", "minutes": "20", "quote": "start small", "talk_day": "in March"}
    body = templates.read("again", FIELDS).fill(known)[1]
    last = (
        'When we talked in March, you told me [what they told you, in your words: "start small"].'
    )
    assert f"{last} [What has happened since.]" in body
    assert "I'd love to hear how you see it." in body


@pytest.mark.parametrize(
    ("kind", "known", "said", "unsaid"),
    [
        ("again", "just_talked quote talk_day", "Could I ask you about it, by", "coffee"),
        ("again", "just_talked job_search", "Could I ask you about both, by", "about it"),
        ("again", "just_talked i_pay in_person", "whichever is easier?", "What has happened since"),
        ("again", "talk_day i_pay in_person", "buy you another coffee", "about it"),
        ("keep_in_touch", "organization", "say hello.\n\nNo need to reply.", "How are things"),
        ("keep_in_touch", "about_me", "Hi Ana,\n\nabout_me. I just [read", "know you"),
        ("keep_in_touch", "how_we_know", 'You noted: "how_we_know"] I just', "who you are"),
        ("keep_in_touch", "", "[How they know you, or who you are, in a sentence.]", "noted"),
        (
            "keep_in_touch",
            "talked talk_day quote",
            'about [the subject. You noted: "quote"]',
            "read?",
        ),
        ("keep_in_touch", "talk_day organization", "How are things at organization?", "No need"),
        ("report", "advice", "Thank you for the suggestion!", "Thank you for that"),
        ("report", "advice done", "Thank you for that!", "Thank you for the suggestion"),
        ("report", "skill", "you've done about it so far", "learning it"),
        ("thank", "talk_day thanked", "Thank you again for making time", "Thank you for making"),
        ("thank", "talk_day late", "I should have written sooner.", "again"),
        ("introducer", "", "introducing me to [who they introduced you to]", "pointing"),
        ("introducer", "introduced", "pointing me to introduced. [Whether", "introducing"),
        ("introducer", "introduced meet_day", "introducing me to introduced.", "pointing"),
        ("phone", "introducer milestone about_me", 'noted: "milestone"] about_me.', "you like"),
        ("phone", "admire milestone about_me", "about_me. [One thing you like", "Congratulate"),
        ("phone", "unique milestone about_me", "about_me. [What made you want", "Congratulate"),
        ("phone", "about_me", "about_me. [One thing you like", "Congratulate"),
        (
            "introduced",
            "introducer introducer_first",
            "[who introduced you by email]!",
            "introducer_first",
        ),
        ("introduced", "by_email introducer_first", "introduction, introducer_first!", "[who"),
        ("nudge", "asked_on about_me", "about_me. I'd still love to hear", "talk again"),
        ("nudge", "asked_on about_me talked", "I'd still love to talk again if", "about_me"),
        ("nudge", "asked_on nudged_on", "I won't keep writing about this.", "asked_on"),
        ("nudge", "asked_on asked_aloud", "following up on what I asked you asked_on.", "note"),
        ("ask", "talked about_me", "I'd love to talk again and ask you about [", "about_me"),
        ("phone", "talked my_name about_me", "Hi Ana, it's my_name.", "about_me"),
        ("good_news", "", "Thank you!", "again"),
        ("good_news", "thanked", "Thank you again!", "Thank you!"),
        ("confirm", "video time place link", "\n\nHere's the link: link\n", "place"),
        ("confirm", "video time place", 'Here\'s the link: [video link. You noted: "place"]', "()"),
        ("confirm", "phone time number", "call you at number", "Here's the link"),
        ("nudge", "asked_on agreed", "Would [two or three days and times] work?", "asked_on"),
        ("nudge", "asked_on agreed time", "I'm looking forward to talking time.", "asked_on"),
    ],
)
def test_a_message_says_what_fits_and_nothing_else(
    templates: Templates, kind: str, known: str, said: str, unsaid: str
) -> None:
    fields = {"first_name": "Ana", "minutes": "20", **{each: each for each in known.split()}}
    body = templates.read(kind, FIELDS).fill(fields)[1]
    assert said in body
    assert unsaid not in body


def test_the_users_own_template_wins_and_what_is_wrong_in_it_is_said(templates: Templates) -> None:
    own = templates.folder / "ask.txt"
    own.parent.mkdir(parents=True)
    own.write_text("\ufeffHello {name}", "utf-8")
    assert templates.read("ask", FIELDS).fill({"name": "Ana"}) == ("", "Hello Ana")
    own.write_text("Hello\n{nmae}", "utf-8")
    with pytest.raises(TemplateError) as error:
        templates.read("ask", FIELDS)
    assert error.value.message == f"{own}, line 2: there is no field {{nmae}}."
    assert "first_name, name, title" in error.value.hint
    own.write_bytes(b"\xff")
    with pytest.raises(TemplateError, match="is not UTF-8 text"):
        templates.read("ask", FIELDS)


def test_writing_templates_changes_none_that_is_there(templates: Templates) -> None:
    own = templates.folder / "nudge.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", "utf-8")
    written = templates.write(MESSAGES, FIELDS)
    assert {path.stem for path in written} == MESSAGES.keys() - {"nudge"}
    assert own.read_text("utf-8") == "mine"
    text = (templates.folder / "ask.txt").read_text("utf-8")
    assert all(f"{{{field}}} {words}\n" in text for field, words in FIELDS.items())
    bare = {"first_name": "Ana", "minutes": "20"}
    ours = Templates(templates.folder / "none").read("ask", FIELDS)
    assert templates.read("ask", FIELDS).fill(bare) == ours.fill(bare)
    assert templates.write(MESSAGES, FIELDS) == ()


def test_drafts_are_private_and_come_back(drafts: Drafts) -> None:
    hostile = "../../evil\x00"
    assert drafts.read(hostile, "ask") is None
    day = date(2026, 11, 22)
    drafts.keep(hostile, "ask", DraftText("A\n\tsubject", "Hi,\n\nbody\x1b\n", day))
    drafts.keep(hostile, "thank", DraftText("", "Thanks"))
    drafts.keep("other", "ask", DraftText("", "Hello", day))
    assert drafts.read(hostile, "ask") == DraftText("A subject", "Hi,\n\nbody", day)
    assert drafts.read(hostile, "thank") == DraftText("", "Thanks")
    assert [each.text for each in drafts.kept(())].count("A subject\nHi,\n\nbody") == 1
    files = list(drafts.folder.iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert drafts.folder.stat().st_mode & 0o777 == 0o700
    drafts.drop(hostile, "ask")
    drafts.drop(hostile, "ask")
    assert drafts.read(hostile, "ask") is None
    drafts.forget(hostile)
    assert [drafts.read(who, what) for who, what in ((hostile, "thank"), ("other", "ask"))] == [
        None,
        DraftText("", "Hello", day),
    ]
    (left,) = drafts.folder.iterdir()
    left.write_text("as before\nHello\n")  # the first version kept no day
    assert drafts.read("other", "ask") == DraftText("as before", "Hello")
    next(drafts.folder.iterdir()).unlink()
    blocked = drafts.folder.parent / "file"
    blocked.write_text("")
    with pytest.raises(InfointError, match="cannot be read"):
        Drafts(blocked).read("other", "ask")
    drafts.keep("other", "ask", DraftText("", "Hello", day))
    (kept,) = drafts.folder.iterdir()
    kept.unlink()
    kept.mkdir()
    for remove in (lambda: drafts.drop("other", "ask"), lambda: drafts.forget("other")):
        with pytest.raises(InfointError, match=r"cannot be removed: .* Remove it yourself\."):
            remove()


def test_a_mailto_address_carries_everything_and_nothing_more() -> None:
    to, subject, body = "a&b?bcc=x@example.com", "50% & more? #1", "Hi ä,\n\na+b=c&d"
    found = urlsplit(mailto(to, subject, body))
    assert (found.scheme, found.fragment) == ("mailto", "")
    assert found.path == "a%26b%3Fbcc%3Dx@example.com"
    query = parse_qs(found.query, strict_parsing=True)
    assert query == {"subject": [subject], "body": [body.replace("\n", "\r\n")]}
    assert "+" not in found.query
    assert mailto("", "", "") == "mailto:?subject=&body="
    assert mailto("ø@example.com", "", "").isascii()
    assert mailto("", "", "", "mira@example.com").endswith("&bcc=mira%40example.com")
