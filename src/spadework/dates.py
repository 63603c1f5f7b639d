"""Dates as news and negotiators write them: a small grammar over plain English.

It knows only what it is sure of. General date finders read "may" and "12 of 15" as dates; this one wants a month with a
day, a weekday, or a fixed phrase. Whatever has no year or is relative is reckoned from a base day: the day of
publication for what is told, the day of saying for what is promised.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spadework.model import DateRange

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_DAYS = "mon tue wed thu fri sat sun"
_COUNT = (
    "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety"
)
_COUNTS = dict(
    zip(_COUNT.split("|"), (1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 20, 30, 60, 90), strict=True)
) | {"a couple of": 2}
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_ORDINALS = {word: number + 1 for number, word in enumerate(_ORDINAL.split("|"))}

_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_MONTH_BEGINS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NUMBER = rf"(?:\d{{1,3}}|(?i:{_COUNT}|a\ couple\ of))"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_TH = r"(?:st|nd|rd|th)?"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|noon)"

# What a phrase may begin with: most words fail here at once instead of at each of twenty alternatives.
_BEGINS = rf"""(?=\d|{_MONTH_BEGINS}|{_WEEKDAY}|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arl|[Ll]ate|[Yy]esterday
    |[Tt]o(?:day|night|mor)|[Oo]vernight|(?:in|during|since|mid|of|by|before|until|end\sof)[\s-](?:{_MONTH_BEGINS})
    |(?:at|over|during)\s(?:the|last)\sw|[Tt]h(?:e|at)\s(?:{_ORDINAL}|day|eve|nig|aft|mor|pre|past|nex|fol|sam)
    |[Oo]n\sthe\seve|(?:[Aa]n\s)?[Hh]our|[Ww]ithin|[Mm]inutes|[Bb]efore\sm|[Bb]y\sn|[Ss]hortly
    |(?i:{_COUNT}|a\ couple\ of)\s(?:day|week|minutes))"""

_PHRASE = re.compile(
    rf"""\b{_BEGINS}(?:
      (?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b
    | (?P<d1>{_DAY}){_TH}(?:\s(?:to|and|until)\s|\s?[-–]\s?)(?P<d2>{_DAY}){_TH}\s(?:of\s)?{_MONTH.format("m1")}
        (?:,?\s(?P<y1>{_YEAR})\b)?
    | {_MONTH.format("m2")}\s(?P<d3>{_DAY})(?:\s(?:to|and|until)\s|\s?[-–]\s?)(?P<d4>{_DAY})\b(?:,?\s(?P<y2>{_YEAR})\b)?
    | (?P<d5>{_DAY}){_TH}\s(?:of\s)?{_MONTH.format("m3")}(?:,?\s(?P<y3>{_YEAR})\b)?
    | the\s(?P<o1>{_ORDINAL})\sof\s{_MONTH.format("m4")}(?:,?\s(?P<y4>{_YEAR})\b)?
    | {_MONTH.format("m5")}\s(?P<d6>{_DAY}){_TH}\b(?!\s(?:percent|per))(?:,?\s(?P<y5>{_YEAR})\b)?
    | (?P<ofmonth>(?:in|during|since|last|this|early|mid|late|of|by|before|until|end\sof|early\sin|late\sin)[\s-])
        {_MONTH.format("m6")}(?:\s(?P<y6>{_YEAR})\b)?(?!\s?\d)
    | (?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|this\scoming|this\spast)\s)?(?P<weekday>{_WEEKDAY})(?P<week>\sweek\b)?
        (?:\s(?:(?P<lastweek>last\sweek|the\sweek\sbefore)|last))?\b(?:\s{_PART}\b)?
    | (?P<yesterday>[Yy]esterday|[Ll]ast\s(?:night|evening))
    | (?P<today>[Tt]oday|[Tt]onight|[Oo]vernight|[Tt]his\s(?:morning|afternoon|evening)|[Ee]arlier\stoday)\b
    | (?P<tomorrow>[Tt]omorrow)\b
    | (?P<ago>{_NUMBER})\s(?P<agounit>day|week)s?\sago\b
    | (?P<weekend>(?:at|over|during)\s(?:the|last)\sweekend)\b
    | (?:(?P<part>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<period>[Ll]ast|[Tt]his|[Nn]ext|the\sprevious|the\spast)\s
        (?P<unit>week|month|year)\b
    | (?P<before>[Tt]he\s(?:day|evening|night|afternoon|morning)\sbefore
        |[Tt]he\sprevious\s(?:day|evening|night|afternoon|morning)|[Oo]n\sthe\seve)\b
    | (?P<after>[Tt]he\s(?:next|following)\s(?:day|morning|evening|afternoon))\b
    | (?P<same>[Tt]he\ssame\s(?:day|morning|afternoon|evening|night)
        |[Ll]ater\s(?:in\sthe|that|the\ssame)\s(?:day|evening)
        |[Ee]arlier\s(?:in\sthe|that|the\ssame)\sday|[Tt]hat\s(?:day|morning|afternoon|evening|night)
        |(?:[Aa]n\s)?[Hh]ours?\s(?:later|earlier|after|before)|[Ww]ithin\s(?:hours|minutes|the\shour)
        |(?:{_NUMBER}\s)?[Mm]inutes\slater|[Bb]efore\smidnight|[Bb]y\snightfall|[Ss]hortly\safterwards?)\b
    | (?P<step>{_NUMBER})\s(?P<stepunit>day|week)s?\s(?P<way>earlier|later|after|before)\b
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that name a day or days.

    Attributes:
        start, end: offsets into the text.
        days: what they name; None where that hangs on a day told before ("the same evening", "a day earlier").
        shift: in that case, how many days from that day.
        follows: the phrase goes on with what it is counted from ("four days after ...").
    """

    start: int
    end: int
    days: DateRange | None
    shift: int = 0
    follows: bool = False


def date_phrases(
    text: str, base: date | None, start: int = 0, end: int | None = None, *, ahead: bool = False
) -> Iterator[DatePhrase]:
    """The date phrases between two offsets, in order.

    Args:
        base: the day from which relative phrases and dates without a year are reckoned. Without it only
            dates with a year are found.
        ahead: look forward from the base day (for what is promised) rather than back (for what is told).
    """
    for found in _PHRASE.finditer(text, start, len(text) if end is None else end):
        try:
            phrase = _relative(found) or _days(found, base, ahead)
        except (ValueError, OverflowError):  # 31 June, the year 9999
            continue
        if phrase is not None:
            at = found.start() + len(found["ofmonth"] or "")
            days, shift = phrase if isinstance(phrase, tuple) else (phrase, 0)
            follows = days is None and found.group().endswith(("after", "before")) and not found["before"]
            yield DatePhrase(at, found.end(), days, shift, follows)


def count(words: str) -> int:
    """The number that the words name: "12", "ten", "a couple of". Raises KeyError if it knows none."""
    words = " ".join(words.casefold().split())
    return int(words) if words.isdigit() else _COUNTS[words]


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _relative(found: re.Match[str]) -> tuple[None, int] | None:
    """Phrases that hang on a day told before."""
    if found["before"]:
        return None, -1
    if found["after"]:
        return None, 1
    if found["same"]:
        return None, 0
    if found["step"]:
        days = count(found["step"]) * (7 if found["stepunit"] == "week" else 1)
        # "four days after B did X, A did Y": the phrase dates B's deed, four days before A's
        return None, days if found["way"] in ("later", "before") else -days
    return None


def _days(found: re.Match[str], base: date | None, ahead: bool) -> DateRange | None:
    group = found.groupdict()
    if group["iso"]:
        return DateRange.on(date.fromisoformat(group["iso"]))
    for first, last, month, year in (("d1", "d2", "m1", "y1"), ("d3", "d4", "m2", "y2")):
        if group[month]:
            end = _dated(int(group[last] or 0), group[month] or "", group[year], base, ahead)
            return DateRange(end.replace(day=int(group[first] or 0)), end) if end else None
    for day, month, year in (("d5", "m3", "y3"), ("o1", "m4", "y4"), ("d6", "m5", "y5")):
        if group[month]:
            number = _ORDINALS.get(group[day] or "") or int(group[day] or 0)
            on = _dated(number, group[month], group[year], base, ahead)
            return DateRange.on(on) if on else None
    if group["m6"]:
        first_day = _dated(1, group["m6"], group["y6"], base, ahead, whole_month=True)
        return DateRange(first_day, month_end(first_day)) if first_day else None
    return None if base is None else _from_base(group, base, ahead)


def _from_base(group: dict[str, str | None], base: date, ahead: bool) -> DateRange | None:
    if group["weekday"]:
        return DateRange.on(_weekday(group, base, ahead))
    for name, shift in (("yesterday", -1), ("today", 0), ("tomorrow", 1)):
        if group[name]:
            return DateRange.on(base + timedelta(shift))
    if group["ago"]:
        return DateRange.on(base - timedelta(count(group["ago"]) * (7 if group["agounit"] == "week" else 1)))
    if group["weekend"]:
        saturday = base - timedelta((base.weekday() - 5) % 7 or (7 if base.weekday() == 5 and ahead else 0))
        return DateRange(saturday, min(saturday + timedelta(1), base) if not ahead else saturday + timedelta(1))
    return _period(group, base) if group["unit"] else None


def _weekday(group: dict[str, str | None], base: date, ahead: bool) -> date:
    wanted, which = _DAYS.index((group["weekday"] or "").casefold()[:3]) // 4, (group["which"] or "").casefold()
    if ahead or which in ("next", "this coming"):
        day = base + timedelta((wanted - base.weekday()) % 7 or 7)
        return day + timedelta(7) if group["week"] else day
    day = base - timedelta((base.weekday() - wanted) % 7)
    monday = base - timedelta(base.weekday())
    if group["lastweek"]:
        return monday - timedelta(7 - wanted)
    return day - timedelta(7) if which == "last" and day == base else day


def _period(group: dict[str, str | None], base: date) -> DateRange:
    """Weeks run from Monday to Sunday; "earlier this month" ends on the base day."""
    period, part, unit = (group["period"] or "").casefold(), (group["part"] or "").casefold(), group["unit"]
    step = {"last": -1, "the previous": -1, "next": 1}.get(period, 0)
    if unit == "week":
        first = base - timedelta(base.weekday()) + timedelta(7 * step)
        last = first + timedelta(6)
    elif unit == "month":
        months = base.year * 12 + base.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        last = month_end(first)
    else:
        first, last = date(base.year + step, 1, 1), date(base.year + step, 12, 31)
    if part == "earlier":
        last = min(last, base)
    elif part == "later":
        first = max(first, base)
    return DateRange(first, last)


def _dated(
    day: int, month: str, year: str | None, base: date | None, ahead: bool, whole_month: bool = False
) -> date | None:
    """A day of a month; without a year, the nearest one that is not after (or, ahead, not before) the base day."""
    number = _MONTHS.index(month.casefold()[:3]) // 4 + 1
    if year:
        return date(int(year), number, day)
    if base is None:
        return None
    for candidate in range(base.year + 1, base.year - 9, -1) if not ahead else range(base.year, base.year + 9):
        try:
            on = date(candidate, number, day)
        except ValueError:  # 29 February
            continue
        if (on <= base) if not ahead else ((month_end(on) if whole_month else on) >= base):
            return on
    return None


_LIMIT = re.compile(
    rf"""\b(?:
      (?P<within>[Ww]ithin|[Ii]n\sthe\s(?:next|coming)|[Ii]n\sno\smore\sthan|[Oo]ver\sthe\s(?:next|coming)|[Ii]n)\s
        (?:the\s(?:next|coming)\s)?(?P<n>{_NUMBER}\s)?(?:\(\d+\)\s)?(?:working\s|calendar\s)?
        (?P<unit>hour|day|week|fortnight|month|year)(?P<plural>s?)\b(?!\sago)
    | (?:[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|at)\s(?:the\s(?:very\s)?)?(?P<endof>end|close)\sof\s
        (?:(?P<of>(?:the|this|next)\s(?:day|week|month|year)|{_YEAR})\b|(?:the\smonth\sof\s)?{_MONTH.format("endm")}
           (?:\s(?P<endy>{_YEAR})\b)?)
    | (?:[Bb]y|[Bb]efore)\s(?P<vague>mid|early|late)[\s-]{_MONTH.format("vm")}(?:\s(?P<vy>{_YEAR})\b)?
    | (?:[Bb]y|[Uu]ntil|[Tt]ill)\s(?P<bytime>midnight|noon|tonight|(?:this\s)?evening)\b(?!\s(?:on|of)\b)
    | (?P<prep>[Bb]y\sor\son|[Oo]n\sor\sbefore|[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|(?:[Nn]o|[Nn]ot)\slater\sthan
        |[Dd]eadline\s(?:of|is)|[Aa]head\sof|[Oo]n|[Ff]rom)\s
        (?:(?:the\s)?(?:close|end)\s(?:of\s(?:business\s)?)?(?:on\s)?|midnight\son\s|noon\son\s|midday\son\s|the\s(?=\d))?
    )""",
    re.VERBOSE,
)
_UNITS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}
_COMING = re.compile(r"next|tomorrow|tonight|today|this|later", re.IGNORECASE)
_AT_LATEST = re.compile(r"\s*,?\s*at the (?:very )?latest")


def deadline(text: str, base: date | None) -> date | None:
    """The last day for what the text promises: "by March 20", "within ten days", "before 1 July", "by Friday".

    A bound ("by", "before", "within") goes before a mere day ("will open the road on Monday"). A month or year
    without a day counts to its end, so that nothing is taken to be overdue too early. None if no day is named.

    Args:
        base: the day on which it was promised; without it only dates with a year are understood.
    """
    fallback = None
    for found in _LIMIT.finditer(text):
        try:
            day = _limit(text, found, base)
        except (ValueError, OverflowError, KeyError):
            continue
        if day is None:
            continue
        if (found["prep"] or "").casefold() not in ("on", "from"):
            return day
        if _AT_LATEST.match(text, found.end()):
            return day
        fallback = fallback or day
    if fallback is None:  # "tomorrow", "next week"; a bare date may as well be that of the accord spoken of
        coming = (p for p in date_phrases(text, base, ahead=True) if _COMING.match(text, p.start))
        fallback = next((p.days.last for p in coming if p.days), None)
    return fallback


def _limit(text: str, found: re.Match[str], base: date | None) -> date | None:
    if found["endm"] or found["vm"]:
        month, year = (found["endm"], found["endy"]) if found["endm"] else (found["vm"], found["vy"])
        first = _dated(1, month, year, base, True, whole_month=True)
        if first is None or found["endm"]:
            return first and month_end(first)
        return {"early": first.replace(day=10), "mid": first.replace(day=15)}.get(found["vague"], month_end(first))
    if found["of"] and found["of"].isdigit():
        return date(int(found["of"]), 12, 31)
    if found["prep"]:
        return _by(text, found, base)
    if base is None:
        return None
    if found["bytime"]:
        return base
    if found["of"]:
        which, unit = found["of"].split()
        if unit == "day":
            return base
        return _period({"period": "next" if which == "next" else "this", "part": "", "unit": unit}, base).last
    if not found["n"] and (found["plural"] or found["within"].casefold() == "in"):  # "in the coming days"
        return None
    number = count(found["n"]) if found["n"] else 1
    if found["unit"] in ("month", "year"):
        months = base.year * 12 + base.month - 1 + number * (12 if found["unit"] == "year" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        return first.replace(day=min(base.day, month_end(first).day))
    if found["unit"] == "hour":
        return base + timedelta(-(-number // 24))
    return base + timedelta(number * _UNITS[found["unit"]])


def _by(text: str, found: re.Match[str], base: date | None) -> date | None:
    """The day after a preposition. "Before" a day means the day before it."""
    # from the preposition's own start, because "by June" needs its "by" to be read as a month
    for phrase in date_phrases(text, base, found.start(), min(len(text), found.end() + 60), ahead=True):
        if phrase.start > found.end() or phrase.days is None:
            return None
        if base is not None and phrase.days.last < base:
            return None
        if (found["prep"] or "").casefold() in ("before", "ahead of"):
            return phrase.days.first - timedelta(1)
        return phrase.days.last
    return None
