"""What hangs together: orders of the issues, and the time that they take."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from spadework.model import Constraint, ConstraintKind, Scenario
from spadework.settling import linking
from spadework.settling.compiled import compile_scenario
from spadework.settling.conflicts import check_lawful
from spadework.settling.linking import Among, ordered


def test_chain_is_ordered_along_its_links() -> None:
    along = [4, 1, 5, 0, 3, 2]
    held = [Among([(a, 0), (b, 0)], False) for a, b in pairwise(along)]
    assert ordered(range(6), held) in (along, along[::-1])


def test_order_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    held = [Among([(a, 1), (a + 1, 2)], False) for a in range(11)]
    first = ordered(range(12), held)
    monkeypatch.setattr(linking, "_greedy", None)
    assert ordered(range(12), [Among(x.options, False) for x in held]) == first


def test_large_order_is_tried_from_few_beginnings(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    held = [Among([(a, 3), (b, 4)], False) for a, b in (rng.sample(range(300), 2) for _ in range(900))]
    tried = []
    greedy = linking._greedy

    def counted(start: int, *more: list[list[int]]) -> tuple[float, list[int]]:
        tried.append(start)
        return greedy(start, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(linking, "_greedy", counted)
    assert sorted(ordered(range(300), held)) == list(range(300)) and len(tried) == 1


def test_two_hundred_issues_with_five_hundred_constraints_are_checked() -> None:
    rng = random.Random(2)
    sizes = [5] * 200
    pairs = (rng.sample(range(200), 2) for _ in range(495))
    rules = tuple(
        Constraint(kind=ConstraintKind.EXCLUDES, options=(f"i{a}.o{rng.randrange(5)}", f"i{b}.o{rng.randrange(5)}"))
        for a, b in pairs
    )
    options = [[f"o{k}" for k in range(5)] for _ in sizes]
    s = Scenario.additive(["a", "b"], options, [[[0] * 5 for _ in sizes]] * 2, constraints=rules)
    check_lawful(compile_scenario(s))
