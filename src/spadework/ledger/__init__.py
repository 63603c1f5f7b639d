"""Persistence: documents, rows and their revisions in SQLite or PostgreSQL, searched, revised and verified.

Knows the nouns and nothing of the stages that make them.
"""

from spadework.ledger.by_hand import Ends, Held, Said
from spadework.ledger.keeping import Kept
from spadework.ledger.ledger import Ledger, migrate
from spadework.ledger.places import Place, find
from spadework.ledger.query import Query
from spadework.ledger.renewing import Renewal
from spadework.ledger.scenarios import KeptScenario, ScenarioVersion
from spadework.ledger.search import DocumentHit, Hit, Page
from spadework.ledger.snippets import Snippet

__all__ = [
    "DocumentHit",
    "Ends",
    "Held",
    "Hit",
    "Kept",
    "KeptScenario",
    "Ledger",
    "Page",
    "Place",
    "Query",
    "Renewal",
    "Said",
    "ScenarioVersion",
    "Snippet",
    "find",
    "migrate",
]
