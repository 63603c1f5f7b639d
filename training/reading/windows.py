"""Articles cut into windows of whole paragraphs, with the labels that the tagger learns."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from corpora import Article, Span
from tokenizers import Tokenizer

from spadework.reading.tagger import ROLES

LIMIT = 194  # tokens a window, its two marks included
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
QUOTES = ('"', "“", "”", "'", "‘", "’")


@dataclass
class Window:
    """A stretch of an article.

    `labels` [T] index LABELS, marks at both ends included; `links` are the cues that begin and end in it (first and
    last token) with the labels [2, T] of their own source and content: 0 outside, 1 begin, 2 inside.
    """

    article: int
    ids: list[int]
    offsets: list[Span]
    labels: np.ndarray
    links: list[tuple[int, int, np.ndarray]]
    scheme: int


def tokenizer(path: str) -> Tokenizer:
    """The encoder's own tokenizer, which neither cuts nor pads."""
    out = Tokenizer.from_file(path)
    out.no_truncation()
    out.no_padding()
    return out


def windows(articles: list[Article], tok: Tokenizer, rng: random.Random | None) -> list[Window]:
    """All windows of these articles; with `rng` the cuts fall elsewhere each time and quotation marks vary."""
    vocab = tok.get_vocab()
    cls, sep = (vocab.get(a, vocab.get(b)) for a, b in (("[CLS]", "<s>"), ("[SEP]", "</s>")))
    marks = [vocab[q] for q in QUOTES]
    out = []
    for n, article in enumerate(articles):
        encoded = tok.encode(article.text, add_special_tokens=False)
        ids, offsets = encoded.ids, encoded.offsets
        if not ids:
            continue
        labels, cues = _labels(article, offsets)
        for a, b in _groups(article.text, offsets, rng):
            links = [
                (first - a + 1, last - a + 1, _begun(np.pad(own[:, a:b], ((0, 0), (1, 1)))))
                for first, last, own in cues
                if a <= first and last < b
            ]
            piece = _requoted(ids[a:b], marks, rng) if rng else ids[a:b]
            row = np.pad(labels[a:b], 1)
            if row[1] and row[1] % 2 == 0:
                row[1] -= 1  # what was cut begins anew
            out.append(Window(n, [cls, *piece, sep], [(0, 0), *offsets[a:b], (0, 0)], row, links, article.scheme))
    return out


def _labels(article: Article, offsets: list[Span]) -> tuple[np.ndarray, list[tuple[int, int, np.ndarray]]]:
    starts, ends = np.array(offsets).T
    labels = np.zeros(len(offsets), np.int64)
    cues = []
    # Outer contents first, then sources and cues: what is attributed within a content keeps its own source and cue.
    spans = sorted(
        ((role, s, n) for n, a in enumerate(article.attributions) for role in ROLES for s in getattr(a, role)),
        key=lambda x: (x[0] != "content", x[1][0] - x[1][1]),
    )
    own = [np.zeros((2, len(offsets)), np.int64) for _ in article.attributions]
    first: dict[int, tuple[int, int]] = {}
    for role, (a, b), n in spans:
        at = np.flatnonzero((starts < b) & (ends > a))
        if not len(at):
            continue
        kind = 1 + 2 * ROLES.index(role)
        labels[at] = kind + 1
        labels[at[0]] = kind
        if role == "cue":
            first.setdefault(n, (int(at[0]), int(at[-1])))
        else:
            row = own[n][0 if role == "source" else 1]
            row[at], row[at[0]] = 2, 1
    for t in range(1, len(labels)):  # a content that goes on after what was laid over it begins again
        if labels[t] and labels[t] % 2 == 0 and labels[t - 1] not in (labels[t], labels[t] - 1):
            labels[t] -= 1
    cues = [(a, b, own[n]) for n, (a, b) in first.items()]
    return labels, cues


def _begun(own: np.ndarray) -> np.ndarray:
    for row in own:
        if len(row) > 1 and row[1] == 2:
            row[1] = 1
    return own


def paragraphs(text: str, offsets: list[Span], limit: int) -> list[Span]:
    """First token and end of each paragraph (a line that holds something), a long one in pieces of `limit` tokens."""
    out: list[Span] = []
    begun = 0
    for t in range(1, len(offsets) + 1):
        if t == len(offsets) or t - begun == limit or "\n" in text[offsets[t - 1][1] : offsets[t][0]]:
            out.append((begun, t))
            begun = t
    return out


def _groups(text: str, offsets: list[Span], rng: random.Random | None) -> list[Span]:
    """Neighbouring paragraphs that fit a window together; at random, windows are often smaller."""
    room = LIMIT - 2
    groups: list[Span] = []
    for a, b in paragraphs(text, offsets, LIMIT - 2):
        if groups and b - groups[-1][0] <= room:
            groups[-1] = (groups[-1][0], b)
        else:
            room = LIMIT - 2 if rng is None or rng.random() < 0.5 else rng.randint(20, LIMIT - 2)
            groups.append((a, b))
    return groups


def _requoted(ids: list[int], marks: list[int], rng: random.Random) -> list[int]:
    """Now and then other quotation marks, as another house would print them."""
    if rng.random() > 0.3:
        return ids
    straight, left, right, single, left1, right1 = marks
    style = rng.choice(("straight", "curly", "single"))
    out, open_ = list(ids), False
    for t, i in enumerate(ids):
        if i in (straight, left, right):
            open_ = i == left or (i == straight and not open_)
            if style == "straight":
                out[t] = straight
            elif style == "curly":
                out[t] = left if open_ else right
            else:
                out[t] = left1 if open_ else right1
        elif i in (single, left1, right1) and style != "single":
            out[t] = right1 if style == "curly" else single
    return out


def batches(items: list[Window], tokens: int, rng: random.Random | None) -> list[list[Window]]:
    """Windows of about the same length together, as many as make this number of tokens."""
    order = sorted(items, key=lambda w: len(w.ids) + (rng.random() * 16 if rng else 0))
    out: list[list[Window]] = [[]]
    for w in order:
        if out[-1] and (len(out[-1]) + 1) * len(w.ids) > tokens:
            out.append([])
        out[-1].append(w)
    if rng:
        rng.shuffle(out)
    return out


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids, mask, schemes and labels, each [B, T]; marks at the ends and filling have the label -100."""
    width = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    schemes = torch.tensor([w.scheme for w in batch])[:, None].expand(-1, width).contiguous()
    labels = torch.full((len(batch), width), -100, dtype=torch.long)
    for n, w in enumerate(batch):
        t = len(w.ids)
        ids[n, :t], mask[n, :t] = torch.tensor(w.ids), 1
        labels[n, 1 : t - 1] = torch.from_numpy(w.labels[1:-1])
    return ids, mask, schemes, labels
