"""The files for messages: the templates, both built-in and the user's own, and the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from infoint_tui.domain.basics.errors import InfointError, TemplateError
from infoint_tui.domain.basics.text import clean_line, clean_text
from infoint_tui.domain.messages.template import Template, parse
from infoint_tui.exchange.files import read_text, remove, replace_whole, write_new
from infoint_tui.exchange.form_drafts import FORM, digest, typed_in

_ABOUT = """\
# This is your own copy: change it, or remove it to use the built-in one.
# A line is a sentence; an empty line starts a new paragraph. Lines like this one are left out.
# A line is left out while one of its fields is unknown; a line starting with | right after it
# takes its place.
# {?field} adds nothing: it keeps its line only if the field is known. Alone, it leaves out the
# lines with | below it. [...] is a blank to fill.
"""


class Templates(Struct, frozen=True):
    """The templates, one for each kind of message."""

    folder: Path
    """The folder of the user's own templates, each as KIND.txt; they override the built-in ones.

    It does not have to exist.
    """

    def read(self, kind: str, fields: Mapping[str, str]) -> Template:
        """Return the template for a kind of message.

        Raises:
            TemplateError: the user's own template cannot be used; the error says where and why.
        """
        own = self.folder / f"{kind}.txt"
        try:
            text = read_text(own, "Fix it, or remove it to use the built-in one.")
        except FileNotFoundError:
            return parse(_ours(kind), fields, f"{kind}.txt")
        except InfointError as error:
            raise TemplateError(error.message, error.hint) from None
        return parse(text, fields, str(own))

    def write(self, kinds: Iterable[str], fields: Mapping[str, str]) -> tuple[Path, ...]:
        """Copy the built-in templates for the user to change, and return the new files.

        Raises:
            InfointError: they cannot be written there.
        """
        known = "".join(f"#   {{{field}}} {words}\n" for field, words in fields.items())
        paths = {self.folder / f"{kind}.txt": kind for kind in kinds}
        new = {path: kind for path, kind in paths.items() if not path.exists()}
        for path, kind in new.items():
            write_new(path, f"{_ABOUT}#\n{known}\n{_ours(kind)}")
        return tuple(new)


class DraftText(Struct, frozen=True):
    """What a draft says."""

    subject: str
    body: str
    day: date | None = None
    """The day it was last worked on; None if a version wrote it that did not say."""


class KeptDraft(Struct, frozen=True):
    """A draft in the folder, or what was typed into a form."""

    contact_id: str
    """Whom it is to or about; empty if that is nobody who was asked for."""
    path: Path
    text: str

    @property
    def what(self) -> str:
        """What it is, in words."""
        return "unfinished form" if self.path.suffix == FORM else "unsent message"


class Drafts(Struct, frozen=True):
    """Messages that were started but not sent, each in a file that only the user can read."""

    folder: Path
    """The folder of the drafts; it does not have to exist."""

    def read(self, contact_id: str, name: str) -> DraftText | None:
        """Return what a draft says, or None if there is none.

        Raises:
            InfointError: it cannot be read.
        """
        path = self._path(contact_id, name)
        try:
            return _read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InfointError(f"{path} cannot be read: {error.strerror}.") from None

    def keep(self, contact_id: str, name: str, draft: DraftText) -> None:
        """Save a draft, replacing any earlier one.

        Raises:
            InfointError: it cannot be written.
        """
        head = f"{clean_line(draft.subject)}\t{draft.day or ''}"  # a clean line has no tab
        replace_whole(self._path(contact_id, name), f"{head}\n{draft.body}\n")

    def drop(self, contact_id: str, name: str) -> None:
        """Remove a draft, if there is one.

        Raises:
            InfointError: it cannot be removed.
        """
        remove(self._path(contact_id, name))

    def has_any(self, contact_id: str) -> bool:
        """Tell whether there is a draft to a contact."""
        with suppress(InfointError):
            return bool(self._files(f"{digest(contact_id)}-*.txt"))
        return False

    def forget(self, contact_id: str) -> None:
        """Remove every draft to a contact, and what was typed into forms about them.

        Raises:
            InfointError: the folder cannot be read, or one cannot be removed.
        """
        for path in self._files(f"{digest(contact_id)}-*"):
            remove(path)

    def kept(self, contact_ids: Iterable[str]) -> Iterator[KeptDraft]:
        """Yield every draft in the folder that can be read, and what was typed into forms.

        Args:
            contact_ids: whom a draft may be to, or a form about.

        Raises:
            InfointError: the folder cannot be read.
        """
        to = {digest(each): each for each in contact_ids}
        for path in sorted((*self._files("*.txt"), *self._files(f"*{FORM}"))):
            with suppress(OSError):
                if path.suffix == FORM:
                    text = "\n".join(typed_in(path).values())
                else:
                    draft = _read(path)
                    text = f"{draft.subject}\n{draft.body}"
                yield KeptDraft(to.get(path.name.partition("-")[0], ""), path, text)

    def move(self, contact_id: str, to: str) -> None:
        """Move the drafts to one contact, and forms about them, to another; none is replaced."""
        theirs = digest(contact_id)
        with suppress(InfointError, OSError):
            for path in self._files(f"{theirs}-*"):
                target = path.with_name(path.name.replace(theirs, digest(to), 1))
                if not target.exists():
                    path.rename(target)

    def _files(self, pattern: str) -> list[Path]:
        try:
            return list(self.folder.glob(pattern))
        except OSError as error:
            raise InfointError(f"{self.folder} cannot be read: {error.strerror}.") from None

    def _path(self, contact_id: str, name: str) -> Path:
        # An id comes from the data, so it cannot be used as a file name.
        return self.folder / f"{digest(contact_id)}-{digest(name)}.txt"


def _read(path: Path) -> DraftText:
    head, _, body = path.read_text("utf-8", errors="replace").partition("\n")
    subject, _, day = head.partition("\t")
    return DraftText(clean_line(subject), clean_text(body), _day(day))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _ours(kind: str) -> str:
    return files("infoint_tui.data").joinpath("messages", f"{kind}.txt").read_text("utf-8")
