"""The ledger: documents, rows and revisions in a database, SQLite or PostgreSQL."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select

from spadework.errors import DossierExists, LedgerError, NoSuchRow
from spadework.ledger import archiving, attributing, days, keeping, migrating, renewing, revising, scenarios, verifying
from spadework.ledger import documents as shelf
from spadework.ledger import search as searching
from spadework.ledger import standing as table
from spadework.ledger.attributing import Speaker, Words
from spadework.ledger.batch import ENTRY, MACHINE, Batch, made, need
from spadework.ledger.by_hand import Held, Said, position_of_held, statement_of_said
from spadework.ledger.engine import Store
from spadework.ledger.keeping import Kept
from spadework.ledger.noting import in_force, note, noted, put_back, put_in_force
from spadework.ledger.places import Place, find
from spadework.ledger.query import Query
from spadework.ledger.renewing import Coder, Renewal
from spadework.ledger.revising import Seen
from spadework.ledger.rows import CODED, Row, statement_of
from spadework.ledger.scenarios import KeptScenario, ScenarioVersion
from spadework.ledger.schema import actor, document, entry, revision
from spadework.ledger.search import PAGE, Page
from spadework.model import (
    Actor,
    Agenda,
    Archive,
    Coding,
    Document,
    Finding,
    Position,
    Record,
    Revision,
    RowKind,
    Scenario,
    Statement,
    Status,
    from_json,
    to_json,
)

_TRIES = 5  # re-runs that start again because somebody else has written


class Overtaken(LedgerError):
    """Others wrote each time while a re-run was at work."""


_FORGOTTEN = 3600  # seconds; no making takes as long


class Ledger:
    """The database of one dossier, opened. Everything that writes is one transaction.

    Every method raises LedgerError (see `errors`) where the database cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    # To open and close

    @classmethod
    def create(cls, place: Place, agenda: Agenda | None = None) -> Ledger:
        """A new, empty ledger.

        Raises:
            DossierExists: the file is there, or there is something in the PostgreSQL database.
        """
        if place.file is None:
            store = Store(place)
            _build(store, agenda)
            return cls(store)
        if place.file.exists():
            raise DossierExists("there is a file of this name", where=str(place.file), remedy="Choose another place.")
        # Made under another name, so that a dossier is there whole or not at all.
        # Two at once do not meet; what one that was interrupted left behind goes after a while.
        draft = place.file.with_name(f"{place.file.name}.{uuid4().hex[:8]}.new")
        for left in place.file.parent.glob(f"{place.file.name}.*.new*"):
            with suppress(FileNotFoundError):  # somebody else has just done so
                if time.time() - left.stat().st_mtime > _FORGOTTEN:
                    left.unlink()
        store = Store(Place(file=draft), new=True)
        _build(store, agenda)
        store.close()
        try:
            os.link(draft, place.file)  # unlike a renaming it replaces nothing
        except FileExistsError as e:
            raise DossierExists("somebody has just made one", where=str(place.file)) from e
        except OSError:  # a file system without links
            draft.rename(place.file)
        draft.unlink(missing_ok=True)
        return cls.open(place)

    @classmethod
    def open(cls, place: Place | str | Path) -> Ledger:
        """A ledger that is there: a folder, an SQLite file or a postgresql:// URL.

        Raises:
            NoDossier: there is none.
            DamagedDossier: it is cut off, or none of ours.
            OtherVersion: it was made by a newer Spadework, or has to be migrated.
        """
        store = Store(place if isinstance(place, Place) else find(place))
        try:
            with store.reading() as connection:
                migrating.check(connection, str(store.place))
        except BaseException:
            store.close()
            raise
        return cls(store)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def place(self) -> Place:
        """Where it is."""
        return self._store.place

    # Agenda and notes

    @property
    def agenda(self) -> Agenda | None:
        """The agenda by which the documents were read; None before the first was."""
        with self._store.reading() as connection:
            return in_force(connection)

    @agenda.setter
    def agenda(self, agenda: Agenda | None) -> None:
        with self._store.writing() as connection:
            put_in_force(connection, agenda)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know about how the dossier was made."""
        found = self._noted("notes")
        return tuple(from_json(found, list[str])) if found else ()

    @notes.setter
    def notes(self, notes: Iterable[str]) -> None:
        self._note("notes", to_json(list(notes)))

    def _noted(self, key: str) -> str | None:
        with self._store.reading() as connection:
            return noted(connection, key)

    def _note(self, key: str, value: str) -> None:
        with self._store.writing() as connection:
            note(connection, key, value)

    # Documents

    def documents(self, *, texts: bool = True) -> tuple[Document, ...]:
        """All documents by day of publication, undated ones last."""
        with self._store.reading() as connection:
            return tuple(sorted(shelf.all_of(connection, texts=texts), key=archiving.in_order))

    def document(self, id: str) -> Document:
        """One document. Raises NoSuchRow if there is none."""
        with self._store.reading() as connection:
            return _text(connection, id)

    def taken(self, digest: str) -> str | None:
        """Id of the document that bytes of this hash were taken in as; None if they were not."""
        with self._store.reading() as connection:
            return shelf.taken(connection, digest)

    def remember(self, digest: str, id: str) -> None:
        """Note that bytes of this hash have the text of a document that is there already."""
        with self._store.writing() as connection:
            shelf.remember(connection, digest, shelf.Documents(connection).place(id)[0])

    def sketches(self) -> list[tuple[str, tuple[int, ...]]]:
        """The sketch of each document that has one, in the order in which they were added."""
        with self._store.reading() as connection:
            return shelf.sketches(connection)

    def head(self, id: str) -> Document:
        """One document without its text. Raises ProvenanceError if there is none."""
        with self._store.reading() as connection:
            return shelf.Documents(connection).head(id)

    def publishers(self, most: int) -> list[str]:
        """Those who brought out documents, the most frequent first."""
        with self._store.reading() as connection:
            return shelf.publishers(connection, most)

    def statements_of(self, documents: Sequence[str]) -> dict[str, int]:
        """How many statements were read from each of these documents."""
        with self._store.reading() as connection:
            return shelf.statements_of(connection, documents)

    def heads(self, ids: Collection[str]) -> dict[str, Document]:
        """Those of these documents that are there, by id, without their texts."""
        with self._store.reading() as connection:
            return {d.id: d for d in shelf.heads(connection, ids)}

    def holds(self, id: str) -> bool:
        """Whether there is a document of this id."""
        with self._store.reading() as connection:
            return shelf.known(connection, id)

    def add(
        self,
        document: Document,
        statements: Sequence[Statement] = (),
        coding: Coding | None = None,
        digest: str = "",
        actors: Iterable[Actor] = (),
        sketch: Sequence[int] = (),
    ) -> bool:
        """A document with all that was read from it; False if it is there already.

        Args:
            digest: hash of the bytes it was taken from, so that they are known when they come again.
            actors: people that it tells of.
            sketch: numbers by which its like is found; kept as they are and handed out by `sketches`.

        Raises:
            InputError: the text has a character that cannot be stored.
            ProvenanceError: a quote is not at its place.
        """
        return self.add_all([(document, statements, coding or Coding(), digest)], actors, sketch) == 1

    def add_all(
        self,
        many: Iterable[tuple[Document, Sequence[Statement], Coding, str]],
        actors: Iterable[Actor] = (),
        sketch: Sequence[int] = (),
    ) -> int:
        """Many documents in one transaction, for a bulk load; how many of them are new. See `add`."""
        added = 0
        with self._store.writing() as connection:
            batch = Batch(connection, MACHINE)
            for document, statements, coding, digest in many:
                if shelf.known(connection, document.id):
                    n = shelf.Documents(connection).place(document.id)[0]
                else:
                    added += 1
                    n = shelf.enter(connection, document, sketch)
                    batch.documents.keep(n, document)
                    for row in (*statements, *renewing.coded_rows(coding)):
                        batch.enter(row)
                shelf.remember(connection, digest, n)
            batch.save()
            _learn(connection, actors)
        return added

    # Rows

    def row(self, id: str) -> Row:
        """One row. Raises NoSuchRow if there is none."""
        with self._store.reading() as connection:
            return need(connection, id).row

    def kept(self, ids: Iterable[str]) -> dict[str, Kept]:
        """Rows by their ids, each with the revision that made it what it is; those that are not there are left out."""
        with self._store.reading() as connection:
            return keeping.kept(connection, ids)

    def kept_from(self, document: str, within: tuple[int, int] | None = None) -> list[Kept]:
        """The rows that were read from a document or from a part of it, but for speech acts; see `keeping.kept_from`.

        Raises:
            NoSuchRow: there is no such document.
        """
        with self._store.reading() as connection:
            return keeping.kept_from(connection, document, within)

    def kept_upon(self, statement: str) -> list[Kept]:
        """What was coded from a statement, rejected rows among it."""
        with self._store.reading() as connection:
            return keeping.kept_upon(connection, [statement])

    def rows(self, kind: RowKind) -> list[Row]:
        """All rows of a kind, rejected ones among them."""
        with self._store.reading() as connection:
            return [made(found).row for found in connection.execute(ENTRY.where(entry.c.kind == kind.value))]

    def counts(self) -> dict[str, int]:
        """How many documents, and how many rows of each kind."""
        with self._store.reading() as connection:
            found = dict.fromkeys(("document", *RowKind), 0)
            found["document"] = connection.scalar(select(func.count()).select_from(document)) or 0
            for kind, n in connection.execute(select(entry.c.kind, func.count()).group_by(entry.c.kind)):
                found[RowKind(kind)] = n
            return found

    def standing(self, as_of: date | None = None, only: Collection[table.Place] | None = None) -> list[Position]:
        """The positions from which the issue-by-party table is made. See `standing.standing`."""
        with self._store.reading() as connection:
            return table.standing(connection, as_of, only)

    def positions_at(
        self, place: table.Place, as_of: date | None = None, *, limit: int = PAGE, offset: int = 0
    ) -> tuple[list[Kept], int]:
        """The positions of one party on one option, the latest first, and how many there are. See `standing`."""
        with self._store.reading() as connection:
            return table.positions_at(connection, place, as_of, limit=limit, offset=offset)

    def days(self, only: Collection[date] | None = None) -> list[date]:
        """The days on which anything came to be known of where a party stands, the first one first; `only` of these."""
        with self._store.reading() as connection:
            return table.days(connection, only)

    @property
    def last_day(self) -> date | None:
        """The day of the last document; None if none is dated."""
        with self._store.reading() as connection:
            return days.last(connection)

    def reported(self, kinds: Collection[RowKind]) -> dict[date | None, int]:
        """How many rows of these kinds come from documents of each day, rejected ones among them."""
        with self._store.reading() as connection:
            return days.reported(connection, kinds)

    def newest(
        self,
        kinds: Collection[RowKind],
        first: date | None = None,
        last: date | None = None,
        *,
        party: str | None = None,
        most: int,
    ) -> list[Kept]:
        """The newest rows of these kinds that nobody has rejected. See `days.newest`."""
        with self._store.reading() as connection:
            return days.newest(connection, kinds, first, last, party=party, most=most)

    def since(self, number: int, most: int) -> list[Revision] | None:
        """The revisions after this one, the first one first; None if there are more than `most`."""
        with self._store.reading() as connection:
            found = list(revising.revisions(connection, after=number, limit=most + 1))
        return found if len(found) <= most else None

    def search(
        self,
        query: Query,
        *,
        documents: bool = False,
        limit: int = PAGE,
        after: str | None = None,
        before: str | None = None,
    ) -> Page:
        """See `search.search`."""
        with self._store.reading() as connection:
            return searching.search(connection, query, documents=documents, limit=limit, after=after, before=before)

    # What people do

    def accept(self, *ids: str, by: str, reason: str = "", seen: Seen | None = None) -> list[Row]:
        """Vouch for rows. Returns those that were not accepted before.

        Args:
            seen: by id the number of the latest revision that was seen of a row, so that nobody decides on what they
                have not seen. Rows that it does not name are accepted whatever they say.

        Raises:
            NoSuchRow: there is no such row.
            RowChanged: one of them has been changed since it was seen; none is accepted.
        """
        with self._store.writing() as connection:
            revising.as_seen(connection, seen or {})
            return revising.judge(connection, ids, Status.ACCEPTED, _name(by), reason)

    def reject(self, *ids: str, by: str, reason: str = "", seen: Seen | None = None) -> list[Row]:
        """Rule rows out, and with a statement what the machine coded from it. Returns those that changed.

        Args:
            seen: as in `accept`.

        Raises:
            NoSuchRow: there is no such row.
            RowChanged: one of them has been changed since it was seen.
        """
        with self._store.writing() as connection:
            revising.as_seen(connection, seen or {})
            return revising.judge(connection, ids, Status.REJECTED, _name(by), reason)

    def correct(self, id: str, fields: Mapping[str, Any], *, by: str, reason: str = "", seen: int | None = None) -> Row:
        """Put other values into a row. See `correct_all`.

        Args:
            seen: number of the row's latest revision when it was looked at.
        """
        (row,) = self.correct_all({id: fields}, by=by, reason=reason, seen=None if seen is None else {id: seen})
        return row

    def correct_all(
        self, changes: Mapping[str, Mapping[str, Any]], *, by: str, reason: str = "", seen: Seen | None = None
    ) -> list[Row]:
        """Put other values into rows, in one go: all of them or none.

        Args:
            changes: by the id of a row the values by field.
            seen: as in `accept`.

        Raises:
            NoSuchRow: there is no such row.
            CannotRevise: a field or its value does not fit.
            RowChanged: one of them has been changed since it was seen.
            ProvenanceError: nothing stands at a place that was given.
        """
        with self._store.writing() as connection:
            revising.as_seen(connection, seen or {})
            return revising.correct(connection, changes, in_force(connection) or Agenda(), _name(by), reason)

    def enter(self, rows: Sequence[Row], *, by: str, reason: str = "", proposals: bool = False) -> list[Row]:
        """Rows made by hand; they count as accepted.

        Args:
            proposals: rows that are proposals stay so, for they come from a machine.

        Raises:
            ProvenanceError: a quote is not at its place.
            CannotRevise: there is a row of this id.
        """
        with self._store.writing() as connection:
            return revising.enter(connection, rows, _name(by), reason, proposals=proposals)

    def enter_said(self, given: Said, *, by: str, reason: str = "") -> Statement:
        """A statement that a person has found, see `Said`. Raises NoSuchRow (no such document) and as `enter`."""
        with self._store.writing() as connection:
            row = statement_of_said(given, _text(connection, given.document), in_force(connection) or Agenda())
            revising.enter(connection, [row], _name(by), reason)
            return row

    def enter_held(self, given: Held, *, by: str, reason: str = "") -> Position:
        """A position that a person has found, see `Held`. Raises NoSuchRow (no document, no statement), as `enter`."""
        with self._store.writing() as connection:
            upon = need(connection, given.statement).row if given.statement is not None else None
            if upon is not None and not isinstance(upon, Statement):
                raise NoSuchRow(
                    f"{given.statement} is no statement", remedy="Name the statement that it was coded from."
                )
            row = position_of_held(given, _text(connection, given.document), in_force(connection) or Agenda(), upon)
            revising.enter(connection, [row], _name(by), reason)
            return row

    def undo(self, *, by: str, batch: int | None = None, reason: str = "") -> list[Revision]:
        """Take back a batch, or else the last thing that this person did; if it changed the agenda, that too.

        Raises:
            CannotRevise: there is nothing to undo, or a row or the agenda has been changed since.
        """
        with self._store.writing() as connection:
            last = revising.to_undo(connection, _name(by)) if batch is None else batch
            return _revert(connection, last, _name(by), reason)

    def redo(self, *, by: str, reason: str = "") -> list[Revision]:
        """Do again what this person undid last. Raises CannotRevise if there is nothing."""
        with self._store.writing() as connection:
            return _revert(connection, revising.to_redo(connection, _name(by)), _name(by), reason)

    def restore(self, number: int, *, by: str, reason: str = "", seen: Seen | None = None) -> Revision:
        """Make a row again what it was after this revision. Raises NoSuchRow, CannotRevise, RowChanged.

        Args:
            seen: as in `accept`.
        """
        with self._store.writing() as connection:
            revising.as_seen(connection, seen or {})
            return revising.restore(connection, number, _name(by), reason)

    def take_back(self, id: str, *, by: str, reason: str = "") -> Row:
        """Undo the last thing that a person did to a row, whoever it was. Raises NoSuchRow, CannotRevise."""
        with self._store.writing() as connection:
            return revising.take_back(connection, id, _name(by), reason)

    def history(self, row: str | None = None, *, limit: int | None = None) -> list[Revision]:
        """The latest revisions of a row, the first one first; without a row those of all, the last one first.

        Raises:
            NoSuchRow: there never was such a row.
        """
        with self._store.reading() as connection:
            found = list(revising.revisions(connection, row=row, limit=limit, newest=True))
        if row is not None:
            found.reverse()
        if row is not None and not found:
            raise NoSuchRow(f"there is no row {row!r}")
        return found

    # Re-runs

    def recode(self, code: Coder, reason: str = "recoded", agenda: Agenda | None = None) -> Renewal:
        """Code all statements anew; rejected ones are left out. Only untouched proposals are replaced.

        Args:
            code: is called again, with what is there by then, if somebody else has written meanwhile.
            agenda: is in force from then on; without one, that which is in force is coded by.
        """
        return self._renew(None, code, reason, agenda)

    def reread(
        self,
        statements: Sequence[Statement],
        code: Coder,
        reason: str = "reread",
        agenda: Agenda | None = None,
        *,
        documents: Collection[str] | None = None,
    ) -> Renewal:
        """Put new statements in the place of the untouched ones, and code all of them anew. See `recode`.

        Args:
            documents: ids of those that were read; statements of others, which came meanwhile, stay. None: all.
        """
        return self._renew(statements, code, reason, agenda, documents)

    def refind(self, findings: Sequence[Finding], seen: int) -> Renewal | None:
        """Put new findings in the place of the untouched ones.

        Args:
            seen: the last revision of the ledger that they were worked out from; if there are later ones nothing is
                done, and None comes back.
        """
        with self._store.writing() as connection:
            plan = renewing.plan(connection, [RowKind.FINDING], findings)
            if plan.base != seen:
                return None
            done = renewing.carry_out(connection, [plan], "compared")
            last = connection.scalar(select(func.max(revision.c.number))) or 0
            note(connection, "compared", str(last))
            return done

    @property
    def compared(self) -> int:
        """Number of the revision up to which the findings take account of the ledger; -1 if none were sought."""
        return int(self._noted("compared") or -1)

    def findings(self) -> tuple[Finding, ...]:
        """The findings as they stand, what matters most first."""
        with self._store.reading() as connection:
            return archiving.findings(connection)

    @property
    def last_revision(self) -> int:
        """Number of the latest revision, 0 if there is none."""
        with self._store.reading() as connection:
            return connection.scalar(select(func.max(revision.c.number))) or 0

    def _renew(
        self,
        statements: Sequence[Statement] | None,
        code: Coder,
        reason: str,
        agenda: Agenda | None,
        documents: Collection[str] | None = None,
    ) -> Renewal:
        for _ in range(_TRIES):
            with self._store.reading() as connection:
                before = in_force(connection)
                known = archiving.record(connection, agenda or before or Agenda())
                old = known.statements
                plans = []
                if statements is not None:
                    coded = [made(found) for found in connection.execute(ENTRY.where(entry.c.kind != "statement"))]
                    decided = (e.row for e in coded if e.row.status is not Status.PROPOSED)
                    keep = {parent for row in decided if (parent := statement_of(row)) is not None}
                    keep |= {s.id for s in old if documents is not None and s.document not in documents}
                    plans.append(renewing.plan(connection, [RowKind.STATEMENT], statements, keep=keep))
                    old = tuple(r for r in renewing.renewed(plans[0], old) if isinstance(r, Statement))
                base = connection.scalar(select(func.max(revision.c.number))) or 0
                newest = shelf.newest(connection)
            coding = code([s for s in old if s.status is not Status.REJECTED], known.documents, known.agenda)
            with self._store.writing() as connection:
                last = connection.scalar(select(func.max(revision.c.number))) or 0
                if last == base and in_force(connection) == before:
                    plans.append(renewing.plan(connection, CODED, renewing.coded_rows(coding)))
                    done = renewing.carry_out(connection, plans, reason)
                    assert done is not None  # nobody else writes now
                    if agenda is not None:
                        put_in_force(connection, agenda, done.batch)
                    note(connection, "together", str(newest))
                    return done
        raise Overtaken(
            "others keep writing, so nothing was replaced", where=str(self.place), remedy="Try again later."
        )

    @property
    def apart(self) -> bool:
        """Whether documents were added since all were coded together, each coded by itself alone."""
        with self._store.reading() as connection:
            return int(noted(connection, "together") or 0) < shelf.newest(connection)

    def settle(self) -> None:
        """Note that the documents so far need not be coded together any more."""
        with self._store.writing() as connection:
            note(connection, "together", str(shelf.newest(connection)))

    # Scenarios

    def scenarios(self) -> list[ScenarioVersion]:
        """The latest version of each scenario that is kept, by name."""
        with self._store.reading() as connection:
            return scenarios.latest(connection)

    def scenario_versions(self, name: str) -> list[ScenarioVersion]:
        """The versions of a scenario, the latest first, at most a hundred. Raises NoSuchRow."""
        with self._store.reading() as connection:
            return scenarios.versions(connection, name)

    def scenario(self, name: str, version: int | None = None) -> KeptScenario:
        """A scenario as it was kept; without a version the latest. Raises NoSuchRow."""
        with self._store.reading() as connection:
            return scenarios.kept(connection, name, version)

    def keep_scenario(
        self, name: str, scenario: Scenario, *, by: str, reason: str = "", seen: int = 0
    ) -> ScenarioVersion:
        """Keep a scenario as the next version of this name. No version is ever changed or deleted.

        Args:
            name: small letters, digits and hyphens.
            seen: number of the version that it takes the place of; 0 for a name that is new.

        Raises:
            ScenarioChanged: there is a later version.
            ScenarioError: the name is none, or the scenario is too large.
            NoSuchRow: there is no version `seen`.
        """
        with self._store.writing() as connection:
            return scenarios.keep(connection, name, scenario, _name(by), reason, seen)

    # Whose words they are

    def speakers(self, names: Collection[str] | None = None) -> list[Speaker]:
        """Who speaks in the statements, by name and party; of some names alone if they are given."""
        with self._store.reading() as connection:
            return attributing.speakers(connection, names)

    def words_of(self, name: str, *, limit: int = PAGE, after: str | None = None) -> Words:
        """One page of the statements of a speaker by exactly this name, the newest first."""
        with self._store.reading() as connection:
            return attributing.words_of(connection, name, limit=limit, after=after)

    def merge_actors(self, names: Sequence[str], into: str, *, by: str, reason: str = "") -> list[Row]:
        """Let names be one actor; the rows that changed. Raises CannotRevise. See `attributing.merge`."""
        with self._store.writing() as connection:
            return attributing.merge(connection, names, into, _name(by), reason)

    def split_actor(
        self, ids: Sequence[str], name: str, party: str | None, *, by: str, reason: str = "", seen: Seen | None = None
    ) -> list[Row]:
        """Let statements be somebody else's; the rows that changed. See `attributing.split`.

        Args:
            seen: as in `accept`.

        Raises:
            NoSuchRow, CannotRevise, RowChanged
        """
        with self._store.writing() as connection:
            revising.as_seen(connection, seen or {})
            return attributing.split(connection, ids, name, party, _name(by), reason)

    def affiliate_actor(
        self, name: str, party: str | None, since: date | None = None, *, by: str, reason: str = ""
    ) -> list[Row]:
        """Let somebody speak for a party from a day on; the rows that changed. Raises CannotRevise."""
        with self._store.writing() as connection:
            return attributing.affiliate(connection, name, party, since, _name(by), reason)

    # People that the documents tell of

    def learnt(self) -> tuple[Actor, ...]:
        """The people and bodies that the statements so far have taught."""
        with self._store.reading() as connection:
            found = connection.execute(select(actor).order_by(actor.c.name))
            return tuple(Actor(name=a.name, role=a.role, speaks_for=a.speaks_for) for a in found)

    def learn(self, actors: Iterable[Actor], *, anew: bool = False) -> None:
        """Remember people for reading later documents; those that are known stay as they are, unless `anew`."""
        with self._store.writing() as connection:
            if anew:
                connection.execute(delete(actor))
            _learn(connection, actors)

    # All of it

    def snapshot(self, agenda: Agenda) -> tuple[Record, int]:
        """All documents and rows, rejected ones among them, and the number of the latest revision."""
        notes = self.notes
        with self._store.reading() as connection:
            last = connection.scalar(select(func.max(revision.c.number))) or 0
            return archiving.record(connection, agenda, notes), last

    @property
    def writable(self) -> bool:
        """Whether anything can be written, as far as that can be told beforehand."""
        return self._store.writable

    def archive(self) -> Archive:
        """The dossier with its history."""
        agenda, notes = self.agenda or Agenda(), self.notes
        with self._store.reading() as connection:
            return archiving.archive(connection, agenda, notes)

    def load(self, archive: Archive) -> None:
        """Fill this ledger, which has to be empty. See `archiving.load` for what is refused."""
        with self._store.writing() as connection:
            archiving.load(connection, archive)
            put_in_force(connection, archive.record.agenda)
            note(connection, "notes", to_json(list(archive.record.notes)))
            note(connection, "together", str(shelf.newest(connection)))

    def verify(self) -> list[str]:
        """What is wrong, one sentence each; empty if all is well."""
        with self._store.reading() as connection:
            found = list(verifying.verify(connection))
        if self._store.writable:
            with self._store.writing() as connection:
                found += verifying.indexes(connection)
        return found

    def repair(self) -> None:
        """Make the full-text indexes anew; all else is put right from a backup."""
        with self._store.writing() as connection:
            verifying.repair(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for what this class has no method for."""
        with self._store.reading() as connection:
            yield connection


