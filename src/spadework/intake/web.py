"""How an address is fetched, if somebody asks for one. The fetching is in `spadework.intake.fetching`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are fetched.

    Attributes:
        allow_private: also from this machine and its own network.
        seconds: for everything together: names, redirects, and the last byte.
        tell: called with the name of each host before anything is sent to it.
    """

    allow_private: bool = False
    seconds: float = 60.0
    tell: Callable[[str], None] = lambda host: None
