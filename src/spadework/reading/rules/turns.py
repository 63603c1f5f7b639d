"""Turns of speakers in transcripts and question-and-answer briefings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from spadework.reading.rules.lexicon import forms, word_set

_BRACKET = r"(?:\s*(?:\([^()\n]{1,120}\)|\[[^\[\]\n]{1,120}\]))?"
_MARKUP = r"(?:\*\*|__|\*)?"
# A label holds a word in capitals ("MS. ANWARI", "The SPEAKER", "Mr. HADEK (Farmers' Union)"), perhaps with an office.
_LABEL = re.compile(
    _MARKUP + r"(?P<who>(?:(?:The|Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Hon|Rt|Prof|Sen|Rep|Gen|Amb)\b\.?\s+){0,3}"
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'.\-]+(?:[ ,]+(?:[A-ZÀ-Þ][A-ZÀ-Þ’'.\-]*|of|the|and|for|de|van|von|al|"
    r"(?:Mc|Mac|O[’'])[A-Z]+)){0,9})"
    + _BRACKET + rf"\s*{_MARKUP}(?:(?P<colon>:){_MARKUP}(?:\s+|$)|\s*\.\s*[—–-]+\s+|\n)"
)  # fmt: skip
# In other labels any word may stand: they count only where they recur, name a title, or stand among questions.
# Questions of a committee are numbered before the label ("Q31 Chair: ...").
_MIXED = re.compile(
    rf"{_MARKUP}(?P<number>Q\d{{1,4}}\.?\s+)?"
    rf"(?P<who>[A-ZÀ-Þ][\w.’'-]*(?:,? [\w.’'-]+){{0,7}}){_BRACKET}\s*{_MARKUP}:{_MARKUP}(?:\s+(?=\S)|$)"
)
_TITLED = re.compile(
    r"(?:The )?(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Prof\w*|Sen\w*|Rep\w*|Gen\w*|Amb\w*|Minister|President|Chair\w*|Spokes\w+|"
    r"Secretary|Commissioner|Speaker|Director|Moderator|Envoy|Deputy|Delegate|Judge|Commander|Colonel|Hon)\b"
)
_QUESTION = re.compile(
    rf"{_MARKUP}(?:Q(?:UESTION|uestion)?(?:ER|er)?|REPORTER|JOURNALIST|CORRESPONDENT|PRESS|INTERVIEWER|PRESENTER|HOST|"
    r"ANCHOR|Reporter|Journalist|Interviewer|Presenter|Host|Anchor|Correspondent)(?:\s+\d+| from [^:\n]{1,60})?"
    rf"(?:\s*\([^()\n]{{1,120}}\))?{_MARKUP}\s*(?:[:.]{_MARKUP}(?:\s+|$)|[—–]\s+|\s(?=\([^()\n]{{1,120}}\))|\n)"
    r"(?:\([^()\n]{1,120}\)\s*)?"
)
_ANSWER = re.compile(r"(?P<who>A(?:NSWER|nswer)?)\s*[:.]\s+(?=\S)")
_DIRECTION = re.compile(
    r"[(\[][^()\[\]]{0,200}[)\]]\.?|[*_—–-]{2,}|\*\s*\*\s*\*|(?:END|End of (?:the )?transcript)\b.*"
)
# Minutes name their speakers in capitals in the text ("SEORAK, for the Group, said"); their labels are topics.
_MINUTED = re.compile(
    r"(?:(?<=[.!?:]\s)|^)(?:The )?[A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{2,})*(?:, for [^,.\n]{3,60},)? (?P<verb>[a-z]+)"
)
_NO_SPEAKERS = word_set("note notes source sources contact editor update correction subject re date time place")


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: the label's words (None for an unnamed questioner) and the paragraphs of what is said."""

    label: tuple[int, int] | None
    paragraphs: tuple[tuple[int, int], ...]
    affiliation: str = ""


def _minuted(text: str, start: int, end: int) -> bool:
    """Whether the paragraph after a label reports what those named in capitals say."""
    return any(
        any(f.kind in ("past", "s") for f in forms().get(m["verb"], ())) for m in _MINUTED.finditer(text, start, end)
    )


def _verbal(label: str) -> bool:
    """Whether the words before the colon hold a reporting verb: "Mr. Bell said:" is no label."""
    return any(f.kind in ("past", "s", "ing") for w in label.split()[1:] for f in forms().get(w.casefold(), ()))


def _affiliation(label: str) -> str:
    """The speaker's last name and what stands in brackets."""
    name, _, rest = label.strip().rstrip(":").partition("(")
    return f"{(name.split() or [''])[-1]} {rest}"


def turns(text: str, blocks: list[tuple[int, int]]) -> list[Turn]:
    """The turns of a text with these paragraphs; none if it is no transcript."""
    marks: dict[int, tuple[re.Match[str], bool]] = {}
    mixed: dict[int, re.Match[str]] = {}
    for n, (start, end) in enumerate(blocks):
        question = _QUESTION.match(text, start, end)
        if question:
            marks[n] = question, False
        elif label := (_LABEL.match(text, start, end) or _ANSWER.match(text, start, end)):
            if not any(c.islower() for c in text[label.end() : label.end() + 200]):
                continue
            if "\n" in label.group() and ":" not in label.group():
                mixed[n] = label
            else:
                marks[n] = label, True
        elif (label := _MIXED.match(text, start, end)) and not _verbal(label["who"]):
            mixed[n] = label
    names = Counter(m["who"] for m in mixed.values() if m["who"].casefold() not in _NO_SPEAKERS)
    if marks or sum(n for n in names.values() if n > 1) > 1 or len(mixed) > 2:
        known = {
            n: (m, True)
            for n, m in mixed.items()
            if names[m["who"]] > 1 or m.groupdict().get("number") or _TITLED.match(m["who"])
        }
        marks.update(known)
    spoken = sum(named for _, named in marks.values())
    if (
        not spoken
        or len(marks) < 2
        or 2 * sum(_minuted(text, m.end(), blocks[n][1]) for n, (m, _) in marks.items()) >= spoken
    ):
        return []
    out: list[Turn] = []
    order = sorted(marks)
    for n, following in zip(order, [*order[1:], len(blocks)], strict=True):
        mark, named = marks[n]
        body = [(mark.end(), blocks[n][1]), *blocks[n + 1 : following]]
        kept: list[tuple[int, int]] = []
        for start, end in body:
            while start < end and text[start].isspace():
                start += 1
            if start == end:
                continue
            if _DIRECTION.fullmatch(text, start, end):
                continue
            kept.append((start, end))
        label_span = (mark.start("who"), mark.end("who")) if named else None
        if kept:
            out.append(Turn(label_span, tuple(kept), _affiliation(text[mark.start() : mark.end()])))
    return out
