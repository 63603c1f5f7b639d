"""Days of publication: read, refused, weighed against each other."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spadework.errors import BadDate
from spadework.intake import day, take

DAY = date(2025, 8, 19)
PROSE = "The minister said on Tuesday that the talks would go on in Geneva until the end of the week."


@pytest.mark.parametrize(
    "raw",
    [
        "2025-08-19", " 2025-08-19 ", "2025-08-19T23:30:00-04:00", "2025-08-19T23:30:00Z", "2025/08/19", "20250819",
        "19 August 2025", "19th of August, 2025", "Aug. 19, 2025", "August 19 2025", "Tuesday, August 19, 2025",
        "Tue, 19 Aug 2025 10:00:00 GMT", "20250819T103000",
    ],
)  # fmt: skip
def test_days_as_files_write_them(raw: str) -> None:
    assert day(raw) == DAY


@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)))
def test_iso_days_round_trip(made: date) -> None:
    assert day(made.isoformat()) == made


@pytest.mark.parametrize(
    "raw",
    ["2025-02-30", "2025-13-01", "31 April 2025", "0001-01-01", "1899-12-31", "9999-12-31", "05/06/2025", "yesterday",
     "", "2025", "Aug 2025", "19 Aug 25", "２０２５"],
)  # fmt: skip
def test_what_is_no_possible_day(raw: str) -> None:
    with pytest.raises(BadDate, match="2025-08-19"):
        day(raw)


def _front(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(("---", *lines, "---", PROSE)), encoding="utf-8")
    return path


def test_front_matter_dates_the_document(tmp_path: Path) -> None:
    assert take(_front(tmp_path, "published: August 19, 2025  # local")).document.published == DAY


@pytest.mark.parametrize("raw", ["2025-02-30", "3025-01-01", "1066-10-14"])
def test_an_impossible_day_in_the_file_is_an_error_that_names_the_way_out(tmp_path: Path, raw: str) -> None:
    path = _front(tmp_path, f"date: {raw}")
    with pytest.raises(BadDate, match=r"a\.txt, “date” in the front matter: .*--published"):
        take(path)
    taken = take(path, published=DAY)
    assert taken.document.published == DAY
    assert raw in taken.warnings[0]


def test_the_given_day_wins_over_the_file_and_says_so(tmp_path: Path) -> None:
    taken = take(_front(tmp_path, "published: 2025-08-18"), published=DAY)
    assert taken.document.published == DAY
    assert "says 2025-08-18" in taken.warnings[0] and "2025-08-19 is used" in taken.warnings[0]


def test_a_file_that_contradicts_itself_is_told(tmp_path: Path) -> None:
    taken = take(_front(tmp_path, "published: 2025-08-19", "date: 2024-08-19"))
    assert taken.document.published == DAY
    assert len(taken.warnings) == 1


def test_a_day_that_cannot_be_read_is_told_and_left_out(tmp_path: Path) -> None:
    taken = take(_front(tmp_path, "published: last Tuesday"))
    assert taken.document.published is None
    assert "no date that can be read" in taken.warnings[0]


def test_a_day_soon_to_come_is_told(tmp_path: Path) -> None:
    soon = date.today() + timedelta(days=30)
    assert "yet to come" in take(_front(tmp_path, f"date: {soon}")).warnings[0]


def test_an_impossible_argument(tmp_path: Path) -> None:
    with pytest.raises(BadDate):
        take(_front(tmp_path, "title: x"), published=date(1815, 6, 18))
