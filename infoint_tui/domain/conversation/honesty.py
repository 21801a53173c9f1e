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
_GIVE = (
    r"(?:pass|hand|send|forward|circulat|submit|shar|giv|show|put|get|bring)"
    r"(?:e|ing|ting)?(?: on| along| in| forward| around)?"
)
_I = r"\bi(?: |(?='))"
_WANT = r"(?:want|hope|plan|intend|am hoping|'d like|'d love|would like|would love) to"

PATTERNS: tuple[tuple[Request, str], ...] = (
    # --- a job: whether there is one
    ("job", r"\bvacanc(?:y|ies)\b"),
    (
        "job",
        r"\b(?:are |is )?(?:your )?(?:you|team|group|company|firm|lab|organization|anyone|they|who)"
        r" (?:still |now |currently |also |is |are )*(?:hiring|recruiting)\b",
    ),
    ("job", r"\bhiring (?:now|soon|again|anyone|people|at the moment|right now|juniors|interns)\b"),
    (
        "job",
        r"\b(?:job|current|any|other|no|upcoming|future|know of|hear of|see|about|are there"
        r"|there are)(?: (?:an|any|new|job|more|possible))* openings?\b"
        r"(?! (?:of|line|act|night|hours|question)\b)",
    ),
    ("job", r"\bopenings? (?:at your|in your|on your|with you|for me|for someone like me)\b"),
    ("job", r"\bopen (?:positions?|roles?|jobs?|posts?)\b"),
    ("job", r"\b(?:positions?|roles?|jobs?) (?:is |are )?open\b(?! to\b)"),
    ("job", r"\bany jobs?\b"),
    ("job", r"\b(?:chance|possibility|hope) (?:of|for|at) (?:an?|any) (?:\w+ )?" + _JOB + r"\b"),
    (
        "job",
        r"\b(?:have|got|be|is there|are there|find) (?:\w+ )?(?:a |an |any )?"
        + _JOB
        + r" (?:for me|for someone like me|on your team|in your team)\b",
    ),
    (
        "job",
        r"\bare you (?:still |currently |also )?looking for"
        r" (?:people|someone|anyone|new people|staff|interns)\b",
    ),
    # --- a job: if there is one later
    (
        "job",
        rf"\b(?:something|anything|{_JOB})(?: that)? (?:opens|open|should open|were to open) up\b"
        r"(?! (?:in|on) (?:your|my) (?:calendar|schedule|diary|week)\b)",
    ),
    ("job", rf"\b(?:a|an|any|some) (?:suitable )?{_JOB} (?:comes|came|come) up\b"),
    ("job", rf"\b{_JOB} (?:becomes?|gets?) (?:free|available|vacant)\b"),
    ("job", r"\b(?:keep|bear|have) me in mind\b|\bthink of me (?:if|when|for)\b"),
    ("job", r"\b(?:need|want|hire|use) someone like me\b|\bconsider me\b(?! an? )"),
    (
        "job",
        r"\b(?:if|when|in case|should) you (?:ever )?(?:hear|know|learn|come across|see)"
        r"(?: of| about)? (?:of )?(?:anything|something|(?:a|an|any) (?:\w+ )?" + _JOB + r")\b",
    ),
    # --- a job: give me one
    ("job", r"\b(?:hire me|take me on|give me a (?:job|start|position|role))\b"),
    (
        "job",
        r"\boffer me (?:a |an |the )?(?:job|place|role|position|internship|contract|interview)\b",
    ),
    ("job", r"\b(?:make|give|get|send|hope for|hoping for) (?:me )?(?:an? |any )?job offers?\b"),
    ("job", rf"{_I}{_WANT} (?:apply (?:for|here|to your|at your)|join your)\b"),
    (
        "job",
        rf"{_I}(?:{_WANT} )?(?:\w+ )?(?:work|intern) (?:for|at) (?:you|your)\b"
        r"|\b(?:could|can|may) i intern\b",
    ),
    (
        "job",
        r"\bi (?:\w+ )?apply(?= (?:here|now|at|to your)\b|[?.!,]|$| for (?:an? |the |this |any )?"
        r"(?:\w+ )?" + _JOB + r"\b)",
    ),
    (
        "job",
        r"(?<!you )(?<!they )\bapply(?:ing)? (?:here\b|(?:to|at) your"
        r" (?:company|team|group|lab|firm)\b)",
    ),
    (
        "job",
        r"(?<!not )(?<!you )(?<!they )(?<!was )(?<!were )\blooking for (?:work\b|(?:an? |my )?"
        r"(?:(?!in |with |who |people |someone |anyone )\w+ ){0,3}?"
        r"(?:job|position|role|internship)\b)",
    ),
    (
        "job",
        r"\b(?:i'm|i am|currently)"
        r" (?:job hunting|on the job market|between jobs|out of work)\b",
    ),
    (
        "job",
        r"\b(?:read|look at|look over|see|send you|send|attach|attached|attaching|enclosed"
        rf"|here's|here is|review|check|comment on)(?: over)?(?: is)? my {_CV}\b",
    ),
    ("job", r"\b(?:look|glance) at my " + _CV + r"\b"),
    ("job", r"\bmy (?:resume|cv) is (?:attached|enclosed|below)\b"),
    (
        "job",
        r"\bhelp me (?:get|find|land) (?:a|an|my|this|that) (?:\w+ )?"
        rf"(?:{_JOB}|interview)\b",
    ),
    # --- a favor
    (
        "favor",
        r"\brefer me\b"
        r"(?! to(?:\?| (?:some|any|other|two|another|a |the right|people|your colleagues)))",
    ),
    (
        "favor",
        r"\b(?:be |as |for |write |give me |need |get |appreciate )(?:a |my |me a )?referral\b"
        r"(?! to (?:some|another|other))",
    ),
    (
        "favor",
        rf"\b{_GIVE} my (?:{_CV}|name|number|portfolio)"
        r" (?:on|along|in|forward|around|to|with|up)\b",
    ),
    (
        "favor",
        r"\b(?:pass(?:ing)?|forward(?:ing)?|circulat(?:e|ing)|hand(?:ing)?)"
        rf"(?: on| along| in| around)? my {_CV}\b",
    ),
    (
        "favor",
        r"\b(?:put|putting|say|drop) (?:in )?(?:a )?(?:good |kind )?word\b"
        r"(?= (?:in )?(?:for|with|to|about)\b|[.?!,]|$)",
    ),
    (
        "favor",
        r"\brecommend me\b(?! (?:a|an|some|two|three|one|something|any|books?|the|good)\b)",
    ),
    (
        "favor",
        r"\b(?:letter of recommendation|recommendation letter|reference letter|vouch for me"
        r"|(?:be|act as) (?:a|my) reference|(?:use|give|name|list) you as (?:a|my) reference)\b",
    ),
    (
        "favor",
        r"\b(?:introduce|mention|recommend|suggest|get|connect|put) me"
        rf" (?:to|with|in touch with) {_BOSS}\b|\bmention (?:me|my name) to\b",
    ),
    ("favor", rf"\b(?:talk to|speak to|speak with|tell|ask|write to) {_BOSS} (?:for|about) me\b"),
    (
        "favor",
        r"\bget me (?:in|into|an? (?:interview|internship|appointment|foot)|through the door)\b"
        r"|\bmy foot in the door\b",
    ),
    ("favor", r"\bpull (?:some |a few |any )?strings\b"),
    (
        "favor",
        r"\bi (?:\w+ )?(?:ask|have|need|want) (?:you )?(?:for )?(?:an? |one )(?:\w+ )?favou?r\b"
        r"|\bdo me (?:an? |one )(?:\w+ )?favou?r\b|\bfavou?r (?:to ask|from you)\b",
    ),
    (
        "favor",
        r"\b(?:lend me (?:some )?money|invest in my|sign up for my|buy my|fund my)\b",
    ),
)
"""The wordings, and what each asks for; the text is folded, and is on one line."""

_CLAUSE = r"[.?!;:,\n]| but "
_NOT = (
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
    for request, pattern in PATTERNS:  # compiled by the first text: Today shows none
        for match in re.finditer(pattern, line):
            before = re.split(_CLAUSE, line[: match.start()])[-1]
            if not re.search(_NOT, before):
                yield match.start(), Hidden(request, match[0].strip())
