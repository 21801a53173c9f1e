"""What is hidden in the user's words: a request for a job, or for a favor.

Someone who finds a hidden request feels tricked, so it is better said openly, or not at all. Asking
for more names, for advice and for a few minutes is what the conversation is for, and no favor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from infoint_tui.domain.basics.text import clean_line, fold

Request = Literal["job", "favor"]
"""What is asked for."""


class Hidden(Struct, frozen=True):
    """A request in a text."""

    request: Request
    words: str
    """The words that make it, folded."""


SAY_SO = (
    "If this is partly about a job, say so now."
    " Nobody likes finding out halfway through the coffee."
)
"""Why a request for a job should not be hidden."""
NO_FAVORS = "You're asking for what they know. A favor is theirs to offer."
"""Why a favor is better not asked for."""

_CV = r"(?:resume|cv|application|profile|details|cover letter)"
_JOB = r"(?:jobs?|positions?|roles?|spots?|vacanc(?:y|ies)|posts?|internships?|places?)"
_BOSS = r"(?:your |the )?(?:boss|hr|manager|director|recruiters?|hiring manager|head of)"
_KNOWN = r"(?! (?:what|this|that|these|those|it|the|my|some|any of)\b)"

PATTERNS: tuple[tuple[Request, str], ...] = (
    # --- a job
    ("job", r"\bvacanc(?:y|ies)\b"),
    (
        "job",
        r"\b(?:are |is )?(?:your )?(?:you|team|group|company|firm|lab|organization|anyone|they|who)"
        r" (?:still |now |currently |also |is |are )*(?:hiring|recruiting)\b",
    ),
    ("job", r"\bhiring (?:now|soon|again|anyone|people|at the moment|right now|juniors|interns)\b"),
    ("job", r"\b(?:hire me|take me on|give me a (?:job|start|position|role))\b"),
    (
        "job",
        r"\b(?:job|current|any|other|no|upcoming|future|know of|hear of|see|about|are there"
        r"|there are)(?: (?:an|any|new|job|more|possible))* openings?\b(?! (?:of|line|act"
        r"|night|hours|question)\b)",
    ),
    ("job", r"\bopenings? (?:at your|in your|on your|with you|for me|for someone like me)\b"),
    (
        "job",
        rf"\b(?:something|anything|{_JOB})(?: that)? (?:opens|open|should open"
        r"|were to open) up\b(?! (?:in|on) (?:your|my) (?:calendar|schedule|diary|week)\b)",
    ),
    ("job", rf"\b(?:a|an|any|some) (?:suitable )?{_JOB} (?:comes|came|come) up\b"),
    ("job", rf"\b{_JOB} (?:becomes?|gets?) (?:free|available|vacant)\b"),
    ("job", r"\b(?:keep|bear|have) me in mind\b|\bthink of me (?:if|when|for)\b"),
    (
        "job",
        r"\b(?:if|when|in case|should) you (?:ever )?(?:hear|know|learn|come across|see)"
        rf"(?: of| about)? (?:of )?(?:anything|something|(?:a|an|any) (?:\w+ )?{_JOB})\b",
    ),
    (
        "job",
        r"\bopen (?:positions?|roles?|jobs?|posts?)\b|\b(?:positions?|roles?|jobs?) (?:is "
        r"|are )?open\b(?! to\b)",
    ),
    (
        "job",
        r"\boffer me (?:a |an |the )?(?:job|place|role|position|internship|contract"
        r"|interview)\b",
    ),
    ("job", r"\bjob offers?\b(?! (?:did|have|had|do) you\b)"),
    (
        "job",
        rf"\b(?:have|got|be|is there|are there|find) (?:\w+ )?(?:a |an |any )?{_JOB} (?:for me"
        r"|on your team|in your team)\b",
    ),
    ("job", r"\bany jobs?\b"),
    (
        "job",
        r"\bi (?:want|hope|plan|intend|am hoping|'d like|'d love|would like|would love) to "
        r"(?:apply (?:for|here|to your|at your)|(?:work|intern) (?:for|at) (?:you|your)"
        r"|join your)\b",
    ),
    (
        "job",
        rf"\b(?:should|could|can|may|might|would|if|do|how do|shall) i (?:\w+ )?apply\b{_KNOWN}",
    ),
    (
        "job",
        r"(?<!you )(?<!they )\bapply(?:ing)? (?:here|to your (?:company|team|group|lab|firm)"
        r"|at your (?:company|firm|lab))\b",
    ),
    (
        "job",
        r"(?<!not )(?<!you )(?<!they )\blooking for (?:an? )?(?:new )?(?:job|work|position"
        r"|role|internship)\b",
    ),
    (
        "job",
        r"\bare you (?:still |currently |also )?looking for (?:people|someone|anyone"
        r"|new people|staff|interns)\b",
    ),
    (
        "job",
        r"\b(?:i'm|i am|currently) (?:job hunting|on the job market|between jobs"
        r"|out of work)\b",
    ),
    (
        "job",
        r"\b(?:read|look at|look over|see|send you|send|attach|attached|attaching|enclosed"
        rf"|here's|here is|review|check|comment on)(?: over)?(?: is)? my {_CV}\b",
    ),
    ("job", r"\bmy (?:resume|cv) is (?:attached|enclosed|below)\b"),
    ("job", rf"\bhelp me (?:get|find|land) (?:a|an|my|this|that) (?:\w+ )?(?:{_JOB}|interview)\b"),
    # --- a favor
    (
        "favor",
        r"\brefer me\b(?! to(?:\?| (?:some|any|other|two|another|a |the right|people"
        r"|your colleagues)))",
    ),
    (
        "favor",
        r"\b(?:be |as |for |write |give me |need |get )(?:a |my |me a )?referral\b(?! to "
        r"(?:some|another|other))",
    ),
    (
        "favor",
        r"\b(?:pass|hand|send|forward|share|circulate|give|show|submit|put)(?: on| along| in"
        rf"| forward| around)? my (?:{_CV}|name|number|portfolio) (?:on|along|in|forward"
        r"|around|to|with|up)\b",
    ),
    (
        "favor",
        r"\b(?:pass(?:ing)?|forward(?:ing)?|circulat(?:e|ing)|hand(?:ing)?)(?: on| along| in"
        rf"| around) my {_CV}\b|\bforward my {_CV}\b",
    ),
    (
        "favor",
        r"\b(?:put|putting|say|drop) (?:in )?(?:a )?(?:good |kind )?word\b(?= (?:in )?(?:for"
        r"|with|to|about)\b|[.?!,]|$)",
    ),
    ("favor", r"\brecommend me\b(?! (?:a|an|some|two|three|one|something|any|books?|the|good)\b)"),
    (
        "favor",
        r"\b(?:letter of recommendation|recommendation letter|reference letter|be (?:a"
        r"|my) reference|vouch for me|act as (?:a|my) reference)\b",
    ),
    (
        "favor",
        rf"\b(?:introduce|mention|recommend|suggest|get) me to {_BOSS}\b|\bmention (?:me"
        r"|my name) to\b",
    ),
    ("favor", rf"\b(?:talk|speak) to {_BOSS} (?:for|about) me\b"),
    (
        "favor",
        r"\bget me (?:in|into|an? (?:interview|internship|appointment|foot)"
        r"|through the door)\b|\bmy foot in the door\b",
    ),
    ("favor", r"\bpull (?:some |a few |any )?strings\b"),
    (
        "favor",
        r"\b(?:do me|ask you|ask(?: for)?|need|small|big|quick|one) (?:for )?(?:a |an )?"
        r"(?:\w+ )?favou?r\b",
    ),
    ("favor", r"\b(?:lend me (?:some )?money|invest in my|sign up for my|buy my|fund my)\b"),
)
"""The wordings, and what each asks for; the text is folded, and is on one line."""

_FOUND = tuple((request, re.compile(pattern)) for request, pattern in PATTERNS)
_CLAUSE = re.compile(r"[.?!;:,\n]| but ")
_NOT = re.compile(
    r"\b(?:not (?:\w+ ){0,2}(?:asking|looking|here|trying|expecting|after|about|hoping|want|need)"
    r"|(?:don't|do not|won't|will not) (?:ask|want|need|expect|mean|have to)"
    r"|never|without|no need|rather than|instead of|didn't ask)\b"
)


def hidden_requests(text: str) -> tuple[Hidden, ...]:
    """Return the requests for a job or a favor in a text, in the order they stand in it.

    A request that is denied, as in "I'm not asking you to refer me", is none.
    """
    line = fold(clean_line(text))
    found = sorted(_matches(line), key=lambda each: each[0])
    return tuple(dict.fromkeys(hidden for _, hidden in found))


def _matches(line: str) -> Iterator[tuple[int, Hidden]]:
    for request, pattern in _FOUND:
        for match in pattern.finditer(line):
            before = _CLAUSE.split(line[: match.start()])[-1]
            if not _NOT.search(before):
                yield match.start(), Hidden(request, match[0].strip())
