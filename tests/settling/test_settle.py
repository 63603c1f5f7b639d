"""The exact search against plain enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from settling_plain import TIE, Chosen, frontier, is_deal, lawful, packages, scenarios, worth

from spadework.errors import ScenarioError
from spadework.model import Package, Scenario
from spadework.settling import Settlement, settle


def chosen(s: Scenario, package: Package) -> Chosen:
    return tuple([o.id for o in x.options].index(package.choices[x.id]) for x in s.issues)


def solved(s: Scenario) -> Settlement | None:
    """None where the constraints contradict each other, which must be so."""
    if not any(lawful(s, c) for c in packages(s)):
        with pytest.raises(ScenarioError, match="no package keeps"):
            settle(s)
        return None
    return settle(s)


@settings(max_examples=300, deadline=None)
@given(scenarios())
def test_frontier_with_its_ties_is_that_of_enumeration(s: Scenario) -> None:
    found = solved(s)
    if found is None:
        return
    assert found.exact and not found.partial
    every = [chosen(s, p) for k in range(len(found.frontier)) for p in found.frontier.tied(k)]
    assert len(every) == len(set(every))
    assert set(every) == set(frontier(s))
    for deal in found.frontier:
        assert deal.utilities == pytest.approx(worth(s, chosen(s, deal.package)), abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_frontier_in_small_pieces(s: Scenario) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("spadework.settling.frontier.AT_ONCE", 3)
        found = solved(s)
    if found is not None:
        every = {chosen(s, p) for k in range(len(found.frontier)) for p in found.frontier.tied(k)}
        assert every == set(frontier(s))


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_points_without_agreement(s: Scenario) -> None:
    found = solved(s)
    if found is None:
        return
    kept = [worth(s, c) for c in packages(s) if lawful(s, c)]
    for p, preference in enumerate(s.preferences):
        known = preference.reserve
        expected = known.likely if known else min(u[p] for u in kept)
        assert found.disagreement[p] == pytest.approx(expected, abs=TIE)
    deals = [worth(s, c) for c in packages(s) if is_deal(s, c)]
    assert found.possible == bool(deals)
    if deals:
        assert found.ideal == pytest.approx(np.max(deals, axis=0), abs=TIE)
