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
    "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen"
    "|twenty|twenty-one|twenty-four|twenty-eight|thirty|forty|forty-five|forty-eight|fifty|sixty|seventy-two|ninety"
)
_COUNTS = dict(
    zip(
        _COUNT.split("|"),
        (1, 1, *range(1, 17), 18, 20, 21, 24, 28, 30, 40, 45, 48, 50, 60, 72, 90),
        strict=True,
    )
) | {"a couple of": 2}
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_ORDINALS = {word: number + 1 for number, word in enumerate(_ORDINAL.split("|"))}

MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_MONTH_BEGINS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
NUMBER = rf"(?:\d{{1,3}}|(?i:{_COUNT}|a\ couple\ of))"
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_TH = r"(?:st|nd|rd|th)?"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|noon)"

# What a phrase may begin with: most words fail here at once instead of at each of twenty alternatives.
_BEGINS = rf"""(?=\d|{_MONTH_BEGINS}|{WEEKDAY}|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arl|[Ll]ate|[Yy]esterday
    |[Tt]o(?:day|night|mor)|[Oo]vernight|(?:in|during|since|mid|of|by|before|until|end\sof)[\s-](?:{_MONTH_BEGINS})
    |(?:at|over|during)\s(?:the|last)\sw|[Tt]h(?:e|at)\s(?:{_ORDINAL}|day|eve|nig|aft|mor|pre|past|nex|fol|sam)
    |[Oo]n\sthe\seve|(?:[Aa]n\s)?[Hh]our|[Ww]ithin|[Mm]inutes|[Bb]efore\sm|[Bb]y\sn|[Ss]hortly
    |(?i:{_COUNT}|a\ couple\ of)\s(?:day|week|minutes))"""

_PHRASE = re.compile(
    rf"""\b{_BEGINS}(?:
      (?P<iso>{YEAR}-[01]\d-[0-3]\d)\b
    | (?P<d1>{DAY}){_TH}(?:\s(?:to|and|until)\s|\s?[-–]\s?)(?P<d2>{DAY}){_TH}\s(?:of\s)?{MONTH.format("m1")}
        (?:,?\s(?P<y1>{YEAR})\b)?
    | {MONTH.format("m2")}\s(?P<d3>{DAY})(?:\s(?:to|and|until)\s|\s?[-–]\s?)(?P<d4>{DAY})\b(?:,?\s(?P<y2>{YEAR})\b)?
    | (?P<d5>{DAY}){_TH}\s(?:of\s)?{MONTH.format("m3")}(?:,?\s(?P<y3>{YEAR})\b)?
    | the\s(?P<o1>{_ORDINAL})\sof\s{MONTH.format("m4")}(?:,?\s(?P<y4>{YEAR})\b)?
    | {MONTH.format("m5")}\s(?P<d6>{DAY}){_TH}\b(?!\s(?:percent|per))(?:,?\s(?P<y5>{YEAR})\b)?
    | (?P<ofmonth>(?:in|during|since|last|this|early|mid|late|of|by|before|until|end\sof|early\sin|late\sin)[\s-])
        {MONTH.format("m6")}(?:\s(?P<y6>{YEAR})\b)?(?!\s?\d)
    | (?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|this\scoming|this\spast)\s)?(?P<weekday>{WEEKDAY})(?P<week>\sweek\b)?
        (?:\s(?:(?P<lastweek>last\sweek|the\sweek\sbefore)|last))?\b(?:\s{_PART}\b)?
    | (?P<yesterday>[Yy]esterday|[Ll]ast\s(?:night|evening))
    | (?P<today>[Tt]oday|[Tt]onight|[Oo]vernight|[Tt]his\s(?:morning|afternoon|evening)|[Ee]arlier\stoday)\b
    | (?P<tomorrow>[Tt]omorrow)\b
    | (?P<ago>{NUMBER})\s(?P<agounit>day|week)s?\sago\b
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
        |(?:{NUMBER}\s)?[Mm]inutes\slater|[Bb]efore\smidnight|[Bb]y\snightfall|[Ss]hortly\safterwards?)\b
    | (?P<step>{NUMBER})\s(?P<stepunit>day|week)s?\s(?P<way>earlier|later|after|before)\b
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
            end = dated(int(group[last] or 0), group[month] or "", group[year], base, ahead)
            return DateRange(end.replace(day=int(group[first] or 0)), end) if end else None
    for day, month, year in (("d5", "m3", "y3"), ("o1", "m4", "y4"), ("d6", "m5", "y5")):
        if group[month]:
            number = _ORDINALS.get(group[day] or "") or int(group[day] or 0)
            on = dated(number, group[month], group[year], base, ahead)
            return DateRange.on(on) if on else None
    if group["m6"]:
        first_day = dated(1, group["m6"], group["y6"], base, ahead, whole_month=True)
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
    return period_of(group, base) if group["unit"] else None


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


def period_of(group: dict[str, str | None], base: date) -> DateRange:
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


def dated(
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
