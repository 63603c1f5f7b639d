"""How well rewrites of one story are known, and how fast: on worked cases, whose documents are all different stories.

    python bench/rewrites.py DIR [--documents 10000]

DIR holds cases as JSON with `documents`, each with a `text`. Prints how alike two different documents are at most, the
share of generated rewrites that is found in an index of all documents, and the time for an index of many.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from spadework.intake import normalise
from spadework.rewrites import SHORTEST, Rewrites, Sketch, sketch

_HEADLINES = (
    "Talks stall again as envoys trade blame",
    "What we know about the latest round",
    "Leaders edge closer, diplomats say",
)
_MORE = (
    "The background to the dispute goes back several years, and earlier rounds of talks ended without a result. "
    "Observers in the region have warned that patience is running out on all sides, and that the coming weeks will "
    "decide whether the channel stays open."
)
_CHANGES = {
    "another headline": ("headline",),
    "headline and attribution": ("headline", "attribution"),
    "and one paragraph in three dropped": ("headline", "attribution", "third"),
    "and one paragraph in two dropped": ("headline", "attribution", "half"),
    "one in three dropped, one word in twenty changed": ("headline", "attribution", "third", "words"),
    "one in two dropped, a paragraph of its own": ("headline", "attribution", "half", "more"),
}


def stories(folder: Path) -> Iterator[tuple[str, str]]:
    """Case and text of each document."""
    for path in sorted(folder.glob("*.json")):
        for document in json.loads(path.read_text(encoding="utf-8"))["documents"]:
            yield path.stem, document["text"]


def rewritten(text: str, changes: tuple[str, ...], rng: random.Random) -> str:
    paragraphs = text.split("\n\n")
    if "headline" in changes:
        paragraphs[: len(paragraphs[0]) < 120] = [rng.choice(_HEADLINES)]
    if "attribution" in changes:
        paragraphs = [
            p.replace(" told reporters", " told this newspaper").replace(" said on ", " announced on ")
            for p in paragraphs
        ]
        paragraphs.insert(1, "From our correspondent and agencies. Additional reporting by the newsroom.")
    dropped = 0.5 if "half" in changes else 0.33 if "third" in changes else 0.0
    paragraphs = [p for n, p in enumerate(paragraphs) if n == 0 or rng.random() >= dropped]
    if "words" in changes:
        others = ("also", "reportedly", "now", "")
        paragraphs = [
            " ".join(w if rng.random() > 0.05 else rng.choice(others) for w in p.split(" ")) for p in paragraphs
        ]
    return normalise("\n\n".join([*paragraphs, _MORE] if "more" in changes else paragraphs))


def contained(a: Sketch, b: Sketch) -> float:
    alike, shorter = a.alike(b), min(a.runs, b.runs)
    return alike * (a.runs + b.runs) / ((1 + alike) * max(shorter, 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--documents", type=int, default=10_000)
    args = parser.parse_args()
    texts = list(stories(args.folder))
    sketches = [sketch(text) for _, text in texts]
    pairs = [(a, b) for a, b in combinations(sketches, 2) if min(a.runs, b.runs) >= SHORTEST]
    alike, inside = max(a.alike(b) for a, b in pairs), max(contained(a, b) for a, b in pairs)
    print(
        f"{len(texts)} documents, {len(pairs):,} pairs: alike at most {alike:.2f}, contained at most {inside:.2f}, ",
        end="",
    )
    print(f"linked {sum(a.rewrites(b) for a, b in pairs)}")

    index = Rewrites()
    for n, made in enumerate(sketches):
        index.add(str(n), made)
    for name, changes in _CHANGES.items():
        right = wrong = every = 0
        for n, (_, text) in enumerate(texts):
            if len(text.split()) >= 150:
                for again in range(5):
                    found = index.first(sketch(rewritten(text, changes, random.Random(f"{n} {again}"))))
                    every, right, wrong = every + 1, right + (found == str(n)), wrong + (found not in (None, str(n)))
        print(f"{name:50} found {right / every:.3f} of {every}, wrong {wrong}")

    rng = random.Random(1)
    paragraphs = [p for _, text in texts for p in text.split("\n\n") if len(p.split()) > 15]
    words = [w for p in paragraphs for w in p.split()]
    many = ["\n\n".join(" ".join(rng.choices(words, k=50)) for _ in range(8)) for _ in range(args.documents)]
    begun = time.process_time()
    made_of = [sketch(text) for text in many]
    middle = time.process_time()
    index = Rewrites()
    for n, made in enumerate(made_of):
        index.add(str(n), made)
    ended = time.process_time()
    took = f"sketches {middle - begun:.1f}, index {ended - middle:.1f}"
    print(f"{args.documents:,} documents of 400 words, seconds of one core: {took}")


if __name__ == "__main__":
    main()
