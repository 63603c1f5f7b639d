"""The application, put together."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from spadework import __version__
from spadework.desk import failing
from spadework.desk.api import ROUTERS as API
from spadework.desk.desk import Desk
from spadework.desk.guard import guarded
from spadework.desk.pages import ROUTERS as PAGES
from spadework.desk.settings import Settings

if TYPE_CHECKING:
    from spadework.stored import StoredDossier


def make_app(dossier: StoredDossier, settings: Settings) -> FastAPI:
    """The ASGI application for one dossier, which stays open as long as it runs."""
    app = FastAPI(
        title="Spadework",
        version=__version__,
        summary="A dossier of a negotiation: who said what, where each party stands, what moved and what clashes.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.desk = Desk(dossier, settings)
    for router in API:
        app.include_router(router, prefix="/api")
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    static = resources.files("spadework.desk").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    failing.install(app)
    guarded(app, settings)
    return app
