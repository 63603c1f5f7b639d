"""Where a language model is asked, and how: what the user decides."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from spadework.errors import EndpointError

KEYS = ("SPADEWORK_API_KEY", "OPENAI_API_KEY")  # environment variables, the first that is set is sent
# Of every row that a model finds. How often yours is right nobody has measured; half of them is what a row needs to be
# compared, and the shipped reader's own rows are mostly surer.
CONFIDENCE = 0.6
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,30}\.?", re.ASCII)
_REMEDY = "Give the address that the server's makers tell, such as http://127.0.0.1:8080/v1."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model behind an OpenAI-compatible API.

    A key is never part of it: it is taken from the environment when it is sent (see `key`).

    Attributes:
        base_url: the address up to the version ("http://127.0.0.1:8080/v1"). Nothing is sent to any other host:
            redirects are not followed, and proxies named in the environment are not used.
        model: the model's name, as the server knows it.
        timeout: seconds after which an answer that is not whole counts as missing.
        concurrency: requests that are under way at once.
        budget: requests at most in a run, repeated ones included.
        tokens: tokens at most in a run, of questions and answers, as the server counts them; None is no bound. What is
            under way when it is reached is still answered.
        attempts: how often a request is sent at most, if the server is busy, fails or does not answer.
        pause: seconds before it is sent again; twice as long each time.
        patience: the longest such wait in seconds, whatever the server asks for.

    Raises:
        EndpointError: the address is none, or not one to which documents should be sent; or a bound is not positive.
    """

    base_url: str
    model: str
    timeout: float = 300.0
    concurrency: int = 2
    budget: int = 500
    tokens: int | None = None
    attempts: int = 3
    pause: float = 1.0
    patience: float = 60.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", _address(self.base_url))
        if not self.model.strip():
            raise EndpointError(
                "no model is named", where=self.host, remedy="Give its name as the server knows it with --model."
            )
        for name in ("timeout", "concurrency", "budget", "tokens", "attempts"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise EndpointError(f"{name} is {value}", where=self.host, remedy="Give a number above zero.")

    @property
    def host(self) -> str:
        """Host and port, as they are named to the user."""
        return urlsplit(self.base_url).netloc

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        host = urlsplit(self.base_url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def encrypted(self) -> bool:
        return self.base_url.startswith("https:")

    def notice(self, documents: int) -> str:
        """What the user is told before the first byte goes out: how much goes where."""
        way = "on this machine" if self.local else "encrypted" if self.encrypted else "NOT encrypted"
        texts = "1 document" if documents == 1 else f"{documents} documents"
        return f"The text of {texts} is sent to {self.host} ({way}), for the model “{self.model}” to read."

    def key(self) -> str | None:
        """The key to send, out of the environment. A key for OpenAI does not go to another machine in the clear.

        Raises:
            EndpointError: the variable holds no key.
        """
        for name in KEYS:
            key = os.environ.get(name, "").strip()
            if not key or (name == "OPENAI_API_KEY" and not (self.encrypted or self.local)):
                continue
            if not (key.isascii() and key.isprintable()) or " " in key:
                raise EndpointError("holds no key: keys are one word", where=name, remedy="Set it again.")
            return key
        return None


def _address(raw: str) -> str:
    """The address put together again from its parts, so that the host that is named is the host that is asked.

    Raises:
        EndpointError: it has parts that an address for this purpose cannot have.
    """
    bad, raw = None, raw.strip()
    try:
        parts = urlsplit(raw)
        host, port = parts.hostname or "", parts.port
    except ValueError as e:
        raise EndpointError(f"is no address ({e})", where="--base-url", remedy=_REMEDY) from e
    if parts.username is not None or parts.password is not None:
        bad = "holds a name or a password, which would be shown; a key goes into SPADEWORK_API_KEY"
    elif parts.query or parts.fragment:
        bad = "has more than a host and a path; a key goes into SPADEWORK_API_KEY"
    elif not raw.isascii() or any(c <= " " or c in '\\"<>^`{|}\x7f' for c in raw):
        bad = f"“{raw}” has characters that no address has; a host in other letters begins with xn--"
    elif parts.scheme not in ("http", "https") or not (_HOST.fullmatch(host) or ":" in host):
        bad = f"“{raw}” is no address that begins with http:// or https:// and a host"
    if bad:
        raise EndpointError(bad, where="--base-url", remedy=_REMEDY)
    named = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{named}{f':{port}' if port is not None else ''}{parts.path.rstrip('/')}"
