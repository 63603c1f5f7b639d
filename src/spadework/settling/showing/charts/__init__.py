"""Charts as SVG files that need nothing else: Vega-Lite drawn by vl-convert, without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spadework.errors import ScenarioError
from spadework.settling.showing.charts.deals import parallel, scatter
from spadework.settling.showing.charts.draws import heat, tornado
from spadework.settling.showing.outcome import Outcome

__all__ = ["charts", "svg", "write_charts"]

_MARK = "<!-- A chart by Spadework -->"


def charts(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """Vega-Lite specifications by name: "frontier" (a scatter for two parties, parallel coordinates for more), and
    where numbers were drawn "acceptance" (a heat map) and "tornado" (what matters). What has nothing to show is left
    out."""
    made = {}
    if outcome.settlement.possible and len(outcome.settlement.parties) >= 2:
        made["frontier"] = scatter(outcome) if len(outcome.settlement.parties) == 2 else parallel(outcome)
    if outcome.robustness and outcome.robustness.prospects:
        made["acceptance"] = heat(outcome, outcome.robustness)
    if outcome.robustness and outcome.robustness.matters:
        made["tornado"] = tornado(outcome, outcome.robustness)
    return made


def write_charts(outcome: Outcome, folder: str | Path) -> list[Path]:
    """Draw the charts into a folder, which is made if need be; older charts are replaced, files of others are not.

    Raises:
        ScenarioError: a file cannot be written, or it is there and is no chart of ours.
    """
    folder = Path(folder)
    made = charts(outcome)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in made:
            _ours(folder / f"{name}.svg")
        for name, spec in made.items():
            path = folder / f"{name}.svg"
            path.write_text(f"{_MARK}\n{svg(spec)}\n", encoding="utf-8")
            written.append(path)
    except OSError as e:
        raise ScenarioError(f"cannot be written ({e.strerror})", where=str(folder), remedy="Choose another.") from e
    return written


def _ours(path: Path) -> None:
    if path.exists() and not path.read_bytes().startswith(_MARK.encode()):
        raise ScenarioError(
            "there is a file of this name that is no chart of ours", where=str(path), remedy="Choose another folder."
        )


def svg(spec: dict[str, Any]) -> str:
    """The chart as SVG. Nothing is fetched."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
