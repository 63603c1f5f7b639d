"""Who may ask what: each guard is one middleware, before the application.

headers   the browser is told what a page may not do
hosts     only names that are ours are answered
limits    sizes and times
visits    who asks (door, with accounts, sessions and throttle)
forgery   requests that other sites make in somebody's name
"""

from __future__ import annotations

from fastapi import FastAPI

from spadework.desk.guard.door import Door
from spadework.desk.guard.forgery import Forgery
from spadework.desk.guard.headers import Headers
from spadework.desk.guard.hosts import Hosts
from spadework.desk.guard.limits import Bounds
from spadework.desk.guard.visits import Visits
from spadework.desk.settings import Settings

__all__ = ["guarded"]


def guarded(app: FastAPI, settings: Settings, door: Door) -> None:
    """Put the guards before the application; the one that is added last is met first."""
    from spadework.desk.failing import Faults

    app.add_middleware(Forgery, settings=settings)
    app.add_middleware(Visits, door=door)
    app.add_middleware(Faults)
    app.add_middleware(Bounds, limits=settings.limits)
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(Headers)
