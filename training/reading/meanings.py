"""What sentences mean, as the encoder knew it before it learnt anything else: vectors that training holds on to.

The mean of the last layer's states, as all-MiniLM-L6-v2 is made for (Reimers and Gurevych, EMNLP 2019), projected on
the directions in which the sentences differ most.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

TOKENS = 96  # of a sentence that are read
SAMPLE = 20_000  # sentences from which the directions are taken


class Meanings:
    """Vectors of texts, kept in a file so that each is worked out once."""

    def __init__(self, encoder: Path, kept: Path) -> None:
        self._encoder, self._kept = encoder, kept
        self._known: dict[str, np.ndarray] = {}
        self._network: Any = None
        if kept.exists():
            held = np.load(kept)
            self._known = dict(zip(held["names"].tolist(), held["vectors"], strict=True))

    def add(self, texts: Iterable[str]) -> None:
        """Work out those that are not known yet."""
        todo = sorted({t for t in texts if _name(t) not in self._known}, key=len)
        if not todo:
            return
        if self._network is None:
            self._network = AutoModel.from_pretrained(self._encoder, add_pooling_layer=False).eval()
            self._tokenizer = AutoTokenizer.from_pretrained(self._encoder)
        for n in range(0, len(todo), 64):
            some = todo[n : n + 64]
            fed = self._tokenizer(some, padding=True, truncation=True, max_length=TOKENS, return_tensors="pt")
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                states = self._network(**fed).last_hidden_state.float()
            on = fed["attention_mask"][..., None]
            means = torch.nn.functional.normalize((states * on).sum(1) / on.sum(1), dim=-1)
            self._known |= zip(map(_name, some), means.numpy().astype(np.float16), strict=True)
        np.savez(self._kept, names=np.array(list(self._known)), vectors=np.array(list(self._known.values())))

    def directions(self, texts: list[str], width: int) -> torch.Tensor:
        """[384, width]: those that hold most of what these texts, which are known, differ by."""
        names = sorted(set(map(_name, texts)))
        chosen = np.random.default_rng(0).permutation(len(names))[:SAMPLE]
        some = np.stack([self._known[names[n]] for n in chosen]).astype(np.float32)
        return torch.tensor(np.linalg.svd(some, full_matrices=False)[2][:width].T.copy())

    def of(self, texts: list[str]) -> torch.Tensor:
        """[texts, 384]."""
        return torch.tensor(np.stack([self._known[_name(t)] for t in texts])).float()


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
