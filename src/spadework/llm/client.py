"""One question to the server, one answer from it, with all that can go wrong in between."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count
from types import TracebackType
from typing import Any

import httpx2
import msgspec

from spadework.errors import EndpointError
from spadework.llm.budget import Budget
from spadework.llm.dialect import Dialect
from spadework.llm.endpoint import KEYS, Endpoint

LIMIT = 4_000_000  # bytes of a response
_BUSY = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_NOT_UNDERSTOOD = frozenset((400, 413, 415, 422))
_CONNECT = 15.0  # seconds
_WORDS = 200  # of what a server complains, that are shown


class Unanswered(Exception):
    """There is no answer to this question; others may still be answered. The message tells why.

    Attributes:
        silent: the server was not reached, failed or kept silent.
        wait: seconds that it asks to be left alone.
        useless: an answer came that cannot be used; another may be better.
    """

    def __init__(self, why: str, *, silent: bool = False, useless: bool = False) -> None:
        super().__init__(why)
        self.silent, self.useless, self.wait = silent, useless, 0.0


class BudgetSpent(Unanswered):
    """Nothing more may be asked."""


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: Any = None


class Client:
    """A connection to an endpoint, to be used as an asynchronous context.

    Args:
        budget: what may be sent; every request is entered in it, also one that is sent again.
        share: of the budget, what may be used here.
    """

    def __init__(self, endpoint: Endpoint, budget: Budget, share: float = 1.0) -> None:
        self._endpoint, self._budget, self._share = endpoint, budget, share
        self._dialect = Dialect()
        self._key = endpoint.key()
        self._http = httpx2.AsyncClient(
            headers={"Accept-Encoding": "identity", "User-Agent": "spadework"}
            | ({"Authorization": f"Bearer {self._key}"} if self._key else {}),
            trust_env=False,  # neither proxies nor .netrc: text and key go to the host that was named
            follow_redirects=False,
            timeout=httpx2.Timeout(None, connect=_CONNECT),  # the whole has a bound of its own
            limits=httpx2.Limits(max_connections=endpoint.concurrency),
        )

    async def __aenter__(self) -> Client:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    async def complete(self, system: str, user: str, schema: dict[str, Any]) -> str:
        """The text of the model's answer.

        Raises:
            Unanswered: there is none to this question.
            BudgetSpent: nothing more may be asked.
            EndpointError: there will be none to any: the server refuses, or it is another than the one asked.
        """
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        for attempt in count(1):
            try:
                return await self._attempt(messages, schema)
            except Unanswered as fault:
                if not fault.silent or attempt >= self._endpoint.attempts:
                    raise
                # Not all of them at the same moment.
                pause = self._endpoint.pause * 2 ** (attempt - 1) * random.uniform(1, 1.25)
                await asyncio.sleep(min(max(fault.wait, pause), self._endpoint.patience))
        raise AssertionError("unreachable")

    async def _attempt(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
        """The answer to a request, put in ever simpler ways until the server understands it."""
        dialect = self._dialect
        while True:
            status, headers, body = await self._sent(dialect.payload(self._endpoint.model, messages, schema))
            if status == 200:
                self._dialect = dialect
                return self._text(body)
            complaint = _complaint(body)
            fault = Unanswered(f"the server answers {self._told(status, complaint)}")
            # llama-cpp-python calls a form that it does not know an internal error.
            if status in _NOT_UNDERSTOOD or (status == 500 and "response_format" in complaint):
                simpler = dialect.simpler(complaint)
                if simpler is None:
                    raise fault
                dialect = simpler
            elif status in _BUSY:
                fault.silent, fault.wait = True, _asked_for(headers.get("retry-after", ""))
                raise fault
            else:
                raise self._refusal(status, headers, complaint)

    async def _sent(self, payload: dict[str, Any]) -> tuple[int, httpx2.Headers, bytes]:
        """What comes back for one request, which is entered in the budget."""
        if not self._budget.left(self._share):
            raise BudgetSpent(self._budget.spent(self._share))
        self._budget.sent += 1
        try:
            return await self._post(payload)
        except httpx2.ConnectTimeout:
            raise Unanswered(f"no connection within {_CONNECT:g} seconds", silent=True) from None
        except TimeoutError:
            raise Unanswered(f"no answer within {self._endpoint.timeout:g} seconds", silent=True) from None
        except httpx2.TransportError as e:
            what = "no connection" if isinstance(e, httpx2.ConnectError) else "the connection broke"
            raise Unanswered(f"{what} ({self._shown(str(e)) or type(e).__name__})", silent=True) from e

    async def _post(self, payload: dict[str, Any]) -> tuple[int, httpx2.Headers, bytes]:
        """Status, headers and body. The time for all of it is bounded, and so is the size."""
        url = f"{self._endpoint.base_url}/chat/completions"
        async with (
            asyncio.timeout(self._endpoint.timeout),
            self._http.stream("POST", url, json=payload) as response,
        ):
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > LIMIT:
                    raise Unanswered(f"the answer is longer than {LIMIT // 1_000_000} MB")
            return response.status_code, response.headers, bytes(body)

    def _text(self, body: bytes) -> str:
        try:
            answer = msgspec.json.decode(body, type=_Completion)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as e:
            raise Unanswered("the response is no chat completion", useless=True) from e
        tokens = answer.usage.get("total_tokens") if isinstance(answer.usage, dict) else None
        self._budget.used += max(tokens, 0) if isinstance(tokens, int) else 0
        text = answer.choices[0].message.content if answer.choices else None
        if not text or not text.strip():
            raise Unanswered("the answer is empty", useless=True)
        return text

    def _refusal(self, status: int, headers: httpx2.Headers, complaint: str) -> EndpointError:
        """The error that ends the run, and what can be done about it."""
        if 300 <= status < 400:
            target = self._shown(headers.get("location", "")) or "somewhere else"
            return EndpointError(
                f"sends requests on to {target}, and nothing was sent there",
                where=self._endpoint.host,
                remedy="If that is where the model is, give its address with --base-url.",
            )
        what = f"refuses: {self._told(status, complaint)}"
        remedy = {
            401: f"Put a key that it knows into {KEYS[0]}.",
            403: f"Put a key that may use this model into {KEYS[0]}.",
            404: "Look whether --model is as the server knows it, and whether --base-url has its version, often /v1.",
        }.get(status, "Look whether --base-url leads to an OpenAI-compatible server.")
        return EndpointError(what, where=self._endpoint.host, remedy=remedy)

    def _told(self, status: int, complaint: str) -> str:
        words = self._shown(complaint)
        return f"HTTP {status} ({words})" if words else f"HTTP {status}"

    def _shown(self, words: str) -> str:
        """Words of the server on one line, cut, and without the key, which some servers repeat."""
        if self._key:
            words = words.replace(self._key, "…")
        words = "".join(c if c.isprintable() else " " for c in words)
        words = " ".join(words.split()).rstrip(".")
        return words if len(words) <= _WORDS else words[:_WORDS] + "…"


def _complaint(body: bytes) -> str:
    """What the server says is wrong, wherever it puts it."""
    try:
        said = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        said = None
    for name in ("error", "message", "detail"):
        if isinstance(said, dict) and name in said:
            said = said[name]
    if isinstance(said, str):
        return said
    return msgspec.json.encode(said).decode() if said else ""


def _asked_for(retry_after: str) -> float:
    """Seconds that the server asks to wait: a number, or a time of day; 0 if it asks for nothing sensible."""
    try:
        return max(float(retry_after), 0.0) if retry_after.strip().isdigit() else _until(retry_after)
    except (ValueError, OverflowError):
        return 0.0


def _until(time: str) -> float:
    when = parsedate_to_datetime(time)
    return max((when.astimezone(UTC) - datetime.now(UTC)).total_seconds(), 0.0)
