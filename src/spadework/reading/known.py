"""Statements as the agenda knows their speakers: under their canonical names, for the party of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spadework.model import Agenda, Statement


def as_known(statements: Sequence[Statement], agenda: Agenda) -> list[Statement]:
    """These statements, where a name is an alias of the agenda's under the name that it stands for.

    Who has changed sides, by the agenda, speaks for the party of the day of saying; without a day for the first one.
    """
    names = {alias: a.name for a in agenda.actors for alias in a.aliases}
    settled = {a.name: a for a in agenda.actors if a.aliases or a.terms}
    if not settled:
        return list(statements)
    found = []
    for s in statements:
        name = names.get(s.speaker, s.speaker)
        party = s.party
        if name in settled and (name != s.speaker or settled[name].terms):
            on_the_day = settled[name].party_on(s.day)
            party = on_the_day if on_the_day is not None or settled[name].terms else s.party
        reporters = tuple(names.get(r, r) for r in s.reporters)
        found.append(replace(s, speaker=name, party=party, reporters=reporters))
    return found
