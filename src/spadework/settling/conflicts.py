"""Constraints that cannot all be kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from spadework.errors import ScenarioError
from spadework.settling.compiled import Compiled, Rule, keeps
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.frontier import Search

NAMED = 100
"""Constraints of which a contradiction is sought out: each is left out once to see whether the others can be kept."""


def check_lawful(c: Compiled) -> None:
    """Raise if no package keeps all constraints.

    Raises:
        ScenarioError: names a smallest set of constraints that contradict each other: without any one of them the
            others of the set can be kept. Of more than `NAMED` it tells only that they do.
    """
    if not c.rules or lawful(c):
        return
    if len(c.rules) > NAMED:
        raise ScenarioError(
            f"no package keeps these {len(c.rules):,} constraints together",
            where="constraints",
            remedy="Reject the conditions that are not meant so, or take constraints out of the scenario.",
        )
    clash = list(c.rules)
    for rule in c.rules:
        rest = [r for r in clash if r is not rule]
        if not lawful(replace(c, rules=tuple(rest))):
            clash = rest
    told = "; ".join(_told(c, r) for r in clash)
    raise ScenarioError(
        f"no package keeps {'this constraint' if len(clash) == 1 else 'these constraints together'}: {told}",
        where="constraints",
        remedy="Change or take out one of them.",
    )


def lawful(c: Compiled) -> bool:
    """Whether some package keeps all constraints, red lines apart."""
    bare = replace(c.without_red_lines(), pairs=())
    try:
        return Search(bare, Effort(), objective=np.zeros((1, c.parties))).run() is not None
    except TooMuch:
        from spadework.settling.milp import Programme

        return Programme(bare).feasible()


def _told(c: Compiled, rule: Rule) -> str:
    names = [c.name(x) for x in rule.options]
    if rule.kind.value == "requires":
        return f"{names[0]} requires {', '.join(names[1:])}"
    return f"{rule.kind.value.replace('_', ' ')} {', '.join(names)}"


def broken(c: Compiled, choice: npt.NDArray[np.integer]) -> list[str]:
    """The constraints that a package does not keep, in words."""
    return [_told(c, r) for r in c.rules if not keeps(r.kind, [choice[None][:, i] == o for i, o in r.options])[0]]
