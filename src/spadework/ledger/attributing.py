"""Whose words statements are, settled for many at once: two names are one person, some words are somebody else's,
somebody speaks for another party from a day on.

What is settled of an actor goes into the agenda, so that later readings follow it, and into the statements and what was
coded from them, as one batch that takes the agenda back with it when it is undone. It decides nothing about those rows:
a machine's proposal stays one, and re-runs may replace it (see `makers`). Words that are somebody else's are a decision
about their statement.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from spadework.errors import CannotRevise
from spadework.ledger import search
from spadework.ledger.batch import ENTRY, Batch, Entry, hanging, made, need
from spadework.ledger.keeping import Kept, kept
from spadework.ledger.noting import in_force, put_in_force
from spadework.ledger.query import Query
from spadework.ledger.rows import Row
from spadework.ledger.schema import actor as learnt
from spadework.ledger.schema import entry, revision
from spadework.model import (
    Actor,
    Agenda,
    Basis,
    Change,
    Commitment,
    Condition,
    Event,
    Position,
    RowKind,
    Statement,
    Status,
    Term,
)

_LONGEST = 200  # characters of a name
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Speaker:
    """What the statements say of one name and one party.

    Attributes:
        count: how many statements, without rejected ones.
        first, last: days of saying, or of publication; None if none of them has a day.
    """

    name: str
    party: str | None
    role: str
    count: int
    first: date | None
    last: date | None


_FIELD = {"sqlite": "json_extract(revision.after, '$.{}')", "postgresql": "(CAST(revision.after AS json) ->> '{}')"}


def speakers(connection: Connection, names: Collection[str] | None = None) -> list[Speaker]:
    """Who speaks in the statements, who speaks most first. Looks at all of them.

    Args:
        names: these speakers alone; statements of others are not looked at.
    """
    field = _FIELD[connection.dialect.name]
    speaker: ColumnElement[str] = literal_column(field.format("speaker"))
    role: ColumnElement[str] = literal_column(field.format("role"))
    query = (
        select(
            speaker, entry.c.party, func.max(role), func.count(), func.min(entry.c.said_to), func.max(entry.c.said_to)
        )
        .join(revision, revision.c.number == entry.c.revision)
        .where(entry.c.kind == RowKind.STATEMENT.value, entry.c.status != Status.REJECTED.value)
        .group_by(speaker, entry.c.party)
    )
    queries = [query]
    if names is not None:
        theirs = {name: search.numbers(connection, Query(actor=name)) for name in dict.fromkeys(names)}
        queries = [query.where(entry.c.n.in_(numbers), speaker == name) for name, numbers in theirs.items()]
    found = [
        Speaker(name, party, role or "", count, _day(first), _day(last))
        for some in queries
        for name, party, role, count, first, last in connection.execute(some)
    ]
    return sorted(found, key=lambda s: (-s.count, s.name, s.party or ""))


@dataclass(frozen=True, slots=True)
class Words:
    """One page of what somebody said, the newest first; `after` goes on from there, None on the last page."""

    rows: tuple[Kept, ...]
    after: str | None


def words_of(connection: Connection, name: str, *, limit: int, after: str | None = None) -> Words:
    """One page of the statements of a speaker by exactly this name, rejected ones among them.

    Raises:
        SpadeworkError: the place to go on from is none.
    """
    found: list[Kept] = []
    below = after
    while True:
        ids = search.ids(connection, Query(actor=name), limit=limit, after=below)
        some = kept(connection, [id for _, id in ids])
        for n, id in ids:
            row = some[id].row
            if isinstance(row, Statement) and row.speaker == name:
                found.append(some[id])
            if len(found) == limit:
                return Words(tuple(found), str(n))
        if len(ids) < limit:
            return Words(tuple(found), None)
        below = str(ids[-1][0])


def merge(connection: Connection, names: Sequence[str], into: str, by: str, reason: str) -> list[Row]:
    """Let these names be one actor, called `into`: all statements become that actor's, later ones will.

    To rename somebody is to merge one name into another. Who is on the agenda keeps party and role there.

    Raises:
        CannotRevise: a name is empty or too long, or nobody is called so.
    """
    into = _named(into)
    others = [n for n in dict.fromkeys(names) if n != into]
    if not others:
        raise CannotRevise("nobody is named who is to be the same as somebody else", remedy="Name two.")
    agenda = in_force(connection) or Agenda()
    told = speakers(connection, [*others, into])
    for name in others:
        if agenda.actor_called(name) is None and all(s.name != name for s in told):
            raise CannotRevise(f"nobody is called {name[:60]!r} here", remedy="Take a name as the statements have it.")
    same = [a for a in agenda.actors if a.name == into or a.name in others or into in a.aliases]
    base = next((a for a in same if a.name == into), None) or (same or [_learnt(connection, into, others, told)])[0]
    aliases = dict.fromkeys([*base.aliases, *others, *(x for a in same for x in (a.name, *a.aliases))])
    one = replace(base, name=into, aliases=tuple(a for a in aliases if a != into))
    after = _with(agenda, one, gone=[a.name for a in same])

    def now(s: Statement) -> Statement:
        party = one.party_on(s.day)
        return replace(s, speaker=into, party=party if party is not None or one.terms else s.party)

    return _settle(connection, others, now, after, by, reason)


def affiliate(
    connection: Connection, name: str, party: str | None, since: date | None, by: str, reason: str
) -> list[Row]:
    """Let somebody speak for a party, or for nobody: from a day on, or always.

    Raises:
        CannotRevise: there is no such party, or nobody is called so.
    """
    agenda = in_force(connection) or Agenda()
    known, told = agenda.actor_called(name), speakers(connection, [name])
    if known is None and not told:
        raise CannotRevise(f"nobody is called {name[:60]!r} here", remedy="Take a name as the statements have it.")
    _on_agenda(agenda, party)
    one = known or _learnt(connection, name, [], told)
    if since is None:
        one = replace(one, speaks_for=party, terms=())
    else:
        terms = [t for t in one.terms if t.since != since] + [Term(since=since, speaks_for=party)]
        one = replace(one, terms=tuple(sorted(terms, key=lambda t: t.since)))
    after = _with(agenda, one, gone=[one.name])

    def now(s: Statement) -> Statement:
        begun = since is None or (s.day is not None and s.day >= since)
        return replace(s, party=one.party_on(s.day)) if begun else s

    return _settle(connection, [one.name], now, after, by, reason)


def split(connection: Connection, ids: Sequence[str], name: str, party: str | None, by: str, reason: str) -> list[Row]:
    """Let these statements be somebody else's, who speaks for a party or for nobody. They count as corrected.

    Raises:
        NoSuchRow: there is no such row.
        CannotRevise: one is no statement or says that already, or there is no such party.
    """
    name = _named(name)
    agenda = in_force(connection) or Agenda()
    _on_agenda(agenda, party)
    batch, done = Batch(connection, by, reason), list[Row]()
    for id in dict.fromkeys(ids):
        old = need(connection, id)
        if not isinstance(old.row, Statement):
            raise CannotRevise(f"the row {id} is no statement", remedy="Choose statements.")
        new = replace(old.row, speaker=name, party=party, status=Status.CORRECTED, confidence=1.0)
        if (new.speaker, new.party) == (old.row.speaker, old.row.party):
            raise CannotRevise(f"the statement {id} is that speaker's already")
        batch.change(old, new, Change.CORRECTED)
        done += [new, *_follow(connection, batch, old.row, new)]
    if not done:
        raise CannotRevise("no statement is named", remedy="Choose those that are somebody else's.")
    batch.save()
    put_in_force(connection, _parted(agenda, name, party), batch.number)
    return done


def _settle(
    connection: Connection,
    names: Collection[str],
    now: Callable[[Statement], Statement],
    agenda: Agenda,
    by: str,
    reason: str,
) -> list[Row]:
    """Change the statements of these names, and what hangs on them, and put the agenda in force."""
    batch, done = Batch(connection, by, reason), list[Row]()
    becoming: dict[str, tuple[Entry, Statement]] = {}
    for old in _of(connection, names):
        assert isinstance(old.row, Statement)
        becoming[old.row.id] = old, now(old.row)
    names_now = {e.row.speaker: s.speaker for e, s in becoming.values() if isinstance(e.row, Statement)}
    for inner in _retold(connection, [e for e, _ in becoming.values()]):
        assert isinstance(inner.row, Statement)
        old, new = becoming.get(inner.row.id, (inner, inner.row))
        becoming[inner.row.id] = old, replace(new, reporters=tuple(names_now.get(r, r) for r in new.reporters))
    for old, new in becoming.values():
        if new != old.row:
            batch.change(old, new, Change.ATTRIBUTED)
            assert isinstance(old.row, Statement)
            done += [new, *_follow(connection, batch, old.row, new)]
    batch.save()
    put_in_force(connection, agenda, batch.number if done else None)
    return done


def _of(connection: Connection, names: Collection[str]) -> Iterator[Entry]:
    """The statements of these speakers."""
    for name in dict.fromkeys(names):
        those = search.numbers(connection, Query(actor=name))
        for found in connection.execute(ENTRY.where(entry.c.n.in_(those))).all():
            one = made(found)
            if isinstance(one.row, Statement) and one.row.speaker == name:
                yield one


def _retold(connection: Connection, outer: Collection[Entry]) -> Iterator[Entry]:
    """The statements of the same documents that are nested in others, and name their speakers as reporters."""
    books = sorted({e.document for e in outer if e.document is not None})
    for at in range(0, len(books), _AT_ONCE):
        query = ENTRY.where(entry.c.kind == RowKind.STATEMENT.value, entry.c.document.in_(books[at : at + _AT_ONCE]))
        for found in connection.execute(query).all():
            one = made(found)
            if isinstance(one.row, Statement) and one.row.reporters:
                yield one


def _follow(connection: Connection, batch: Batch, before: Statement, after: Statement) -> Iterator[Row]:
    """What was coded from a statement follows its speaker and party."""
    for old in hanging(connection, before.id):
        new = _following(old.row, before, after)
        if new != old.row:
            batch.change(old, new, Change.ATTRIBUTED)
            yield new


def _following(row: Row, before: Statement, after: Statement) -> Row:
    changes: dict[str, Any] = {}
    match row:
        case Position() | Commitment():
            if row.actor == before.speaker:
                changes["actor"] = after.speaker
            if before.party != after.party:
                changes |= _whose(row, before.party, after.party)
        case Condition() if row.party == before.party and after.party is not None:
            changes["party"] = after.party
        case Event() if row.alleged_by is not None and row.alleged_by == before.party:
            changes["alleged_by"] = after.party
    return replace(row, **changes) if changes else row


def _whose(row: Position | Commitment, before: str | None, after: str | None) -> dict[str, Any]:
    """Own words are those of the speaker's party; what the speaker ascribes to it is its own, too."""
    if row.basis is Basis.OWN and row.party == before:
        return {"party": after} if after is not None else {"basis": Basis.ASCRIBED, "by": None}
    if row.basis is Basis.ASCRIBED and row.by == before:
        return {"basis": Basis.OWN, "by": None} if row.party == after else {"by": after}
    return {}


