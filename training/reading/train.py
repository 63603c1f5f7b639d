#!/usr/bin/env python3
"""Fine-tune an encoder to find attributions and who said them.

    python training/reading/train.py ENCODER OUT --polnear FOLDER [--cases FOLDER ...] [--reading FOLDER ...]
        [--passages FOLDER ...] [--dossiers FOLDER ...] [--passes N] [--cool N]

ENCODER is a folder with a BERT-like model (config.json, weights, tokenizer.json). --cases and --reading are worked
cases of which the statements are learnt, --passages passages with marks, --dossiers passages with an agenda. OUT
receives a checkpoint every 300 steps and after each pass, from which an interrupted run goes on, and log.jsonl. The
rate stays level and falls to nothing over the last `--cool` passes, so that a longer run may go on from a checkpoint
of the level part. Seeds are fixed.

The judge (`training/judging`) stands on the lower layers: after they have changed it is to be trained again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpora import cases, of_dossiers, passages, polnear
from tagger import Tagger
from torch.nn.functional import cross_entropy
from transformers import AutoModel
from windows import Window, batches, tensors, tokenizer, windows

from spadework.reading.chains import best, grammar, spans
from spadework.reading.tagger import ROLES

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import running
from networks import reader_state


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


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    running.options(ap, passes=8, tokens=2048, rate=1e-4)
    ap.add_argument("--polnear", type=Path, required=True)
    ap.add_argument("--cases", type=Path, nargs="*", default=[])
    ap.add_argument("--reading", type=Path, nargs="*", default=[])
    ap.add_argument("--passages", type=Path, nargs="*", default=[])
    ap.add_argument("--dossiers", type=Path, nargs="*", default=[])
    ap.add_argument("--part", type=int, default=1, help="a pass goes over this part of PolNeAR (6: a sixth), in turn")
    ap.add_argument("--repeat", type=int, default=2, help="how often a pass goes over the cases")
    ap.add_argument("--frozen", type=int, default=0, help="how many of the encoder's lowest layers stay as they are")
    args = ap.parse_args()
    device, cast = running.prepared(args)
    tok = tokenizer(str(args.encoder / "tokenizer.json"))
    others = [a for folder in args.cases for a in cases(folder)] * args.repeat
    others += [a for folder in args.reading for a in cases(folder)]
    others += [a for folder in args.passages for a in passages(folder)]
    others += [a for folder in args.dossiers for a in of_dossiers(folder)]
    train, dev = polnear(args.polnear / "train"), polnear(args.polnear / "dev")
    measured = windows(dev, tok, None)
    # Fused attention is slower on a processor where part of a batch is filling: 1,560 tokens a second, not 2,690.
    attention = "sdpa" if device == "cuda" else "eager"
    model = Tagger(
        AutoModel.from_pretrained(
            args.encoder, attention_probs_dropout_prob=0.0, add_pooling_layer=False, attn_implementation=attention
        )
    ).to(device)
    # Word embeddings stay as they are: a twelfth less work, and words that the corpus lacks keep their place.
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    if args.frozen:
        for part in (model.encoder.embeddings, *model.encoder.encoder.layer[: args.frozen], model.scheme):
            if part is not None:  # a scheme that is not learnt is still told apart: its two vectors differ
                part.requires_grad_(False)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    body = [p for n, p in named if n.startswith("encoder")]
    heads = [p for n, p in named if not n.startswith("encoder")]
    # Heads that have been trained before go on slowly.
    groups = [(body, args.rate), (heads, 3e-4 if args.begin else 1e-3)]
    run = running.Run(args, "model", model, groups, warm=0.15)
    if args.begin and run.new:
        model.load_state_dict(reader_state(args.begin))

    def loss(batch: list[Window]) -> torch.Tensor:
        ids, mask, schemes, labels = (x.to(device) for x in tensors(batch))
        with cast():
            emissions, links = model.tagged(model.states(ids, mask, schemes)[-1])
        emissions, links = emissions.float(), links.float()
        # the chain alone is slow to begin with: plain cross-entropy beside it
        plain = cross_entropy(emissions.reshape(-1, 7), labels.reshape(-1))
        return model.chain_loss(emissions, labels) + 0.5 * plain + 0.04 * model.link_loss(emissions, links, batch)

    for n, rng in run.passes():
        articles = [*(a for k, a in enumerate(train) if k % args.part == n % args.part), *others]
        run.learn(
            n,
            batches(windows(articles, tok, rng), args.tokens, rng),
            loss,
            lambda batch: sum(len(w.ids) for w in batch),
            lambda: {f"dev {name}": value for name, value in evaluate(model, measured, cast).items()},
        )


if __name__ == "__main__":
    main()
