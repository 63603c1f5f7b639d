"""Gatherings that a text dates, and statements that it says were made at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spadework.dates import DatePhrase
from spadework.model import DateRange
from spadework.reading.scene import Scene

_EVENT = r"summit|conference|meeting|session|round|congress|rally|hearing|briefing|dinner|ceremony|visit|debate|vigil"
_EVENT_BEFORE = re.compile(rf"\b({_EVENT})\s(?:of|on|held on)\s(?:the\s)?$", re.IGNORECASE)
_EVENT_AFTER = re.compile(rf"[’']s\s(?:\w+\s){{0,2}}({_EVENT})\b", re.IGNORECASE)
_AT_EVENT = re.compile(rf"\bat\s(?:the|that)\s(?:same\s)?(?:\w+\s)?({_EVENT})\b", re.IGNORECASE)
# "told reporters at the close": the day on which, by an earlier sentence, the talks closed
_WHEN_OVER = re.compile(
    r"\b(?:(?:at|after|on|following|during|before)\s(?:the\s|its\s|their\s|both\s)?(?:same\s)?"
    r"(?:close|end|session|meeting|talks|round|hearing|arrival|ceremony|signing|vote|(?:press|news)\sconference)"
    r"|[Ii]n\sa\sjoint\s(?:statement|communiqu[eé]|text|declaration)|afterwards?)\b(?!\s(?:of|on)\s)"
)
_GATHERED = re.compile(
    r"\b(?:talks|round|session|meeting|met|meet|arrived|gathered|summit|hearing|conference|vote[ds]?|signed|delegations)\b"
)
BACK = 3  # sentences
REACH = 800


class Occasions:
    """The dated gatherings of one document."""

    def __init__(
        self, scene: Scene, phrases: Sequence[DatePhrase], among: Callable[[int, int], Sequence[DatePhrase]]
    ) -> None:
        """`phrases` are all date phrases; `among` finds those usable as days of saying between two offsets."""
        self._scene, self._among = scene, among
        self._dated: dict[str, DateRange] = {}
        text = scene.text
        for phrase in phrases:  # "the summit of 30 May", "Sunday's news conference"
            if phrase.days is None or phrase.days.day is None:
                continue
            before = _EVENT_BEFORE.search(text, max(0, phrase.start - 40), phrase.start)
            after = _EVENT_AFTER.match(text, phrase.end, phrase.end + 40)
            for match in (before, after):
                if match:
                    self._dated.setdefault(match.group(1).casefold(), phrase.days)

    def day(self, cue: int, inside: Callable[[int], bool]) -> DateRange | None:
        """The day of the gathering at which the cue's sentence says it was said; `inside` tells what is content."""
        scene = self._scene
        number = scene.sentence(cue)
        start, end = scene.sentences[number]
        named = _AT_EVENT.search(scene.text, cue, min(end, cue + 80))
        if named and not inside(named.start()):
            known = self._dated.get(named.group(1).casefold())
            if known is not None:
                return known
        over = _WHEN_OVER.search(scene.text, max(start, cue - 80), min(end, cue + 80))
        if over is None or inside(over.start()):
            return None
        for n in range(number - 1, max(-1, number - 1 - BACK), -1):
            low, high = scene.sentences[n]
            low = max(low, high - REACH)
            if scene.paragraph(low) < scene.paragraph(start) - 2:
                break
            days = [p.days for p in self._among(low, high) if p.days and p.days.day and not inside(p.start)]
            if days:
                return days[-1] if _GATHERED.search(scene.text, max(low, scene.dateline), high) else None
        return None
