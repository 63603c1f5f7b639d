"""All that is wrong with a file that an analyst wrote, gathered so that it is mended in one go."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from spadework.errors import SpadeworkError

SHOWN = 20


class Faults:
    """A list of faults, each with its key, what is wrong and what to do.

    Args:
        error: what to raise.
    """

    def __init__(self, error: type[SpadeworkError]) -> None:
        self._error = error
        self._found: list[tuple[str, str, str]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, key: str, what: str, remedy: str = "") -> None:
        """Note a fault. `what` has no full stop, `remedy` is a sentence."""
        self._found.append((key, what, remedy))

    def check(self, where: str) -> None:
        """Raise one error that names every fault found, or nothing if there is none."""
        if not self._found:
            return
        if len(self._found) == 1:
            key, what, remedy = self._found[0]
            raise self._error(what, where=f"{where}: {key}" if where else key, remedy=remedy)
        lines = [f"  {key}: {what}.{' ' + remedy if remedy else ''}" for key, what, remedy in self._found[:SHOWN]]
        if len(self._found) > SHOWN:
            lines.append(f"  and {len(self._found) - SHOWN} more")
        raise self._error(f"{len(self._found)} faults\n" + "\n".join(lines).removesuffix("."), where=where)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known word, or else all of them."""
    known = sorted(known)
    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Known: {', '.join(known)}." if known else ""
