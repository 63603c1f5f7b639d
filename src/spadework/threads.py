"""Threads for work that leaves Python's lock alone: a network's runs, comparisons of many numbers."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache


def cores() -> int:
    """How many processor cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def pool() -> ThreadPoolExecutor:
    """One thread a core and one to spare: a core is not idle while results are put together. Eight cores at most.

    What runs in it must not wait for it.
    """
    return ThreadPoolExecutor(min(8, cores()) + 1)
