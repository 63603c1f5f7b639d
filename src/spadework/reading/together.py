"""Several who speak as one, told in full once: "the Ministers of Water of Ashtal and Belmora, Mr Ek and Ms Sand"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spadework.reading.parties import Hit
from spadework.reading.scene import Scene

if TYPE_CHECKING:
    from spadework.reading.people import People

_BETWEEN = re.compile(r"(?:,|,?\sand(?:\sof)?)\s(?:the\s)?(?:[\w-]+\sof\s(?:the\s)?)?")
_NAMES_BETWEEN = re.compile(r"(?:,|,?\sand)\s")
_HEADED = re.compile(r",?\s(?:(?:led|headed|represented)\s(?:respectively\s)?by\s)?")
_WHOSE = r"\s(?:of|for)\s"
_HEADS = re.compile(
    rf"\b(?:ministers|presidents|secretaries|delegations|ambassadors|leaders|premiers){_WHOSE}", re.IGNORECASE
)
_PLURAL = re.compile(r"(?<=[a-z])s\b")
_BEFORE = re.compile(r"(?<![\w-])((?!(?:the|two|both|three)\b)[\w-]+\s)$", re.IGNORECASE)
_BREAK = re.compile(r"[,.;:]")
_REACH = 240
_FIRST = 20_000  # characters from the beginning in which a text tells it


def in_full(scene: Scene, head: str, at: int) -> str:
    """What "the ministers", "both delegations" are called where the text tells whose they are; empty if it does not."""
    pattern = re.compile(rf"\b{re.escape(head)}{_WHOSE}", re.IGNORECASE)
    for start, chain in _told(scene, pattern, at):
        return " ".join(scene.text[start : chain[-1].end].split())
    return ""


def assign(scene: Scene, people: People) -> None:
    """ "The Ministers of Ashtal and Belmora, Mr Ek and Ms Sand": each speaks for the party told in his place."""
    for start, chain in _told(scene, _HEADS, len(scene.text)):
        after = _HEADED.match(scene.text, chain[-1].end)
        end = after.end() if after else chain[-1].end
        named = people.between(end, end + _REACH)
        run = named[:1] if named and named[0].begins == end else []
        for one in named[1:]:
            if not run or not _NAMES_BETWEEN.fullmatch(scene.text, run[-1].end, one.begins):
                break
            run.append(one)
        if len(run) != len(chain):
            continue
        role = scene.text[start : chain[0].start].rsplit(" of ", 1)[0].casefold()
        role = _PLURAL.sub("", role.replace("secretaries", "secretarys"), count=1)
        for hit, one in zip(chain, run, strict=True):
            person = one.person
            if not person.decided:
                person.party, person.decided = hit.party, True
            if person.speaks_for == hit.party and "delegation" not in role:
                people.called(person, role)


def _told(scene: Scene, pattern: re.Pattern[str], at: int) -> Iterator[tuple[int, list[Hit]]]:
    """Where a plural is told with two parties or more, and those."""
    for found in pattern.finditer(scene.text, 0, min(at, _FIRST)):
        chain: list[Hit] = []
        for hit in scene.hits.between(found.end(), min(found.end() + _REACH, at)):
            if chain and not _BETWEEN.fullmatch(scene.text, chain[-1].end, hit.start):
                break
            if not chain and _BREAK.search(scene.text, found.end(), hit.start):
                break
            chain.append(hit)
        if len({h.party for h in chain}) > 1:
            before = _BEFORE.search(scene.text, max(0, found.start() - 24), found.start())
            yield before.start(1) if before else found.start(), chain
