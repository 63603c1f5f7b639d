#!/usr/bin/env python3
"""Fine-tune an encoder to find attributions and who said them, and to judge what is said by the options of an agenda.

    python training/reading/train.py ENCODER OUT --polnear FOLDER [--cases FOLDER ...] [--reading FOLDER ...]
        [--passages FOLDER ...] [--dossiers FOLDER ...] [--generated FILE] [--passes N] [--cool N]

ENCODER is a folder with a BERT-like model (config.json, weights, tokenizer.json). --cases are worked cases with
positions; every fourth is kept from the judge, which is measured and later weighed on it. --reading are cases with
statements only, --passages passages with marks, --dossiers passages with an agenda, --generated exchanges of a
generator. OUT receives a checkpoint every 300 steps and after each pass, from which an interrupted run goes on, and
log.jsonl. The rate stays level and falls to nothing over the last `--cool` passes, so that a longer run may go on from
a checkpoint of the level part. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from coded import IGNORED, Coded, of_cases, of_generated, of_passages
from corpora import Article, cases, passages, polnear
from judge import WIDTH, Judge
from meanings import Meanings
from pieces import Piece, options, packed, pieces
from tagger import Tagger
from torch.nn.functional import cosine_similarity, cross_entropy, pad
from transformers import AutoModel
from windows import Window, batches, tensors, tokenizer, windows

from spadework.coding.judge import STANCES
from spadework.reading.chains import best, grammar, spans
from spadework.reading.tagger import ROLES
from spadework.text import sentences

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from matching import kept
from networks import judge_state, reader_state

K = len(STANCES)
VALIDATION = 400  # exchanges
LONG = 15  # characters; what is shorter says little by itself
JUDGING, HOLDING = 0.5, 1.0  # what the judge's loss weighs beside the reader's, and that of what sentences mean


def evaluate(model: Tagger, items: list[Window], cast: Any) -> dict[str, float]:
    """Exact F1 of each role's spans, and of the links of gold cues: source and content exactly right."""
    model.eval()
    device = model.first.device
    right, said, gold = np.zeros(3), np.zeros(3), np.zeros(3)
    linked = np.zeros(4)
    steps = torch.cat((model.steps, model.first[None])).detach().cpu().numpy() + grammar(7)
    with torch.no_grad():
        for batch in batches(items, 8192, None):
            ids, mask, schemes, _ = tensors(batch)
            with cast():
                emissions, links = model.tagged(model.states(ids.to(device), mask.to(device), schemes.to(device))[-1])
            emissions, links = emissions.float().cpu(), links.float().cpu()
            chains = best([emissions[n, 1 : len(w.ids) - 1].numpy() for n, w in enumerate(batch)], steps)
            for n, (w, chain) in enumerate(zip(batch, chains, strict=True)):
                a, b = set(spans(chain)), set(spans(w.labels[1:-1]))
                for r in range(3):
                    mine, theirs = {x for x in a if x[0] == r}, {x for x in b if x[0] == r}
                    right[r] += len(mine & theirs)
                    said[r] += len(mine)
                    gold[r] += len(theirs)
                if not w.links:
                    continue
                t = len(w.ids)
                own = model.linked(emissions[n, :t], links[n, :t], [(i, j) for i, j, _ in w.links])
                own_chains = best(list(own.reshape(-1, t, 3)[:, 1:-1].numpy()), grammar(3))
                wanted = [labels[r, 1:-1] for _, _, labels in w.links for r in range(2)]
                ok = np.array([spans(x) == spans(y) for x, y in zip(own_chains, wanted, strict=True)]).reshape(-1, 2)
                linked += [len(ok), *ok.sum(0), ok.all(1).sum()]
    out = {role: 200 * right[r] / max(said[r] + gold[r], 1) for r, role in enumerate(ROLES)}
    for name, k in zip(("source of cue", "content of cue", "both of cue"), linked[1:], strict=True):
        out[name] = 100 * k / max(linked[0], 1)
    return {k: round(float(v), 2) for k, v in out.items()}


