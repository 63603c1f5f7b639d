"""From a scenario to what could be agreed."""

from spadework.model import Scenario
from spadework.settling.assessing import Assessment, Revision, Trade, assess
from spadework.settling.concessions import Lines, Near, Openings, openings
from spadework.settling.result import Deal, Frontier, Settlement, Solution
from spadework.settling.settle import settle

__all__ = [
    "Assessment",
    "Deal",
    "Frontier",
    "Lines",
    "Near",
    "Openings",
    "Revision",
    "Scenario",
    "Settlement",
    "Solution",
    "Trade",
    "assess",
    "openings",
    "settle",
]
