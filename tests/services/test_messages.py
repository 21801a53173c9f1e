from __future__ import annotations

from datetime import time
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from infoint_tui import paths
from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import NotFoundError, RuleError, TemplateError
from infoint_tui.domain.messages.checks import check, gaps
from infoint_tui.domain.messages.message import Message
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief, Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import MESSAGES
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, NOW, TODAY

ABOUT = "I taught maths for nine years and now learn data work on power grids."


def open_checks(message: Message) -> list[str]:
    return [each.key for each in check(message) if not each.ok]


def latest(services: Services) -> Touch:
    return services.context.repository.all(Touch)[-1]


def send(services: Services, contact: Contact, kind: str) -> str:
    """Send a message as drafted, look at the undo, and do it again."""
    before = services.overview.revision
    message = services.messages.draft(contact.id, kind)  # type: ignore[arg-type]
    said = services.messages.sent(message, "message")
    assert services.overview.revision == before + 1
    assert message.body in latest(services).text
    assert latest(services).channel == "message"
    services.undo()
    services.redo()
    return said


def test_the_way_of_one_contact_in_messages(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    services.contacts.edit(ana.id, admire="her grid models", emails=("ana@example.com",))
    ask = services.messages.draft(ana.id)
    assert (ask.kind, ask.to) == ("ask", "ana@example.com")
    assert '[One thing you like about Ana\'s work, in your words: "her grid models"]' in ask.body
    assert open_checks(ask) == ["gap"]
    assert send(services, ana, "ask") == "Asked Ana Ruiz"
    assert latest(services).text.startswith("asked to talk:\nHi Ana,\n")
    with pytest.raises(RuleError, match="already asked"):
        services.messages.sent(ask)
    assert services.messages.suggested_kind(ana.id) == "nudge"
    clock.instant += 8 * DAY
    assert send(services, ana, "nudge") == "Nudged Ana Ruiz"
    clock.instant += 8 * DAY
    again = services.messages.draft(ana.id, "nudge")
    assert "I won't keep writing about this." in again.body
    assert "the note I sent" not in again.body
    clock.instant -= 8 * DAY
    services.requests.agree(ana.id)
    assert services.messages.suggested_kind(ana.id) == "settle"
    late = services.messages.draft(ana.id, "nudge").body
    assert "on finding a time to talk. Would" in late
    assert "hear about your work" not in late
    assert send(services, ana, "settle") == "Saved: you wrote to Ana Ruiz"
    services.scheduling.schedule(ana.id, TODAY + 10 * DAY, time(15))
    assert services.messages.suggested_kind(ana.id) == "confirm"
    assert "I'm looking forward to talking on" in services.messages.draft(ana.id, "nudge").body
    assert send(services, ana, "confirm") == "Confirmed with Ana Ruiz"
    clock.instant += 3 * DAY
    interview = services.interviews.met(ana.id)
    services.interviews.write_debrief(interview.id, Debrief(learned="models are the easy half"))
    thanks = services.messages.draft(ana.id)
    assert (thanks.kind, open_checks(thanks)) == ("thank", ["gap"])
    assert '[What stayed with you: "models are the easy half"]' in thanks.body
    item = services.follow_ups.note(ana.id, "sit in on a shift", interview_id=interview.id)
    assert 'in your words: "sit in on a shift"], and' in services.messages.draft(ana.id).body
    assert send(services, ana, "thank") == "Thanked Ana Ruiz"
    services.follow_ups.done(item.id)
    report = services.messages.draft(ana.id)
    assert (report.kind, open_checks(report)) == ("report", ["gap"])
    assert send(services, ana, "report") == "Reported back to Ana Ruiz"
    goal = services.goals.add("Grids")
    services.goals.assign(interview.id, goal.id)
    services.goals.decide(goal.id, "ruled_out")
    assert "whether grids was for me. I've decided it isn't." in (
        services.messages.draft(ana.id).body
    )
    assert send(services, ana, "verdict") == "Reported back to Ana Ruiz"
    assert services.messages.suggested_kind(ana.id) == "keep_in_touch"
    kept = services.context.repository.get(Interview, interview.id)
    assert kept is not None
    day = services.context.today
    assert (kept.confirmed_on, kept.thanked_on, kept.verdict_told_on) == (TODAY + 8 * DAY, day, day)
    for kind, said in (
        ("congratulate", "Congratulated Ana Ruiz"),
        ("new_job", "Congratulated Ana Ruiz"),
        ("good_news", "Told Ana Ruiz the good news"),
        ("accept_no", "Saved: you wrote to Ana Ruiz"),
        ("keep_in_touch", "Saved: you wrote to Ana Ruiz"),
        ("verdict", "Reported back to Ana Ruiz"),
        ("again", "Asked Ana Ruiz"),
    ):
        assert send(services, ana, kind) == said
    assert services.messages.suggested_kind(ana.id) == "nudge"  # the second conversation
    assert "I'd still love to talk again if" in services.messages.draft(ana.id).body


def test_a_reminder_that_was_sent_is_owed_no_more_until_as_long_again(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    kept = services.follow_ups.note(ana.id, "send the list", kind="promise", owed_by="them")
    clock.instant += 16 * DAY
    assert services.messages.draft(ana.id).kind == "remind"
    assert send(services, ana, "remind") == "Reminded Ana Ruiz"
    assert latest(services).text.startswith("reminded them: send the list:\nHi Ana,\n")
    (line,) = services.overview.owed()
    assert (line.owed.kind, line.owed.due) == ("remind", services.context.today + 14 * DAY)
    card = services.overview.card(ana.id)
    assert card is not None
    assert card.column == "waiting"  # for what they promised
    assert services.board_moves.finish(card) == "Done: remind them: send the list"
    assert kept.text not in str(services.overview.owed())


@pytest.mark.parametrize("kind", ["thank", "report", "introducer", "verdict", "remind"])
def test_what_is_not_on_record_is_logged_as_a_message_only(
    services: Services, ana: Contact, kind: str
) -> None:
    assert send(services, ana, kind) == "Saved: you wrote to Ana Ruiz"
    assert latest(services).kind == "message"


def test_an_introducer_who_hears_too_early_hears_again_how_it_went(
    services: Services, ana: Contact
) -> None:
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    (item,) = services.context.repository.all(FollowUp)
    for step in (lambda: None, lambda: services.requests.ask(teo.id)):
        step()
        assert send(services, ana, "introducer") == "Reported back to Ana Ruiz"
        assert (latest(services).kind, latest(services).about) == ("update", item.id)
        assert services.context.repository.get(FollowUp, item.id) == item
    services.interviews.met(teo.id)
    assert services.messages.suggested_kind(ana.id) == "introducer"
    send(services, ana, "introducer")
    told = services.context.repository.get(FollowUp, item.id)
    assert told is not None
    assert (told.done_on, told.told_on) == (TODAY, TODAY)
    lee = services.contacts.introduce(ana.id, SuggestedPerson(name="Lee Ash")).contact
    services.contacts.set_aside((lee.id,), "not a fit")
    send(services, ana, "introducer")  # who is set aside is not going to be asked
    assert all(each.told_on for each in services.context.repository.all(FollowUp))


def test_an_introducer_hears_how_it_went(services: Services, ana: Contact) -> None:
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    named = '[Keep only if Ana said you could mention it: "Ana Ruiz suggested I get in touch."]'
    assert named in services.messages.draft(teo.id).body
    assert (
        "pointing me to Teo Maran. [Whether" in services.messages.draft(ana.id, "introducer").body
    )
    services.requests.ask(teo.id)
    services.scheduling.schedule(teo.id, TODAY + DAY, time(15))
    assert "We're talking tomorrow, and" in services.messages.draft(ana.id, "introducer").body
    services.requests.decline(teo.id)
    message = services.messages.draft(ana.id)
    assert message.kind == "introducer"
    assert "Teo Maran and I didn't manage to talk in the end, but thank you" in message.body
    assert services.messages.sent(message) == "Reported back to Ana Ruiz"
    assert services.overview.owed() == ()


def test_the_intent_of_the_ask_is_kept_with_the_interview(services: Services, ana: Contact) -> None:
    opener = services.messages.draft(ana.id, "phone", intent="job_search")
    assert "I'm job hunting" in opener.body
    with pytest.raises(RuleError, match="not for email"):
        services.messages.mailto(opener)
    services.messages.sent(opener)
    (interview,) = services.context.repository.all(Interview)
    assert (interview.intent, interview.requested_on, latest(services).channel) == (
        "job_search",
        TODAY,
        "call",
    )
    nudge = replace(services.messages.draft(ana.id), body="Hi Ana, just following up. Sam")
    assert services.messages.mailto(nudge).startswith("mailto:?subject=")


def test_a_no_is_answered_once_and_is_never_owed(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id)
    services.requests.decline(ana.id)
    answer = services.messages.draft(ana.id)
    assert answer.kind == "accept_no"
    assert services.overview.owed() == ()
    services.messages.sent(answer, "email")
    assert services.messages.suggested_kind(ana.id) == "ask"


def test_an_introduction_by_email_is_answered_to_both(services: Services, ana: Contact) -> None:
    services.contacts.edit(ana.id, emails=("ana@example.com",))
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    unsaid = services.messages.draft(teo.id, "introduced").body
    assert unsaid.startswith("Thank you for the introduction, [who introduced you by email]!")
    services.touches.log([teo.id], "", kind="introduction", direction="in", channel="email")
    reply = services.messages.draft(teo.id)
    assert reply.kind == "introduced"
    assert reply.body.startswith(
        "Thank you for the introduction, Ana! I'm moving you to bcc.\n\nHi Teo"
    )
    with pytest.raises(RuleError, match="There is a blank to fill: "):
        services.messages.mailto(reply)
    written = replace(reply, body="Thank you, Ana! I'm moving you to bcc. Hi Teo, shall we talk?")
    assert "&bcc=ana%40example.com" in services.messages.mailto(written)
    assert services.messages.sent(written, "email") == "Asked Teo Maran"


def test_a_draft_from_days_ago_says_the_days_as_they_are_now(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    services.requests.ask(ana.id)
    begun = services.messages.draft(ana.id, "nudge")
    assert "the note I sent today, in case" in begun.body
    services.messages.keep(
        replace(begun, body=begun.body.replace("If it's not", "If today is not"))
    )
    clock.instant += 9 * DAY
    (kept,) = services.begun_messages(ana.id)
    assert (kept.kind, kept.about, kept.day) == ("nudge", begun.occasion.key, TODAY)
    body = services.messages.draft(ana.id, "nudge").body
    assert "the note I sent last week, in case" in body
    assert "If today is not" in body
    services.interviews.met(ana.id)
    assert services.begun_messages(ana.id) == ()  # there is nothing to nudge about any more


def test_a_draft_is_kept_until_it_is_sent(services: Services, ana: Contact) -> None:
    draft = services.messages.draft(ana.id)
    services.messages.keep(draft)
    assert not paths.drafts_folder().exists()  # nothing was typed
    mine = replace(draft, subject="Hello", body="Mine,\n\nhalf a sen")
    services.messages.keep(mine)
    assert services.messages.draft(ana.id, "ask") == mine
    assert services.messages.draft(ana.id, fresh=True) == draft
    assert services.messages.draft(ana.id, "nudge").body != mine.body
    own = paths.messages_folder() / "ask.txt"
    own.parent.mkdir(parents=True)
    own.write_text("{nmae}", "utf-8")
    services.messages.keep(replace(mine, body="more"))  # also while the template is broken
    assert services.messages.draft(ana.id).body == "more"
    with pytest.raises(TemplateError, match="line 1"):
        services.messages.draft(ana.id, fresh=True)
    own.unlink()
    assert [each.kind for each in services.begun_messages(ana.id)] == ["ask"]
    services.messages.sent(services.messages.draft(ana.id))
    assert services.messages.draft(ana.id, "ask").body == draft.body  # not what was sent
    assert services.begun_messages(ana.id) == ()
    services.undo()
    assert services.messages.draft(ana.id).body == "more"


def test_what_a_record_owes_comes_before_what_is_owed_sooner(
    services: Services, ana: Contact
) -> None:
    interview = services.interviews.met(ana.id)
    item = services.follow_ups.note(ana.id, "read the paper", interview_id=interview.id)
    services.follow_ups.done(item.id)
    assert services.messages.draft(ana.id).kind == "thank"
    assert services.messages.draft(ana.id, about=item.id).kind == "report"
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert dossier.next_suggested(TODAY) == teo


def test_who_is_gone_gets_no_message(services: Services) -> None:
    with pytest.raises(NotFoundError):
        services.messages.draft("gone")


@pytest.mark.parametrize("about_me", ["", ABOUT])
def test_what_is_drafted_for_the_sample_people_reads_well(tmp_path: Path, about_me: str) -> None:
    with sample_services(FixedClock(NOW)) as sample:
        settings = Settings(my_name="Sam Field", about_me=about_me)
        path = sample.context.repository.path
        services = build_services(path, clock=FixedClock(NOW), settings=settings, drafts=tmp_path)
        for contact in services.context.repository.all(Contact):
            known = contact.admire or contact.unique or contact.milestone
            for kind in ("ask", "phone"):
                draft = partial(services.messages.draft, intent="informational")
                drafted = draft(contact.id, kind)  # type: ignore[arg-type]
                assert open_checks(drafted) == ["gap"]
                filled = drafted.body
                for gap in gaps(drafted):
                    words = f"Your work: {known}."
                    if "Who you are" in gap:
                        words = "I teach."
                    elif "Keep only" in gap:
                        words = gap.split('"')[1]
                    filled = filled.replace(gap, words)
                assert open_checks(replace(drafted, body=filled)) == ([] if known else ["specific"])
            for each in MESSAGES:
                body = services.messages.draft(contact.id, each).body
                assert not {"{", "}", "..", " .", "\n\n\n"} & {
                    body[i : i + 2] for i in range(len(body))
                }
