"""What every training run does alike: its options, its device, a rate that cools, checkpoints from which it goes on."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn

T = TypeVar("T")


def options(ap: argparse.ArgumentParser, *, passes: int, tokens: int, rate: float) -> None:
    """Those that all runs have, with the defaults of this one."""
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--passes", type=int, default=passes)
    ap.add_argument("--cool", type=float, default=3, help="passes over which the rate falls to nothing")
    ap.add_argument("--tokens", type=int, default=tokens, help="tokens a batch")
    ap.add_argument("--rate", type=float, default=rate, help="level learning rate of what was trained before")
    ap.add_argument("--begin", type=Path, help="a run to begin from, or what was exported of one")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)


def prepared(args: argparse.Namespace) -> tuple[str, Callable[[], Any]]:
    """The device, and what casts to half precision where that is quicker. Seeds are set."""
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    # Only where the machine multiplies bf16: elsewhere it is many times slower than fp32.
    half = device == "cuda" or torch.cpu._is_avx512_bf16_supported()
    return device, lambda: torch.autocast(device, torch.bfloat16, enabled=half)


class Run:
    """A network in training. `name` is that of its weights in a checkpoint, `groups` are parameters with the rates that
    they have on the level, `warm` the part of a pass in which the rate rises."""

    def __init__(
        self,
        args: argparse.Namespace,
        name: str,
        network: nn.Module,
        groups: Sequence[tuple[list[Any], float]],
        warm: float,
    ) -> None:
        self._args, self._name, self._network, self._warm = args, name, network, warm
        self._peaks = [peak for _, peak in groups]
        self._optimiser = torch.optim.AdamW(
            [{"params": params, "lr": peak} for params, peak in groups], weight_decay=0.01, fused=True
        )
        self._checkpoint = args.out / "checkpoint.pt"
        self._began_at: dict[str, Any] = {"pass": 0, "step": 0}

    @property
    def new(self) -> bool:
        """Whether there is nothing yet to go on from."""
        return not self._checkpoint.exists()

    def passes(self) -> Iterator[tuple[int, random.Random]]:
        """The number of each pass that is left, with what its order is drawn from."""
        if not self.new:
            device = next(self._network.parameters()).device
            self._began_at = torch.load(self._checkpoint, weights_only=False, map_location=device)
            self._network.load_state_dict(self._began_at[self._name])
            self._optimiser.load_state_dict(self._began_at["optimiser"])
        for n in range(self._began_at["pass"], self._args.passes):
            torch.manual_seed(self._args.seed * 1000 + n)
            yield n, random.Random(f"{self._args.seed}-{n}")

    def learn(
        self,
        n: int,
        todo: Sequence[T],
        loss_of: Callable[[T], torch.Tensor],
        tokens_of: Callable[[T], int],
        measured: Callable[[], dict[str, Any]],
    ) -> None:
        """One pass over these batches, measured, told and kept."""
        args = self._args
        self._network.train()
        began, seen, total = time.time(), 0, 0.0
        start = self._began_at["step"] if n == self._began_at["pass"] else 0
        for k, batch in enumerate(todo[start:], start):
            at = n + k / len(todo)
            warm = min(1.0, (at + 0.01) / self._warm)
            level = min(warm, max(0.01, (args.passes - at) / args.cool) if args.cool else 1.0)
            for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
                group["lr"] = peak * level
            loss = loss_of(batch)
            self._optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
            self._optimiser.step()
            total += loss.item()
            seen += tokens_of(batch)
            if k % 25 == 24:
                speed = seen / (time.time() - began)
                done = f"pass {n + 1} step {k + 1}/{len(todo)}"
                print(f"{done} loss {total / (k + 1 - start):.4f}, {speed:.0f} tokens/s", flush=True)
            if k % 300 == 299:
                self._save(n, k + 1)
        result: dict[str, Any] = {
            "pass": n + 1,
            "loss": round(total / max(len(todo) - start, 1), 4),
            "seconds": round(time.time() - began),
        }
        result |= measured()
        print(json.dumps(result), flush=True)
        with (args.out / "log.jsonl").open("a") as f:
            f.write(json.dumps(result) + "\n")
        self._save(n + 1, 0)

    def _save(self, passes: int, steps: int) -> None:
        state = {
            "pass": passes,
            "step": steps,
            self._name: self._network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
        }
        torch.save(state, self._checkpoint.with_suffix(".new"))
        self._checkpoint.with_suffix(".new").replace(self._checkpoint)  # an interrupted run never leaves half of one
