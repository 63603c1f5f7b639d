"""Trained networks as the stages run them: one thread a run, and a run a core."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any


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


@cache
def pool() -> ThreadPoolExecutor:
    """Threads for runs, one a core and one to spare: a core is not idle while results are put together."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return ThreadPoolExecutor(min(8, cores) + 1)
