#!/usr/bin/env python3
"""Fine-tune an encoder to tell which option of an issue a clause is about, and with what stance.

    python training/coding/train.py ENCODER OUT --cases FOLDER ... [--generated FILE] [--measured FOLDER ...]
        [--begin RUN] [--passes N] [--share N]

ENCODER is a folder with a BERT-like model (config.json, weights, tokenizer.json); --generated a file that
`training/coding/generate.py` has written, of which each pass takes `--share` other examples. OUT receives a checkpoint
after each pass, from which an interrupted run goes on, and log.jsonl. The rate falls to nothing. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from examples import IGNORED, Example, of_case, of_generated
from network import Coder
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import AutoModel

from spadework.coding.judge import STANCES, encode

Encoded = tuple[list[int], list[int], list[int], Example]


def batches(items: list[Encoded], tokens: int, rng: random.Random | None) -> list[list[Encoded]]:
    """Of about the same length together, as many as make this number of tokens."""
    order = sorted(items, key=lambda e: len(e[0]) + (rng.random() * 12 if rng else 0))
    out: list[list[Encoded]] = [[]]
    for e in order:
        if out[-1] and (len(out[-1]) + 1) * len(e[0]) > tokens:
            out.append([])
        out[-1].append(e)
    if rng:
        rng.shuffle(out)
    return out


def tensors(batch: list[Encoded]) -> tuple[torch.Tensor, ...]:
    """Token ids, mask, segments; then for every option its row, its place, its stance and its part in a condition."""
    width = max(len(e[0]) for e in batch)
    ids, mask, segments = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    rows, places, stances, roles = [], [], [], []
    for n, (tokens, parts, at, example) in enumerate(batch):
        ids[n, : len(tokens)], mask[n, : len(tokens)] = torch.tensor(tokens), 1
        segments[n, : len(tokens)] = torch.tensor(parts)
        rows += [n] * len(at)
        places += at
        stances += example.stances
        roles += example.roles
    return ids, mask, segments, *map(torch.tensor, (rows, places, stances, roles))


def evaluate(model: Coder, items: list[Encoded]) -> dict[str, float]:
    """F1 of options found (probability of a stance at least a half), and how often their stance is right."""
    model.eval()
    right = said = gold = exact = 0
    with torch.no_grad():
        for batch in batches(items, 8192, None):
            ids, mask, segments, rows, places, stances, _ = tensors(batch)
            scores = model(ids, mask, segments)[rows, places][:, : len(STANCES)].softmax(-1)
            on = stances != IGNORED
            found = (scores[:, 0] < 0.5) & on
            true = (stances > 0) & on
            said, gold = said + int(found.sum()), gold + int(true.sum())
            right += int((found & true).sum())
            exact += int((found & true & (scores[:, 1:].argmax(1) + 1 == stances)).sum())
    return {
        "found": round(200 * right / max(said + gold, 1), 2),
        "stance of found": round(100 * exact / max(right, 1), 2),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--cases", type=Path, nargs="+", required=True)
    ap.add_argument("--generated", type=Path)
    ap.add_argument("--measured", type=Path, nargs="*", default=[])
    ap.add_argument("--keep", default="-04-", help="cases with this in their name are kept for measuring")
    ap.add_argument("--begin", type=Path, help="a run whose last weights to begin from instead of the encoder's")
    ap.add_argument("--passes", type=int, default=4)
    ap.add_argument("--share", type=int, default=6000, help="generated examples a pass")
    ap.add_argument("--tokens", type=int, default=2048, help="tokens a batch")
    ap.add_argument("--rate", type=float, default=8e-5)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def encoded(found: list[Example]) -> list[Encoded]:
        return [(*encode(e.question, tokenizer), e) for e in found]

    def read(paths: list[Path]) -> list[Encoded]:
        return encoded([e for path in paths for e in of_case(path)])

    paths = [path for folder in args.cases for path in sorted(folder.glob("*.json"))]
    worked = read([path for path in paths if args.keep not in path.name])
    measured = read([path for folder in args.measured for path in sorted(folder.glob("*.json"))])
    measured += read([path for path in paths if args.keep in path.name])
    chance = random.Random(args.seed)
    made = of_generated(args.generated) if args.generated else []
    # Most issues of an exchange are not what it is about; of those a few are enough.
    generated = encoded([e for e in made if any(e.stances) or any(e.roles) or chance.random() < 0.2])
    chance.shuffle(generated)
    print(f"{len(worked)} examples, {len(generated)} generated, {len(measured)} measured", flush=True)
    model = Coder(AutoModel.from_pretrained(args.encoder, attention_probs_dropout_prob=0.0, add_pooling_layer=False))
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    body = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder")]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], lr=args.rate, weight_decay=0.01, fused=True)
    began_at: dict[str, Any] = {"pass": 0}
    checkpoint = args.out / "checkpoint.pt"
    if args.begin and not checkpoint.exists():
        model.load_state_dict(torch.load(args.begin / "checkpoint.pt", weights_only=False)["model"])
    if checkpoint.exists():
        began_at = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(began_at["model"])
        optimiser.load_state_dict(began_at["optimiser"])
    for n in range(began_at["pass"], args.passes):
        rng = random.Random(f"{args.seed}-{n}")
        torch.manual_seed(args.seed * 1000 + n)
        start = n * args.share
        extra = [generated[k % len(generated)] for k in range(start, start + args.share)] if generated else []
        todo = batches(worked + extra, args.tokens, rng)
        model.train()
        began, seen, total = time.time(), 0, 0.0
        for k, batch in enumerate(todo):
            at = n + k / len(todo)
            level = min(1.0, (at + 0.02) / 0.2) * max(0.02, 1 - at / args.passes)
            for group, peak in zip(optimiser.param_groups, (args.rate, 10 * args.rate), strict=True):
                group["lr"] = peak * level
            ids, mask, segments, rows, places, stances, roles = tensors(batch)
            scores = model(ids, mask, segments)[rows, places]
            loss = cross_entropy(scores[:, : len(STANCES)], stances, ignore_index=IGNORED)
            loss = loss + 0.5 * cross_entropy(scores[:, len(STANCES) :], roles)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            total += loss.item()
            seen += int(mask.sum())
            if k % 50 == 49:
                speed = seen / (time.time() - began)
                print(
                    f"pass {n + 1} step {k + 1}/{len(todo)} loss {total / (k + 1):.4f} {speed:.0f} tokens/s", flush=True
                )
        result = {"pass": n + 1, "loss": round(total / len(todo), 4), "seconds": round(time.time() - began)}
        result |= evaluate(model, measured) if measured else {}
        print(json.dumps(result), flush=True)
        with (args.out / "log.jsonl").open("a") as f:
            f.write(json.dumps(result) + "\n")
        state = {"pass": n + 1, "model": model.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)  # an interrupted run never leaves half a checkpoint


if __name__ == "__main__":
    main()
