"""Days as files and people write them, and whether a document can have come out on them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spadework.errors import BadDate

FIRST_YEAR = 1900
"""Older than this no document is: such dates are a content system's word for "none"."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})(?P<dash>[-/.])(?P<number>\d{1,2})(?P=dash)(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?!\d)",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
    )
)
_REMEDY = "Write it as 2025-08-19."


def day(raw: str, where: str = "") -> date:
    """The day that this text begins with, such as "2025-08-19T21:30:00-04:00", "Tue, 19 Aug 2025" or "August 19, 2025".

    The day is that of the place where it was written: an offset from UTC does not move it.

    Raises:
        BadDate: it is no day, there is no such day, or no document can have come out on it. All-digit days such as
            05/06/2025 are no day, for they mean two.
    """
    shown = raw.strip()[:60]
    for form in _FORMS:
        if found := form.match(shown):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS[parts["month"].casefold()]
            try:
                made = date(int(parts["year"]), month, int(parts["day"]))
            except ValueError as e:
                raise BadDate(f"there is no day “{shown}”", where=where, remedy=_REMEDY) from e
            return possible(made, where)
    raise Unreadable(f"“{shown}” is no date that can be read", where=where, remedy=_REMEDY)


class Unreadable(BadDate):
    """The text is no date at all, where others are dates that cannot be."""


def possible(made: date, where: str = "") -> date:
    """The day again.

    Raises:
        BadDate: it is before 1900 or more than a year ahead of today.
    """
    if made.year < FIRST_YEAR:
        raise BadDate(f"{made} is too early for a document to have come out on", where=where, remedy=_REMEDY)
    if made > date.today() + timedelta(days=366):
        raise BadDate(f"{made} is more than a year ahead", where=where, remedy=_REMEDY)
    return made


def settle(option: date | None, clues: tuple[tuple[str, str], ...], where: str) -> tuple[date | None, tuple[str, ...]]:
    """The day of publication, and warnings where the file contradicts the caller or itself.

    The caller's word goes first, then the clues in their order. A day's difference between two clues is the time zone's
    and not worth a warning.

    Args:
        clues: where each stands in the file, and how it is written there.

    Raises:
        BadDate: a clue is a day that cannot be, and the caller names none.
    """
    if option is not None:
        possible(option, where)
    warnings: list[str] = []
    chosen, told_by = option, "the date given"
    for place, raw in clues:
        try:
            found = day(raw, f"{where}, {place}")
        except Unreadable as e:
            warnings.append(str(e))
            continue
        except BadDate as e:
            if chosen is None:
                raise BadDate(e.what, where=e.where, remedy="Give the right one with --published.") from e
            warnings.append(str(e))
            continue
        if chosen is None:
            chosen, told_by = found, place
        elif abs(found - chosen) > timedelta(days=0 if chosen is option else 1):
            warnings.append(f"{where}: {place} says {found}, {told_by} says {chosen}; {chosen} is used")
    if chosen and chosen > date.today() + timedelta(days=1):
        warnings.append(f"{where}: the day of publication, {chosen}, is yet to come")
    return chosen, tuple(dict.fromkeys(warnings))
