"""How sure an attribution is: the chance that a careful analyst would have it too.

A logistic regression over what the two readers say of a candidate, trained on worked cases that neither had seen
(`training/reading/confidence.py`); its weights are in `weights/reading.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp, log

from spadework.reading.combining import Candidate
from spadework.weights import stored

# How often each construction of the rules was right on the cases they were written with (1,246 statements), smoothed.
RULES: dict[str, float] = {
    "postposed": 0.97,  # ..., she said
    "that-clause": 0.97,  # said that ...
    "turn": 0.96,  # MS. ANWARI: ...
    "according to": 0.92,
    "inverted": 0.92,  # ..., said Ruth Ellery
    "promise": 0.9,  # promised to stay
    "denial": 0.9,  # rejected the plan, played down the prospect
    "quotation": 0.89,  # He added: "..."
    "infinitive": 0.87,  # refused to ...
    "bare clause": 0.87,  # said the guns would remain
    "free quotation": 0.86,
    "passive": 0.77,  # was rejected by Norland
    "coordinated": 0.76,  # ... and rejected the plan
    "object": 0.75,  # wants the toll halved
    "list": 0.7,  # The Ministers: - reaffirm that ...
    "in the view of": 0.67,
    "noun": 0.6,  # the minister's assurance that ...
    "report that": 0.6,
    "as X said": 0.57,
    "participle": 0.5,  # ..., dismissing the plan
    "fronted": 0.4,  # a levy, which Norland refused
    "refusal": 0.4,  # declined to comment
}

# Constructions that stand without the tagger: labels, bullets, quotation marks, and verbs that can only be speech.
PLAIN = frozenset(("turn", "list", "quotation", "free quotation", "denial", "promise"))

FEATURES = (
    "bias",
    "rule",
    "rule logit",
    "plain",
    "tagged",
    "tagged cue",
    "tagged source",
    "tagged content",
    "free",
    "free content",
    "agreement",
    "rival",
    "sourceless",
    "heard",
    "heard cue",
    "heard source",
    "heard content",
    "heard free",
    "tagged length",
    "other length",
    "tagged nested",
    "other nested",
    "quoted",
)


def features(one: Candidate) -> list[float]:
    """The measures of a candidate, in the order of FEATURES; each about between -4 and 4."""
    right = RULES.get(one.rule, 0.5)
    cue, source, content = one.evidence
    length = log(one.size) - 4
    linked, free = one.tagged and one.cue is not None, one.tagged and one.cue is None
    heard, alone = not one.tagged and one.cue is not None, not one.tagged and one.cue is None
    return [
        1.0,
        float(bool(one.rule)),
        log(right / (1 - right)) if one.rule else 0.0,
        float(one.rule in PLAIN),
        float(one.tagged),
        max(cue, -3.0) if linked else 0.0,
        min(max(source, -3.0), 4.0) / 2 if linked else 0.0,
        min(max(content, -4.0), 6.0) / 2 if linked else 0.0,
        float(free),
        max(content, -3.0) if free else 0.0,
        one.agreement,
        float(one.rival),
        float(one.cue is not None and one.source is None),
        float(heard),
        max(cue, -8.0) / 2 if heard else 0.0,
        min(max(source, -3.0), 4.0) / 2 if heard else 0.0,
        min(max(content, -4.0), 6.0) / 2 if heard else 0.0,
        max(content, -4.0) if alone else 0.0,
        length if one.tagged else 0.0,
        length if not one.tagged else 0.0,
        float(one.nested and one.tagged),
        float(one.nested and not one.tagged),
        float(one.quoted),
    ]


def confidence(one: Candidate) -> float:
    """Between 0 and 1."""
    told = weights()
    z = sum(told[name] * value for name, value in zip(FEATURES, features(one), strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, and under "keep" the confidence from which a candidate is a statement."""
    loaded: dict[str, float] = stored("reading.json")
    return loaded
