"""All that is shown together about one scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spadework.model import Package, Scenario
from spadework.settling.result import Deal, Settlement
from spadework.settling.robustness import Prospect, Robustness

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
        proposals: packages on the table.
    """

    scenario: Scenario
    settlement: Settlement
    robustness: Robustness | None = None
    proposals: tuple[Package, ...] = ()

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
