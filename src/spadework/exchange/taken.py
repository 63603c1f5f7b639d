"""What an import gives."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.model import Archive


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not taken in.

    Attributes:
        where: file and line.
        why: what is wrong with it.
    """

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was read.

    Attributes:
        archive: a whole dossier, or rows with the documents that they are from; checked.
        whole: a whole dossier, with its agenda and its history.
        refused: the rows that were not taken in. They keep no other row out.
        notes: what else the user should know.
    """

    archive: Archive
    whole: bool = False
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
