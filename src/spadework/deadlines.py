"""The last day by which something is to be done, as negotiators write it.

A term is a bound and a point in time ("by the 12th", "before the month is out", "no later than 1 May"), or a length
of time from now ("within ten days", "a week from today"). Where a stretch of time is named, it ends with its last day,
so that nothing is taken to be overdue too early.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from spadework.dates import DAY, MONTH, NUMBER, WEEKDAY, YEAR, count, date_phrases, dated, month_end, period_of

_TENS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)
_MORE = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_UNITS_OF = [f"twenty-{word}" for word in _TENS[:9]]
_NTH = {word: n for n, word in enumerate((*_TENS, *_MORE, *_UNITS_OF, "thirtieth", "thirty-first"), 1)}
_NTH_WORDS = "|".join(sorted(_NTH, key=len, reverse=True))

_BOUND = (
    r"(?:[Bb]y\sor\son|[Oo]n\sor\sbefore|[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|(?:[Nn]o|[Nn]ot)\slater\sthan|[Aa]head\sof)"
)
_EVENT = "session|meeting|round|summit|sitting|conference|council|vote|talks|hearing|election|ballot|congress|assembly"
_UNIT = "hour|day|week|fortnight|month|year"
_YEAR = re.compile(rf"\b{YEAR}\b")


def _period(name: str) -> str:
    """A pattern of a stretch of time: groups of this name, and of it with "m" and "y" for a month and its year."""
    return rf"""(?:(?P<{name}>(?:the|this|next)\s(?:day|week|month|year)|{YEAR})\b
        |(?:the\smonth\sof\s)?{MONTH.format(name + "m")}(?:\s(?P<{name}y>{YEAR})\b)?)"""


_TERM = re.compile(
    rf"""\b(?:
      (?P<within>[Ww]ithin|[Ii]nside|[Ii]n\sno\smore\sthan|(?:[Ii]n|[Oo]ver)\sthe\s(?:next|coming)|[Ii]n)\s
        (?:the\s(?:(?:next|coming)\s)?)?(?P<n>{NUMBER}\s)?(?:\(\d+\)\s)?(?:working\s|calendar\s)?
        (?P<unit>{_UNIT})(?P<plural>s?)\b(?!\s(?:ago|of|after|from|following)\b)
    | (?P<hence>{NUMBER})\s(?P<henceunit>{_UNIT})s?\s(?:from\s(?:now|today)|hence)\b
    | (?:{_BOUND}|at)\s(?:the\s(?:very\s)?)?(?P<edge>end|close|last\sday|turn|middle)\sof\s
        (?!the\sday\s(?:on|tomorrow)\b){_period("of")}
    | {_BOUND}\s(?:the\s|this\s)?(?P<unitsend>week|month|year)(?:['’]s|-)\s?end\b
    | {_BOUND}\s(?P<vague>mid|early|late)[\s-]{MONTH.format("vm")}(?:\s(?P<vy>{YEAR})\b)?
    | [Bb]efore\s(?:{_period("out")}|(?P<outday>{WEEKDAY}))\s(?:is|was|has\sbeen)\s(?:out|over|through|up|past|done)\b
    | [Ii]n\sthe\s(?P<nthpart>first|second|third|fourth|last|final|early|opening)\s
        (?P<partof>week|fortnight|half|days)\sof\s{_period("part")}
    | (?P<weekend>{_BOUND})\s(?:the\s|this\s)?(?:coming\s)?weekend\b
    | (?P<nthprep>{_BOUND}|[Oo]n)\s(?:[\w’' ]{{3,60}}\son\s)?(?:the\s(?:evening|morning|night)\sof\s)?
        the\s(?P<nth>{DAY}(?:st|nd|rd|th)|{_NTH_WORDS})\b
        (?:\sof\s(?:(?P<nthof>this|the|next)\smonth\b|{MONTH.format("nthm")}(?:,?\s(?P<nthy>{YEAR})\b)?)
          |(?=\s*(?:$|[.,;:)!?”"—–])|\s(?:at|and|or|but|to|when|if|as)\b))
    | (?:[Bb]y|[Uu]ntil|[Tt]ill)\s(?P<bytime>midnight|noon|tonight|(?:this\s)?evening)\b
        (?!\s(?:on|of|tomorrow|next|this|{WEEKDAY}|{DAY})\b)
    | (?P<prep>[Bb]y\sthe\stime|{_BOUND}|[Dd]eadline\s(?:of|is)|[Ii]n\stime\sfor|[Oo]n|[Ff]rom)\s
        (?:(?:the\s)?(?:close|end|start|morning|afternoon|evening|night)\s(?:of\s(?:business\s)?)?(?:on\s)?
          |(?:midnight|noon|midday|sunset|nightfall|dawn)\s(?:on\s)?|the\s(?=\d)
          |(?:[\w’'-]+\s){{0,6}}?(?:{_EVENT})s?\s(?:on|of)\s|(?<=time\s)[\w’' ]{{3,60}}\son\s)?
    )""",
    re.VERBOSE,
)
_LENGTHS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}
_COMING = re.compile(r"next|tomorrow|tonight|today|this|later", re.IGNORECASE)
_AT_LATEST = re.compile(r"\s*,?\s*at the (?:very )?latest")
_BEFORE = ("before", "ahead of", "in time for")


def deadline(text: str, base: date | None) -> date | None:
    """The last day for what the text promises: "by March 20", "within ten days", "before 1 July", "by Friday".

    A bound ("by", "before", "within") goes before a mere day ("will open the road on Monday"). None if no day is
    named.

    Args:
        base: the day on which it was promised; without it only dates with a year are understood.
    """
    fallback = past = None
    for found in _TERM.finditer(text):
        try:
            day = _last_day(text, found, base)
        except (ValueError, OverflowError, KeyError):
            continue
        if day is None:
            continue
        if base and day < base:  # nobody promises for a day that is past; with its year it may be told of later
            past = past or (day if found["prep"] else None)
            continue
        if (found["prep"] or found["nthprep"] or "").casefold() not in ("on", "from"):
            return day
        if _AT_LATEST.match(text, found.end()):
            return day
        fallback = fallback or day
    if fallback is None:  # "tomorrow", "next week"; a bare date may as well be that of the accord spoken of
        phrases = [p for p in date_phrases(text, base, ahead=True) if p.days]
        coming = (p for p in phrases if _COMING.match(text, p.start) or _AT_LATEST.match(text, p.end))
        fallback = next((p.days.last for p in coming if p.days), None)
    return fallback or past


def _last_day(text: str, found: re.Match[str], base: date | None) -> date | None:
    if found["prep"]:
        return _by(text, found, base)
    if found["edge"] or found["vague"] or found["partof"] or found["out"] or found["outm"]:
        return _in_period(found, base)
    if base is None:
        return None
    if found["nth"]:
        return _nth(found, base)
    if found["bytime"]:
        return base
    if found["unitsend"]:
        return period_of({"period": "this", "part": "", "unit": found["unitsend"]}, base).last
    if found["outday"]:
        return next(p.days.last for p in date_phrases(found["outday"], base, ahead=True) if p.days)
    if found["weekend"]:
        saturday = base + timedelta((5 - base.weekday()) % 7 or 7)
        return saturday - timedelta(found["weekend"].casefold() in _BEFORE)
    if found["hence"]:
        return _from(base, count(found["hence"]), found["henceunit"])
    if not found["n"] and (found["plural"] or found["within"].casefold() == "in"):  # "in the coming days"
        return None
    return _from(base, count(found["n"]) if found["n"] else 1, found["unit"])


def _from(base: date, number: int, unit: str) -> date:
    if unit in ("month", "year"):
        months = base.year * 12 + base.month - 1 + number * (12 if unit == "year" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        return first.replace(day=min(base.day, month_end(first).day))
    return base + timedelta(-(-number // 24) if unit == "hour" else number * _LENGTHS[unit])


def _in_period(found: re.Match[str], base: date | None) -> date | None:
    """A day in a stretch of time: its end, its middle, the end of its second week."""
    name = next(n for n in ("of", "out", "part", "v") if found.groupdict().get(n) or found[f"{n}m"])
    first, last = _bounds(found.groupdict().get(name), found[f"{name}m"], found[f"{name}y"], base)
    if first is None or last is None:
        return None
    if found["edge"] == "middle" or found["vague"] == "mid":
        return _middle(first, last)
    if found["vague"] == "early":
        return first.replace(day=10)
    which, unit = found["nthpart"], found["partof"]
    if unit is None or which in ("last", "final") or unit == "days":
        return first.replace(day=10) if unit == "days" and which not in ("last", "final") else last
    if unit == "half":
        return _middle(first, last) if which == "first" else last
    number = _NTH.get(which, 1) * (14 if unit == "fortnight" else 7)
    return min(first + timedelta(number - 1), last)


def _middle(first: date, last: date) -> date:
    days = (last - first).days
    if days > 31:
        return first.replace(month=6, day=30)
    return first + timedelta(days // 2) if days < 27 else first.replace(day=15)


def _bounds(
    period: str | None, month: str | None, year: str | None, base: date | None
) -> tuple[date, date] | tuple[None, None]:
    """First and last day of a stretch of time."""
    if month:
        first = dated(1, month, year, base, True, whole_month=True)
        return (first, month_end(first)) if first else (None, None)
    if period and period.isdigit():
        return date(int(period), 1, 1), date(int(period), 12, 31)
    if base is None or not period:
        return None, None
    which, unit = period.split()
    if unit == "day":
        return base, base
    days = period_of({"period": "next" if which == "next" else "this", "part": "", "unit": unit}, base)
    return days.first, days.last


def _nth(found: re.Match[str], base: date) -> date | None:
    """The next twelfth of a month from the base day on, or that of the month that is named."""
    number = _NTH.get(found["nth"].casefold()) or int(re.sub(r"\D", "", found["nth"]))
    if found["nthm"]:
        day = dated(number, found["nthm"], found["nthy"], base, True)
    else:
        months = (
            base.year * 12 + base.month - 1 + (found["nthof"] == "next" or (not found["nthof"] and number < base.day))
        )
        if not found["nthof"]:  # not every month has a thirty-first
            months = next(m for m in (months, months + 1) if month_end(date(m // 12, m % 12 + 1, 1)).day >= number)
        day = date(months // 12, months % 12 + 1, number)
    return day and day - timedelta(found["nthprep"].casefold() in _BEFORE)


def _by(text: str, found: re.Match[str], base: date | None) -> date | None:
    """The day after a preposition. "Before" a day means the day before it."""
    # from the preposition's own start, because "by June" needs its "by" to be read as a month
    for phrase in date_phrases(text, base, found.start(), min(len(text), found.end() + 60), ahead=True):
        if phrase.start > found.end() or phrase.days is None:
            return None
        if base is not None and phrase.days.last < base and not _YEAR.search(text, phrase.start, phrase.end):
            return None  # a day that is over was meant to be another, unless the year is told
        return phrase.days.first - timedelta(1) if found["prep"].casefold() in _BEFORE else phrase.days.last
    return None
