"""A page elsewhere may make its own name point to this machine and then ask as if it were ours (DNS rebinding); so only
names that are ours are answered."""

from __future__ import annotations

from starlette.datastructures import Headers as RequestHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from spadework.desk.settings import LOOPBACK, Settings


class Hosts:
    """Refuses requests for a host that the desk does not go by."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        names = (*settings.names, settings.host, *(LOOPBACK if settings.loopback else ()))
        self._names = {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and _name(RequestHeaders(scope=scope).get("host", "")) not in self._names:
            from spadework.desk.failing import problem

            refused = problem(421, "The desk does not go by this name. Start it with --name to allow it.")
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _name(host: str) -> str:
    """The name without its port: `[::1]:8321` is `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
