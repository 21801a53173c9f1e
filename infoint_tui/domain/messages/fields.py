"""The fields of the message templates, and what is known for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.conversation.both_ways import about_me
from infoint_tui.domain.conversation.debrief import quotable
from infoint_tui.domain.follow_through.dossier import Introduced
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.messages.days import coming_day, past_day, time_of
from infoint_tui.domain.messages.message import Occasion, introduced_by_email
from infoint_tui.domain.people.greeting import first_name, greeted
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview

FIELDS: dict[str, str] = {
    "first_name": "what you call them: their first name",
    "name": "their name",
    "title": "their title",
    "organization": "where they work",
    "field": "their field of work",
    "admire": "what you admire",
    "unique": "what is unique about them",
    "milestone": "their milestone",
    "common_ground": "what you have in common, if nothing above is known",
    "how_we_know": "how you know each other",
    "introducer": "who introduced you, if they said you may use their name",
    "introducer_to_ask": "who introduced you, if you don't know yet whether you may",
    "introducer_first": "what you call the person who introduced you",
    "my_name": "your name; once you have talked, just your first name",
    "about_me": "the first line about you",
    "minutes": "how many minutes you ask for",
    "asked_on": "when you asked: yesterday, on Monday, last week, in May",
    "nudged_on": "when you reminded them, said the same way",
    "time": "when you will talk, by their clock: tomorrow at 15:00",
    "place": "where it is",
    "link": "the link of a video call",
    "number": "their phone number",
    "talk_day": "when you talked: yesterday, on Monday, last week, in May",
    "quote": "what stayed with you",
    "names": "the first names of those they suggested",
    "next_step": "their advice; in a thank-you, what you still have to do",
    "advice": "the advice you acted on",
    "skill": "the skill you set out to learn",
    "promise": "what they offered or promised",
    "introduced": "the person they introduced",
    "introduced_first": "what you call the person they introduced",
    "met_day": "when you talked with the person they introduced",
    "meet_day": "when you will talk with the person they introduced",
    "goal": "the goal you talked about",
    "informational": "only if you aren't asking for a job",
    "job_search": "only if you are looking for work",
    "in_person": "only if you talk in person",
    "video": "only if it is by video",
    "phone": "only if it is by phone",
    "i_pay": "only if you pay",
    "agreed": "only if they said yes and you have not talked yet",
    "asked_aloud": "only if you asked in person or on the phone",
    "by_email": "only if they were introduced to you by email",
    "talked": "only if you have talked before",
    "just_talked": "only if you talked less than a week ago",
    "thanked": "only if you have thanked them",
    "late": "only if you talked three days ago or more and have not thanked them",
    "wants_updates": "only if they asked to hear how it goes",
    "done": "only if you did what they suggested",
    "met": "only if you talked with the person they introduced",
    "nowhere": "only if you never got to talk",
    "closer": "only if the goal came closer",
    "same": "only if it is still open",
    "chosen": "only if you chose it",
    "ruled_out": "only if it is ruled out",
}
"""Every field and what it means. Fields described with "only" insert nothing."""

_JUST = 7
"""For this many days, "again" asks for a quick answer, and not for another coffee."""
_LINK = re.compile(r"\bhttps?://\S+")
_LATE = 3
"""After this many days, a thank-you says that it comes late."""


def facts(occasion: Occasion) -> dict[str, str]:
    """Return what is known about an occasion, by field; fields that are not known are left out.

    Each value is one line without a final period, since the sentence around it has one. Square
    brackets become round ones, since square ones are blanks to fill.
    """
    found = {
        **_person(occasion.situation),
        **(
            _interview(occasion.interview, occasion.situation)
            if occasion.interview
            else {"minutes": "20"}
        ),
        "about_me": about_me(occasion.interview, occasion.situation.settings.about_me),
        **_came_of_it(occasion),
        **(_follow_up(occasion.item, occasion.situation) if occasion.item else {}),
    }
    lines = {field: _line(value) for field, value in found.items() if value}
    conditions = dict.fromkeys(_conditions(occasion), "")
    return {field: value for field, value in lines.items() if value} | conditions


def _person(situation: Situation) -> dict[str, str]:
    dossier = situation.dossier
    contact = dossier.contact
    own = ("name", "title", "organization", "field", "admire", "unique", "milestone", "how_we_know")
    giver, me = dossier.introducer_name, situation.settings.my_name
    special = contact.admire or contact.unique or contact.milestone
    return {
        **{field: getattr(contact, field) for field in own},
        "common_ground": "" if special else contact.common_ground,
        "number": next(iter(contact.phones), ""),
        "first_name": greeted(contact),
        "introducer": giver if dossier.may_mention else "",
        "introducer_to_ask": giver if dossier.may_mention is None else "",
        "introducer_first": greeted(dossier.introducer)
        if dossier.introducer
        else giver and first_name(giver),
        "my_name": first_name(me) if me and dossier.has_talked else me,
    }


def _interview(interview: Interview, situation: Situation) -> dict[str, str]:
    goal = situation.dossier.goals.get(interview.goal_id or "")
    start = interview.start and interview.start_in(situation.zone).date()
    is_to_come = interview.start is not None and interview.start > situation.now
    return {
        "minutes": str(interview.minutes),
        "asked_on": past_day(interview.requested_on, situation.today),
        "nudged_on": past_day(interview.nudged_on, situation.today),
        "time": time_of(interview, situation) if is_to_come else "",
        "place": interview.place,
        "link": next(iter(_LINK.findall(interview.place)), ""),
        "talk_day": past_day(interview.held_on or start, situation.today),
        "goal": _in_a_sentence(goal.title) if goal else "",
    }


def _came_of_it(occasion: Occasion) -> dict[str, str]:
    """Return what the interview that the message is about led to."""
    items, interview = occasion.noted, occasion.interview
    people = occasion.situation.dossier.introduced
    found = (people.get(item.led_to or "") for item in items)
    led_to = [each.contact for each in found if each]
    names = [greeted(each) for each in led_to]
    if len(set(names)) < len(names):
        names = [each.name for each in led_to]
    advised = (item for item in items if item.kind == "advice" and item.owed_by == "me")
    advice = (item.text for item in advised if occasion.kind != "thank" or not item.done_on)
    offers = (item.text for item in items if item.owed_by == "them" and item.done_on is None)
    return {
        "quote": (interview and quotable(interview.debrief, ())) or "",
        "next_step": next(advice, ""),
        "promise": next(offers, ""),
        "names": " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))),
    }


def _follow_up(item: FollowUp, situation: Situation) -> dict[str, str]:
    dossier, today = situation.dossier, situation.today
    led_to = dossier.introduced.get(item.led_to or "")
    if item.kind == "introduction":
        name = led_to.contact.name if led_to else item.text
        first = greeted(led_to.contact) if led_to else first_name(item.text)
        known = {
            "introduced": name,
            "introduced_first": first,
            "met_day": past_day(dossier.outcome_on(item), today),
            "meet_day": _meet_day(dossier.led_to(item), situation),
        }
    else:
        known = {"skill" if item.kind == "learn" else item.kind: item.text}
    return known | ({"promise": item.text} if item.owed_by == "them" else {})


def _meet_day(person: Introduced | None, situation: Situation) -> str:
    """Return when the user will talk with someone they were introduced to; "" if no time is set."""
    known = person.interviews if person else ()
    starts = [each.start_in(situation.zone) for each in known if each.is_open and each.start]
    coming = min((each for each in starts if each > situation.now), default=None)
    return coming_day(coming.date(), situation.today) if coming else ""


def _conditions(occasion: Occasion) -> Iterator[str]:
    """Yield the fields that say something is true on this occasion, and insert nothing."""
    dossier, interview, item = occasion.situation.dossier, occasion.interview, occasion.item
    yield occasion.intent
    if interview is not None:
        yield from _true_of(interview, occasion.situation)
    if interview is None or interview.i_pay:
        yield "i_pay"
    if introduced_by_email(dossier):
        yield "by_email"
    if dossier.has_talked:
        yield "talked"
    if dossier.contact.wants_updates:
        yield "wants_updates"
    if item is not None and item.done_on:
        yield "done"
    if item is not None and dossier.outcome_on(item):
        yield "met" if dossier.was_met(item) else "nowhere"


def _true_of(interview: Interview, situation: Situation) -> Iterator[str]:
    yield interview.format
    if interview.is_agreed:
        yield "agreed"
    if _was_asked_aloud(interview, situation):
        yield "asked_aloud"
    if interview.held_on:
        yield from _since(
            situation.today - interview.held_on, is_thanked=not interview.needs_thanks
        )
    goal = situation.dossier.goals.get(interview.goal_id or "")
    if goal is not None and goal.verdict:
        yield goal.verdict


def _was_asked_aloud(interview: Interview, situation: Situation) -> bool:
    """Tell whether the request for an interview was made in person or on the phone."""
    return any(
        touch.channel in ("call", "in_person") and touch.direction == "out"
        for touch in situation.dossier.touches
        if interview.requested_on and touch.on == interview.requested_on
    )


def _since(ago: timedelta, *, is_thanked: bool) -> Iterator[str]:
    """Yield what is true of an interview that was held some days ago."""
    if ago.days < _JUST:
        yield "just_talked"
    if is_thanked:
        yield "thanked"
    elif ago.days >= _LATE:
        yield "late"


def _in_a_sentence(title: str) -> str:
    """Return a title as it reads in the middle of a sentence: "Data work" becomes "data work"."""
    first, _, rest = title.partition(" ")
    is_sentence = first.istitle() and rest == rest.lower()
    return title[:1].lower() + title[1:] if is_sentence else title


def _line(value: str) -> str:
    """Return the first line of a value, ready to be put into a sentence."""
    line = clean_line(value.strip().partition("\n")[0]).rstrip(".,;:! ")
    return line.replace("[", "(").replace("]", ")")
