"""An agenda for documents that came without one: the fitting template, with the parties found in the text.

No model of language is used: a table of what the world knows, the forms of names, and who speaks and acts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spadework.agenda.acting import Acting, acting
from spadework.agenda.candidates import Candidate, Index, Name
from spadework.agenda.fitting import fitting
from spadework.agenda.gazetteer import known
from spadework.agenda.organisations import organisations
from spadework.agenda.people import People, administrations
from spadework.agenda.states import states
from spadework.agenda.tokens import Token, token_sentences, tokens
from spadework.agenda.vocabulary import BYSTANDERS, MEDIATING_NAMES, REPORTING, STATE_ORGANS, WATCHERS
from spadework.model import Actor, Agenda, Document, Party, Role
from spadework.text import sentences

MOST = 6  # parties
LOOKED_AT = 30  # candidates
LEAST = 3  # halves: one word and a half spoken or acted
SHARE = 0.12  # of what the most active candidate does

_FEDERAL = ("Federation", "Confederation", "Union")


def suggest(documents: Iterable[Document], template: Agenda | None = None) -> Agenda:
    """The template, by default the one that fits best, with parties and their plainly named actors from the documents.

    All issues of the template stay: coding finds which are spoken about. The parties are at most six, in order of how
    much they speak and act; the same documents give the same agenda. It is a proposal for an analyst to mend.
    """
    documents = tuple(documents)
    agenda = template or fitting(documents)[1]
    words = [s for d in documents for s in token_sentences(d)]
    candidates, index = _candidates(words)
    weighed = acting(words, index)
    people = _people(documents, candidates, weighed)
    _credit(words, people.actors, weighed)
    _publishers(documents, index, weighed)
    chosen = _choose(candidates, weighed)
    roles = _roles(chosen, weighed, people.actors)
    governments = administrations((d.text for d in documents), people.actors)
    parties = _parties(chosen, roles, governments)
    ids = dict(zip((c.id for c in chosen), (p.id for p in parties), strict=True))
    actors = tuple(
        replace(a, speaks_for=ids[a.speaks_for]) for _, a in sorted(people.actors.items()) if a.speaks_for in ids
    )
    name = f"{', '.join(p.name for p in parties)}: {agenda.name.lower()}" if parties else agenda.name
    return replace(agenda, name=name, parties=parties, actors=tuple({a.name: a for a in actors}.values()))


def _candidates(words: Sequence[list[Token]]) -> tuple[dict[str, Candidate], Index]:
    """Known parties and those found by the form of their names, with an index of all their names."""
    found: dict[str, Candidate] = {
        k.id: Candidate(k.id, k.name, k.kind, list(k.names), list(k.adjectives)) for k in known().values() if k.id
    }
    bodies = organisations(words)
    for n, body in enumerate(bodies.values()):
        body.id = f"organisation {n}"
        found[body.id] = body
    lands = states(words, Index(_entries(bodies.values())))
    for n, land in enumerate(lands.values()):
        land.id = f"state {n}"
        found[land.id] = land
    _settle(bodies, lands, found)
    index = Index(_entries([*bodies.values(), *lands.values()]))
    _shorten(index, found, words)
    return found, index


def _settle(bodies: dict[Name, Candidate], lands: dict[Name, Candidate], found: dict[str, Candidate]) -> None:
    """One candidate where an organisation is a state's: "Federation of Sorvenia", "Russian Security Council"."""
    owners = {a: c for c in (*found.values(), *lands.values()) for a in c.adjectives if " " not in a}
    for name, body in list(bodies.items()):
        land = lands.get(name[2:]) if name[1:2] == ("of",) and name[0] in _FEDERAL else None
        owner = land or (owners.get(name[0]) if body.head in STATE_ORGANS else None)
        if owner:
            owner.names.append(body.name)
            del bodies[name], found[body.id]


def _entries(candidates: Iterable[Candidate]) -> Iterator[tuple[Name, str, bool]]:
    for candidate in candidates:
        for names, adjective in ((candidate.names, False), (candidate.adjectives, True)):
            for name in names:
                yield tuple(t.text for t in tokens(name)), candidate.id, adjective


def _shorten(index: Index, found: dict[str, Candidate], words: Sequence[list[Token]]) -> None:
    """Let "the Union" stand for the organisation of that head that the documents name most, if one clearly leads."""
    named = Counter(m.id for s in words for m in index.mentions(s))
    by_head: dict[str, list[str]] = {}
    for id, candidate in found.items():
        if candidate.kind in ("organisation", "agency", "bloc") and named[id]:
            head = candidate.head or candidate.name.split()[-1]
            candidate.head = head
            by_head.setdefault(head, []).append(id)
    leads: dict[str, str] = {}
    for head, ids in by_head.items():
        ids.sort(key=lambda id: (-named[id], id))
        if len(ids) == 1 or named[ids[0]] >= 2 * named[ids[1]]:
            leads[head] = ids[0]
    lands = sorted((id for id, c in found.items() if c.kind == "state" and named[id]), key=lambda id: (-named[id], id))
    if lands and (len(lands) == 1 or named[lands[0]] >= 4 * named[lands[1]]):
        leads["Government"] = lands[0]  # talks within one country
    for head, id in leads.items():
        found[id].short = [head, head.lower()]
    index.shorten(leads)


