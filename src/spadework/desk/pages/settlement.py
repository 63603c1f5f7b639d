"""What could be agreed, and what becomes of it when numbers move.

The page, and the parts of it that follow a slider: its module asks for them with the fields of the form, which are also
those of its own address, and puts them in the place of the old ones. So it is drawn in one place only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from spadework.desk.asking import Reader, TheDesk
from spadework.desk.desk import Desk
from spadework.desk.failing import status_of
from spadework.desk.rendering import page
from spadework.desk.views.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, parallel, scatter
from spadework.desk.views.prospects import chances_view, openings_view
from spadework.desk.views.scenarios import DRAFT, scenario_at, scenario_view, scenarios_view
from spadework.desk.views.settlement import SettlementView, settlement_view
from spadework.desk.views.tried import Tried, tried
from spadework.errors import NoSuchRow, ScenarioError, SpadeworkError
from spadework.ledger import KeptScenario
from spadework.model import Package, Scenario
from spadework.settling import changed, dumps

router = APIRouter()

MOST_SHOWN = 3000
"""Numbers that a page has fields for."""
FRAME = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP, "bottom": HEIGHT - BOTTOM}


@router.get("/settlement")
def settlement(request: Request, desk: TheDesk, person: Reader) -> HTMLResponse:
    """The page. What is wrong with what is tried out stands on it."""
    known = scenarios_view(desk)
    try:
        asked = _Asked.of(desk, request)
    except NoSuchRow:
        raise
    except SpadeworkError as e:
        return page(
            request, "settlement_none.html.j2", here="settlement", known=known, why=str(e), code=_code(request, e)
        )
    parts = _parts(desk, asked, whole="prospects" in request.query_params)
    wants = scenario_view(desk, KeptScenario(asked.kept.version, asked.scenario)) if asked.small else None
    versions = (
        [] if asked.kept.version.name == DRAFT else desk.dossier.ledger.scenario_versions(asked.kept.version.name)
    )
    return page(
        request,
        "settlement.html.j2",
        here="settlement",
        known=known,
        wants=wants,
        versions=versions,
        newest=versions[0].number if versions else 0,
        DRAFT=DRAFT,
        **parts,
    )


def _code(request: Request, error: SpadeworkError) -> int:
    return 200 if not request.query_params else status_of(error)


@router.get("/settlement/answer")
def answer(request: Request, desk: TheDesk, person: Reader) -> HTMLResponse:
    """The parts that follow a slider at once."""
    return _part(request, desk, "settlement_answer.html.j2")


@router.get("/settlement/prospects")
def prospects(request: Request, desk: TheDesk, person: Reader) -> HTMLResponse:
    """The parts that may come a little later: chances, and what would open a closed deal."""
    return _part(request, desk, "settlement_prospects.html.j2", whole=True)


@router.get("/settlement/scenario.{form}")
def download(request: Request, desk: TheDesk, person: Reader, form: str) -> Response:
    """The scenario with what is changed in it, as a file."""
    if form not in ("toml", "json"):
        raise NoSuchRow(f"there is no form {form[:20]!r}", remedy="toml or json.")
    asked = _Asked.of(desk, request)
    documents = [desk.dossier.ledger.head(d) for d in _quoted(asked.scenario) if desk.dossier.ledger.holds(d)]
    text = dumps(asked.scenario, form, documents)
    kind = "application/json" if form == "json" else "application/toml"
    name = quote(f"{asked.kept.version.name}.{form}")
    return Response(text, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _quoted(scenario: Scenario) -> set[str]:
    from spadework.settling.files.tabling import spans

    return {span.document for span in spans(scenario)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request is about: the scenario that is kept, and what is tried out in it."""

    kept: KeptScenario
    scenario: Scenario
    tried: Tried

    @classmethod
    def of(cls, desk: Desk, request: Request) -> _Asked:
        """Raises NoSuchRow, ScenarioError."""
        told = request.query_params
        version = told.get("version", "")
        number = int(version) if version.isascii() and version.isdigit() and 0 < len(version) < 9 else None
        kept = scenario_at(desk, told.get("scenario", ""), number or None)
        asked = tried(kept.scenario, told.multi_items())
        return cls(kept, changed(kept.scenario, asked.changes, "tried out"), asked)

    @property
    def small(self) -> bool:
        """Whether a page can have a field for each number."""
        return len(self.scenario.parties) * sum(len(i.options) for i in self.scenario.issues) <= MOST_SHOWN


def _part(request: Request, desk: Desk, template: str, *, whole: bool = False) -> HTMLResponse:
    try:
        asked = _Asked.of(desk, request)
        return page(request, template, **_parts(desk, asked, whole=whole, answer=not whole))
    except SpadeworkError as e:
        return page(request, "settlement_refused.html.j2", why=str(e), code=status_of(e))


def _parts(desk: Desk, asked: _Asked, *, whole: bool = False, answer: bool = True) -> dict[str, Any]:
    """What the templates of the parts need."""
    view, why, chart, lines = None, "", None, None
    scenario = asked.scenario
    if answer:
        try:
            view = settlement_view(
                desk, asked.kept.version, scenario, asked.tried.package, changed=bool(asked.tried.changes)
            )
            chart, lines = scatter(view, scenario, asked.tried.axes), parallel(view, scenario)
        except ScenarioError as e:
            why = str(e)
    package = asked.tried.package
    return {
        "version": asked.kept.version,
        "scenario": scenario,
        "view": view,
        "why": why,
        "chart": chart,
        "lines": lines,
        "frame": FRAME,
        "axes": asked.tried.axes,
        "changed": bool(asked.tried.changes),
        "chances": chances_view(desk, scenario, package or _nash(view)) if whole and not why else None,
        "opened": openings_view(desk, scenario) if whole and not why else None,
        "whole": whole,
        "small": asked.small,
        "contributions": _contributions(scenario, view) if view and asked.small else (),
        "at": _At(scenario, asked.tried).address,
        "query": urlencode(asked.tried.query),
    }


def _nash(view: SettlementView | None) -> Package | None:
    return Package(choices=view.package.package) if view and view.package and view.possible else None


class _At:
    """Addresses of the page with another package."""

    def __init__(self, scenario: Scenario, asked: Tried) -> None:
        self._places = [{o.id: str(n) for n, o in enumerate(i.options)} for i in scenario.issues]
        self._rest = urlencode([*asked.query, ("x", asked.axes[0]), ("y", asked.axes[1])])

    def address(self, package: str | dict[str, str]) -> str:
        """The address; a package as an address names it, or as options by issue."""
        if isinstance(package, dict):
            package = ".".join(at[o] for at, o in zip(self._places, package.values(), strict=True))
        return f"/settlement?{self._rest}&p={package}"


def _contributions(scenario: Scenario, view: SettlementView) -> tuple[tuple[tuple[float, bool], ...], ...]:
    """By issue and party: what the option chosen adds to the party's utility, and whether it crosses a red line."""
    if view.package is None:
        return ()
    held = {p.party: p for p in scenario.preferences}
    rows = []
    for issue in scenario.issues:
        key = f"{issue.id}.{view.package.package[issue.id]}"
        row = []
        for party in scenario.parties:
            p = held[party.id]
            weight, value = p.weights.get(issue.id), p.values.get(key)
            row.append(
                (weight.likely * value.likely if weight and value else 0.0, any(x.option == key for x in p.red_lines))
            )
        rows.append(tuple(row))
    return tuple(rows)
