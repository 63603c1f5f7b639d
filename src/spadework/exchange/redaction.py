"""A dossier that may be shared: without named documents, people, parties or fields, and what depends on them.

A text cannot be changed, for every offset and hash refers to it. So a document that stays and names whom the dossier
must not name makes `redact` refuse, unless it is told to leave that document out too, or to keep it as it is. What is
given back is searched once more before it is handed out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from spadework.errors import ExchangeError, Mentioned, ProvenanceError
from spadework.exchange.blanks import Blanks
from spadework.exchange.checking import Row, references, row_of, rows
from spadework.exchange.naming import Names
from spadework.exchange.placing import Shelf
from spadework.model import (
    Agenda,
    Archive,
    Change,
    Coding,
    Document,
    Finding,
    IssueNote,
    Party,
    Record,
    Revision,
    RowKind,
    Statement,
)
from spadework.model.soundness import spans_of


class Mentions(StrEnum):
    """What becomes of documents that name, quote or retell what is left out."""

    REFUSE = "refuse"
    DROP = "drop"
    KEEP = "keep"


# Fields of rows that hold ids of parties.
_PARTIES = ("party", "by", "beneficiary", "source", "target", "alleged_by", "about")
_IDS = frozenset(
    ("id", "document", "documents", "statement", "within", "rows", "issue", "issues", "option", "requires", "before")
)
_LONG = 40  # characters from which on a quote is known again in another text
_SOMEBODY = "an analyst"


def redact(
    archive: Archive,
    *,
    documents: Sequence[str] = (),
    actors: Sequence[str] = (),
    parties: Sequence[str] = (),
    fields: Sequence[str] = (),
    mentions: Mentions | str = Mentions.REFUSE,
) -> Archive:
    """The dossier without what is named, and without every row, revision and note that rests on it or tells of it.

    Args:
        documents: ids, origins or titles.
        actors: names, as the dossier has them.
        parties: ids or names.
        fields: `document.publisher`, `statement.role` and the like, which are emptied everywhere; `revision.by`, which
            makes analysts nameless; or a whole list: `notes`, `revisions`, `findings`, `acts`, `events` ...
        mentions: what becomes of documents that stay and still name an actor or a party, or say again what a document
            that is left out says.

    Raises:
        Mentioned: something that stays still tells it; `places` says what in which document.
        ExchangeError: something that is named is not in the dossier, or cannot be left out.
    """
    try:
        mentions = Mentions(mentions)
    except ValueError as e:
        raise ExchangeError(f"mentions: {mentions!r} is not known", remedy="There are refuse, drop and keep.") from e
    blanks = Blanks.of(fields)
    gone = _gone(archive, documents, actors, parties)
    retelling = _retelling(archive, gone)
    if retelling and mentions is Mentions.REFUSE:
        raise _told(archive.record, retelling)
    if mentions is Mentions.DROP:
        gone = replace(gone, documents=gone.documents | frozenset(retelling))
    if mentions is Mentions.KEEP:
        gone = replace(gone, quoted=frozenset(d.id for d in archive.record.documents))
    kept = blanks.apply(_without(archive, gone, blanks.kinds))
    if mentions is Mentions.KEEP:
        _search(kept.record.agenda, Names(actors, spared=_people(archive)), frozenset())
    else:
        _search(kept, gone.names, gone.documents)
    return kept


def retold(
    archive: Archive, *, documents: Sequence[str] = (), actors: Sequence[str] = (), parties: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    """By id the documents that would stay and still tell what is left out, each with what of it it tells.

    Raises:
        ExchangeError: something that is named is not in the dossier.
    """
    return _retelling(archive, _gone(archive, documents, actors, parties))


@dataclass(frozen=True)
class _Gone:
    """What is left out.

    Attributes:
        documents: ids; more than `named` if others go with them.
        named: ids of the documents that were asked for.
        labels: what these are called, by which notes tell of them.
        quoted: ids of the documents that are kept with whatever they say, and may be quoted.
    """

    names: Names
    parties: frozenset[str]
    named: frozenset[str]
    documents: frozenset[str]
    labels: tuple[str, ...]
    quoted: frozenset[str] = frozenset()

    def told(self, text: str) -> bool:
        """Whether the text names any of it."""
        return bool(self.names.found(text)) or any(label in text for label in self.labels)


def _gone(archive: Archive, documents: Sequence[str], actors: Sequence[str], parties: Sequence[str]) -> _Gone:
    record = archive.record
    shelf = Shelf(record.documents)
    ids = frozenset(_document(shelf, name).id for name in documents)
    held = [_party(record.agenda, name) for name in parties]
    people = set(_people(archive))
    called = {n.casefold() for n in actors}
    aliases = [x for a in record.agenda.actors if a.name.casefold() in called for x in a.aliases]
    known = {n.casefold() for n in people}
    for name in actors:
        names = Names([name])
        if not names:
            raise ExchangeError("an actor without a name cannot be left out")
        if name.casefold() not in known and not any(names.found(t) for t in _texts(record)):
            raise ExchangeError(
                f"nobody in the dossier is called {name!r}", remedy="Write the name as the dossier has it."
            )
    others = [n for p in held for n in (p.name, *p.aliases)]
    out = [d for d in record.documents if d.id in ids]
    labels = [label for d in out for label in (d.id, d.sha256, d.origin, d.title) if len(label) > 7]
    return _Gone(Names([*actors, *aliases], others, people), frozenset(p.id for p in held), ids, ids, tuple(labels))


def _document(shelf: Shelf, name: str) -> Document:
    try:
        return shelf.named(name)
    except ProvenanceError as e:
        raise ExchangeError(e.what) from e


def _party(agenda: Agenda, name: str) -> Party:
    found = [p for p in agenda.parties if name in (p.id, p.name)]
    if not found:
        known = ", ".join(p.id for p in agenda.parties) or "none"
        raise ExchangeError(f"the agenda has no party {name!r}", remedy=f"It has {known}.")
    return found[0]


def _people(archive: Archive) -> Iterator[str]:
    for _, row in _versions(archive):
        for name in ("speaker", "actor", "reporters", "actors"):
            value = getattr(row, name, None)
            yield from value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    yield from (name for a in archive.record.agenda.actors for name in (a.name, *a.aliases))


def _versions(archive: Archive) -> Iterator[tuple[RowKind, Row]]:
    """Every row as it is and as it was."""
    yield from rows(archive.record)
    for r in archive.revisions:
        yield from ((r.kind, row_of(r.kind, text)) for text in (r.before, r.after) if text is not None)


def _texts(record: Record) -> Iterator[str]:
    for d in record.documents:
        yield from (d.text, d.title, d.origin, d.publisher)


# What stays and tells it


def _retelling(archive: Archive, gone: _Gone) -> dict[str, tuple[str, ...]]:
    """By id the documents that would stay and tell what is left out, and what of it."""
    record = archive.record
    first = {d.id: d.rewrite_of or d.id for d in record.documents}
    stories = {first[id]: id for id in gone.named}
    quotes = sorted({q for q in _quotes(archive, gone.named) if len(q) >= _LONG})
    found: dict[str, tuple[str, ...]] = {}
    for d in record.documents:
        if d.id in gone.named:
            continue
        told = [n for text in (d.text, d.title, d.origin, d.publisher) for n in gone.names.found(text)]
        if d.id in stories or first[d.id] in stories:
            told.append("it says again what is left out")
        told += [f"“{q[:60]}{'…' * (len(q) > 60)}”" for q in quotes if q in d.text][:3]
        if told:
            found[d.id] = tuple(dict.fromkeys(told))
    return found


def _quotes(archive: Archive, documents: frozenset[str]) -> Iterator[str]:
    if documents:
        for _, row in _versions(archive):
            yield from (s.quote for s in spans_of(row) if s.document in documents)


def _told(record: Record, places: dict[str, tuple[str, ...]]) -> Mentioned:
    titles = {d.id: d.title or d.origin or d.id for d in record.documents}
    lines = "; ".join(f"{titles.get(id, id)} ({id}): {', '.join(names)}" for id, names in list(places.items())[:8])
    more = f"; and {len(places) - 8} more" if len(places) > 8 else ""
    return Mentioned(
        f"what is to be left out is still told by {len(places)} of the documents that would stay: {lines}{more}",
        remedy="Leave these out too (--mentions drop), or keep them with what they say (--mentions keep). A text "
        "cannot be changed: its places and its hash refer to it.",
        places=places,
    )


def _search(noun: Archive | Agenda, names: Names, documents: frozenset[str]) -> None:
    """The last look: nothing that is left out is told anywhere in what is handed out."""
    if not names and not documents:
        return
    for place, text in _strings(noun):
        found = (*names.found(text), *(id for id in documents if id in text))
        if found:
            raise Mentioned(f"{', '.join(found)} is still told in {place}", remedy="Change it there first.", places={})


def _strings(noun: object, place: str = "the dossier") -> Iterator[tuple[str, str]]:
    if isinstance(noun, str):
        yield place, noun
    elif isinstance(noun, tuple):
        for each in noun:
            yield from _strings(each, place)
    elif dataclasses.is_dataclass(noun):
        name = getattr(noun, "id", None) or getattr(noun, "name", None)
        where = f"{type(noun).__name__.lower()} {name}" if isinstance(name, str) and name else place
        for f in dataclasses.fields(noun):
            yield from _strings(getattr(noun, f.name), f"{where.split(', ')[0]}, {f.name}")


# What goes


def _without(archive: Archive, gone: _Gone, kinds: set[RowKind]) -> Archive:
    """The dossier without what is left out, and without what rests on it."""
    out = _rows_out(archive, gone, kinds)
    record = archive.record
    coding = {
        f.name: tuple(r for r in getattr(record.coding, f.name) if r.id not in out) for f in dataclasses.fields(Coding)
    }
    there = {d.id for d in record.documents} - gone.documents
    return replace(
        archive,
        record=Record(
            agenda=_agenda(record.agenda, gone),
            documents=tuple(
                replace(d, rewrite_of=d.rewrite_of if d.rewrite_of in there else None)
                for d in record.documents
                if d.id in there
            ),
            statements=tuple(s for s in record.statements if s.id not in out),
            coding=Coding(**coding),
            findings=tuple(f for f in record.findings if f.id not in out),
            notes=tuple(n for n in record.notes if not gone.told(n)),
            issue_notes=tuple(n for n in record.issue_notes if n.id not in out),
        ),
        revisions=_revisions(archive.revisions, gone, out, kinds),
    )


def _rows_out(archive: Archive, gone: _Gone, kinds: set[RowKind]) -> set[str]:
    """The ids of all rows that go: those that tell of it, those that rest on them, and so on."""
    current = {(kind, row.id): row for kind, row in rows(archive.record)}
    versions: dict[tuple[RowKind, str], list[Row]] = {key: [row] for key, row in current.items()}
    for r in archive.revisions:
        if (r.kind, r.row) not in current:  # a row that was removed: any state of it counts
            states = [row_of(r.kind, text) for text in (r.before, r.after) if text is not None]
            versions.setdefault((r.kind, r.row), []).extend(states)
    upon: dict[str, set[str]] = {}
    for (_, id), states in versions.items():
        for on in (on for row in states for on in references(row)):
            upon.setdefault(on, set()).add(id)
    going = [id for (kind, id), states in versions.items() if kind in kinds or any(_tells(row, gone) for row in states)]
    out: set[str] = set()
    while going:
        id = going.pop()
        if id not in out:
            out.add(id)
            going += upon.get(id, ())
    return out


def _tells(row: Row, gone: _Gone) -> bool:
    """Whether a row is of a document, an actor or a party that is left out, or names it."""
    if isinstance(row, IssueNote):
        return gone.told(row.text) or gone.told(row.author)
    if any(s.document in gone.documents for s in spans_of(row)):
        return True
    if any(gone.names.found(s.quote) for s in spans_of(row) if s.document not in gone.quoted):
        return True
    if isinstance(row, Statement) and row.document in gone.documents:
        return True
    if isinstance(row, Finding) and (
        not gone.documents.isdisjoint(row.documents) or not gone.parties.isdisjoint(row.parties)
    ):
        return True
    ids = (getattr(row, name, None) for name in _PARTIES)  # a statement's source is no party but a place
    if gone.parties and any(id in gone.parties for id in ids if isinstance(id, str)):
        return True
    return any(gone.names.found(text) for text in _own_words(row))


def _own_words(row: Row) -> Iterator[str]:
    """What a row says in words of its own: names, roles, actions, explanations."""
    for f in dataclasses.fields(row):
        value = getattr(row, f.name)
        if f.name in _IDS or isinstance(value, StrEnum):
            continue
        yield from (v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, str))


def _revisions(
    revisions: tuple[Revision, ...], gone: _Gone, out: set[str], kinds: set[RowKind]
) -> tuple[Revision, ...]:
    """The history without what tells of it.

    Of a row that stays, the history begins anew with the first state after which nothing tells of it.
    """
    begins: dict[str, int] = {}
    for r in revisions:
        states = [row_of(r.kind, text) for text in (r.before, r.after) if text is not None]
        if any(_tells(row, gone) or any(on in out for on in references(row)) for row in states):
            begins[r.row] = r.number
    kept = [r for r in revisions if r.row not in out and r.kind not in kinds and r.number >= begins.get(r.row, 0)]
    kept = [r for r in kept if r.number != begins.get(r.row) or r.after is not None]
    numbers = {r.number: n for n, r in enumerate(kept, 1)}
    batches = {b: n for n, b in enumerate(dict.fromkeys(r.batch for r in kept), 1)}
    made = []
    for r in kept:
        if r.number == begins.get(r.row):
            r = replace(r, before=None, change=Change.ENTERED, reverts=None)
        made.append(
            replace(
                r,
                number=numbers[r.number],
                batch=batches[r.batch],
                reverts=numbers.get(r.reverts) if r.reverts is not None else None,
                by=_SOMEBODY if gone.told(r.by) else r.by,
                reason="" if gone.told(r.reason) else r.reason,
            )
        )
    return tuple(made)


def _agenda(agenda: Agenda, gone: _Gone) -> Agenda:
    def unnamed(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(w for w in words if not gone.names.found(w))

    return Agenda(
        name="" if gone.told(agenda.name) else agenda.name,
        parties=tuple(replace(p, aliases=unnamed(p.aliases)) for p in agenda.parties if p.id not in gone.parties),
        actors=tuple(
            replace(
                a,
                aliases=unnamed(a.aliases),
                terms=tuple(
                    replace(t, speaks_for=None if t.speaks_for in gone.parties else t.speaks_for) for t in a.terms
                ),
            )
            for a in agenda.actors
            if a.speaks_for not in gone.parties and not gone.told(a.name) and not gone.told(a.role)
        ),
        issues=tuple(
            replace(i, words=unnamed(i.words), options=tuple(replace(o, words=unnamed(o.words)) for o in i.options))
            for i in agenda.issues
        ),
    )
