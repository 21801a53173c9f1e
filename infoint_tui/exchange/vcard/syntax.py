"""How a vCard is written down: cards, properties, folding, escaping; nothing about what they mean.

Real files break the rules in every way, so this reads what it can: any version or none, line ends
of any kind, quoted-printable with its soft breaks, types without a name, cards without an end.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

WIDTH = 75
"""The most octets in a written line, without its line end."""

_LINE = re.compile(
    r"(?:([\w-]+)\.)?([\w-]+)((?:;[^;:\"]*(?:\"[^\"]*\"[^;:\"]*)*)*):(.*)", re.DOTALL
)
_PARAMETER = re.compile(r";([^;:\"]*(?:\"[^\"]*\"[^;:\"]*)*)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPLITTING = {each: re.compile(rf"\\.|{each}", re.DOTALL) for each in ",;"}
_SPECIAL = re.compile(r"[\\,;\n]")
_BREAKS = re.compile(r"\r\n|[\r\n]")
_UNQUOTED = re.compile(r"[^\s\",;:]*")
_EDGES = frozenset("BbEe \t\ufeff")
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))


class Property(Struct, frozen=True, gc=False):
    """One property of a card."""

    name: str
    """As it was written; `key` is what it is compared by."""
    value: str
    """As in a 3.0 card, still escaped, on one line."""
    group: str = ""
    """What ties it to others, as in "item1.TEL"; empty for most."""
    parameters: tuple[tuple[str, str], ...] = ()
    """Each name, in capitals, with its value; a type that stands alone is a TYPE."""

    @property
    def key(self) -> str:
        """The name in capitals."""
        return self.name.upper()

    @property
    def line(self) -> str:
        """The property as one line that is not folded yet."""
        start = f"{self.group}.{self.name}" if self.group else self.name
        told = "".join(f";{name}={_quoted(value)}" for name, value in self.parameters)
        return f"{start}{told}:{self.value}"

    def values(self, separator: str = ";") -> list[str]:
        """Return the parts of the value, without escapes; what separates them is "," or ";"."""
        if "\\" not in self.value:
            return self.value.split(separator)
        parts, start = [], 0
        for found in _SPLITTING[separator].finditer(self.value):
            if found[0] == separator:
                parts.append(unescape(self.value[start : found.start()]))
                start = found.end()
        return [*parts, unescape(self.value[start:])]

    @property
    def text(self) -> str:
        """The whole value, without escapes."""
        return unescape(self.value)


class ScannedCard(Struct, frozen=True):
    """One card of a file."""

    line: int
    """The number of the line where it begins, counted from 1."""
    properties: tuple[Property, ...]
    raw: str
    """The card exactly as in the file, without its last line break."""
    problem: str = ""
    """What is wrong with how it is written; it was read all the same."""


def unescape(value: str) -> str:
    r"""Return a value with its escapes resolved: "\n" is a line break."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def escape(value: str) -> str:
    """Return text as a value; nothing in it can end the property or the part."""
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", value)


def _quoted(value: str) -> str:
    """Return the value of a parameter, in quotation marks if it has a sign that would end it."""
    plain = value.replace('"', "'")
    return plain if all(map(_UNQUOTED.fullmatch, plain.split(","))) else f'"{plain}"'


