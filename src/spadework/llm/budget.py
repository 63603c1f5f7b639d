"""How much may be asked in a run, and how much has been."""

from __future__ import annotations

from dataclasses import dataclass

READING = 0.5  # the share of a budget that reading may use: what is read has to be coded too


@dataclass(slots=True)
class Budget:
    """Requests and tokens at most, and so far.

    Attributes:
        requests, tokens: the bounds; None is no bound.
        sent: requests that went out, repeated ones too.
        used: tokens of their questions and answers, as the server counts them.
    """

    requests: int
    tokens: int | None = None
    sent: int = 0
    used: int = 0

    def left(self, share: float = 1.0) -> bool:
        """Whether one more request may go out, if only this share of the whole may be used."""
        return self.sent < self.requests * share and (self.tokens is None or self.used < self.tokens * share)

    def spent(self, share: float = 1.0) -> str:
        """That it is used up, for the user."""
        tokens = f" or {self.tokens:,} tokens" if self.tokens is not None else ""
        rest = ", of which half is kept for coding," if share < 1 else ""
        return f"the budget of {self.requests:,} request{'s' * (self.requests != 1)}{tokens}{rest} is used up"
