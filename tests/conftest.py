"""What tests of several packages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from postgresql import Server, running


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server that this test run has started itself."""
    with running() as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed: no initdb on PATH or in /usr/lib/postgresql")
        yield server
