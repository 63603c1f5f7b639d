#!/usr/bin/env python3
"""Teach a network to judge what is said by the options of an agenda.

    python training/judging/train.py ENCODER OUT --reader READER --cases FOLDER ... --dossiers FOLDER [--generated FILE]

ENCODER is a folder with a BERT-like model (config.json, weights, tokenizer.json), READER the reader (a run, or as
exported) whose lower layers the judge stands on; they stay as they are. --cases are worked cases with positions; every
fourth is kept from the judge, which is measured and later weighed on it. --dossiers are passages with an agenda,
--generated exchanges of a generator. OUT receives a checkpoint every 300 steps and after each pass, from which an
interrupted run goes on, and log.jsonl. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from transformers import AutoModel

TRAINING = Path(__file__).resolve().parents[1]
sys.path[1:1] = [str(TRAINING), str(TRAINING / "reading")]
import running  # noqa: E402
from coded import IGNORED, of_cases, of_generated, of_passages, varied  # noqa: E402
from judge import Judge  # noqa: E402
from networks import judge_state, reader_state  # noqa: E402
from pieces import Piece, options, packed, pieces  # noqa: E402
from tagger import LOWER  # noqa: E402
from windows import tensors, tokenizer  # noqa: E402
from worked import kept  # noqa: E402

from spadework.coding.judge import STANCES  # noqa: E402

K = len(STANCES)
VALIDATION = 400  # exchanges
DROPPED = 0.15  # of states
HIDDEN = 0.08  # of words
FIRST_WORD = 1000  # token ids below are marks and signs


class Judging:
    """The judge on the reader's frozen lower layers."""

    def __init__(self, encoder: Any, judge: Judge, tok: Any, cast: Any) -> None:
        self.encoder, self.judge, self.tok, self.cast = encoder, judge, tok, cast

    def lower(self, ids: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """States [N, T, width] of the reader's lower layers; while the judge learns, some words are hidden from it."""
        if self.judge.training:
            hidden = (torch.rand(ids.shape, device=ids.device) < HIDDEN) & (ids >= FIRST_WORD)
            ids = ids.masked_fill(hidden, self.tok.token_to_id("[MASK]"))
        with torch.no_grad(), self.cast():
            states = self.encoder.embeddings(input_ids=ids, token_type_ids=kinds)
            off = ((1 - mask.float()) * -1e4)[:, None, None, :].to(states.dtype)
            for layer in self.encoder.encoder.layer[:LOWER]:
                found = layer(states, attention_mask=off)
                states = found[0] if isinstance(found, tuple) else found
        return states.float()

    def scores(self, batch: list[Piece]) -> list[tuple[torch.Tensor, list[int]]]:
        """For each window with clauses its scores [U, O, 11] and which of the piece's clauses these are."""
        device = self.judge.heed.weight.device
        rows = [row for p in batch for row in options(p.coded, self.tok)]
        ids, mask, kinds = (torch.zeros(len(rows), max(len(r[0]) for r in rows), dtype=torch.long) for _ in range(3))
        for n, (tokens, of) in enumerate(rows):
            ids[n, : len(tokens)], mask[n, : len(tokens)] = torch.tensor(tokens), 1
            kinds[n, : len(of)] = torch.tensor(of)
        told = self.lower(ids.to(device), mask.to(device), kinds.to(device))
        used: list[tuple[Piece, int, list[int]]] = []  # piece, window, clauses
        which = []
        option = 0
        for p in batch:
            inside: dict[int, list[int]] = {}
            for k, (w, *_) in enumerate(p.said):
                inside.setdefault(w, []).append(k)
            used += [(p, w, ks) for w, ks in inside.items()]
            which += [range(option, option + len(p.coded.options))] * len(inside)
            option += len(p.coded.options)
        if not used:
            return []
        fed, on, schemes, _ = tensors([p.windows[w] for p, w, _ in used])
        window = self.lower(fed.to(device), on.to(device), schemes.to(device))
        # Of an option under its issue's name, which has been read by then, the option is left.
        own = [(of > 0).nonzero()[:, 0].tolist() for of in kinds]
        lengths = list(map(len, own))
        most = max(sum(lengths[o] for o in some) for some in which)
        b, w_len = fed.shape
        flat = window.new_zeros(b, most, window.shape[2])
        owners = torch.full((b, most), -1)
        issues = torch.full((b, most), -1)
        for n, ((p, _, _), some) in enumerate(zip(used, which, strict=True)):
            at = 0
            for k, o in enumerate(some):
                flat[n, at : at + lengths[o]] = told[o, own[o]]
                owners[n, at : at + lengths[o]] = k
                issues[n, at : at + lengths[o]] = p.coded.issues[k]
                at += lengths[o]
        with self.cast():
            states = self.judge.together(window, on.to(device), flat, owners.to(device), issues.to(device))
        states = states.float()
        out = []
        for n, ((p, _, ks), some) in enumerate(zip(used, which, strict=True)):
            clauses = torch.zeros(len(ks), w_len)
            for row, k in zip(clauses, ks, strict=True):
                row[p.said[k][1] : p.said[k][2] + 1] = 1
            of = (owners[n][None] == torch.arange(len(some))[:, None]).float()
            most = sum(lengths[o] for o in some)
            width = len(p.windows[used[n][1]].ids)
            out.append(
                (
                    self.judge.compared(
                        (window[n, :width], states[n, :width]),
                        (flat[n, :most], states[n, w_len : w_len + most]),
                        clauses[:, :width].to(device),
                        of[:, :most].to(device),
                    ),
                    ks,
                )
            )
        return out

    def loss(self, batch: list[Piece]) -> torch.Tensor:
        """Cross-entropy of stances and, by half, of parts in a condition, in all options of a clause."""
        total, count = torch.zeros(()), 0
        found = iter(self.scores(batch))
        for p in batch:
            stances, roles = p.targets() if p.said else (None, None)
            for _ in {w for w, *_ in p.said}:
                scores, ks = next(found)
                flat = scores.reshape(-1, scores.shape[-1])
                aim, part = (x[ks].reshape(-1).to(flat.device) for x in (stances, roles))
                total = total + cross_entropy(flat[:, :K], aim, ignore_index=IGNORED, reduction="sum")
                total = total + 0.5 * cross_entropy(flat[:, K:], part, reduction="sum")
                count += len(ks)
        return total / max(count, 1)

    def measure(self, every: list[Piece]) -> dict[str, float]:
        """Best F1 and average precision of the options that clauses are about; how often the gold's have the right
        stance; best F1 of parts in conditions."""
        self.judge.eval()
        about, parts, right = [], [], []
        with torch.no_grad():
            for batch in packed(every, 4096, None):
                found = iter(self.scores(batch))
                for p in batch:
                    for _ in {w for w, *_ in p.said}:
                        scores, ks = next(found)
                        scores = scores.cpu()
                        stances, roles = (x[ks] for x in p.targets())
                        on = stances != IGNORED
                        some = 1 - scores[..., :K].softmax(-1)[..., 0]
                        about.append(torch.stack((some[on], (stances > 0)[on].float())))
                        part = 1 - scores[..., K:].softmax(-1)[..., 0]
                        parts.append(torch.stack((part.flatten(), (roles > 0).flatten().float())))
                        true = stances > 0
                        right += (scores[..., 1:K].argmax(-1)[true] + 1 == stances[true]).tolist()
        f1, precision = _best(torch.cat(about, 1))
        out = {"found": f1, "average precision": precision, "stance": float(np.mean(right))}
        return {k: round(100 * v, 2) for k, v in (out | {"part": _best(torch.cat(parts, 1))[0]}).items()}


def _best(chances: torch.Tensor) -> tuple[float, float]:
    """The best F1 over all thresholds, and average precision, of chances and truths [2, N]."""
    truth = chances[1][chances[0].argsort(descending=True)]
    right = truth.cumsum(0)
    said = torch.arange(1, len(truth) + 1)
    f1 = 2 * right / (said + truth.sum())
    return float(f1.max()), float((right / said * truth).sum() / truth.sum())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    running.options(ap, passes=6, tokens=1536, rate=1.5e-4)
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--cases", type=Path, nargs="*", default=[])
    ap.add_argument("--dossiers", type=Path, nargs="*", default=[])
    ap.add_argument("--wordings", type=Path, help="other wordings of the dossiers' agendas")
    ap.add_argument("--generated", type=Path, help="exchanges that training/coding/generate.py has written")
    ap.add_argument("--share", type=int, default=600, help="exchanges a pass, others in each")
    ap.add_argument(
        "--validation", type=Path, help="exchanges of patterns and topics that are kept unseen, for measuring"
    )
    ap.add_argument("--unseen", type=Path, nargs="*", default=[], help="cases for measuring alone")
    args = ap.parse_args()
    device, cast = running.prepared(args)
    tok = tokenizer(str(args.encoder / "tokenizer.json"))
    worked = [c for folder in args.cases for c in of_cases(folder)]
    held_out = kept(worked)
    coded = [c for c in worked if not any(c is h for h in held_out)]
    coded += of_passages((path for folder in args.dossiers for path in folder.glob("*.txt")), args.wordings)
    unseen = [c for folder in args.unseen for c in of_cases(folder)]
    judged = {"kept": pieces(held_out, tok, None), "unseen": pieces(unseen, tok, None)}
    judged["generated"] = pieces(of_generated(args.validation, 0, VALIDATION), tok, None) if args.validation else []
    encoder = AutoModel.from_pretrained(
        args.encoder, attention_probs_dropout_prob=0.0, add_pooling_layer=False, attn_implementation="eager"
    )
    state = reader_state(args.reader)
    encoder.load_state_dict({n.removeprefix("encoder."): v for n, v in state.items() if n.startswith("encoder.")})
    judge = Judge(encoder).to(device)
    for part in judge.layers.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = max(part.p, DROPPED) if part.p else 0.0
    encoder = encoder.to(device).eval().requires_grad_(False)
    judging = Judging(encoder, judge, tok, cast)
    upper = [p for name, p in judge.named_parameters() if name.startswith("layers")]
    head = [p for name, p in judge.named_parameters() if not name.startswith("layers")]
    run = running.Run(args, "judge", judge, [(upper, args.rate), (head, 1e-3)], warm=0.1)
    if args.begin and run.new:
        judge.load_state_dict(judge.state_dict() | judge_state(args.begin))
    for n, rng in run.passes():
        made = of_generated(args.generated, n * args.share, args.share) if args.generated else []
        every = [varied(c, rng, coded) for c in coded] + made
        run.learn(
            n,
            packed([p for p in pieces(every, tok, rng) if p.said], args.tokens, rng),
            judging.loss,
            lambda batch: sum(len(w.ids) for p in batch for w in p.windows),
            lambda: {
                f"{name} {k}": value
                for name, items in judged.items()
                if items
                for k, value in judging.measure(items).items()
            },
        )


if __name__ == "__main__":
    main()
