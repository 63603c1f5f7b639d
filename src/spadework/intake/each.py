"""Whatever people have, as documents: a file, a folder, an archive, a mailbox, a feed, an address.

One bad part never stops the rest: what could not be taken is told and the next one is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from spadework.errors import EmptyDocument, MissingFile, SpadeworkError, TooLarge, Unforeseen
from spadework.intake.files import File, fetch, is_address, most_bytes
from spadework.intake.folder import walk
from spadework.intake.kinds import HOLDS_SEVERAL, Kind, kind_of_bytes
from spadework.intake.taking import Taken, Wishes, digest_of, document_of, single
from spadework.mark import MARK

if TYPE_CHECKING:
    from spadework.intake.content import Content
    from spadework.intake.web import Web

MOST_UNPACKED = 1_000_000_000
"""The most bytes that all members of one source may have together."""
_DEEPEST = {Kind.ZIP: 2, Kind.MAIL: 6, Kind.MBOX: 2, Kind.FEED: 4}
"""How deep a kind may lie in other files: an archive in an archive is opened, one in that is not."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out on purpose.

    Attributes:
        where: the file, and the way in it.
        why: one clause.
    """

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be taken. The error tells why and what to do."""

    where: str
    error: SpadeworkError


Outcome = Taken | Skipped | Failed


def take_each(
    source: str | Path,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    web: Web | None = None,
    known: Callable[[str], bool] = lambda digest: False,
) -> Iterator[Outcome]:
    """Each document of a source as it is read, and what was left out or failed, in a fixed order.

    A folder gives its files, sorted; a ZIP archive its members; a mailbox its messages; a message itself and each file
    attached to it; a feed its entries. A document's `origin` tells the way ("mail.mbox > 3 > annex.pdf").

    Args:
        published, publisher: said of every document of the source.
        title: said of the document if the source is one file of one document, else of none.
        web: how an address is fetched. Without it none is; links in documents are never followed.
        known: whether what has this digest (see `Taken`) was taken before; it is then skipped, mostly unread.
    """
    taker = _Taker(known)
    wishes = Wishes(published, title, publisher)
    where = str(source)
    if is_address(where) and web is not None:
        from spadework.intake.fetching import fetched

        yield from taker.attempt(where, lambda: taker.file(fetched(where, web), wishes))
    elif where != "-" and not is_address(where) and _is_folder(source):
        yield from taker.attempt(where, lambda: taker.folder(Path(source), replace(wishes, title=None)))
    else:
        yield from taker.attempt(where, lambda: taker.file(fetch(source), wishes))


def _is_folder(source: str | Path) -> bool:
    try:
        return bool(str(source)) and Path(source).is_dir()
    except (OSError, ValueError):
        return False


