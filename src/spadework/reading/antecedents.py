"""Organisations named earlier that a common noun takes up: "Lenn Air, the largest carrier ... . The airline said"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from spadework.reading.lexicon import BODIES, word_set
from spadework.reading.scene import Scene

# What may be called so, by words of its name or of its apposition.
_ALIKE = {
    "airline": word_set("airline carrier airways air airlines carriers aviation"),
    "company": word_set(
        """company firm group corporation manufacturer producer maker operator developer ltd limited plc inc holdings
        airline carrier airways airlines carriers lines line shipping energy motors steel power mining minerals
        resources industries partners bank lender railway railways retailer supplier contractor shipyard ferries utility
        oil gas petroleum concern multinational conglomerate subsidiary owner"""
    ),
    "union": word_set("union brotherhood guild workers"),
    "association": word_set("association federation society union league alliance"),
    "agency": word_set("agency service authority administration board"),
    "council": word_set("council board"),
    "bank": word_set("bank lender"),
    "group": word_set("group association alliance coalition organisation organization charity campaign movement"),
    "party": word_set("party movement front democrats liberals"),
    "institute": word_set("institute centre center"),
    "broadcaster": word_set("broadcaster television radio station channel tv"),
}
_SAME = {
    "carrier": "airline", "firm": "company", "operator": "company", "manufacturer": "company", "producer": "company",
    "employer": "company", "management": "company", "utility": "company", "federation": "association",
    "society": "association", "service": "agency", "authority": "agency", "board": "council", "lender": "bank",
    "organisation": "group", "organization": "group", "charity": "group", "alliance": "association",
    "movement": "party", "station": "broadcaster", "channel": "broadcaster", "centre": "institute",
}  # fmt: skip
BUSINESS = word_set("airline carrier company firm operator manufacturer producer employer management lender utility")
KINDS = frozenset(_ALIKE) | frozenset(_SAME)
_APPOSED = re.compile(
    r"(?:,|\s\(|\s[—–-])\s(?:(?:the|an?|its|their|one\sof)\s|[\w-]+[’']s\s)((?:[\w’'-]+\s){0,5}?[\w-]+)"
    r"(?=,|\.|\)|\s(?:in|of|that|which|with|on|at|for|said|has|is)\b)",
    re.IGNORECASE,
)
_APPOSING = re.compile(r"\b(?:the|their|its|an?)\s(?:[\w-]+\s){0,3}([\w-]+),?\s(?:called\s)?$", re.IGNORECASE)
REACH = 6_000


@dataclass(frozen=True, slots=True)
class Organisation:
    """One mention of an organisation by its name."""

    start: int
    name: str
    party: str | None
    kinds: frozenset[str]


class Organisations:
    """The organisations that a text names, by place."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        text, found = scene.text, []
        places: list[tuple[int, int, str | None]] = [
            (h.start, h.end, h.party) for h in scene.hits.all if text[h.start].isupper()
        ]
        taken = {p for start, end, _ in places for p in range(start, end)}
        places += [(n.start, n.end, None) for n in scene.names if not taken & {n.start, n.end - 1}]
        for start, end, party in sorted(places):
            words = text[start:end].casefold().split()
            kinds = {words[-1]} if words[-1] in BODIES else set(words)  # the Energy Secretariat is no energy company
            apposed = _APPOSED.match(text, end, end + 80)
            if apposed:
                kinds |= {w.casefold() for w in apposed.group(1).split()[-2:]}
            before = _APPOSING.search(text, max(0, start - 60), start)
            if before:
                kinds.add(before.group(1).casefold())
            found.append(Organisation(start, " ".join(text[start:end].split()), party, frozenset(kinds)))
        self._all = found
        self._starts = [o.start for o in found]

    def own_name(self, name: str, party: str) -> bool:
        """Whether a party's alias is a company's name, by what the text calls it: "Norgas, the state gas company"."""
        alike = _ALIKE["company"] | {"monopoly", "giant"}
        return any(o.name == name and o.party == party and not o.kinds.isdisjoint(alike) for o in self._all)

    def called(self, noun: str, at: int) -> Organisation | None:
        """The last organisation named before a place that the noun may take up."""
        wanted = _ALIKE.get(_SAME.get(noun, noun), frozenset()) | {noun}
        for i in range(bisect_left(self._starts, at) - 1, -1, -1):
            one = self._all[i]
            if at - one.start > REACH:
                break
            if one.kinds & wanted:
                return one
        return None
