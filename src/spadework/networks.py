"""Trained networks as the stages run them: one thread a run, and a run a core."""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

READER = Path(__file__).parent / "weights" / "reader"

_AHEAD = 64  # runs that wait at most
_LOADING = threading.Lock()

T = TypeVar("T")
R = TypeVar("R")


def session(network: Path | bytes) -> Any:
    """An ONNX network as `training/networks.py` writes it, a file or its bytes, ready to run.

    One thread a run and a run a core: measured faster than one run on all cores, with nothing to pad, and what one
    input reads as never depends on the others.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # What is worth fusing has been fused when it was written.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def tokenizer(path: Path) -> Any:
    """A tokenizer that neither cuts nor pads."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(path))
    made.no_truncation()
    made.no_padding()
    return made


class Reader(NamedTuple):
    """What a folder with a reader holds: the network, its tokenizer, and what `reader.json` tells."""

    network: Any
    tokenizer: Any
    about: Any

    @property
    def ends(self) -> tuple[int, int]:
        """The tokens of the marks at a window's beginning and end."""
        begin, end = self.about["ends"]
        return self.tokenizer.token_to_id(begin), self.tokenizer.token_to_id(end)


def reader(folder: Path = READER) -> Reader:
    """The reader in a folder. The one that comes with the package is loaded once, whoever asks first."""
    if folder != READER:
        return _load(folder)
    with _LOADING:
        return _shipped()


def once(network: Path) -> Any:
    """The session of another network that comes with the package: loaded once, whoever asks first."""
    with _LOADING:
        return _once(network)


@cache
def only_these() -> Any:
    """Given to a run that asks for some outputs of a network: nothing else is worked out."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    return options


@cache
def _once(network: Path) -> Any:
    return session(network)


def _load(folder: Path) -> Reader:
    about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    return Reader(session(folder / "reader.onnx"), tokenizer(folder / "tokenizer.json"), about)


@cache
def _shipped() -> Reader:
    return _load(READER)


@cache
def pool() -> ThreadPoolExecutor:
    """Threads for runs, one a core and one to spare: a core is not idle while results are put together."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return ThreadPoolExecutor(min(8, cores) + 1)


def ahead(work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """What `work` makes of each thing, in order, some of them worked on ahead; never many, so that who stops early does
    not wait for the rest.

    Must not be called from a thread of the pool.
    """
    running: deque[Future[R]] = deque()
    try:
        for thing in things:
            running.append(pool().submit(work, thing))
            if len(running) > _AHEAD:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        for future in running:
            future.cancel()


def _forget() -> None:
    """A forked process has none of its parent's threads, and may have got a lock that nobody will let go."""
    global _LOADING
    _LOADING = threading.Lock()
    pool.cache_clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
