"""Rewrites of one story are known, and other stories are not taken for them."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.rewrites import SHORTEST, VALUES, Rewrites, sketch

_SMALL = "the of to and a in that on for with is was by it its as at from had would not after which".split()
_NAMES = "Torrania|Oswin|Vennmark|the Kettering Isles|the foreign minister of Torrania said on Monday|in Geneva".split(
    "|"
)
_rng = random.Random(0)
_WORDS = ["".join(_rng.choice("bdfgklmnprstv") + _rng.choice("aeiou") for _ in range(3)) for _ in range(1500)]


def story(seed: int, paragraphs: int = 12) -> list[str]:
    """Paragraphs of a language of its own, in which the small words and the names come again and again."""
    rng = random.Random(seed)
    mine = rng.sample(_WORDS, 300)

    def sentence() -> str:
        words = [rng.choice(_SMALL) if n % 2 else rng.choice(mine) for n in range(rng.randint(10, 24))]
        words.insert(rng.randrange(len(words)), rng.choice(_NAMES))
        return " ".join(words).capitalize() + "."

    return [" ".join(sentence() for _ in range(rng.randint(1, 3))) for _ in range(paragraphs)]


def rewritten(paragraphs: list[str], seed: int, keep: float) -> str:
    """Another headline, another attribution line, some paragraphs dropped, some words changed."""
    rng = random.Random(seed)
    kept = [p for p in paragraphs if rng.random() < keep] or paragraphs[:6]
    kept = [p.replace("on Monday", "earlier this week").replace(" which ", " that ") for p in kept]
    return "\n\n".join(["Talks stall again, say diplomats", "From our correspondent and agencies.", *kept])


def test_a_sketch_is_small_and_the_same_everywhere() -> None:
    made = sketch("\n\n".join(story(1)))
    assert len(made.values) == VALUES and all(0 <= v < 2**32 for v in made.values)
    assert len(made.bands) == VALUES // 2 and all(0 <= b < 2**32 for b in made.bands)
    assert made == sketch("\n\n".join(story(1)).upper().replace(",", " ;"))
    known = sketch("One two three four five six seven eight nine ten.")
    assert known.runs == 8
    assert known.values[:3] == (124519542, 124656547, 233332828), "a store keeps these; they must not change"


def test_the_estimate_is_near_the_truth() -> None:
    for seed in range(20):
        a, b = story(seed), story(seed)[: 4 + seed % 8] + story(seed + 1000)[4:]
        one, other = sketch("\n\n".join(a)), sketch("\n\n".join(b))
        runs = [
            {tuple(w[i : i + 3]) for i in range(len(w) - 2)}
            for w in ("\n\n".join(t).lower().replace(",", "").replace(".", "").split() for t in (a, b))
        ]
        truth = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
        assert abs(one.alike(other) - truth) < 0.15


@pytest.mark.parametrize(("keep", "found"), [(1.0, 1.0), (0.7, 0.98), (0.5, 0.9)])
def test_rewrites_are_found(keep: float, found: float) -> None:
    count = 60
    hits = 0
    for seed in range(count):
        index = Rewrites()
        index.add("first", sketch("\n\n".join(story(seed))))
        hits += index.add("second", sketch(rewritten(story(seed), seed, keep))) == "first"
    assert hits >= found * count


def test_stories_of_the_same_parties_and_matters_are_no_rewrites() -> None:
    sketches = [sketch("\n\n".join(story(seed))) for seed in range(150)]
    assert not any(a.rewrites(b) for a, b in combinations(sketches, 2))


def test_a_follow_up_that_repeats_a_paragraph_is_no_rewrite() -> None:
    first = story(1)
    assert not sketch("\n\n".join(first)).rewrites(sketch("\n\n".join([*story(2)[:9], *first[-2:]])))


def test_short_notices_are_never_rewrites() -> None:
    words = " ".join(f"word{n}" for n in range(SHORTEST + 1))
    assert not sketch(words).rewrites(sketch(words))
    assert sketch(words + " and one more").rewrites(sketch(words + " and one more"))


def test_a_rewrite_of_a_rewrite_leads_to_the_first() -> None:
    index = Rewrites()
    first = story(3)
    assert index.add("a", sketch("\n\n".join(first))) is None
    assert index.add("x", sketch("\n\n".join(story(4)))) is None
    assert index.add("b", sketch("\n\n".join(first[:8]))) == "a"
    assert index.add("c", sketch("\n\n".join(["Another headline", *first[:7]]))) == "a"


def test_no_text_is_held_against_every_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from spadework.rewrites import Sketch

    held = 0
    real = Sketch.rewrites

    def counted(self: Sketch, other: Sketch) -> bool:
        nonlocal held
        held += 1
        return real(self, other)

    monkeypatch.setattr(Sketch, "rewrites", counted)
    index = Rewrites()
    for seed in range(300):
        index.add(str(seed), sketch("\n\n".join(story(seed))))
    assert held < 300 * 5, "44,850 would be every pair"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_sketch_and_is_like_itself(text: str) -> None:
    made = sketch(text)
    assert made.alike(sketch(text)) == 1.0
    assert made.bands == sketch(text).bands