class Judging:
    """The judge with what it needs to be taught and measured."""

    def __init__(self, model: Tagger, judge: Judge, tok: Any, cast: Any) -> None:
        self.model, self.judge, self.tok, self.cast = model, judge, tok, cast

    def scores(self, batch: list[Piece], states: torch.Tensor) -> tuple[list[torch.Tensor | None], torch.Tensor]:
        """For each piece the scores [clauses, options, 11] of its clauses, and the mean states [options, WIDTH] of all
        options. `states` [B, T, WIDTH] are those of the batch's windows."""
        rows = [row for p in batch for row in options(p.coded, self.tok)]
        ids, mask, kinds = (torch.zeros(len(rows), max(len(r[0]) for r in rows), dtype=torch.long) for _ in range(3))
        for n, (tokens, of) in enumerate(rows):
            ids[n, : len(tokens)], mask[n, : len(tokens)], kinds[n, : len(of)] = (
                torch.tensor(tokens),
                1,
                torch.tensor(of),
            )
        on = mask.float().to(states.device)
        with self.cast():
            told = self.model.meaning(self.model.states(*(x.to(states.device) for x in (ids, mask, kinds)))).float()
        out: list[torch.Tensor | None] = []
        window = option = 0
        for p in batch:
            upto = option + len(p.coded.options)
            found = None
            if p.said:
                places = p.places().to(states.device)
                around = states[[window + n for n, *_ in p.said], : places.shape[1]].float()
                most = int(mask[option:upto].sum(1).max())
                same = p.same().to(states.device)
                found = self.judge(around, places, told[option:upto, :most], on[option:upto, :most], same)
            out.append(found)
            window, option = window + len(p.windows), upto
        return out, (told * on[..., None]).sum(1) / on.sum(1)[:, None]

    def loss(self, batch: list[Piece], found: list[torch.Tensor | None]) -> torch.Tensor:
        """Cross-entropy of stances and, by half, of parts in a condition, in all options of a clause."""
        total, count = torch.zeros(()), 0
        for p, scores in zip(batch, found, strict=True):
            if scores is None:
                continue
            stances, roles = (x.to(scores.device).reshape(-1) for x in p.targets())
            flat = scores.reshape(len(stances), -1)
            total = total + cross_entropy(flat[:, :K], stances, ignore_index=IGNORED, reduction="sum")
            total = total + 0.5 * cross_entropy(flat[:, K:], roles, reduction="sum")
            count += len(p.said)
        return total / max(count, 1)

    def measure(self, every: list[Piece]) -> dict[str, float]:
        """Best F1 and average precision of the options that clauses are about; how often the gold's have the right
        stance; best F1 of parts in conditions."""
        self.model.eval()
        self.judge.eval()
        about, parts, right = [], [], []
        with torch.no_grad():
            for batch in packed(every, 8192, None):
                ids, mask, schemes, _ = (
                    x.to(self.model.first.device) for x in tensors([w for p in batch for w in p.windows])
                )
                with self.cast():
                    states = self.model.meaning(self.model.states(ids, mask, schemes))
                for p, scores in zip(batch, self.scores(batch, states)[0], strict=True):
                    if scores is None:
                        continue
                    scores = scores.cpu()
                    stances, roles = p.targets()
                    on = stances != IGNORED
                    about.append(torch.stack((1 - scores[..., :K].softmax(-1)[..., 0][on], (stances > 0)[on].float())))
                    parts.append(
                        torch.stack((1 - scores[..., K:].softmax(-1)[..., 0].flatten(), (roles > 0).flatten().float()))
                    )
                    true = stances > 0
                    right += (scores[..., 1:K].argmax(-1)[true] + 1 == stances[true]).tolist()
        found, precision = _best(torch.cat(about, 1))
        out = {"found": found, "average precision": precision, "stance": float(np.mean(right))}
        return {k: round(100 * v, 2) for k, v in (out | {"part": _best(torch.cat(parts, 1))[0]}).items()}


