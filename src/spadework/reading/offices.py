"""Offices as sets of words, so that "Minister of the Interior" and "interior minister" are one."""

from __future__ import annotations

import re

from spadework.reading.lexicon import ROLES, word_set

_WORD = re.compile(r"[^\W\d_][\w-]*")
_MINISTER_OF = re.compile(r"\b(minister|secretary|commissioner|ministry|director) (?:of|for) (?:the )?(\w+)")
_GENERAL = re.compile(r"\b(secretary|director|attorney|governor|consul) general\b")
_GENERAL_FIRST = re.compile(r"\bgeneral (secretary|director|manager)\b")
_SAME = {"premier": "prime minister", "gen": "general", "col": "colonel", "spokeswoman": "spokesman",
         "spokesperson": "spokesman", "chairwoman": "chair", "chairman": "chair", "chairperson": "chair",
         "defense": "defence", "advisor": "adviser", "finances": "finance", "chief": "head"}  # fmt: skip

HEADS = ROLES | {"spokesman", "chair", "head"}


def role_words(role: str) -> frozenset[str]:
    """The words of an office, in one form: "Minister of the Interior" and "interior minister" are the same."""
    text = _MINISTER_OF.sub(r"\2 \1", " ".join(role.casefold().split(",")[0].split()[:14]))
    text = text.replace("head of state", "president").replace("head of government", "prime minister")
    text = _GENERAL_FIRST.sub(r"\1-general", _GENERAL.sub(r"\1-general", text))
    words = [w for found in _WORD.findall(text.replace("’s", "").replace("'s", "")) for w in _parts(found)]
    return frozenset(w for word in words for w in _SAME.get(word, word).split() if w not in _SMALL)


def _parts(word: str) -> tuple[str, ...]:
    """A "secretary-general" may be called "the secretary", but not "the general"; a co-chair is a chair."""
    first, _, last = word.partition("-")
    if last == "general":
        return first, word
    return (first, last) if first in ("co", "vice") and last else (word,)


_SMALL = word_set("the a an of for in to its his her their and s our your who")


_LESSER = word_set("deputy former vice assistant acting junior")


def fit(wanted: frozenset[str], has: frozenset[str]) -> int:
    """How well an office fits somebody called so: 0 not at all, 3 exactly."""
    if not wanted <= has:
        return 0
    if wanted == has:
        return 3
    return 1 if (has - wanted) & _LESSER else 2
