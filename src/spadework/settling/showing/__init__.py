"""What settling found, to be seen: tables in the terminal, JSON, CSV and charts."""

from spadework.settling.showing.answer import answer
from spadework.settling.showing.charts import charts, write_charts
from spadework.settling.showing.outcome import Outcome, look
from spadework.settling.showing.table import csv_table
from spadework.settling.showing.terminal import shown

__all__ = ["Outcome", "answer", "charts", "csv_table", "look", "shown", "write_charts"]
