"""All rows of a dossier together, as stages hand them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from spadework.model.agenda import Agenda
from spadework.model.document import Document
from spadework.model.rows import Commitment, Condition, Event, Finding, IssueNote, Position, SpeechAct, Statement
from spadework.model.values import Change, RowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What coding makes of statements."""

    acts: tuple[SpeechAct, ...] = ()
    positions: tuple[Position, ...] = ()
    conditions: tuple[Condition, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A whole dossier at one moment: what is briefed, exported and compared.

    Attributes:
        documents: ordered by date of publication, undated ones last.
        notes: what the reader should know about how this was made ("the agenda is the built-in ...").
        issue_notes: what analysts have noted down about issues, oldest first.
    """

    agenda: Agenda
    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()
    coding: Coding = Coding()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    issue_notes: tuple[IssueNote, ...] = ()

    def document(self, id: str) -> Document:
        """The document of this id. Raises KeyError if there is none."""
        for document in self.documents:
            if document.id == id:
                return document
        raise KeyError(id)

    def statement(self, id: str) -> Statement:
        """The statement of this id. Raises KeyError if there is none."""
        for statement in self.statements:
            if statement.id == id:
                return statement
        raise KeyError(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change to one row, never altered afterwards.

    Attributes:
        number: rising from 1 within a dossier; what was done in one go has one `batch`.
        by: who did it: an analyst's name, or "machine".
        at: when, in UTC.
        before, after: the row as JSON (see `to_json`); None where there was, or is, no row.
        reverts: number of the revision that this one undoes or restores; None for an ordinary change.
        reason: what the analyst gave as the reason; empty if nothing.
    """

    number: int
    batch: int
    kind: RowKind
    row: str
    change: Change
    by: str
    at: datetime
    before: str | None
    after: str | None
    reverts: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A whole dossier with its history, as it is exported and imported without loss."""

    record: Record
    revisions: tuple[Revision, ...] = ()
    format: int = 1
