"""All that is shown together about one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spadework.model import Package, Scenario
from spadework.settling.assessing import Assessment, assess, choice_of
from spadework.settling.compiled import compile_scenario
from spadework.settling.concessions import Openings, openings
from spadework.settling.result import Deal, Settlement
from spadework.settling.robustness import DRAWS, Prospect, Robustness, robustness
from spadework.settling.settle import settle

NAMES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
}


def label(names: tuple[str, ...]) -> str:
    """What a package that solutions choose is called; empty if none does."""
    chosen = [n for n in NAMES if n in names]
    told = ["All four solutions"] if len(chosen) == len(NAMES) else [NAMES[n] for n in chosen]
    return ", ".join(told + ["on the table"] * ("given" in names)).replace("on the table", "On the table", not chosen)


@dataclass(frozen=True)
class Outcome:
    """A scenario and what was found about it.

    Attributes:
        robustness: None where nothing was drawn.
        openings: what would open a deal; None where there is one.
        proposals: packages on the table.
        assessments: of each of them, in the same order.
    """

    scenario: Scenario
    settlement: Settlement
    robustness: Robustness | None = None
    openings: Openings | None = None
    proposals: tuple[Package, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything that was assumed, each once."""
        more = self.robustness.notes if self.robustness else ()
        return tuple(dict.fromkeys((*self.scenario.notes, *self.settlement.notes, *more)))

    def choices(self) -> Iterator[tuple[tuple[str, ...], Deal]]:
        """The packages that solutions choose, each once, with the names of the solutions."""
        names: dict[tuple[str, ...], list[str]] = {}
        deals: dict[tuple[str, ...], Deal] = {}
        for name, solution in self.settlement.solutions.items():
            for deal in solution.deals[:1]:
                key = tuple(deal.package.choices.values())
                deals.setdefault(key, deal)
                names.setdefault(key, []).append(name)
        for key, deal in deals.items():
            yield tuple(names[key]), deal

    def prospect(self, package: Package) -> Prospect | None:
        """What may be expected of this package; None if it was not looked at."""
        for prospect in self.robustness.prospects if self.robustness else ():
            if prospect.package == package:
                return prospect
        return None

    def worth(self, package: Package) -> tuple[float, ...]:
        """What a package is worth to each party, at the likely values."""
        c = compile_scenario(self.scenario)
        return tuple(c.utilities(choice_of(c, package)[None])[0].tolist())

    def party(self, id: str) -> str:
        """The party's name."""
        return next((p.name for p in self.scenario.parties if p.id == id), id) or id

    def option(self, issue: str, option: str) -> str:
        """The option's text."""
        for i in self.scenario.issues:
            if i.id == issue:
                return next((o.text for o in i.options if o.id == option), option) or option
        return option

    def issue(self, id: str) -> str:
        """The issue's name."""
        return next((i.name for i in self.scenario.issues if i.id == id), id) or id

    def named(self, key: str) -> str:
        """ "issue.option" for the reader."""
        for i in self.scenario.issues:
            for o in i.options:
                if key == f"{i.id}.{o.id}":
                    return f"{i.name or i.id}: {o.text or o.id}"
        return self.issue(key)


def look(scenario: Scenario, packages: Sequence[Package] = (), *, draws: int = DRAWS, seed: int = 0) -> Outcome:
    """Settle a scenario and find out all that is shown about it.

    Args:
        packages: on the table.
        draws: of the uncertain numbers; none if it is 0 or if there is no such number.

    Raises:
        ScenarioError: the scenario or a package does not hold together.
    """
    settlement = settle(scenario)
    drawn = draws and uncertain(scenario)
    sure = robustness(scenario, settlement, packages=packages, draws=draws, seed=seed) if drawn else None
    return Outcome(
        scenario,
        settlement,
        sure,
        openings=None if settlement.possible else openings(scenario),
        proposals=tuple(packages),
        assessments=tuple(assess(scenario, p) for p in packages),
    )


def uncertain(scenario: Scenario) -> bool:
    """Whether any number of the scenario is not known exactly."""
    return any(
        not v.known
        for p in scenario.preferences
        for v in (
            *p.values.values(),
            *p.weights.values(),
            *(x.value for x in p.interactions),
            *((p.reserve,) if p.reserve else ()),
        )
    )
