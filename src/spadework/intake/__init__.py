"""Intake: what people have becomes documents.

`take` reads one file, `take_each` also folders, archives, mailboxes, feeds and, if it is told how, an address. Both
find title, publisher and day and normalise the text once, so that every later offset refers to what is stored. Nothing
is fetched that was not asked for, and nothing is guessed: what the caller says goes first, then what the file says
about itself.
"""

from spadework.intake.dates import day
from spadework.intake.each import Failed, Outcome, Skipped, take_each
from spadework.intake.files import LARGE, LIMIT
from spadework.intake.normalise import normalise
from spadework.intake.taking import Taken, take
from spadework.intake.watching import watch
from spadework.intake.web import Web

__all__ = [
    "LARGE",
    "LIMIT",
    "Failed",
    "Outcome",
    "Skipped",
    "Taken",
    "Web",
    "day",
    "normalise",
    "take",
    "take_each",
    "watch",
]
