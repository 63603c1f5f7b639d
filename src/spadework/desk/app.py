"""The application, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from threading import Thread
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from spadework import __version__
from spadework.desk import failing
from spadework.desk.api import ROUTERS as API
from spadework.desk.asking import allowed
from spadework.desk.describing import described
from spadework.desk.desk import Desk
from spadework.desk.guard import guarded
from spadework.desk.guard.accounts import FILE
from spadework.desk.guard.door import Door
from spadework.desk.jobs import Jobs
from spadework.desk.pages import ROUTERS as PAGES
from spadework.desk.settings import Settings
from spadework.desk.warming import warm

if TYPE_CHECKING:
    from spadework.stored import StoredDossier


def make_app(dossier: StoredDossier, settings: Settings) -> FastAPI:
    """The ASGI application for one dossier, which stays open as long as it runs.

    Raises:
        DeskError: people have to sign in, and there are no accounts, or their file cannot be read.
    """
    folder = dossier.ledger.place.folder
    door = Door(settings, settings.accounts or (folder / FILE if folder else None))
    desk = Desk(dossier, settings)
    jobs = Jobs(dossier.ledger.place, desk.forget)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        Thread(target=warm, args=(desk,), name="warming", daemon=True).start()
        yield
        desk.closing.set()
        await run_in_threadpool(jobs.close)

    app = FastAPI(
        title="Spadework",
        version=__version__,
        summary="A dossier of a negotiation: who said what, where each party stands, what moved and what clashes.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.state.jobs = jobs
    app.state.door = door
    for router in API:
        app.include_router(router, prefix="/api", dependencies=[Depends(allowed)])
    for router in PAGES:
        app.include_router(router, include_in_schema=False, dependencies=[Depends(allowed)])
    static = resources.files("spadework.desk").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    described(app)
    failing.install(app)
    guarded(app, settings, door)
    return app