class _Taker:
    def __init__(self, known: Callable[[str], bool]) -> None:
        self._known = known
        self._left = MOST_UNPACKED

    def attempt(self, where: str, work: Callable[[], Iterator[Outcome]]) -> Iterator[Outcome]:
        """What the work gives until it fails, if it does, and then the failure."""
        try:
            yield from work()
        except SpadeworkError as e:
            yield Failed(where, e)
        except (OSError, MemoryError) as e:
            yield Failed(where, MissingFile(f"it cannot be read ({type(e).__name__}: {e})", where=where))
        except Exception as e:  # months of work must not stop at one odd file; the cause is kept and shown by --debug
            fault = Unforeseen(
                f"reading it met a fault in Spadework ({type(e).__name__})", where=where, remedy="Please report it."
            )
            fault.__cause__ = e
            yield Failed(where, fault)

    def folder(self, folder: Path, wishes: Wishes) -> Iterator[Outcome]:
        for path, why in walk(folder):
            if why:
                yield Skipped(str(path), why)
                continue
            origin = path.relative_to(folder).as_posix()
            self._left = MOST_UNPACKED
            yield from self.attempt(str(path), partial(self._from_folder, path, origin, wishes))

    def _from_folder(self, path: Path, origin: str, wishes: Wishes) -> Iterator[Outcome]:
        file = fetch(path)
        if MARK in file.data[:2000]:
            yield Skipped(file.where, "it is a brief that Spadework wrote")
        else:
            yield from self.file(replace(file, origin=origin), wishes)

    def file(self, file: File, wishes: Wishes, inside: tuple[Kind, ...] = ()) -> Iterator[Outcome]:
        """The documents of one file.

        Args:
            inside: the kinds of the files that it lies in, outermost first.
        """
        kind = kind_of_bytes(file)
        if kind in _DEEPEST and inside.count(kind) >= _DEEPEST[kind]:
            raise TooLarge("it is nested too deep", where=file.where, remedy="Take it out and give it by itself.")
        if kind in HOLDS_SEVERAL:
            wishes = replace(wishes, title=None)
        if kind is Kind.ZIP:
            yield from self._archive(file, wishes, (*inside, kind))
        elif kind is Kind.MBOX:
            yield from self._mailbox(file, wishes, (*inside, kind))
        elif kind is Kind.MAIL:
            yield from self._mail(file, wishes, (*inside, kind))
        elif kind is Kind.FEED:
            yield from self._feed(file, wishes)
        elif self._known(digest_of(file.data)):
            yield Skipped(file.where, "it was taken before")
        else:
            yield single(file, kind, wishes, lenient=bool(inside))

    def _archive(self, file: File, wishes: Wishes, inside: tuple[Kind, ...]) -> Iterator[Outcome]:
        from spadework.intake.unpacking import members

        def most(name: str) -> int:
            return most_bytes(Path(name).suffix.lower())

        for member in members(file.data, file.where, most):
            if isinstance(member.data, SpadeworkError):
                yield Failed(f"{file.where} > {member.name}", member.data)
            else:
                yield from self._member(file.member(member.name, member.data), wishes, inside)

    def _mailbox(self, file: File, wishes: Wishes, inside: tuple[Kind, ...]) -> Iterator[Outcome]:
        from spadework.intake.mail import messages

        number = 0
        for number, message in enumerate(messages(file.data), 1):
            part = replace(file.member(str(number), message), stem=f"{file.stem} {number}", suffix=".eml")
            yield from self._member(part, wishes, inside)
        if not number:
            raise EmptyDocument("there is no message in the mailbox", where=file.where)

    def _mail(self, file: File, wishes: Wishes, inside: tuple[Kind, ...]) -> Iterator[Outcome]:
        from spadework.intake import mail

        content, attachments = mail.content(file.data, file.where)
        digest = digest_of(file.data)
        if self._known(digest):
            yield Skipped(file.where, "it was taken before")
        elif content.text.strip() or not attachments:
            yield from self.attempt(
                file.where,
                lambda: iter((document_of(content, file, wishes, Kind.MAIL, lenient=len(inside) > 1, digest=digest),)),
            )
        for attachment in attachments:
            yield from self._member(
                file.member(attachment.name, attachment.data), Wishes(publisher=wishes.publisher), inside
            )

    def _feed(self, file: File, wishes: Wishes) -> Iterator[Outcome]:
        from spadework.intake import apart, feed

        for number, entry in enumerate(apart.contents("feed", file.data, file.where), 1):
            digest = feed.digest_of(entry)
            part = replace(file.member(str(number), b""), stem=f"{file.stem} {number}", suffix="")
            if self._known(digest):
                yield Skipped(part.where, "it was taken before")
                continue
            yield from self.attempt(part.where, partial(self._entry, entry, part, wishes, digest))

    def _entry(self, entry: Content, part: File, wishes: Wishes, digest: str) -> Iterator[Outcome]:
        yield document_of(entry, part, wishes, Kind.FEED, lenient=True, digest=digest)

    def _member(self, part: File, wishes: Wishes, inside: tuple[Kind, ...]) -> Iterator[Outcome]:
        """A file in a file, within what all of them may have together."""
        self._left -= len(part.data)
        if self._left < 0:
            raise TooLarge(
                f"the files in it have more than {MOST_UNPACKED // 1_000_000} MB", where=part.where, remedy="Split it."
            )
        if not part.data:
            yield Failed(part.where, EmptyDocument("the file is empty", where=part.where))
        else:
            yield from self.attempt(part.where, lambda: self.file(part, wishes, inside))
