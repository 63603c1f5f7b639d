"""Offices as sets of words, so that "Minister of the Interior" and "interior minister" are one."""

from __future__ import annotations

import re

from spadework.reading.lexicon import ROLES, word_set

_WORD = re.compile(r"[^\W\d_][\w-]*")
_MINISTER_OF = re.compile(r"\b(minister|secretary|commissioner|ministry|director) (?:of|for) (?:the )?(\w+)")
_SAME = {"premier": "prime minister", "gen": "general", "col": "colonel", "spokeswoman": "spokesman",
         "spokesperson": "spokesman", "chairwoman": "chair", "chairman": "chair", "chairperson": "chair",
         "defense": "defence", "advisor": "adviser", "finances": "finance", "chief": "head"}  # fmt: skip

HEADS = ROLES | {"spokesman", "chair", "head"}


def role_words(role: str) -> frozenset[str]:
    """The words of an office, in one form: "Minister of the Interior" and "interior minister" are the same."""
    text = _MINISTER_OF.sub(r"\2 \1", " ".join(role.casefold().split(",")[0].split()[:14]))
    words = (_SAME.get(w, w) for w in _WORD.findall(text.replace("’s", "").replace("'s", "")))
    return frozenset(w for phrase in words for w in phrase.split() if w not in _SMALL)


_SMALL = word_set("the a an of for in to its his her their and s our your who")


def fit(wanted: frozenset[str], has: frozenset[str]) -> int:
    """How well an office fits somebody called so: 0 not at all, 3 exactly."""
    if not wanted <= has:
        return 0
    if wanted == has:
        return 3
    return 1 if "deputy" in has - wanted or "former" in has - wanted else 2
