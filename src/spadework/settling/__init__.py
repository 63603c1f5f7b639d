"""From a scenario to what could be agreed."""

from spadework.model import Scenario
from spadework.settling.result import Deal, Frontier, Settlement, Solution
from spadework.settling.settle import settle

__all__ = ["Deal", "Frontier", "Scenario", "Settlement", "Solution", "settle"]
