"""How far the work has come, on stderr: a bar in a terminal, a line now and then elsewhere, nothing for quick work."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from spadework.cli.output import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PATIENCE = 1.0
_EVERY = 5.0


class Progress:
    """To be called with the stage, the number done and their total; the bar goes when the work ends.

    Until a second has passed it shows nothing.
    """

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._told = (0.0, "")
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, if it is time to."""
        now = time.monotonic()
        if now - self._start < _PATIENCE or stage == "done":
            return
        if sys.stderr.isatty():
            self._draw(stage, done, total)
        elif stage != self._told[1] or now - self._told[0] >= _EVERY:
            self._told = (now, stage)
            say(f"{stage} {done} of {total}" if total > 1 else stage)

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None or self._task is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(stage, total=total)
            self._bar.start()
        self._bar.update(self._task, description=stage, completed=done, total=total)
