"""What takes longer than settling: chances over draws of the uncertain numbers, and what would open a closed deal."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.desk.desk import Desk
from spadework.desk.views.scenarios import ScenarioNames
from spadework.model import Package, Scenario
from spadework.settling import Influence, Openings, Prospect
from spadework.settling.showing.outcome import NAMES, uncertain

MOST_MATTERS = 6
MOST_PACKAGES = 6
MOST_SETS = 6


@dataclass(frozen=True, slots=True)
class ChanceView:
    """How a package fares over the draws.

    Attributes:
        label: what it is called: solutions that choose it, "this package", what it is best at.
        accepted: share of the draws in which each party accepts it.
        agreed: share in which it is a deal.
    """

    label: str
    package: dict[str, str]
    accepted: dict[str, float]
    agreed: float


@dataclass(frozen=True, slots=True)
class MattersView:
    """An uncertain number that decides much.

    Attributes:
        about: the number in words.
        if_low, if_high: share of the draws in which the package is agreed, where the number is in its lowest and in its
            highest third.
    """

    party: str
    about: str
    low: float
    high: float
    correlation: float
    if_low: float
    if_high: float


@dataclass(frozen=True, slots=True)
class ChancesView:
    """Attributes:
    deal: share of the draws in which there is any deal, at least and at most.
    matters_for: label of the package that `matters` is about; empty if it is any deal.
    """

    draws: int
    deal: tuple[float, float]
    packages: tuple[ChanceView, ...]
    matters_for: str
    matters: tuple[MattersView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearView:
    """A package that is no deal, and what would make it one.

    Attributes:
        given_up: of its reserve, by party.
        lifted: red lines to be lifted as well, in words, by party.
    """

    package: dict[str, str]
    told: tuple[str, ...]
    given_up: dict[str, float]
    total: float
    lifted: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OpeningsView:
    """What would open a deal; `lines` are sets of red lines to be lifted, in words, by party."""

    nearest: tuple[NearView, ...]
    lines: tuple[dict[str, tuple[str, ...]], ...]
    complete: bool


def chances_view(desk: Desk, scenario: Scenario, package: Package | None) -> ChancesView | None:
    """Chances of this package and of those that solutions choose; None where all numbers are known.

    Raises:
        ScenarioError, Busy
    """
    if not uncertain(scenario):
        return None
    r = desk.settler.drawn(scenario, package)
    named = ScenarioNames(scenario)
    robust: dict[int, list[str]] = {}
    for name, k in r.choices.items():
        robust.setdefault(k, []).append(_ROBUST[name])
    shown = [(k, p) for k, p in enumerate(r.prospects) if p.names or k in robust]
    shown.sort(key=lambda x: ("given" not in x[1].names, not x[1].names))
    labels = {k: _label(p, robust.get(k, [])) for k, p in shown}
    return ChancesView(
        draws=r.draws,
        deal=r.deal,
        packages=tuple(
            ChanceView(labels[k], dict(p.package.choices), dict(zip(r.parties, p.accepted, strict=True)), p.agreed)
            for k, p in shown[:MOST_PACKAGES]
        ),
        matters_for="" if r.matters_for is None else labels.get(r.matters_for, ""),
        matters=tuple(_matters(named, m) for m in r.matters[:MOST_MATTERS]),
        notes=r.notes,
    )


_ROBUST = {"worst_case": "best at its worst", "cvar": "best worst tenth", "regret": "least expected regret"}


def _label(p: Prospect, robust: list[str]) -> str:
    told = ["this package"] if "given" in p.names else []
    told += [NAMES[n] for n in p.names if n in NAMES]
    label = ", ".join(told + robust)
    return label[:1].upper() + label[1:]


def _matters(named: ScenarioNames, m: Influence) -> MattersView:
    about = named.option(m.about) if "." in m.about else named.issue.get(m.about, m.about)
    told = f"{m.kind} of {about}" if about else m.kind
    return MattersView(
        named.party.get(m.party, m.party), told, m.value.low, m.value.high, m.correlation, m.if_low, m.if_high
    )


def openings_view(desk: Desk, scenario: Scenario) -> OpeningsView | None:
    """What would open a deal; None where there is one. Raises ScenarioError, Busy."""
    found: Openings = desk.settler.opened(scenario)
    if found.possible:
        return None
    named = ScenarioNames(scenario)
    return OpeningsView(
        nearest=tuple(
            NearView(
                package=dict(near.package.choices),
                told=tuple(f"{named.issue[i]}: {named.text(i, o)}" for i, o in near.package.choices.items()),
                given_up=near.given_up,
                total=near.total,
                lifted=_lines(named, near.lifted),
            )
            for near in found.nearest
        ),
        lines=tuple(_lines(named, x.lifted) for x in found.lines[:MOST_SETS]),
        complete=found.complete and len(found.lines) <= MOST_SETS,
    )


def _lines(named: ScenarioNames, lifted: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {p: tuple(map(named.option, lines)) for p, lines in lifted.items()}
