"""Full-text search over statements and documents, the newest first.

Both databases narrow by words and filters within the index (see `facets`) and hand out rows by number, which is by day
of publication; so a page costs what it shows, and the next page begins where the last one ended, whatever was added
meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, column, or_, select, table, text

from spadework.errors import SpadeworkError
from spadework.ledger import documents as shelf
from spadework.ledger.facets import facet, held, names, said_between
from spadework.ledger.keeping import Kept, kept_upon
from spadework.ledger.query import Query, Term, terms
from spadework.ledger.rows import row_of
from spadework.ledger.schema import document, entry, first_number, last_number, revision
from spadework.ledger.snippets import Snippet, plain, snippet
from spadework.model import Document, Position, RowKind, Statement

PAGE = 20
MOST = 1000
_FEW = 2000

_position = entry.alias("position")
# SQLite's indexes, whose row numbers are those of the tables.
_said_index = table("said_index", column("rowid"))
_document_index = table("document_index", column("rowid"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that was found, with its document (without the text) and the positions coded from it.

    Attributes:
        revisions: by the ids of statement and positions the numbers of their latest revisions.
    """

    statement: Statement
    document: Document
    positions: tuple[Position, ...]
    revisions: Mapping[str, int]
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHit:
    """A document that was found (without its text)."""

    document: Document
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of what was found.

    Attributes:
        after: give it to the next search to get the next page; None on the last one.
        before: give it to the next search to get the page before; None on the first one.
    """

    hits: tuple[Hit | DocumentHit, ...]
    after: str | None = None
    before: str | None = None


def search(
    connection: Connection,
    query: Query,
    *,
    documents: bool = False,
    limit: int = PAGE,
    after: str | None = None,
    before: str | None = None,
) -> Page:
    """One page of statements, or of documents; of documents the filters ask for one statement that meets them all.

    Args:
        after, before: a place that another page gave, to go on from or to go back from; not both.

    Raises:
        SpadeworkError: the limit or the place to go on from is wrong, or too many words are searched for.
    """
    if not 1 <= limit <= MOST:
        raise SpadeworkError(f"a page has 1 to {MOST} rows, not {limit}")
    wanted = terms(query.words)
    find = (_documents if documents else _statements)(connection, query, wanted)
    n = find.selected_columns[0]

    def numbers(*where: ColumnElement[bool], back: bool = False, most: int = limit + 1) -> list[int]:
        some = find.where(*where)
        return list(connection.scalars((some.order_by(None).order_by(n.asc()) if back else some).limit(most)))

    up = numbers(n > _cursor(before), back=True) if before is not None else []
    if len(up) > limit:
        found, first = up[limit - 1 :: -1], False
        last = not numbers(n < found[-1], most=1)
    else:  # what comes before is less than a page: then the first page is shown
        edge = _cursor(after) if after is not None and before is None else None
        found = numbers(*([] if edge is None else [n < edge]))
        last, found = len(found) <= limit, found[:limit]
        first = edge is None or not numbers(n >= edge, back=True, most=1)
    hits = _document_hits(connection, found, wanted) if documents else _hits(connection, found, wanted)
    top = found[0] if found else max(0, _cursor(after or "0") - 1)
    return Page(hits=tuple(hits), after=None if last else str(found[-1]), before=None if first else str(top))


def numbers(connection: Connection, query: Query) -> Select[Any]:
    """The numbers of the statements that are meant, for looking them up in another query."""
    return _statements(connection, query, terms(query.words)).order_by(None)


def ids(connection: Connection, query: Query, *, limit: int, after: str | None = None) -> list[tuple[int, str]]:
    """Numbers and ids of the statements that are meant, the newest first. Raises SpadeworkError as `search` does."""
    find = _statements(connection, query, terms(query.words))
    if after is not None:
        find = find.where(find.selected_columns[0] < _cursor(after))
    there = find.limit(limit).subquery()
    named = select(entry.c.n, entry.c.id).join(there, there.c[0] == entry.c.n).order_by(entry.c.n.desc())
    return [(n, id) for n, id in connection.execute(named)]


def _cursor(after: str) -> int:
    if not re.fullmatch("[0-9]{1,19}", after) or int(after) >= 2**63:
        raise SpadeworkError(f"{after!r} is no place to go on from", remedy="Take the one that the last page gave.")
    return int(after)


def _statements(connection: Connection, query: Query, wanted: Sequence[Term]) -> Select[Any]:
    """Numbers of the statements that are meant, the newest first."""
    facets = _facets(query)
    exact = _exact(query, entry)
    if connection.dialect.name == "sqlite":
        match = _fts([("text", t) for t in wanted], facets)
        if match is None:
            return _ordered(select(entry.c.n).where(entry.c.kind == RowKind.STATEMENT.value, *exact), query, entry.c.n)
        n = _said_index.c.rowid
        find = select(n).where(text("said_index MATCH :match").bindparams(match=match))
        if exact:  # the index goes first: what it leaves is looked at
            find = find.join(entry, and_(entry.c.n == n, *exact))
        return _ordered(find, query, n)
    find = select(entry.c.n).where(entry.c.kind == RowKind.STATEMENT.value, *exact)
    return _ordered(_with_words(find, "entry", wanted, facets), query, entry.c.n)


def _documents(connection: Connection, query: Query, wanted: Sequence[Term]) -> Select[Any]:
    """Numbers of the documents that are meant, the newest first."""
    within: list[ColumnElement[bool]] = []
    if query.document is not None:
        within.append(document.c.id == query.document)
    if query.publisher is not None:
        every = connection.scalars(select(document.c.publisher).distinct())
        within.append(document.c.publisher.in_([p for p in every if p.casefold() == query.publisher.casefold()]))
    of_statement = _facets(query, of_document=False)
    if of_statement or query.said_from or query.said_to:
        within.append(_holds_one(connection, query, of_statement))
    if connection.dialect.name == "sqlite":
        match = _fts([("", t) for t in wanted], [])
        if match is None:
            return _ordered(select(document.c.n).where(*within), query, document.c.n)
        n = _document_index.c.rowid
        find = select(n).where(text("document_index MATCH :match").bindparams(match=match))
        return _ordered(find.join(document, and_(document.c.n == n, *within)) if within else find, query, n)
    return _ordered(_with_words(select(document.c.n).where(*within), "document", wanted, []), query, document.c.n)


def _holds_one(connection: Connection, query: Query, facets: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """That a statement of the document meets all filters.

    If few statements do, their documents are looked up; if many, so that most documents hold one, each is looked into.
    """
    few = connection.scalars(_statements(connection, replace(query, words=""), ()).limit(_FEW + 1)).all()
    if len(few) <= _FEW:
        return document.c.n.in_(select(entry.c.document).where(entry.c.n.in_(few)))
    told = [or_(*(entry.c.facets.contains(word) for word in group)) for group in facets]
    statement = (entry.c.document == document.c.n, entry.c.kind == RowKind.STATEMENT.value)
    return select(entry.c.n).where(*statement, *told, *_exact(query, entry)).exists()


def _ordered(find: Select[Any], query: Query, n: ColumnElement[int]) -> Select[Any]:
    """The newest first, within the days of publication that are asked for: numbers are by day."""
    if query.reported_from is not None:
        find = find.where(n >= first_number(query.reported_from))
    if query.reported_to is not None:
        find = find.where(n >= first_number(date.min), n <= last_number(query.reported_to))
    return find.order_by(n.desc())


def _facets(query: Query, *, of_document: bool = True) -> list[list[str]]:
    """Groups of words, of each of which a statement has to have one."""
    found: list[str] = []
    if of_document and query.document is not None:
        found.append(facet("document", query.document))
    if of_document and query.publisher is not None:
        found.append(facet("publisher", query.publisher.casefold()))
    if query.directness is not None:
        found.append(facet("directness", query.directness))
    if query.status is not None:
        found.append(facet("status", query.status))
    if query.actor is not None:
        found += [facet("actor", name) for name in names(query.actor)]
    if query.of_position:
        found += held(query.party, query.issue, query.stance, query.basis)
    elif query.party is not None:
        found.append(facet("party", query.party))
    days = said_between(query.said_from, query.said_to)
    return [[word] for word in found] + ([days] if days else [])


def _exact(query: Query, said: Any) -> list[ColumnElement[bool]]:
    """What the index tells only roughly: the edges of a span of days, and that one position has all that is asked."""
    found: list[ColumnElement[bool]] = []
    if query.said_from is not None:
        found.append(said.c.said_to >= query.said_from.isoformat())
    if query.said_to is not None:
        found.append(said.c.said_from <= query.said_to.isoformat())
    asked = {"party": query.party, "issue": query.issue, "stance": query.stance, "basis": query.basis}
    values = {name: value for name, value in asked.items() if value is not None}
    if query.of_position and len(values) > 1:
        one = select(_position.c.n).where(
            _position.c.statement == said.c.id,
            _position.c.kind == RowKind.POSITION.value,
            _position.c.status != "rejected",
            *(_position.c[name] == str(value) for name, value in values.items()),
        )
        found.append(one.exists())
    return found


def _fts(wanted: Sequence[tuple[str, Term]], facets: Sequence[Sequence[str]]) -> str | None:
    """What SQLite's index is asked; None if there is nothing to ask. All that users typed stands in quotation marks."""

    def one(column: str, term: Term) -> str:
        return (f"{column} : " if column else "") + f'"{" ".join(term.words)}"' + (" *" if term.begins else "")

    must = [one(c, t) for c, t in wanted if not t.without]
    must += ["(" + " OR ".join(f'facets : "{word}"' for word in group) + ")" for group in facets]
    never = [one(c, t) for c, t in wanted if t.without]
    if never and not must:
        raise SpadeworkError("nothing is searched for but what is not wanted", remedy="Add a word that is.")
    if not must:
        return None
    return f"({' AND '.join(must)})" + (f" NOT ({' OR '.join(never)})" if never else "")


