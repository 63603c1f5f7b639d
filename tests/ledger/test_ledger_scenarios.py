"""Scenarios are kept by name and version on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from spadework.errors import NoSuchRow, ScenarioChanged, ScenarioError
from spadework.ledger import Ledger, scenarios
from spadework.settling import Scenario, load

HALDEN = load(Path(__file__).parents[2] / "examples" / "halden-aquifer" / "scenario.toml")
New = Callable[[], Ledger]


def test_what_is_kept_comes_back_whole(new: New) -> None:
    ledger = new()
    assert ledger.scenarios() == []
    kept = ledger.keep_scenario("halden", HALDEN, by="Ada", reason="from the file")
    assert (kept.name, kept.number, kept.by, kept.reason, kept.title) == (
        *("halden", 1, "Ada", "from the file"),
        HALDEN.name,
    )
    assert ledger.scenario("halden").scenario == HALDEN
    assert ledger.scenario("halden").version == kept
    assert ledger.scenarios() == [kept]


def test_every_version_stays(new: New) -> None:
    ledger = new()
    other = replace(HALDEN, name="Another")
    ledger.keep_scenario("halden", HALDEN, by="Ada")
    ledger.keep_scenario("halden", other, by="Ben", seen=1)
    ledger.keep_scenario("a", HALDEN, by="Ada")
    assert ledger.scenario("halden").scenario == other
    assert ledger.scenario("halden", 1).scenario == HALDEN
    assert [(v.number, v.by) for v in ledger.scenario_versions("halden")] == [(2, "Ben"), (1, "Ada")]
    assert [(v.name, v.number) for v in ledger.scenarios()] == [("a", 1), ("halden", 2)]


def test_two_people_who_change_one_are_told(new: New) -> None:
    ledger = new()
    ledger.keep_scenario("halden", HALDEN, by="Ada")
    ledger.keep_scenario("halden", replace(HALDEN, name="Ben's"), by="Ben", seen=1)
    with pytest.raises(ScenarioChanged) as told:
        ledger.keep_scenario("halden", replace(HALDEN, name="Ada's"), by="Ada", seen=1)
    assert (told.value.by, told.value.version) == ("Ben", 2)
    with pytest.raises(ScenarioChanged):
        ledger.keep_scenario("halden", HALDEN, by="Ada")
    assert ledger.scenario("halden").scenario.name == "Ben's"


def test_a_database_that_is_opened_again_has_them(tmp_path: Path) -> None:
    from spadework.ledger import Place

    place = Place(file=tmp_path / "dossier.db")
    with Ledger.create(place) as ledger:
        ledger.keep_scenario("halden", HALDEN, by="Ada")
    with Ledger.open(place) as ledger:
        assert ledger.scenario("halden").scenario == HALDEN
        assert ledger.verify() == []


def test_what_is_not_there_is_told(new: New) -> None:
    ledger = new()
    for ask in (
        lambda: ledger.scenario("halden"),
        lambda: ledger.scenario_versions("halden"),
        lambda: ledger.keep_scenario("halden", HALDEN, by="Ada", seen=1),
    ):
        with pytest.raises(NoSuchRow):
            ask()
    ledger.keep_scenario("halden", HALDEN, by="Ada")
    with pytest.raises(NoSuchRow):
        ledger.scenario("halden", 2)


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a-", "-a", "a" * 61, "ä", "a\n", "scenario_"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    from spadework.ledger import Place

    with Ledger.create(Place(file=tmp_path / "dossier.db")) as ledger, pytest.raises(ScenarioError, match="no name"):
        ledger.keep_scenario(name, HALDEN, by="Ada")


def test_one_that_is_too_large_is_refused(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MOST_BYTES", 1000)
    with pytest.raises(ScenarioError, match="MB"):
        new().keep_scenario("halden", HALDEN, by="Ada")
    small = Scenario.additive(["a", "b"], {"x": ["y", "z"]}, [[[0, 1]], [[1, 0]]])
    monkeypatch.setattr(scenarios, "MOST_BYTES", 10_000)
    monkeypatch.setattr(scenarios, "MOST_NAMES", 1)
    ledger = new()
    ledger.keep_scenario("a", small, by="Ada")
    ledger.keep_scenario("a", small, by="Ada", seen=1)
    with pytest.raises(ScenarioError, match="kept already"):
        ledger.keep_scenario("b", small, by="Ada")
