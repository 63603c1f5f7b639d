"""Who may ask what."""

from __future__ import annotations

from fastapi import FastAPI

from spadework.desk.guard.headers import Headers
from spadework.desk.guard.hosts import Hosts
from spadework.desk.settings import Settings

__all__ = ["guarded"]


def guarded(app: FastAPI, settings: Settings) -> None:
    """Put the guards before the application; the one that is added last is met first."""
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(Headers)
