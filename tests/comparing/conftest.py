"""A table of hand-written rows."""

from __future__ import annotations

import pytest

from rows_by_hand import Table


@pytest.fixture
def table() -> Table:
    return Table()
