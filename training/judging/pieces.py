"""Windows of one agenda together, with the clauses in them: what the judge learns from at once."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from coded import Coded, Said
from tokenizers import Tokenizer
from windows import Window, windows

from spadework.meaning import pair

TOGETHER = 6  # windows of one agenda at most


@dataclass
class Piece:
    """Some windows of one agenda; `said` are (window, first token, last token, clause)."""

    coded: Coded
    windows: list[Window]
    said: list[tuple[int, int, int, Said]]

    def targets(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Stances and roles [clauses, options]."""
        found = [s for *_, s in self.said]
        return torch.tensor([s.stances for s in found]), torch.tensor([s.roles for s in found])


def pieces(every: list[Coded], tok: Tokenizer, rng: random.Random | None) -> list[Piece]:
    """All windows, some at a time, with the clauses that lie whole in one of them."""
    out = []
    for coded in every:
        cut = windows(coded.articles, tok, rng)
        for n in range(0, len(cut), TOGETHER):
            some = cut[n : n + TOGETHER]
            said = [
                (k, *at, one)
                for k, window in enumerate(some)
                for one in coded.said[window.article]
                if (at := _tokens(window, one.start, one.end))
            ]
            out.append(Piece(coded, some, said))
    return out


def _tokens(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The first and last token of a stretch of text that lies in the window, its marks at both ends counted."""
    places = window.offsets[1:-1]
    if places[0][0] > start + 2 or places[-1][1] < end - 2:
        return None
    inside = [n for n, (a, b) in enumerate(places, 1) if a < end and b > start]
    return (inside[0], inside[-1]) if inside else None


def packed(every: list[Piece], tokens: int, rng: random.Random | None) -> list[list[Piece]]:
    """Pieces with windows of about the same length together, as many as make this number of tokens."""

    def width(piece: Piece) -> int:
        return max(len(w.ids) for w in piece.windows)

    order = sorted(every, key=lambda p: width(p) + (rng.random() * 24 if rng else 0))
    out: list[list[Piece]] = [[]]
    for piece in order:
        together = [*out[-1], piece]
        if out[-1] and sum(len(p.windows) for p in together) * max(map(width, together)) > tokens:
            out.append([])
        out[-1].append(piece)
    if rng:
        rng.shuffle(out)
    return out


def options(coded: Coded, tok: Tokenizer) -> list[tuple[list[int], list[int]]]:
    """Token ids of "[CLS] issue [SEP] option [SEP]" for each option, and the kind of each token: 1 of the option."""
    vocab = tok.get_vocab()
    begin, end = (vocab.get(a, vocab.get(b)) for a, b in (("[CLS]", "<s>"), ("[SEP]", "</s>")))
    return [pair(tok, (begin, end), issue, option) for issue, option in coded.options]
