"""Options that are quantities: "not a day beyond six months" refuses the twelve months that nobody mentions.

Where the options of an issue are numbers of one thing, a clause that says how far a party goes, or what it must have at
least, refuses all that lie beyond. The network compares words, not numbers, and sees none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spadework.coding.likeness import tokens
from spadework.coding.matching import Match, Matcher

_OVER = (
    r"(?:more|higher|longer|later|greater|larger|further) than|beyond|above|over|past|in excess of|exceed(?:s|ed|ing)?"
)
_UNDER = r"(?:less|lower|shorter|fewer|smaller|earlier|sooner) than|below|under|short of"
_NOT = r"(?:\b(?:no|not|never|nothing|nobody|none|neither|nor|cannot|hardly)\b|n['’]t\b)"
_ON = r"(?:[^.;:!?]|\.(?=\d))"  # within a sentence
_NUMBER = rf"(?P<number>\s(?:the |an? |some )?(?:\d|[a-z]+\b){_ON}{{0,30}})"
# Between a "not" and "more than twenty": what is not refused is granted, and who wants more has named no bound.
_GRANTED = re.compile(
    r"\b(?:object|oppos|reject|refus|exclud|rul\w+ (?:\w+ )?out|against|mind|complain|want|demand|seek|sought"
    r"|expect)\w*",
    re.IGNORECASE,
)
_NO_NEGATION = r"(?!\s(?:only|doubt|secret|surprise|wonder|question)\b)"
# A ceiling that is spoken against is no bound of the speaker's.
_SPURNED = re.compile(
    rf"{_NOT}|\b(?:reject|refus|oppos|exclud|dismiss|rul\w+ out|out of the question|unacceptable)\w*", re.IGNORECASE
)


def _forms(beyond: str, short: str, end: str, tail: str) -> tuple[re.Pattern[str], ...]:
    """How a bound is worded: `beyond` it, `short` for a fixed phrase, what `end` it is called, what follows it."""
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"(?<!why\s){_NOT}{_NO_NEGATION}(?P<between>{_ON}{{0,60}}?)\b(?:{beyond}){_NUMBER}",
            rf"(?P<fixed>)\b(?:{short}){_NUMBER}",
            rf"(?P<before>(?:^|\b){_ON}{{0,60}}?)\b(?:is|was|are|were|be|remain\w*)\s+(?:(?!no\b|not\b)\w+\s+)?(?:{end})\b",
            rf"(?P<before>(?:^|\b){_ON}{{0,60}}?)[,—–-]?\s*(?:and|but)\s+(?:not|no|never)\s+(?:an?\s|one\s)?(?:single\s)?\w+\s+(?:{tail})\b",
        )
    )


_MOST = _forms(
    _OVER,
    r"at (?:the )?most|a (?:ceiling|maximum|limit|cap) of",
    r"ceiling|maximum|limit|most|longest|highest|top|last word",
    r"more|beyond|longer|later|further|over|above",
)
_LEAST = _forms(
    _UNDER,
    r"at (?:the )?(?:very )?least|a (?:floor|minimum) of",
    r"floor|minimum|least|shortest|lowest|fewest",
    r"less|fewer|under|below|earlier|sooner|shorter",
)


_UNITS = frozenset(t for unit in "hours days weeks fortnights months years seasons".split() for t in tokens(unit))
_LONGEST = 1000  # characters of a clause that are looked at


@lru_cache(maxsize=4096)
def bound(text: str) -> tuple[str, bool] | None:
    """The number (as `tokens` gives it) that a clause will not go beyond, and whether it is the most; False: the
    least. None where it names no bound."""
    text = text[:_LONGEST]
    for most, forms in ((True, _MOST), (False, _LEAST)):
        for form in forms:
            for found in form.finditer(text):
                groups = found.groupdict()
                spurned = "fixed" in groups and _SPURNED.search(text)
                if spurned or _GRANTED.search(groups.get("between") or ""):
                    continue
                near = groups.get("number") or groups.get("before") or ""
                numbers = [t for t in tokens(near) if t[0] == "#"]
                if numbers:
                    return numbers[0 if "number" in groups else -1], most
    return None


def refused(text: str, match: Match, matcher: Matcher) -> Iterator[Match]:
    """The rivals of a matched option that a clause refuses by the number it will not go beyond."""
    told = bound(text)
    if not told:
        return
    number, most = told
    rivals = [w for w in matcher.options if w.issue.id == match.issue]
    units = {w.option.id: _UNITS.intersection(tokens(w.option.text)) for w in rivals}
    figures = {
        w.option.id: next(iter(w.numbers))
        for w in rivals
        if len(w.numbers) == 1 and units[w.option.id] == units[match.option]  # months are not less than years
    }
    if figures.get(match.option) != number:
        return
    limit = float(number[1:])
    for w in rivals:
        value = float(figures.get(w.option.id, number)[1:])
        if value > limit if most else value < limit:
            yield Match(match.issue, w.option.id, match.probability, w.negative)
