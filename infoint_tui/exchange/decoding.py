"""Turning the bytes of a file into lines of text, and saying how, if it was not plain UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from contextlib import suppress

from msgspec import Struct

from infoint_tui.domain.basics.errors import ImportFileError, InvalidInputError
from infoint_tui.domain.basics.text import clean_line, quoted

ENCODINGS = {
    "cp1252": "Western Europe, Windows",
    "mac_roman": "Western Europe, old Macs",
    "cp1250": "Central Europe, Windows",
    "cp1251": "Cyrillic, Windows",
    "koi8_r": "Russian",
    "cp1253": "Greek, Windows",
    "cp1254": "Turkish, Windows",
    "shift_jis": "Japanese",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "euc_kr": "Korean",
}
"""The encodings that are offered when a file is in none that can be told for sure."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096
"""How many bytes are looked at to recognize UTF-16 and UTF-32 without a byte order mark."""
_FEW_LINES = 10
"""In a file of at least this many lines, one line that makes no sense is only that line's."""
_MOST_SHOWN = 5
"""How many odd lines are named."""
_WORD = re.compile(r"[^\s,;:|\"/()&@_+=-]+")
_AROUND = "“”‘’‚„…•«»‹›©®™°·†‡.:!?'*#¿¡"  # noqa: RUF001 - as they are in text
"""What may stand around a word in a text in Windows-1252."""


class DecodedText(Struct, frozen=True):
    """The text of a file."""

    lines: list[str]
    """Its lines, each with its line end."""
    notes: tuple[str, ...] = ()
    """How it was read, if that has to be said."""


class EncodingError(ImportFileError):
    """A text file that is not UTF-8, and whose encoding cannot be told.

    Args:
        name: what to call the file.
        samples: how a line of it reads, by encoding, for those in which it can be read.
    """

    def __init__(self, name: str, samples: dict[str, str]) -> None:
        listed = ", ".join(f"{text} ({key})" for key, text in list(samples.items())[:4])
        super().__init__(
            f"{name} is not UTF-8, and its encoding cannot be told for sure: {listed}?",
            "Save it as UTF-8, or name its encoding with --encoding, such as --encoding "
            f"{next(iter(samples), 'cp1252')}.",
        )
        self.samples = samples


def decode(data: bytes, name: str, encoding: str = "") -> DecodedText:
    """Return the text of a file.

    A byte order mark decides. Without one it is UTF-8; lines that are not are read as Windows-1252
    and named, and so is a whole file that makes sense as Windows-1252.

    Args:
        data: the whole file.
        name: what to call it.
        encoding: the encoding that the user named; "" recognizes it.

    Raises:
        EncodingError: the encoding cannot be told.
        InvalidInputError: there is no such encoding.
    """
    if encoding:
        return DecodedText(_lines(_as_named(data, encoding)))
    for mark, found in _BOMS:
        if data.startswith(mark):
            return DecodedText(_lines(data.decode(found, errors="replace").lstrip("\ufeff")))
    wide = _without_mark(data[:_LOOKED_AT])
    if wide:
        return DecodedText(_lines(data.decode(wide, errors="replace").lstrip("\ufeff")))
    try:
        return DecodedText(_lines(data.decode("utf-8")))
    except UnicodeDecodeError:
        return _line_by_line(data, name)


def _lines(text: str) -> list[str]:
    # newline="" ends a line at \n, \r\n and a lone \r alike, as an editor does.
    return list(io.StringIO(text, newline=""))


def _as_named(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, errors="replace").lstrip("\ufeff")
    except (LookupError, ValueError):
        raise InvalidInputError(
            f"There is no encoding {quoted(encoding)}.", f"Use one of: {', '.join(ENCODINGS)}."
        ) from None


def _without_mark(head: bytes) -> str:
    """Return the encoding of a text in which most second, or three of four, bytes are zero."""
    quarter = len(head) // 4
    if not quarter or head.count(0) < quarter:
        return ""
    zeros = [head[at::4].count(0) > quarter * 0.7 for at in range(4)]
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get((zeros[0], zeros[1], zeros[2], zeros[3]), "")


def _line_by_line(data: bytes, name: str) -> DecodedText:
    """Read a file line by line, the odd ones as Windows-1252."""
    read: list[str] = []
    odd: dict[int, str] = {}
    is_utf8 = False
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            read.append(line.decode("utf-8"))
            is_utf8 = is_utf8 or not line.isascii()
        except UnicodeDecodeError:
            odd[number] = line.decode("cp1252", errors="replace")
            read.append(odd[number])
    if not is_utf8:
        doubtful = [number for number, line in odd.items() if not _is_western(line)]
        if len(doubtful) > 1 or (doubtful and len(read) < _FEW_LINES):
            lines = data.splitlines()
            raise EncodingError(name, _samples(b"\n".join(lines[at - 1] for at in doubtful)))
    return DecodedText(_lines("".join(read)), _said(odd))


def _said(odd: dict[int, str]) -> tuple[str, ...]:
    shown = [
        f"line {number} is not UTF-8, read as Windows-1252: {clean_line(line)[:40]}"
        for number, line in list(odd.items())[:_MOST_SHOWN]
    ]
    rest = len(odd) - len(shown)
    return (*shown, f"{rest} more lines are not UTF-8, read as Windows-1252") if rest else (*shown,)


def _is_western(line: str) -> bool:
    """Tell whether a line makes sense as Windows-1252: "José", but not "Ãèçåëà" or "JosŽ"."""
    return all(word.isascii() or _is_word(word) for word in _WORD.findall(line))


def _is_word(word: str) -> bool:
    word = word.strip(_AROUND)
    if word[:1] in "£€" and word[1:].isascii() and any(map(str.isdigit, word)):
        return True
    letters = re.sub("['’.–—]", "", word)  # noqa: RUF001 - as they are in text
    if not all(char.isalpha() or (char.isascii() and char.isdigit()) for char in letters):
        return False
    if any(a.islower() and b.isupper() and not b.isascii() for a, b in zip(word, word[1:])):  # noqa: B905, RUF007 - pairs
        return False
    foreign = sum(not char.isascii() for char in letters)
    return foreign <= 1 or (foreign * 2 <= len(letters) and not re.search("[^ -~]{3}", letters))


def _samples(text: bytes) -> dict[str, str]:
    """Return how the lines in doubt read, by encoding; those that make most sense come first."""
    found: dict[str, str] = {}
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            found[encoding] = text.decode(encoding)
    ranked = sorted(found, key=lambda encoding: _oddness(found[encoding]))
    return {encoding: _shown(found[encoding]) for encoding in ranked}


def _oddness(text: str) -> int:
    """Return how many signs in a text are unlikely to be part of a name."""
    signs = sum(not (char.isascii() or char.isalpha()) for char in text)
    return signs + len(re.findall("[^\\W\\d_A-Z](?=[À-ÞŠŽŸŚŹŻŁ])", text))


def _shown(text: str) -> str:
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return clean_line(" ".join(words))[:30]
