"""Whether the parts of an agenda hold together."""

from __future__ import annotations

from collections.abc import Iterable

from spadework.faults import Faults, did_you_mean
from spadework.model import Agenda


def check(agenda: Agenda, faults: Faults) -> None:
    """Note ids used twice, names that two parties share, actors of unknown parties, issues without options."""
    _unique("party", (p.id for p in agenda.parties), faults)
    _unique("issue", (i.id for i in agenda.issues), faults)
    _unique("actor", (name for a in agenda.actors for name in (a.name, *a.aliases)), faults)
    for issue in agenda.issues:
        if not issue.options:
            remedy = "Write two or more [[issue.option]] under it."
            faults.add(f"issue ({issue.id})", "it has no option", remedy)
        _unique(f"issue ({issue.id}), option", (o.id for o in issue.options), faults)
    _names(agenda, faults)
    known = [p.id for p in agenda.parties]
    for actor in agenda.actors:
        _unique(f"actor ({actor.name}), term", (t.since.isoformat() for t in actor.terms), faults)
        for party in (actor.speaks_for, *(t.speaks_for for t in actor.terms)):
            if party is not None and party not in known:
                listed = f"The parties are {', '.join(known)}." if known else "There are no parties."
                near = did_you_mean(party, known)
                hint = f"{near} " if near.startswith("Did") else ""
                what = f"there is no party {party!r}"
                faults.add(f"actor ({actor.name}), party", what, f"{hint}{listed} Leave it out for an outsider.")


def _unique(kind: str, ids: Iterable[str], faults: Faults) -> None:
    seen: set[str] = set()
    for id in ids:
        if id and id in seen:
            faults.add(f"{kind} ({id})", "there are two of this", "Rename one or take it out.")
        seen.add(id)


def _names(agenda: Agenda, faults: Faults) -> None:
    """A name or alias that two parties share could not tell them apart in a text."""
    owner: dict[str, str] = {}
    for party in agenda.parties:
        for name in (party.name, *party.aliases):
            first = owner.setdefault(name.casefold(), party.id)
            if name.strip() and first != party.id:
                what = f"{name!r} is also a name of {first}"
                faults.add(f"party ({party.id}), aliases", what, "Give it to one of the two.")