def fold(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most `WIDTH` octets, each after the first begun by a space.

    No piece begins inside a character.
    """
    data = line.encode()
    at, room = 0, WIDTH
    while len(data) - at > room:
        end = at + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        yield (" " if at else "") + data[at:end].decode()
        at, room = end, WIDTH - 1
    yield (" " if at else "") + data[at:].decode()


def written(properties: Iterable[Property]) -> str:
    """Return lines, folded and ended as the standard asks."""
    return "".join(f"{piece}\r\n" for each in properties for piece in fold(each.line))


def property_of(line: str) -> Property | None:
    """Read one line that is not folded; None if it is no property."""
    head, colon, value = line.partition(":")
    if colon and head.isalnum():  # true for most
        return Property(head, value)
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    group, name, told, value = found.groups(default="")
    parameters = tuple(map(_parameter, _PARAMETER.findall(told)))
    return Property(name, value, group, parameters)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        name, value = ("ENCODING" if name.upper() in _ENCODINGS else "TYPE"), name
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]:
        value = value[1:-1]
    return name.strip().upper(), value


def cards(lines: Sequence[str]) -> Iterator[ScannedCard]:
    """Yield the cards in the lines of a file; a card inside a card is left out.

    Args:
        lines: all lines, with or without their line ends.
    """
    begun: int | None = None
    depth = 0
    has_inner = False
    for at, line in enumerate(lines):
        word = line.strip().upper() if line[:1] in _EDGES else ""
        if word == "BEGIN:VCARD":
            if begun is None:
                begun, has_inner = at, False
            elif depth or _opens_inner(lines, at):
                depth, has_inner = depth + 1, True
            else:
                yield _card(lines, begun, at, has_inner, "has no END:VCARD")
                begun, has_inner = at, False
        elif word == "END:VCARD" and begun is not None:
            if depth:
                depth -= 1
            else:
                yield _card(lines, begun, at + 1, has_inner)
                begun = None
    if begun is not None:
        yield _card(lines, begun, len(lines), has_inner, "has no END:VCARD")


def _opens_inner(lines: Sequence[str], at: int) -> bool:
    """Tell whether a card that begins here belongs to a property, as version 2.1 has it."""
    before = next((each for each in reversed(lines[max(0, at - 3) : at]) if each.strip()), "")
    return before.strip().upper().startswith("AGENT") and before.strip().endswith(":")


def _card(
    lines: Sequence[str], begin: int, end: int, has_inner: bool, problem: str = ""
) -> ScannedCard:
    own = lines[begin:end]
    logical = _logical(own[1:] if problem else own[1:-1])
    outer = _without_inner(logical) if has_inner else logical
    return ScannedCard(begin + 1, tuple(_read(outer)), "".join(own).rstrip("\r\n"), problem)


def _without_inner(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a card without those of the cards inside it."""
    depth = 0
    for line in lines:
        word = line.strip().upper()
        depth += word == "BEGIN:VCARD"
        if not depth:
            yield line
        depth -= word == "END:VCARD" and depth > 0


def _logical(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines unfolded, with the soft breaks of quoted-printable values resolved."""
    line = ""
    is_soft = False
    for each in lines:
        text = each.rstrip("\r\n")
        if is_soft:
            line = line[:-1] + text
        elif text[:1] in (" ", "\t") and text.strip():
            line += text[1:]
        else:
            if line:
                yield line
            line = text
        is_soft = line.endswith("=") and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
    if line:
        yield line


def _read(lines: Iterable[str]) -> Iterator[Property]:
    """Yield properties; a line that is none belongs to the value before it."""
    last: Property | None = None
    for line in lines:
        found = property_of(line.lstrip("\ufeff"))
        if found is None:
            if last is not None and line.strip():
                last = Property(last.name, f"{last.value}\\n{line}", last.group, last.parameters)
            continue
        if last is not None:
            yield last
        last = _decoded(found) if found.parameters else found
    if last is not None:
        yield last


def _decoded(found: Property) -> Property:
    """Return a property without the encoding that it was sent in."""
    told = dict(found.parameters)
    value = found.value
    if told.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        charset = told.get("CHARSET", "utf-8")
        value = _BREAKS.sub(r"\\n", _text(quopri.decodestring(value.encode()), charset))
    elif "CHARSET" not in told:
        return found
    rest = tuple(
        (name, word)
        for name, word in found.parameters
        if name != "CHARSET" and (name, word.upper()) != ("ENCODING", "QUOTED-PRINTABLE")
    )
    return Property(found.name, value, found.group, rest)


def _text(data: bytes, charset: str) -> str:
    for each in (charset, "utf-8"):
        try:
            return data.decode(each)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")
