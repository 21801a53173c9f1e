"""Message templates: text with fields, where a sentence is dropped if its facts are missing.

    # A line like this is a comment.
    Subject: Your work at {organization}
    | Your work

    Hi {first_name},

    {introducer} suggested I get in touch.
    {?job_search} I should mention that I'm job hunting.
    | I'm not asking for a job.

A line is one sentence, or a few that belong together. The lines of a paragraph are joined; an empty
line ends it. `{field}` inserts what is known. If nothing is known, the whole line is dropped, and
the line below it that begins with `|` takes its place. `{?field}` inserts nothing: its line stays
only if the field is known; alone, it leaves out the lines below it. `[...]` is a blank, for the
user to fill.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from infoint_tui.domain.basics.errors import TemplateError
from infoint_tui.domain.basics.text import clean_line

GAP = re.compile(r"\[[^\[\]\n]*\]")
"""A blank to fill."""

_FIELD = re.compile(r"\{(\??)(\w*)\}")
_SUBJECT = "Subject:"


class _Line(Struct, frozen=True):
    text: str
    needs: frozenset[str]


_Choice = tuple[_Line, ...]
"""Alternative lines; the first one that has all the fields it needs is used."""
_Paragraph = tuple[_Choice, ...]


class Template(Struct, frozen=True):
    """A parsed template."""

    subject: _Paragraph
    """Empty for a message that is spoken instead of written."""
    body: tuple[_Paragraph, ...]

    def fill(self, known: Mapping[str, str]) -> tuple[str, str]:
        """Return the subject and the body, with the `known` values put into their fields."""
        paragraphs = (_flow(paragraph, known) for paragraph in self.body)
        return _flow(self.subject, known), "\n\n".join(filter(None, paragraphs))

    def brought_up_to(
        self, now: Mapping[str, str], text: tuple[str, str], then: Mapping[str, str]
    ) -> tuple[str, str]:
        """Return a subject and a body that were filled `then` and changed, as they read `now`.

        Only lines that still read as they did then are changed; filled blanks in them stay.

        Args:
            now: what is known now.
            text: the subject and the body.
            then: what was known when they were filled.
        """
        subject, body = text
        for choice in self.subject:
            subject = _replaced(subject, _chosen(choice, then), _chosen(choice, now))
        for choice in (each for paragraph in self.body for each in paragraph):
            body = _replaced(body, _chosen(choice, then), _chosen(choice, now))
        return subject, body


def parse(source: str, fields: Collection[str], name: str) -> Template:
    """Read a template.

    Args:
        source: the text of the template.
        fields: the fields that exist.
        name: what to call the template in error messages: its path.

    Raises:
        TemplateError: a line cannot be used (the error names it), or there is no text.
    """
    reader = _Reader(fields, name)
    paragraphs = list(reader.paragraphs(source.split("\n")))
    subject: _Paragraph = ()
    if paragraphs and paragraphs[0][0][0].text.startswith(_SUBJECT):
        subject = _without_label(paragraphs.pop(0))
    if not paragraphs:
        raise TemplateError(f"{name} is empty.", "Write a template, or remove the file.")
    return Template(subject, tuple(paragraphs))


class _Reader(Struct, frozen=True):
    fields: Collection[str]
    name: str

    def paragraphs(self, lines: list[str]) -> Iterator[_Paragraph]:
        choices: list[_Choice] = []
        for number, line in enumerate([*lines, ""], 1):
            words = line.strip()
            if words.startswith("#"):
                continue
            if words.startswith("|"):
                if not choices:
                    raise self._wrong(
                        number,
                        "a line that begins with “|” needs a line above it.",
                        "Put one there.",
                    )
                choices[-1] = (*choices[-1], self._line(words[1:].strip(), number))
            elif words:
                choices.append((self._line(words, number),))
            elif choices:
                yield tuple(choices)
                choices = []

    def _line(self, words: str, number: int) -> _Line:
        needs = frozenset(field for _, field in _FIELD.findall(words))
        unknown = sorted(needs.difference(self.fields))
        if unknown:
            raise self._wrong(
                number,
                f"there is no field {{{unknown[0]}}}.",
                f"Choose from: {', '.join(self.fields)}.",
            )
        if set("{}") & set(_FIELD.sub("", words)):
            raise self._wrong(
                number, "a brace has no match.", "Write a field like this: {first_name}."
            )
        return _Line(words, needs)

    def _wrong(self, number: int, what: str, hint: str) -> TemplateError:
        return TemplateError(f"{self.name}, line {number}: {what}", hint)


def _without_label(subject: _Paragraph) -> _Paragraph:
    (first, *others), *rest = subject
    words = first.text.removeprefix(_SUBJECT).strip()
    return ((_Line(words, first.needs), *others), *rest)


def _flow(paragraph: _Paragraph, known: Mapping[str, str]) -> str:
    return " ".join(filter(None, (_chosen(choice, known) for choice in paragraph)))


def _chosen(choice: _Choice, known: Mapping[str, str]) -> str:
    line = next((line for line in choice if line.needs <= known.keys()), None)
    if line is None:
        return ""
    return clean_line(_FIELD.sub(lambda found: "" if found[1] else known[found[2]], line.text))


def _replaced(text: str, old: str, new: str) -> str:
    """Return `text` with a line in place of another one, if it has that exactly once."""
    if not old or not new or old == new:
        return text
    fixed = [old], [new]
    if GAP.findall(old) == GAP.findall(new):
        fixed = GAP.split(old), GAP.split(new)
    found = list(re.finditer(r"([^\n]*?)".join(map(re.escape, fixed[0])), text))
    if len(found) != 1:
        return text
    (line,) = found
    words = (word for pair in zip(fixed[1], (*line.groups(), ""), strict=True) for word in pair)
    return f"{text[: line.start()]}{''.join(words)}{text[line.end() :]}"
