"""The fields of the message templates, and what is known for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoint_tui.domain.basics.calendar import MONTHS, WEEKDAYS, both_times, zone_words
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.conversation.both_ways import about_me
from infoint_tui.domain.conversation.debrief import quotable
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.messages.message import Occasion
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
    "common_ground": "what you have in common",
    "introducer": "who introduced you, if they said you may use their name",
    "introducer_to_ask": "who introduced you, if you don't know yet whether you may",
    "introducer_first": "what you call the person who introduced you",
    "my_name": "your name",
    "about_me": "the first line about you",
    "minutes": "how many minutes you ask for",
    "asked_on": "the day you asked: on Monday, on 9 November",
    "nudged_on": "the day you reminded them, said the same way",
    "time": "when you will talk, in both time zones: tomorrow, 15:00",
    "place": "where it is",
    "talk_day": "the day you talked: today, yesterday, on Tuesday, on 17 November",
    "month": "the month you talked, if that was a while ago: in November",
    "quote": "what stayed with you, or else their advice",
    "names": "who they suggested",
    "next_step": "their advice, if something else stayed with you",
    "advice": "the advice you acted on",
    "skill": "the skill you set out to learn",
    "promise": "what they promised",
    "introduced": "the person they introduced",
    "introduced_first": "what you call the person they introduced",
    "met_day": "the day you talked with the person they introduced",
    "goal": "the goal you talked about",
    "informational": "only if you aren't asking for a job",
    "job_search": "only if you are looking for work",
    "in_person": "only if you talk in person",
    "video": "only if it is by video",
    "phone": "only if it is by phone",
    "i_pay": "only if you pay",
    "advised": "only if they gave you advice",
    "wants_updates": "only if they asked to hear how it goes",
    "met": "only if you talked with the person they introduced",
    "nowhere": "only if you never got to talk",
    "closer": "only if the goal came closer",
    "same": "only if it is still open",
    "chosen": "only if you chose it",
    "ruled_out": "only if it is ruled out",
}
"""Every field and what it means. Fields described with "only" insert nothing."""

_A_WHILE = 28
"""After this many days, a message names the month of a conversation instead of the day."""


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
    own = ("name", "title", "organization", "field")
    warm = ("admire", "unique", "milestone", "common_ground")
    giver = dossier.introducer_name
    return {
        **{field: getattr(contact, field) for field in (*own, *warm)},
        "first_name": greeted(contact),
        "introducer": giver if dossier.may_mention else "",
        "introducer_to_ask": giver if dossier.may_mention is None else "",
        "introducer_first": greeted(dossier.introducer)
        if dossier.introducer
        else giver and first_name(giver),
        "my_name": situation.settings.my_name,
    }


def _interview(interview: Interview, situation: Situation) -> dict[str, str]:
    goal = situation.dossier.goals.get(interview.goal_id or "")
    day = interview.held_on or interview.day
    return {
        "minutes": str(interview.minutes),
        "asked_on": _on(interview.requested_on, situation.today),
        "nudged_on": _on(interview.nudged_on, situation.today),
        "time": _time(interview, situation),
        "place": interview.place,
        "talk_day": _on(day, situation.today),
        "month": _month(day, situation.today),
        "goal": _in_a_sentence(goal.title) if goal else "",
    }


def _time(interview: Interview, situation: Situation) -> str:
    """Return when an interview is, in words that the other person cannot misread."""
    if interview.start is None or interview.day is None:
        return ""
    theirs, today = situation.dossier.contact.timezone, situation.today
    words = both_times(
        interview.start, interview.zone, theirs, situation.zone, today, ("you", "me")
    )
    clock = f"{interview.local_start():%H:%M}"
    words = words.replace(f" {clock}", f", {clock}", 1)
    if words.endswith(")"):
        return words
    near = {0: "today", 1: "tomorrow"}.get((interview.day - today).days)
    words = f"{near}, {clock}" if near else words
    if theirs or interview.format == "in_person":
        return words
    _, place, city = zone_words(interview.zone).rpartition("/")
    return f"{words} {city.replace('_', ' ')}{' time' if place else ''}"


def _came_of_it(occasion: Occasion) -> dict[str, str]:
    """Return what the interview that the message is about led to."""
    items = occasion.noted
    people = occasion.situation.dossier.introduced
    found = (people.get(item.led_to or "") for item in items)
    led_to = [each.contact.name for each in found if each]
    advice = [item.text for item in items if item.kind == "advice" and item.owed_by == "me"]
    stayed = quotable(occasion.interview.debrief, ()) if occasion.interview else ""
    return {
        "quote": stayed or next(iter(advice), ""),
        "next_step": advice[0] if advice and stayed else "",
        "names": " and ".join(filter(None, (", ".join(led_to[:-1]), *led_to[-1:]))),
    }


def _follow_up(item: FollowUp, situation: Situation) -> dict[str, str]:
    led_to = situation.dossier.introduced.get(item.led_to or "")
    if item.kind == "introduction":
        name = led_to.contact.name if led_to else item.text
        first = greeted(led_to.contact) if led_to else first_name(item.text)
        met_day = _on(situation.dossier.outcome_on(item), situation.today)
        known = {"introduced": name, "introduced_first": first, "met_day": met_day}
    else:
        known = {"skill" if item.kind == "learn" else item.kind: item.text}
    return known | ({"promise": item.text} if item.owed_by == "them" else {})


def _conditions(occasion: Occasion) -> Iterator[str]:
    """Yield the fields that say something is true on this occasion, and insert nothing."""
    dossier, interview, item = occasion.situation.dossier, occasion.interview, occasion.item
    yield occasion.intent
    if interview is not None:
        yield interview.format
        goal = dossier.goals.get(interview.goal_id or "")
        if goal is not None and goal.verdict:
            yield goal.verdict
    if interview is None or interview.i_pay:
        yield "i_pay"
    if any(each.kind == "advice" for each in occasion.noted):
        yield "advised"
    if dossier.contact.wants_updates:
        yield "wants_updates"
    if item is not None and dossier.outcome_on(item):
        yield "met" if dossier.was_met(item) else "nowhere"


def _on(day: date | None, today: date) -> str:
    """Return a past day in words: "today", "on Tuesday", "on 17 November", "on 3 May 2025"."""
    if day is None:
        return ""
    ago = (today - day).days
    if ago in (0, 1):
        return "yesterday" if ago else "today"
    if 0 < ago < 7:
        return f"on {WEEKDAYS[day.weekday()]}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"on {day.day} {MONTHS[day.month - 1]}{year}"


def _month(day: date | None, today: date) -> str:
    """Return the month of a day that was a while ago: "in November", "in May 2025"."""
    if day is None or (today - day).days < _A_WHILE:
        return ""
    is_named = (today - day).days < 360
    return f"in {MONTHS[day.month - 1]}{'' if is_named else f' {day.year}'}"


def _in_a_sentence(title: str) -> str:
    """Return a title as it reads in the middle of a sentence: "Data work" becomes "data work"."""
    first, _, rest = title.partition(" ")
    is_sentence = first.istitle() and rest == rest.lower()
    return title[:1].lower() + title[1:] if is_sentence else title


def _line(value: str) -> str:
    """Return the first line of a value, ready to be put into a sentence."""
    line = clean_line(value.strip().partition("\n")[0]).rstrip(".,;:! ")
    return line.replace("[", "(").replace("]", ")")
