"""Who would have to move, line by line: what opens a deal where there is none, and what betters a package on the
table. The terminal and the brief show the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spadework.model import Package
from spadework.settling.assessing import Assessment, Revision
from spadework.settling.concessions import Lines
from spadework.settling.showing.outcome import Outcome

NEAREST, SETS, CHANGES = 3, 6, 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        style: "bold", "dim", "green" or "red", or two of them; empty for plain text.
        inside: how many columns it is moved in.
    """

    text: str
    style: str = ""
    inside: int = 0


class Opened:
    """What would open a deal."""

    def __init__(self, outcome: Outcome) -> None:
        self._o = outcome

    def lines(self) -> Iterator[Line]:
        """What would open it; nothing where there is a deal."""
        opened = self._o.openings
        if opened is None:
            return
        if not opened.lines and not opened.nearest:
            yield Line("Neither lifting red lines nor giving up reserves opens one by itself.")
            return
        yield Line("What would open one", "bold")
        if opened.lines:
            which = "this" if len(opened.lines) == 1 else "one of these"
            yield Line(f"Lifting {which}, every reserve kept:")
            for lines in opened.lines[:SETS]:
                yield _in(Line(f"- {self._lifted(lines)}"))
            more = len(opened.lines) - SETS
            if more > 0 or not opened.complete:
                yield _in(Line(f"and {more} more" if opened.complete else "and perhaps others", "dim"))
        if opened.nearest:
            both = any(near.lifted for near in opened.nearest)
            how = "and lifting red lines too" if both else "every red line kept"
            yield Line(f"Giving up some of what they have without a deal, {how}:")
        for near in opened.nearest[:NEAREST]:
            given = _amounts(self._o, near.given_up)
            given += f", lifting {self._lifted(Lines(near.lifted))}," if near.lifted else ""
            yield _in(Line(f"- {given} for {_package(self._o, near.package)}"))
            for party, why in near.blockers.items():
                if party not in near.given_up and party not in near.lifted:
                    yield _in(Line(f"{self._o.party(party)} {why}", "dim"), 4)

    def _lifted(self, lines: Lines) -> str:
        named = self._o.named
        return "; ".join(
            f"{self._o.party(p)}’s red line on {' and on '.join(map(named, told))}" for p, told in lines.lifted.items()
        )


class Tabled:
    """Packages on the table: who accepts, and what would better them."""

    def __init__(self, outcome: Outcome) -> None:
        self._o = outcome

    def lines(self) -> Iterator[Iterator[Line]]:
        """Some for each package."""
        return map(self._assessed, self._o.proposals, self._o.assessments)

    def _assessed(self, package: Package, a: Assessment) -> Iterator[Line]:
        told, style = ("a deal", "bold green") if a.deal else ("no deal", "bold red")
        yield Line(f"On the table: {told}", style)
        yield _in(Line(_package(self._o, package)))
        yield from (_in(line) for line in self._stands(a))
        yield from (_in(line) for line in self._better(a))

    def _stands(self, a: Assessment) -> Iterator[Line]:
        for n, party in enumerate(self._o.settlement.parties):
            name, worth = self._o.party(party), f"{a.utilities[n]:.3f}"
            if a.accepts[party]:
                yield Line(f"{name} accepts: it is worth {worth}", "green")
            else:
                yield Line(f"{name} does not accept: {a.blockers.get(party, f'it is worth {worth}')}", "red")
        for rule in a.broken:
            yield Line(f"It does not keep a constraint: {rule}", "red")

    def _better(self, a: Assessment) -> Iterator[Line]:
        if a.efficient is None:
            yield Line("Whether it is efficient was too much to search.", "dim")
        elif a.efficient:
            yield Line("It is efficient: nobody can be better off without somebody losing.")
        elif a.best is not None and a.to_efficient is not None:
            gain = f"{a.to_efficient:.3f} can be gained in all, with nobody losing"
            yield Line(f"It is not efficient: {gain}. {self._changed(a.best)}")
        for r in a.changes[:CHANGES]:
            yield Line(f"Better for {self._winners(r)} ({self._gains(r)}): {self._changed(r)}")
        for t in a.trades[:CHANGES]:
            gives = " and ".join(f"{self._o.party(p)} on {self._o.issue(i)}" for p, i in t.gives.items())
            yield Line(f"A trade ({self._gains(t.revision)}), {gives} giving way: {self._changed(t.revision)}")

    def _changed(self, r: Revision) -> str:
        return "; ".join(f"{self._o.issue(i)}: {self._o.option(i, x)}" for i, x in r.changes.items())

    def _winners(self, r: Revision) -> str:
        won = [self._o.party(p) for p, g in zip(self._o.settlement.parties, r.gains, strict=True) if g > 1e-9]
        return "all" if len(won) == len(r.gains) else " and ".join(won)

    def _gains(self, r: Revision) -> str:
        each = zip(self._o.settlement.parties, r.gains, strict=True)
        return ", ".join(f"{self._o.party(p)} {g:+.3f}" for p, g in each if abs(g) > 1e-9)


def _in(line: Line, by: int = 2) -> Line:
    return replace(line, inside=by)


def _amounts(outcome: Outcome, given: Mapping[str, float]) -> str:
    return ", ".join(f"{outcome.party(p)} gives up {x:.3f}" for p, x in given.items()) or "nothing is given up"


def _package(outcome: Outcome, package: Package) -> str:
    return "; ".join(f"{outcome.issue(i)}: {outcome.option(i, x)}" for i, x in package.choices.items())
