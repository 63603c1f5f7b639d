"""From a scenario to what could be agreed."""

from spadework.model import Scenario
from spadework.settling.assessing import Assessment, Revision, Trade, assess
from spadework.settling.changing import Changes, changed
from spadework.settling.concessions import Lines, Near, Openings, openings
from spadework.settling.drafting import draft
from spadework.settling.files import dump, dumps, load, loads, schema
from spadework.settling.formats import export, import_scenario
from spadework.settling.influence import Influence
from spadework.settling.result import Deal, Frontier, Settlement, Solution
from spadework.settling.robustness import Prospect, Robustness, robustness
from spadework.settling.settle import settle
from spadework.settling.spreads import spreads

__all__ = [
    "Assessment",
    "Changes",
    "Deal",
    "Frontier",
    "Influence",
    "Lines",
    "Near",
    "Openings",
    "Prospect",
    "Revision",
    "Robustness",
    "Scenario",
    "Settlement",
    "Solution",
    "Trade",
    "assess",
    "changed",
    "draft",
    "dump",
    "dumps",
    "export",
    "import_scenario",
    "load",
    "loads",
    "openings",
    "robustness",
    "schema",
    "settle",
    "spreads",
]
