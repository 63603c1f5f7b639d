"""Who would have to move, for the terminal: what opens a deal where there is none, and what betters a package on the
table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from spadework.model import Package
from spadework.settling.assessing import Assessment, Revision
from spadework.settling.showing.outcome import Outcome

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    Write = Callable[..., Text]

NEAREST, SETS, CHANGES = 3, 6, 3


class Opened:
    """What would open a deal."""

    def __init__(self, outcome: Outcome, text: Write) -> None:
        self._o, self._text = outcome, text

    def shown(self) -> Iterator[RenderableType]:
        """Lines; none where there is a deal."""
        opened = self._o.openings
        if opened is None:
            return
        yield self._text("")
        if not opened.lines and not opened.nearest:
            yield self._text("Neither lifting red lines nor giving up reserves alone opens one.")
            return
        yield self._text("What would open one", "bold")
        if opened.lines:
            yield self._text(
                "Lift red lines, every reserve kept:"
                if len(opened.lines) == 1
                else "Lift one of these sets of red lines, every reserve kept:"
            )
            for lines in opened.lines[:SETS]:
                each = "; ".join(
                    f"{self._o.party(p)}: {', '.join(self._o.named(line) for line in told)}"
                    for p, told in lines.lifted.items()
                )
                yield self._text(f"  - {each}")
            more = len(opened.lines) - SETS
            if more > 0 or not opened.complete:
                yield self._text(f"  and {more} more" if opened.complete else "  and perhaps others", "dim")
        if opened.nearest:
            yield self._text(
                "Or give way on what they have without a deal, every red line kept:"
                if opened.lines
                else "Give way on what they have without a deal, every red line kept:"
            )
        for near in opened.nearest[:NEAREST]:
            yield self._text(f"  - {_amounts(self._o, near.given_up)} for {_package(self._o, near.package)}")
            for party, why in near.blockers.items():
                if party not in near.given_up:
                    yield self._text(f"      {self._o.party(party)} {why}", "dim")


class Tabled:
    """Packages on the table: who accepts, and what would better them."""

    def __init__(self, outcome: Outcome, text: Write) -> None:
        self._o, self._text = outcome, text

    def shown(self) -> Iterator[RenderableType]:
        """Lines for each package."""
        for package, a in zip(self._o.proposals, self._o.assessments, strict=True):
            yield self._text("")
            yield self._text(
                "On the table: " + ("a deal" if a.deal else "no deal"), "bold green" if a.deal else "bold red"
            )
            yield self._text(f"  {_package(self._o, package)}")
            for n, party in enumerate(self._o.settlement.parties):
                yes = a.accepts[party]
                why = "" if yes else f": {a.blockers.get(party, '')}"
                worth = f"{a.utilities[n]:.3f}"
                yield self._text(
                    f"  {self._o.party(party)} {'accepts' if yes else 'does not accept'} (worth {worth}){why}",
                    "green" if yes else "red",
                )
            for rule in a.broken:
                yield self._text(f"  It does not keep a constraint: {rule}", "red")
            yield from self._better(a)

    def _better(self, a: Assessment) -> Iterator[RenderableType]:
        if a.efficient is None:
            yield self._text("  Whether it is efficient was too much to search.", "dim")
        elif a.efficient:
            yield self._text("  It is efficient: nobody can be better off without somebody losing.")
        elif a.best is not None and a.to_efficient is not None:
            yield self._text(
                f"  It is not efficient: {a.to_efficient:.3f} can be gained in all, with nobody losing, by "
                f"{self._changed(a.best)}."
            )
        for r in a.changes[:CHANGES]:
            yield self._text(f"  Better for {self._winners(r)}: {self._changed(r)} ({self._gains(r)})")
        for t in a.trades[:CHANGES]:
            gives = ", ".join(f"{self._o.party(p)} on {self._o.issue(i)}" for p, i in t.gives.items())
            yield self._text(f"  A trade: {gives} give way: {self._changed(t.revision)} ({self._gains(t.revision)})")

    def _changed(self, r: Revision) -> str:
        return "; ".join(f"{self._o.issue(i)}: {self._o.option(i, x)}" for i, x in r.changes.items())

    def _winners(self, r: Revision) -> str:
        won = [self._o.party(p) for p, g in zip(self._o.settlement.parties, r.gains, strict=True) if g > 1e-9]
        return "all" if len(won) == len(r.gains) else " and ".join(won)

    def _gains(self, r: Revision) -> str:
        return ", ".join(
            f"{self._o.party(p)} {g:+.3f}"
            for p, g in zip(self._o.settlement.parties, r.gains, strict=True)
            if abs(g) > 1e-9
        )


def _amounts(outcome: Outcome, given: Mapping[str, float]) -> str:
    return ", ".join(f"{outcome.party(p)} gives up {x:.3f}" for p, x in given.items()) or "nothing"


def _package(outcome: Outcome, package: Package) -> str:
    return "; ".join(f"{outcome.issue(i)}: {outcome.option(i, x)}" for i, x in package.choices.items())
