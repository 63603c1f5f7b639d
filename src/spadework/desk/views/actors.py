"""People and bodies: how they are called, for whom they speak and since when, and what they said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spadework.briefing.guide import Guide
from spadework.briefing.words import short
from spadework.desk.desk import Desk
from spadework.desk.views.naming import Named
from spadework.errors import NoSuchRow
from spadework.ledger.attributing import Speaker
from spadework.model import Actor, Agenda, Record, Revision, Role, RowKind, Statement, Status, from_json

A_PAGE = 100
STATEMENTS = 50
AT_ONCE = 100_000
"""In a ledger of up to so many revisions speakers are counted while the page is waited for."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """For whom somebody spoke, as the statements have it: how often, and from which day to which."""

    party: Named | None
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class TermView:
    """For whom somebody speaks from a day on, as the agenda has it; `since` is None for what was so from the first."""

    party: Named | None
    since: date | None


@dataclass(frozen=True, slots=True)
class ActorView:
    """Somebody who speaks or is on the agenda.

    Attributes:
        terms: for whom, by the agenda; none if the agenda does not name the actor.
        spoke: for whom, by the statements, the most frequent first.
        count: statements, without rejected ones.
    """

    name: str
    role: str
    aliases: tuple[str, ...]
    on_agenda: bool
    terms: tuple[TermView, ...]
    spoke: tuple[Spoke, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Camp:
    """Those who speak for a party, or for nobody; who has changed sides stands with the party of now."""

    party: Named | None
    role: Role | None
    actors: tuple[ActorView, ...]


@dataclass(frozen=True, slots=True)
class ActorsView:
    """One page of people and bodies, by party.

    Attributes:
        count: of those that are asked for.
        counting: the statements are being counted, so that only those on the agenda are here; ask again in a while.
    """

    words: str
    party: str | None
    camps: tuple[Camp, ...]
    count: int
    page: int
    pages: int
    parties: tuple[Named, ...]
    counting: bool


@dataclass(frozen=True, slots=True)
class SaidView:
    """One statement of somebody."""

    id: str
    revision: int
    document: str
    title: str
    publisher: str
    text: str
    party: str
    day: date | None
    status: Status


@dataclass(frozen=True, slots=True)
class OneActor:
    """Somebody with one page of what he or she said, the newest first.

    Attributes:
        party: id of the party with which the actor stands now; None for nobody's.
        after: what to ask for to go on; None on the last page.
        others: names that are much like this one, for merging.
    """

    actor: ActorView
    party: str | None
    statements: tuple[SaidView, ...]
    after: str | None
    others: tuple[str, ...]
    parties: tuple[Named, ...]


def actors_view(desk: Desk, words: str = "", party: str | None = None, page: int = 1) -> ActorsView:
    """Those whose name, alias or role has these words; of one party ("-" for those of none) or of all."""
    agenda = desk.agenda
    guide = Guide(Record(agenda=agenda))
    speakers = _speakers(desk)
    every = _actors(guide, agenda, speakers or ())
    wanted = words.casefold().split()

    def fits(a: ActorView) -> bool:
        told = " ".join((a.name, a.role, *a.aliases)).casefold()
        return all(w in told for w in wanted) and (party is None or (_camp(a) or "-") == party)

    order = [p.id for r in Role for p in agenda.parties if p.role is r]
    found = [a for a in every if fits(a)]
    found.sort(key=lambda a: (_rank(_camp(a), order), _camp(a) or "", -a.count, a.name))
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    camps: dict[str | None, list[ActorView]] = {}
    for a in shown:
        camps.setdefault(_camp(a), []).append(a)
    return ActorsView(
        words=words,
        party=party,
        camps=tuple(
            Camp(
                Named(id, guide.party(id)) if id else None,
                guide.parties[id].role if id in guide.parties else None,
                tuple(some),
            )
            for id, some in camps.items()
        ),
        count=len(found),
        page=page,
        pages=max(-(-len(found) // A_PAGE), 1),
        parties=tuple(Named(p.id, p.name) for p in agenda.parties),
        counting=speakers is None,
    )


def one_actor(desk: Desk, name: str, after: str | None = None) -> OneActor:
    """Somebody by the canonical name. Raises NoSuchRow if nobody is called so."""
    ledger, agenda = desk.dossier.ledger, desk.agenda
    guide = Guide(Record(agenda=agenda))
    speakers = _speakers(desk)
    known = {a.name: a for a in _actors(guide, agenda, ledger.speakers([name]) if speakers is None else speakers)}
    if name not in known:
        raise NoSuchRow(f"nobody is called {name[:60]!r} here", remedy="See the list of actors.")
    found = ledger.words_of(name, limit=STATEMENTS, after=after)
    books = ledger.heads({k.row.document for k in found.rows if isinstance(k.row, Statement)})
    statements = []
    for k in found.rows:
        if isinstance(k.row, Statement):
            s = k.row
            book = books.get(s.document)
            statements.append(
                SaidView(
                    id=s.id,
                    revision=k.revision,
                    document=s.document,
                    title=(book.title if book else "") or s.document,
                    publisher=book.publisher if book else "",
                    text=short(s.text, 300),
                    party=guide.party(s.party) if s.party else "",
                    day=s.day,
                    status=s.status,
                )
            )
    words = {w for w in name.casefold().split() if len(w) > 2}
    alike = [n for n in known if n != name and words & set(n.casefold().split())]
    return OneActor(
        actor=known[name],
        party=_camp(known[name]),
        statements=tuple(statements),
        after=found.after,
        others=tuple(alike[:12]),
        parties=tuple(Named(p.id, p.name) for p in agenda.parties),
    )


def _speakers(desk: Desk) -> tuple[Speaker, ...] | None:
    """Who speaks in the statements; None while those of a large dossier are being counted, which takes seconds.

    After a change only those whom it touches are looked at again.
    """
    ledger = desk.dossier.ledger

    def make() -> tuple[Speaker, ...]:
        return tuple(ledger.speakers())

    def renew(old: tuple[Speaker, ...], later: Sequence[Revision]) -> tuple[Speaker, ...]:
        names: set[str] = set()
        for r in later:
            if r.kind is RowKind.STATEMENT:
                before, after = _counted(r.before), _counted(r.after)
                names |= {told[0] for told in (before, after) if told} if before != after else set()
        return (*(s for s in old if s.name not in names), *ledger.speakers(names)) if names else old

    if ledger.last_revision <= AT_ONCE:
        return desk.remembered("speakers", make, renew)
    return desk.prepared("speakers", make, renew)


def _counted(body: str | None) -> tuple[str, str | None, str, date | None] | None:
    """What a statement adds to what is told of speakers; nothing if it is rejected."""
    s = from_json(body, Statement) if body is not None else None
    return (s.speaker, s.party, s.role, s.day) if s and s.status is not Status.REJECTED else None


def _actors(guide: Guide, agenda: Agenda, speakers: Sequence[Speaker]) -> list[ActorView]:
    by_name: dict[str, list[Speaker]] = defaultdict(list)
    for s in speakers:
        by_name[s.name].append(s)
    known = {a.name: a for a in agenda.actors}
    return [_actor(guide, name, known.get(name), by_name.get(name, [])) for name in dict.fromkeys([*known, *by_name])]


def _actor(guide: Guide, name: str, known: Actor | None, told: Sequence[Speaker]) -> ActorView:
    def party(id: str | None) -> Named | None:
        return Named(id, guide.party(id)) if id else None

    spoke = sorted(told, key=lambda s: (-s.count, s.party or ""))
    terms: tuple[TermView, ...] = ()
    if known:
        later = tuple(TermView(party(t.speaks_for), t.since) for t in known.terms)
        terms = (TermView(party(known.speaks_for), None), *later)
    role = (known.role if known else "") or next((s.role for s in spoke if s.role), "")
    return ActorView(
        name=name,
        role=role if role != name else "",
        aliases=known.aliases if known else (),
        on_agenda=known is not None,
        terms=terms,
        spoke=tuple(Spoke(party(s.party), s.count, s.first, s.last) for s in spoke),
        count=sum(s.count for s in spoke),
    )


def _camp(a: ActorView) -> str | None:
    """Id of the party with which somebody stands: by the agenda, else by most statements."""
    if a.terms:
        now = a.terms[-1].party
        return now.id if now else None
    return next((s.party.id for s in a.spoke if s.party), None)


def _rank(party: str | None, order: Sequence[str]) -> int:
    """Parties in their order, then those that the agenda does not know, then nobody's."""
    return order.index(party) if party in order else len(order) + (party is None)
