"""What takes long the first time in a large dossier, made before anybody asks for it."""

from __future__ import annotations

import gc
import logging

from spadework.desk.desk import Desk
from spadework.desk.views.actors import actors_view
from spadework.desk.views.commitments import commitments_view
from spadework.desk.views.conditions import conditions_view
from spadework.desk.views.findings import AT_ONCE, all_findings, published
from spadework.desk.views.ledger import facets
from spadework.desk.views.table import table_view
from spadework.desk.views.timeline import Span, timeline_view
from spadework.errors import SpadeworkError

_LOG = logging.getLogger("spadework.desk")
_MAKERS = (
    all_findings,
    table_view,
    facets,
    published,
    lambda desk: timeline_view(desk, Span()),
    conditions_view,
    commitments_view,
    actors_view,
)
"""The last of them take longest."""


_GARBAGE = 100_000
"""So many objects are made before it is looked whether some can go; a page makes some ten thousand."""


def warm(desk: Desk) -> None:
    """Let the desk remember what its pages need; a small dossier needs none of it."""
    try:
        if desk.dossier.ledger.last_revision <= AT_ONCE:
            return
        for make in _MAKERS:
            if desk.closing.is_set():
                return
            make(desk)
    except SpadeworkError as e:  # whoever asks for the page is told
        _LOG.info("not prepared: %s", e)
    # What is remembered stays: to look through all of it for garbage again and again takes 0.1 to 0.3 s each time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE, 20, 20)