def _with_words(find: Select[Any], table: str, wanted: Sequence[Term], facets: Sequence[Sequence[str]]) -> Select[Any]:
    """The same for PostgreSQL's index."""
    parts, values = [], {}
    for n, term in enumerate(wanted):
        asked = plain(" ".join(term.words))
        how = "phraseto_tsquery" if len(term.words) > 1 else "plainto_tsquery"
        if term.begins:
            how, asked = "to_tsquery", " <-> ".join(asked.split()) + ":*"
        parts.append(f"{'!!' if term.without else ''}{how}('english', :w{n})")
        values[f"w{n}"] = asked
    for n, group in enumerate(facets):
        parts.append(f"CAST(:f{n} AS tsquery)")
        values[f"f{n}"] = " | ".join(f"'{word}'" for word in group)
    if wanted and not facets and all(t.without for t in wanted):
        raise SpadeworkError("nothing is searched for but what is not wanted", remedy="Add a word that is.")
    if not parts:
        return find
    return find.where(text(f"{table}.words @@ ({' && '.join(parts)})").bindparams(**values))


def _hits(connection: Connection, numbers: Sequence[int], wanted: Sequence[Term]) -> list[Hit]:
    query = select(entry.c.n, revision.c.number, revision.c.after).join(revision, revision.c.number == entry.c.revision)
    rows = connection.execute(query.where(entry.c.n.in_(numbers))).all()
    found = {n: (number, row_of("statement", after)) for n, number, after in rows}
    held: dict[str, list[Kept]] = {}
    for k in kept_upon(connection, [s.id for _, s in found.values()]):
        if isinstance(k.row, Position):
            held.setdefault(k.row.statement or "", []).append(k)
    books = shelf.Documents(connection)
    hits = []
    for n in numbers:
        number, statement = found[n]
        assert isinstance(statement, Statement)
        coded = held.get(statement.id, ())
        hits.append(
            Hit(
                statement=statement,
                document=books.head(statement.document),
                positions=tuple(k.row for k in coded if isinstance(k.row, Position)),
                revisions={statement.id: number, **{k.row.id: k.revision for k in coded}},
                snippet=snippet(statement.text, wanted),
            )
        )
    return hits


def _document_hits(connection: Connection, numbers: Sequence[int], wanted: Sequence[Term]) -> list[DocumentHit]:
    rows = connection.execute(select(document).where(document.c.n.in_(numbers))).mappings()
    found = {row["n"]: shelf.made(row) for row in rows}
    return [
        DocumentHit(document=replace(d, text=""), snippet=snippet(d.text, wanted)) for d in map(found.get, numbers) if d
    ]
