"""Likeness of wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spadework.model import Agenda
from spadework.text import stem, words

_PLAIN = """
    a an the this that these those of to in on at by for with from into onto over under about as and or but nor so
    yet if then than it its he she they them his her their him we us our i my me you your who whom whose which what
    when where why how be is are was were been being am do does did done has have had having will would shall should
    can could may might must not no never nothing nobody there here very more most much many also any other such
    each both all said say says told tell tells mr mrs ms dr between up out off down one two three some only just
    even still already government governments minister ministers ministry spokesman spokeswoman official officials
    president prime foreign monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december day days week weeks month year today yesterday time
    statement reporters
"""
_STOP = frozenset(_PLAIN.split())


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning. Office-holders and days are in every sentence, and left out."""
    found = set()
    for start, end in words(text):
        for part in re.split(r"[-’']", text[start:end].casefold()):
            if part not in _STOP and (len(part) > 2 or part.isdigit()):
                found.add(stem(part))
    return frozenset(found)


@lru_cache(maxsize=64)
def party_words(agenda: Agenda) -> frozenset[str]:
    """The stems of the parties' names and aliases and of their people's names: who, not what."""
    people = (a.name for a in agenda.actors)
    return frozenset().union(*(content(n) for p in agenda.parties for n in (p.name, *p.aliases)), *map(content, people))


def names_of(agenda: Agenda, party: str) -> re.Pattern[str]:
    """What finds a party's names and those of its people, by their last names; "the" may have a capital letter."""
    known = agenda.party_if_known(party)
    people = (a.name.split()[-1] for a in agenda.actors if a.speaks_for == party)
    names = (known.name, *known.aliases, *people) if known else ()
    forms = (re.escape(n.removeprefix("the ")) for n in sorted(names, key=len, reverse=True) if n.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)" if known else r"(?!)")


def alike(a: str, b: str) -> float:
    """Shared stems over all stems of the two texts (Jaccard), 0 to 1."""
    mine, theirs = content(a), content(b)
    union = mine | theirs
    return len(mine & theirs) / len(union) if union else 0.0


def held(agenda: Agenda, a: str, b: str) -> float:
    """How much of the shorter text's content the longer one has, 0 to 1, apart from the parties themselves."""
    mine, theirs = content(a) - party_words(agenda), content(b) - party_words(agenda)
    least = min(len(mine), len(theirs))
    return len(mine & theirs) / least if least else 0.0


def listed(names: Iterable[str]) -> str:
    """Names as a reader lists them: "A", "A and B", "A, B and C"."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last
