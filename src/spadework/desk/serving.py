"""The desk as a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spadework.desk.app import make_app
from spadework.desk.settings import Settings

if TYPE_CHECKING:
    from spadework.stored import StoredDossier


def serve(dossier: StoredDossier, settings: Settings) -> None:
    """Serve a dossier until Ctrl-C."""
    import uvicorn

    uvicorn.run(
        make_app(dossier, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )
