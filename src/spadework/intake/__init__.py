"""Intake: files become documents.

`take` reads plain text, Markdown and saved web pages, finds their title, publisher and day, and normalises the
text once, so that every later offset refers to what is stored. Nothing is fetched and nothing is guessed: what the
caller says goes first, then what the file says about itself.
"""

from spadework.intake.dates import day
from spadework.intake.files import LIMIT
from spadework.intake.normalise import normalise
from spadework.intake.taking import Taken, take

__all__ = ["LIMIT", "Taken", "day", "normalise", "take"]
