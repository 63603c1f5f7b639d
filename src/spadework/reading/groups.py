"""Parts of a group without names: "Her officials were blunter. One said ..., another claimed ..."."""

from __future__ import annotations

import re

from spadework.reading.lexicon import ROLES, UNNAMED_OFFICIALS
from spadework.reading.scene import Scene

PART = re.compile(
    r"(?P<one>one|another|several|some|others|two|three|both|neither|none|most|many|a few"
    r"|(?:an?|the)\s(?:other|second|third|fourth|fifth))"
    r"(?:\sof\s(?:them|whom|these|those|the\s(?:two|three|four|five)))?$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(people|[A-Za-z][a-z-]+s)\b(?![’'])")
_AT = re.compile(r"(?:\s(?:at|in|of|from)\sthe\s[\w-]+)?")
_LEAD = re.compile(
    r"((?:(?i:\b(?:an?|the|its|his|her|their|two|three|four|several|some|many|few|senior|one))|[\w-]+[’']s|[A-ZÀ-Þ][\w-]*[a-z])\s"
    r"(?:[a-z-]+\s){0,2})$"
)
_SEVERAL = ("several", "some", "others", "two", "three", "both", "neither", "none", "most", "many", "a few")


def group_before(scene: Scene, at: int) -> tuple[int, str] | None:
    """The group that a place may take up, and where: the last plural of people in this sentence or the two before."""
    number = scene.sentence(at)
    for back in range(3):
        if number < back:
            return None
        start, end = scene.sentences[number - back]
        if scene.paragraph(start) < scene.paragraph(at) - 1:
            return None
        start = max(start, scene.dateline, at - 1_000)
        for found in reversed(list(_PLURAL.finditer(scene.text, start, min(end, at)))):
            head = found.group(1).casefold()
            if head != "people" and head not in UNNAMED_OFFICIALS and head[:-1] not in ROLES:
                continue
            lead = _LEAD.search(scene.text, max(start, found.start() - 60), found.start())
            if found.start() == start and not scene.quoted(start):
                after = _AT.match(scene.text, found.end())
                return start, scene.text[start : after.end() if after else found.end()]
            if lead and not scene.quoted(found.start()):
                return lead.start(), scene.text[lead.start() : found.end()]
    return None


def part_of(words: str, head: str) -> str:
    """What to call the part of a group: "an official", "another official", "two officials"."""
    found = PART.match(words)
    which = found.group("one").casefold() if found else "one"
    plural = head if head.endswith("s") or head == "people" else head + "s"
    single = "person" if plural == "people" else plural[:-1]
    if which in _SEVERAL:
        return plural if which in ("others", "both", "neither", "none") else f"{which} {plural}"
    return f"{'an' if single[0] in 'aeiou' else 'a'} {single}" if which == "one" else f"{which} {single}"