def _people(documents: Iterable[Document], candidates: dict[str, Candidate], weighed: Acting) -> People:
    """People of the candidates that are named most: whoever comes after those will be no party."""
    most = sorted(weighed.named, key=lambda id: (-weighed.named[id] - weighed.score[id], id))[:LOOKED_AT]
    present = {id: candidates[id] for id in most if weighed.named[id]}
    people = People(present)
    spans = [(d, d.text[a:b]) for d in documents for a, b in sentences(d.text)]
    for _, sentence in spans:
        people.read(sentence)
    for document, sentence in spans:
        people.know(sentence, document.published, set(present))
    if "us" in present:
        for _, sentence in spans:
            people.president(sentence, "us")
    return people


def _credit(words: Iterable[list[Token]], actors: dict[str, Actor], weighed: Acting) -> None:
    """What a party's people say, the party says."""
    for sentence in words:
        for word, after in pairwise(sentence):
            actor = actors.get(word.text)
            if actor and actor.speaks_for and after.joined and after.lower in REPORTING:
                weighed.score[actor.speaks_for] += 1


def _publishers(documents: Iterable[Document], index: Index, weighed: Acting) -> None:
    """Whoever publishes a document of its own speaks in it. Newspapers are not in the index."""
    for document in documents:
        publisher = tokens(document.publisher)
        if not {w.text for w in publisher} & BYSTANDERS:
            for mention in index.mentions(publisher):
                weighed.score[mention.id] += 4


def _choose(candidates: dict[str, Candidate], weighed: Acting) -> list[Candidate]:
    """The most active candidates, most active first."""
    weight = {id: weighed.score[id] + weighed.named[id] // 2 for id in candidates if weighed.named[id]}
    ranked = sorted(weight, key=lambda id: (-weight[id], -weighed.named[id], candidates[id].name))
    least = max(LEAST, SHARE * weight[ranked[0]]) if ranked else LEAST
    between = {id for id in ranked if weighed.mediates[id] or set(candidates[id].name.split()) & MEDIATING_NAMES}
    active = [id for id in ranked if weight[id] >= least or id in between]
    return [candidates[id] for id in active[:MOST]]


def _roles(chosen: Sequence[Candidate], weighed: Acting, actors: dict[str, Actor]) -> dict[str, Role]:
    """Mediators and observers, as long as two principals are left; the least active give way first."""
    between = Counter(weighed.mediates)
    for actor in actors.values():
        if actor.speaks_for and re.search("mediator|conciliator|facilitator|special envoy", actor.role):
            between[actor.speaks_for] += 2
    roles = {c.id: Role.PRINCIPAL for c in chosen}
    left = len(chosen)
    for candidate in reversed(chosen):
        words = set(candidate.name.split())
        watcher = candidate.kind == "agency" or candidate.head in WATCHERS
        mediates = between[candidate.id] >= 2 or words & MEDIATING_NAMES
        if left > 2 and (mediates or watcher):
            roles[candidate.id] = Role.MEDIATOR if mediates else Role.OBSERVER
            left -= 1
    return roles


def _parties(
    chosen: Sequence[Candidate], roles: dict[str, Role], governments: dict[str, list[str]]
) -> tuple[Party, ...]:
    """Parties with ids to read and with aliases that no two of them share."""
    parties: list[Party] = []
    taken = {c.name.casefold() for c in chosen}
    ids: set[str] = set()
    heads = Counter(c.head for c in chosen)
    for candidate in chosen:
        names = [*candidate.names, *candidate.adjectives, *governments.get(candidate.id, [])]
        if candidate.head and candidate.kind == "organisation" and heads[candidate.head] == 1:
            names.append(f"the {candidate.head}")
        if "government" in candidate.short:
            names.append("the government")
        aliases = [n for n in dict.fromkeys(names) if n.casefold() not in taken]
        taken |= {a.casefold() for a in aliases}
        id = candidate.id if candidate.id in known() else re.sub(r"[^a-z0-9]+", "-", candidate.name.lower()).strip("-")
        id = id or "party"
        while id in ids:
            id += "-2"
        ids.add(id)
        parties.append(Party(id=id, name=candidate.name, role=roles[candidate.id], aliases=tuple(aliases)))
    return tuple(parties)
