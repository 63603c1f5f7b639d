"""How far a party goes, where options are numbers."""

from __future__ import annotations

import pytest
from coding_talks import AGENDA, Report, stances

from spadework.coding.bounds import bound
from spadework.coding.coder import code
from spadework.model import Agenda, Issue, Option

TOLL = Agenda(
    name="toll",
    parties=AGENDA.parties,
    issues=(
        Issue(
            id="toll",
            name="Toll on the bridge",
            options=tuple(Option(id=f"t{n}", text=f"A toll of {n} crowns") for n in (10, 20, 40)),
        ),
    ),
)


@pytest.mark.parametrize(
    ("words", "number", "most"),
    [
        ("Arland will not go beyond twenty crowns", "#20", True),
        ("no more than 20 lorries an hour can cross", "#20", True),
        ("twenty crowns was the limit", "#20", True),
        ("it would pay twenty crowns and not a crown more", "#20", True),
        ("at most 1,500 men would stay", "#1500", True),
        ("nothing below twenty crowns would do", "#20", False),
        ("at least twenty-five observers are needed", "#25", False),
        ("twenty crowns is the lowest that the port can bear", "#20", False),
        ("he never asked for less than 4.5 per cent", "#4.5", False),
    ],
)
def test_a_bound_is_read(words, number, most):
    assert bound(words) == (number, most)


@pytest.mark.parametrize(
    "words",
    [
        "Arland accepts twenty crowns",
        "Arland would not object to more than twenty crowns",
        "nobody stood over the lorries",
        "there was not much beyond the bridge",
        "the bridge is at its lowest",
        "Arland will never accept a limit of twenty crowns",
        "a ceiling of twenty crowns is out of the question",
        "it is no secret that Arland wants more than twenty crowns",
        "twenty crowns is no maximum",
        "why not more than twenty crowns",
    ],
)
def test_no_bound_is_read(words):
    assert bound(words) is None


def _toll(content):
    report = Report(content)
    report.says(content)
    return {(option, stance) for _, option, stance in stances(code(report.said, [report.document], TOLL).positions)}


def test_what_lies_beyond_a_ceiling_is_refused():
    shown = _toll("We will not pay a toll of more than twenty crowns.")
    assert ("toll.t40", "rejects") in shown
    assert not {stance for option, stance in shown if option == "toll.t10"}
    assert ("toll.t20", "rejects") not in shown


def test_what_lies_under_a_floor_is_refused():
    shown = _toll("A toll of twenty crowns is the lowest that we accept.")
    assert ("toll.t10", "rejects") in shown
    assert not {stance for option, stance in shown if option == "toll.t40"}


def test_other_units_are_not_compared():
    options = (("y2", "A mandate of 2 years"), ("m18", "A mandate of 18 months"))
    issue = Issue(id="mandate", name="Mandate", options=tuple(Option(id=a, text=b) for a, b in options))
    content = "Arland accepts a mandate of no more than 2 years."
    report = Report(content)
    report.says(content)
    coded = code(report.said, [report.document], Agenda(parties=AGENDA.parties, issues=(issue,)))
    assert "rejects" not in {stance for *_, stance in stances(coded.positions)}


def test_long_text_without_an_end_takes_bounded_time():
    assert bound("not " * 20_000) is None
    assert bound("x" * 100_000) is None