def _best(chances: torch.Tensor) -> tuple[float, float]:
    """The best F1 over all thresholds, and average precision, of chances and truths [2, N]."""
    truth = chances[1][chances[0].argsort(descending=True)]
    right = truth.cumsum(0)
    said = torch.arange(1, len(truth) + 1)
    f1 = 2 * right / (said + truth.sum())
    return float(f1.max()), float((right / said * truth).sum() / truth.sum())


class Held:
    """What sentences, clauses and options mean to the encoder before training, beside what they mean to the model."""

    directions: torch.Tensor  # [384, WIDTH]: a run that goes on from another keeps its own

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    def add(self, articles: list[Article], coded: list[Coded]) -> None:
        self._meanings.add(self.texts(articles, coded))

    def texts(self, articles: list[Article], coded: list[Coded]) -> list[str]:
        """All that is held on to in these."""
        articles = [*articles, *(a for c in coded for a in c.articles)]
        for a in articles:
            self._sentences[id(a)] = [(x, y) for x, y in sentences(a.text) if y - x > LONG]
        texts = [a.text[x:y] for a in articles for x, y in self._sentences[id(a)]]
        for c in coded:
            texts += map(": ".join, c.options)
            texts += [a.text[s.start : s.end] for a, said in zip(c.articles, c.said, strict=True) for s in said]
        return texts

    def loss(self, spans_of: list[tuple[int, int, int]], texts: list[str], states: torch.Tensor) -> torch.Tensor:
        """How far the mean states of (window, first token, last token) are from what their texts mean: 1 - cosine."""
        at = torch.tensor(spans_of, device=states.device)
        sums = pad(states.float().cumsum(1), (0, 0, 1, 0))
        means = sums[at[:, 0], at[:, 2] + 1] - sums[at[:, 0], at[:, 1]]
        return self.distance(means, texts)

    def distance(self, means: torch.Tensor, texts: list[str]) -> torch.Tensor:
        wanted = (self._meanings.of(texts) @ self.directions).to(means.device)
        return (1 - cosine_similarity(means, wanted)).mean()

    def sentences(self, article: Article, window: Window, row: int) -> Iterator[tuple[tuple[int, int, int], str]]:
        """The sentences that lie whole in a window."""
        places = window.offsets[1:-1]
        for a, b in self._sentences[id(article)]:
            if places and places[0][0] <= a and b <= places[-1][1]:
                inside = [n for n, (x, y) in enumerate(places, 1) if x < b and y > a]
                if inside:
                    yield (row, inside[0], inside[-1]), article.text[a:b]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--polnear", type=Path, required=True)
    ap.add_argument("--cases", type=Path, nargs="*", default=[])
    ap.add_argument("--reading", type=Path, nargs="*", default=[])
    ap.add_argument("--passages", type=Path, nargs="*", default=[])
    ap.add_argument("--dossiers", type=Path, nargs="*", default=[])
    ap.add_argument("--generated", type=Path, help="exchanges that training/coding/generate.py has written")
    ap.add_argument("--share", type=int, default=800, help="exchanges a pass, others in each")
    ap.add_argument(
        "--validation", type=Path, help="exchanges of patterns and topics that are kept unseen, for measuring"
    )
    ap.add_argument("--unseen", type=Path, nargs="*", default=[], help="cases for measuring alone")
    ap.add_argument("--passes", type=int, default=8)
    ap.add_argument("--cool", type=float, default=3)
    ap.add_argument("--tokens", type=int, default=2048, help="tokens a batch")
    ap.add_argument("--rate", type=float, default=1e-4, help="level learning rate of the encoder")
    ap.add_argument("--part", type=int, default=1, help="a pass goes over this part of PolNeAR (6: a sixth), in turn")
    ap.add_argument("--repeat", type=int, default=2, help="how often a pass goes over the cases")
    ap.add_argument("--frozen", type=int, default=0, help="how many of the encoder's lowest layers stay as they are")
    ap.add_argument("--judge-only", action="store_true", help="train the judge alone, on a reader that stays as it is")
    ap.add_argument("--begin", type=Path, help="a run, or an exported reader, to begin from instead of the encoder")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"

    # Only where the machine multiplies bf16: elsewhere it is many times slower than fp32.
    half = device == "cuda" or torch.cpu._is_avx512_bf16_supported()

    def cast() -> Any:
        return torch.autocast(device, torch.bfloat16, enabled=half)

    tok = tokenizer(str(args.encoder / "tokenizer.json"))
    worked = [c for folder in args.cases for c in of_cases(folder)]
    held_out = kept(worked)
    coded = [c for c in worked if not any(c is h for h in held_out)]
    coded_twice = coded * args.repeat
    coded += of_passages(path for folder in args.dossiers for path in folder.glob("*.txt"))
    plain = [a for folder in args.reading for a in cases(folder)]
    plain += [a for folder in args.passages for a in passages(folder)] + [a for c in held_out for a in c.articles]
    train, dev = polnear(args.polnear / "train"), polnear(args.polnear / "dev")
    unseen = [c for folder in args.unseen for c in of_cases(folder)]
    measured = {"dev": windows(dev, tok, None)}
    judged = {"kept": pieces(held_out, tok, None), "unseen": pieces(unseen, tok, None)}
    judged["generated"] = pieces(of_generated(args.validation, 0, VALIDATION), tok, None) if args.validation else []
    meanings = Meanings(args.encoder, args.out.parent / f"{args.encoder.name}-meanings.npz")
    held = Held(meanings)
    held.add([*train, *plain], coded)
    held.directions = meanings.directions(held.texts([*train, *plain], []), WIDTH)
    # Fused attention is slower on a processor where part of a batch is filling: 1,560 tokens a second, not 2,690.
    attention = "sdpa" if device == "cuda" else "eager"
    model = Tagger(
        AutoModel.from_pretrained(
            args.encoder, attention_probs_dropout_prob=0.0, add_pooling_layer=False, attn_implementation=attention
        )
    ).to(device)
    judge = Judge().to(device)
    judging = Judging(model, judge, tok, cast)
    # Word embeddings stay as they are: a twelfth less work, and words that the corpus lacks keep their place.
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    if args.frozen:
        for part in (model.encoder.embeddings, *model.encoder.encoder.layer[: args.frozen], model.scheme):
            if part is not None:  # a scheme that is not learnt is still told apart: its two vectors differ
                part.requires_grad_(False)
    if args.judge_only:
        for name, part in model.named_parameters():
            part.requires_grad_(name.startswith("meaning"))
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    body = [p for n, p in named if n.startswith("encoder")]
    heads = [p for n, p in named if not n.startswith(("encoder", "meaning"))]
    new = [p for n, p in named if n.startswith("meaning")] + list(judge.parameters())
    # Heads that have been trained before go on slowly.
    peaks = [args.rate, 3e-4 if args.begin else 1e-3, 1e-3]
    optimiser = torch.optim.AdamW(
        [{"params": p, "lr": peak} for p, peak in zip((body, heads, new), peaks, strict=True)],
        weight_decay=0.01,
        fused=True,
    )
    began_at: dict[str, Any] = {"pass": 0, "step": 0}
    checkpoint = args.out / "checkpoint.pt"

    def save(passes: int, steps: int) -> None:
        state = {
            "pass": passes,
            "step": steps,
            "model": model.state_dict(),
            "judge": judge.state_dict(),
            "directions": held.directions,
            "optimiser": optimiser.state_dict(),
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)  # an interrupted run never leaves half a checkpoint

    if args.begin and not checkpoint.exists():
        model.load_state_dict(reader_state(args.begin))
        if (args.begin / "checkpoint.pt").exists():
            judge.load_state_dict(judge_state(args.begin))
            before = torch.load(args.begin / "checkpoint.pt", weights_only=False, map_location="cpu")
            held.directions = before["directions"]
        else:
            judge.load_state_dict(judge_state(args.begin.parent / "judge.onnx"))
    if checkpoint.exists():
        began_at = torch.load(checkpoint, weights_only=False, map_location=device)
        model.load_state_dict(began_at["model"])
        judge.load_state_dict(began_at["judge"])
        held.directions = began_at["directions"]
        optimiser.load_state_dict(began_at["optimiser"])
    for n in range(began_at["pass"], args.passes):
        rng = random.Random(f"{args.seed}-{n}")
        torch.manual_seed(args.seed * 1000 + n)
        articles = [*(a for k, a in enumerate(train) if k % args.part == n % args.part), *plain]
        todo: list[tuple[list[Window], list[Piece]]] = [
            (batch, []) for batch in batches(windows(articles, tok, rng), args.tokens, rng) if not args.judge_only
        ]
        made = of_generated(args.generated, n * args.share, args.share) if args.generated else []
        held.add([], made)
        every = pieces([*made, *coded_twice, *coded[len(coded_twice) // max(args.repeat, 1) :]], tok, rng)
        todo += [([w for p in batch for w in p.windows], batch) for batch in packed(every, args.tokens, rng)]
        rng.shuffle(todo)
        model.train()
        judge.train()
        began, seen, total = time.time(), 0, np.zeros(3)
        start = began_at["step"] if n == began_at["pass"] else 0
        for k, (some, batch) in enumerate(todo[start:], start):
            at = n + k / len(todo)
            warm = min(1.0, (at + 0.01) / 0.15)
            level = min(warm, max(0.01, (args.passes - at) / args.cool) if args.cool else 1.0)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * level
            ids, mask, schemes, labels = (x.to(device) for x in tensors(some))
            with cast():
                hidden = model.states(ids, mask, schemes)
                emissions, links = model.tagged(hidden[-1])
                states = model.meaning(hidden)
            emissions, links = emissions.float(), links.float()
            losses = [torch.zeros((), device=device) for _ in range(3)]
            if not args.judge_only:
                # the chain alone is slow to begin with: plain cross-entropy beside it
                losses[0] = model.chain_loss(emissions, labels)
                losses[0] = losses[0] + 0.5 * cross_entropy(emissions.reshape(-1, 7), labels.reshape(-1))
                losses[0] = losses[0] + 0.04 * model.link_loss(emissions, links, some)
            owners = [a for p in batch for a in [p.coded.articles] * len(p.windows)] or [articles] * len(some)
            said = [x for row, w in enumerate(some) for x in held.sentences(owners[row][w.article], w, row)]
            if batch:
                found, means = judging.scores(batch, states)
                losses[1] = judging.loss(batch, found)
                told = [": ".join(o) for p in batch for o in p.coded.options]
                losses[2] = losses[2] + 0.5 * held.distance(means, told)
                row = 0
                for p in batch:
                    said += [
                        ((row + w, first, last), p.coded.articles[p.windows[w].article].text[s.start : s.end])
                        for w, first, last, s in p.said
                    ]
                    row += len(p.windows)
            if said:
                losses[2] = losses[2] + held.loss([s for s, _ in said], [t for _, t in said], states)
            loss = losses[0] + JUDGING * losses[1] + HOLDING * losses[2]
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*model.parameters(), *judge.parameters()], 1.0)
            optimiser.step()
            total += [x.item() for x in losses]
            seen += int(mask.sum())
            if k % 25 == 24:
                speed = seen / (time.time() - began)
                done = f"pass {n + 1} step {k + 1}/{len(todo)}"
                each = " ".join(f"{x:.4f}" for x in total / (k + 1 - start))
                print(f"{done} loss of reader, judge, meaning {each}, {speed:.0f} tokens/s", flush=True)
            if k % 300 == 299:
                save(n, k + 1)
        result: dict[str, Any] = {
            "pass": n + 1,
            "loss": [round(x, 4) for x in (total / max(len(todo) - start, 1)).tolist()],
            "seconds": round(time.time() - began),
        }
        for name, items in measured.items():
            result |= {f"{name} {k}": v for k, v in evaluate(model, items, cast).items()}
        for name, items in judged.items():
            result |= {f"{name} {k}": v for k, v in judging.measure(items).items()} if items else {}
        print(json.dumps(result), flush=True)
        with (args.out / "log.jsonl").open("a") as f:
            f.write(json.dumps(result) + "\n")
        save(n + 1, 0)


if __name__ == "__main__":
    main()