def migrate(place: Place | str | Path) -> str | None:
    """Bring a dossier's database up to date after a backup, and return where that is; None if it is up to date.

    Raises:
        NotSaved: no backup can be made; nothing was changed.
        OtherVersion: the database is newer than the program.
    """
    store = Store(place if isinstance(place, Place) else find(place))
    try:
        return migrating.migrate(store)
    finally:
        store.close()


def _build(store: Store, agenda: Agenda | None) -> None:
    from sqlalchemy import inspect

    with store.writing() as connection:
        if inspect(connection).get_table_names():
            raise DossierExists(
                "there is something in the database already",
                where=str(store.place),
                remedy="Name an empty database; open a dossier with --dossier.",
            )
        migrating.build(connection)
        if agenda is not None:
            put_in_force(connection, agenda)


def _text(connection: Connection, id: str) -> Document:
    if not shelf.known(connection, id):
        raise NoSuchRow(f"there is no document {id[:60]!r}", remedy="`spadework search --documents` tells the ids.")
    return shelf.Documents(connection).text(id)


def _learn(connection: Connection, actors: Iterable[Actor]) -> None:
    new = {a.name: {"name": a.name, "role": a.role, "speaks_for": a.speaks_for} for a in actors}
    known = set(connection.scalars(select(actor.c.name).where(actor.c.name.in_(list(new)))))
    if values := [v for name, v in new.items() if name not in known]:
        connection.execute(insert(actor), values)


def _revert(connection: Connection, batch: int, by: str, reason: str) -> list[Revision]:
    done = revising.revert(connection, batch, by, reason)
    if done:  # else the machine had taken out all of its rows itself
        put_back(connection, batch, done[0].batch)
    return done


def _name(by: str) -> str:
    """Who does it, on one line; "machine" is not a person's name."""
    name = " ".join("".join(c if c.isprintable() else " " for c in by).split())[:200]
    if not name or name.casefold() == MACHINE:
        raise LedgerError("nobody is named as doing this", remedy="Give a name with --by.")
    return name
