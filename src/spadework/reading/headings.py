"""The day of a document that is a record or a statement: from its heading, its foot or its title."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spadework.dates import date_phrases
from spadework.model import DateRange
from spadework.reading.scene import Scene

_OFFICIAL = re.compile(
    r"\b(?:statement|communiqu[eé]|readout|minutes|record|briefing|transcript|declaration|protocol|circular|bulletin"
    r"|conclusions|note|notice|press release|answers|sitting|letter|log|summary|minute|working paper)\b",
    re.IGNORECASE,
)
# A readout tells of the meeting or call whose day it begins with.
_MET = re.compile(
    r"\b(?:met|meets|received|receives|spoke|convened|gathered|conferred"
    r"|h(?:eld|ad|olds) (?:\w+ ){0,4}(?:talks|consultations|conversations?|discussions|meetings?|calls?)"
    r"|(?:summary|minutes?|record|readout|notes?|account)\b[^.;]{0,160}?\b(?:talks|consultations|discussions|meeting|session|round"
    r"|hearing|sitting|call) (?:of|on|held on))\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def heading_day(scene: Scene) -> DateRange | None:
    """The day of a transcript, communiqué or minute, from its first paragraphs. News has a dateline instead."""
    published = scene.document.published
    if scene.dateline:
        return None
    official = bool(scene.issuer or _OFFICIAL.search(scene.document.title))
    for start, end in scene.paragraphs[:2]:
        for phrase in date_phrases(scene.text, published, start, min(end, start + 400)):
            words = scene.text[phrase.start : phrase.end]
            sentence = scene.sentences[scene.sentence(phrase.start)]
            met = official and phrase.days and phrase.days.day and _MET.search(scene.text, *sentence)
            told = _YEAR.search(words) or words == "today" or met
            if phrase.days and told and _recent(phrase.days.last, published):
                return DateRange.on(phrase.days.last)
    if not official:
        return None
    last = scene.paragraphs[-1] if scene.paragraphs else (0, 0)
    if last[1] - last[0] < 100:  # a note is dated at its foot: "Corvas, 11 March 2025"
        for phrase in date_phrases(scene.text, published, *last):
            dated = _YEAR.search(scene.text, phrase.start, phrase.end)
            if phrase.days and dated and _recent(phrase.days.last, published):
                return DateRange.on(phrase.days.last)
    for phrase in date_phrases(scene.document.title, published):  # "Readout of the meeting of 16 September"
        if phrase.days and phrase.days.day and _recent(phrase.days.last, published):
            return DateRange.on(phrase.days.last)
    return None


def _recent(day: date, published: date | None) -> bool:
    return published is None or timedelta(0) <= published - day <= timedelta(10)
