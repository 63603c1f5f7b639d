"""What a request may take: so many bytes, so many seconds, so many uploads at once."""

from __future__ import annotations

import asyncio
import time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spadework.desk.settings import Limits

UPLOADS = ("/api/imports",)
LONG = ("/api/imports", "/api/export", "/export/file", "/api/brief", "/brief/file", "/brief/view")
"""Where it may take long until the answer begins, for a whole dossier is read or written."""


class Bounds:
    """Refuses bodies that are too large or too slow, and answers in time, even if the work is not done."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self._limits = app, limits
        self._uploads = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = scope["method"] == "POST" and scope["path"] in UPLOADS
        if upload and self._uploads >= self._limits.uploads:
            await _tell(scope, receive, send, 503, "So many files are coming in already. Try again in a minute.")
            return
        self._uploads += upload
        try:
            await self._bounded(scope, receive, send, upload)
        finally:
            self._uploads -= upload

    async def _bounded(self, scope: Scope, receive: Receive, send: Send, upload: bool) -> None:
        limits = self._limits
        most = limits.upload if upload else limits.body
        try:
            _declared(Request(scope), most)
        except HTTPException as e:
            await _tell(scope, receive, send, e.status_code, e.detail)
            return
        body = _Body(receive, most, limits.idle, limits.upload_seconds if upload else limits.body_seconds)
        answer = _Answer(send)
        work = asyncio.ensure_future(self.app(scope, body, answer))
        seconds = limits.long_seconds if scope["path"].startswith(LONG) else limits.seconds
        try:
            done, _ = await asyncio.wait(
                (work, begun := asyncio.ensure_future(answer.begun.wait())),
                timeout=seconds,
                return_when=asyncio.FIRST_COMPLETED,
            )
            begun.cancel()
            if not done:  # a thread cannot be stopped: it ends by itself, and nobody hears of it
                answer.closed = True
                work.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
                await _tell(scope, receive, send, 503, f"This took longer than {seconds:g} seconds.")
                return
            await work
        finally:
            work.cancel()


class _Body:
    """`receive`, counted and timed. What it raises goes through the application unchanged."""

    def __init__(self, receive: Receive, most: int, idle: float, seconds: float) -> None:
        self._receive, self._left, self._idle = receive, most, idle
        self._most, self._until = most, time.monotonic() + seconds
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:  # from now on it tells only that the browser has gone
            return await self._receive()
        wait = min(self._idle, self._until - time.monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), max(wait, 0))
        except TimeoutError:
            raise HTTPException(408, "The request did not come in time.") from None
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise HTTPException(413, _large(self._most))
            self._whole = not message.get("more_body", False)
        return message


class _Answer:
    """`send`, which knows whether the answer has begun, and falls silent once it is closed."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = asyncio.Event()
        self.closed = False

    async def __call__(self, message: Message) -> None:
        if not self.closed:
            self.begun.set()
            await self._send(message)


def _declared(request: Request, most: int) -> None:
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise HTTPException(400, "The length of the request is no number.")
    if int(length) > most:
        raise HTTPException(413, _large(most))


def _large(most: int) -> str:
    return f"There is more than the {most / (1 << 20):g} MiB that may come at once."


async def _tell(scope: Scope, receive: Receive, send: Send, status: int, detail: str) -> None:
    from spadework.desk.failing import told

    response = told(Request(scope), status, detail)
    response.headers["connection"] = "close"  # what still comes is not read
    if status == 503:
        response.headers["retry-after"] = "60"
    await response(scope, receive, send)
