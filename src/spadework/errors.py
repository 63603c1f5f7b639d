"""The one tree of errors.

    SpadeworkError
    ├── InputError         a document that cannot be taken in
    │   ├── MissingFile
    │   ├── NotText        binary, or of a kind that is not read
    │   ├── EmptyDocument
    │   ├── TooLarge
    │   ├── NotFetched     an address from which nothing came, or that may not be asked
    │   ├── Unforeseen     a file that brought to light a fault in Spadework
    │   └── NotEnglish     nothing in the only language that is read
    ├── BadDate            a date that is no date, or cannot be
    ├── AgendaError        an agenda that does not hold together
    ├── ScenarioError      a scenario that does not hold together
    │   └── ScenarioChanged somebody has kept another version since it was looked at
    ├── ProvenanceError    a span that does not equal its text
    ├── LedgerError        a dossier that cannot be opened, read or written
    │   ├── NoDossier
    │   ├── DossierExists
    │   ├── DamagedDossier cut off, overwritten, or not ours
    │   ├── OtherVersion   made by a newer or an older Spadework
    │   └── NotSaved       disk full, read-only, busy, or the server is away
    ├── NoSuchRow          no row, document or revision of this name
    ├── CannotRevise       a change that does not fit the row, or nothing to undo
    │   └── RowChanged     somebody has changed the row since it was looked at
    ├── ReaderError        a folder that holds no trained reader
    ├── ExchangeError      a file or folder that cannot be exported to or imported from
    │   └── Mentioned      what is left out is still named in what stays
    ├── DeskError          a desk that cannot be opened, or an account that cannot be made or found
    └── EndpointError      a language model that cannot be asked, or that refuses

Every message says what is wrong, where, and what to do. The command line prints it and exits with 2.
"""

from __future__ import annotations


class SpadeworkError(Exception):
    """Anything that Spadework can explain to its user.

    Args:
        what: what is wrong, one clause.
        where: file, key, line or offset; empty if there is no place.
        remedy: what to do about it; empty if nothing can be done.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(self.__str__())

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}.{advice}"


class InputError(SpadeworkError):
    """A document cannot be taken in."""


class MissingFile(InputError):
    """There is no such file, or it may not be read."""


class NotText(InputError):
    """The bytes are no text of a kind that is read."""


class EmptyDocument(InputError):
    """Nothing to read is left once the markup is off."""


class TooLarge(InputError):
    """The document is over the size limit."""


class NotFetched(InputError):
    """Nothing came from this address, or it may not be asked."""


class Unforeseen(InputError):
    """Reading the file met a fault in Spadework itself; its cause is the exception that was met."""


class NotEnglish(InputError):
    """Of all that was given nothing is in English, the only language that is read."""


class BadDate(SpadeworkError):
    """A date that is no date, or that cannot be."""


class AgendaError(SpadeworkError):
    """An agenda that does not hold together."""


class ScenarioError(SpadeworkError):
    """A scenario that does not hold together, or that is too large to be searched."""


class ScenarioChanged(ScenarioError):
    """Somebody has kept a later version of a scenario than the one that was changed; nothing was written.

    Attributes:
        by, at, version: who kept the latest, when (UTC, ISO 8601), and its number.
    """

    def __init__(self, name: str, *, by: str, at: str, version: int) -> None:
        self.by, self.at, self.version = by, at, version
        super().__init__(
            f"{by} has kept version {version} since you looked at it; nothing was written",
            where=f"scenario {name}",
            remedy="Look at that version, then change it, or keep yours under another name.",
        )


class ProvenanceError(SpadeworkError):
    """A quote that is not at its place in the document."""


class LedgerError(SpadeworkError):
    """A dossier that cannot be opened, read or written."""


class NoDossier(LedgerError):
    """There is no dossier at this place."""


class DossierExists(LedgerError):
    """There is a dossier at this place already, or something else that would be written over."""


class DamagedDossier(LedgerError):
    """The database is cut off or overwritten, or it is not one of ours."""


class OtherVersion(LedgerError):
    """The dossier was made by a newer Spadework, or by an older one and has to be migrated."""


class NotSaved(LedgerError):
    """Nothing was written: the disk is full, the place read-only, the database busy, the server away."""


class NoSuchRow(SpadeworkError):
    """No row, document or revision goes by this name."""


class CannotRevise(SpadeworkError):
    """A change that does not fit the row, or nothing that could be undone."""


class RowChanged(CannotRevise):
    """Somebody has changed a row since whoever wants to change it looked at it; nothing was written.

    Attributes:
        rows: ids of all rows of which this is so; the rest is about the first of them.
        by, at, revision: who changed it last, when (UTC, ISO 8601), and the number of that revision.
        after: the row as it is now, as JSON; None if it was taken out.
    """

    def __init__(self, rows: tuple[str, ...], *, by: str, at: str, revision: int, after: str | None) -> None:
        self.rows, self.by, self.at, self.revision, self.after = rows, by, at, revision, after
        done = "has changed" if after is not None else "has taken out"
        more = f", and {len(rows) - 1} more were changed" if len(rows) > 1 else ""
        super().__init__(
            f"{by} {done} the row {rows[0]} since you looked at it (revision {revision}){more}; nothing was written",
            remedy="Look at what it says now, then decide again.",
        )


class ReaderError(SpadeworkError):
    """A folder that holds no trained reader."""


class ExchangeError(SpadeworkError):
    """A file or folder that cannot be exported to or imported from."""


class Mentioned(ExchangeError):
    """What was to be left out is still named, quoted or retold in what would stay.

    Attributes:
        places: by the id of each such document what of it is there.
    """

    def __init__(self, what: str, *, remedy: str = "", places: dict[str, tuple[str, ...]]) -> None:
        self.places = places
        super().__init__(what, remedy=remedy)


class DeskError(SpadeworkError):
    """A desk that cannot be opened, or an account that cannot be made or found."""


class EndpointError(SpadeworkError):
    """A language model that cannot be asked, or that refuses."""