def _learnt(connection: Connection, name: str, others: Sequence[str], told: Sequence[Speaker]) -> Actor:
    """Somebody whom the agenda does not name, as the documents so far have taught."""
    for candidate in (name, *others):
        found = connection.execute(select(learnt).where(learnt.c.name == candidate)).one_or_none()
        if found is not None:
            return Actor(name=name, role=found.role, speaks_for=found.speaks_for)
        if mine := [s for s in told if s.name == candidate]:
            most = max(mine, key=lambda s: (s.party is not None, s.count))
            return Actor(name=name, role=most.role if most.role != candidate else "", speaks_for=most.party)
    return Actor(name=name)


def _with(agenda: Agenda, one: Actor, gone: Collection[str]) -> Agenda:
    """The agenda with this actor, where the first of those stood whose place it takes."""
    left = [a for a in agenda.actors if a.name not in gone]
    at = next((n for n, a in enumerate(agenda.actors) if a.name in gone), len(agenda.actors))
    return replace(agenda, actors=(*left[:at], one, *left[at:]))


def _parted(agenda: Agenda, name: str, party: str | None) -> Agenda:
    """The agenda in which this name is nobody's alias; it is somebody's own if it is a name and not a description."""
    actors = tuple(replace(a, aliases=tuple(x for x in a.aliases if x != name)) for a in agenda.actors)
    parted = replace(agenda, actors=actors)
    words = name.split()
    if any(a.name == name for a in actors) or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return parted
    return replace(parted, actors=(*actors, Actor(name=name, speaks_for=party)))


def _on_agenda(agenda: Agenda, party: str | None) -> None:
    known = [p.id for p in agenda.parties]
    if party is not None and party not in known:
        raise CannotRevise(f"{party[:60]!r} is no party here", remedy=f"There is {', '.join(known) or 'none'}.")


def _named(name: str) -> str:
    told = " ".join(name.split())
    if not told or len(told) > _LONGEST or not told.isprintable():
        raise CannotRevise(f"{told[:60]!r} is no name", remedy=f"Give one of 1 to {_LONGEST} characters.")
    return told


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
