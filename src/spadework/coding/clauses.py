"""The units that are coded: clauses of what was said, each with its if-part set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spadework.model import Document, Span, Statement
from spadework.text import sentences

# Where one assertion ends and the next begins. A comma and "and" part clauses only when a new subject follows.
_BREAK = re.compile(
    r"""
    (?<!\s)(?:  # never from the middle of white space: that would be tried at each of its places
      ;\s+
    | ,?\s+only\s+to\s+
    | \s+[—–]\s+
    | ,?\s+(?:but|whereas|although)\s+
    | ,\s+yet\s+(?!to\b)
    | ,\s+(?:while|though|so|nor|or)\s+(?=(?:the|that|this|it|he|she|they|we|I|our|his|her|its|their|there|no|in|do)\b)
    | ,?\s+and\s+(?=(?:that|it|he|she|they|we|I|there|this|those|these|our|his|her)\s+[\w’']+)
    | ,\s+and\s+(?=(?:the|no|any|a|an|in|for|until|as|if|once)\s)
    )
    """,
    re.VERBOSE,
)

# Words that open the part on which the rest hangs.
_IF = re.compile(
    r"""\b(?:
      (?:only|solely|just)\s+(?:if|when|after|once)
    | (?:(?:on|from|at)\s+)?the\s+(?:very\s+|same\s+)?(?:day|hour|minute|moment|morning|evening|week)
      (?:\s+(?:(?:on|at|in)\s+which|after|that|when)|(?=\s+(?:the|our|his|her|its|their|an?)\s))
    | (?:within\s+)?(?:an?|one|two|three|ten)\s+(?:hour|day|week|month)s?\s+(?:after|of)
      (?=\s+(?:the|our|his|her|its|their|a)\s)
    | (?:if|when)\s+and\s+(?:only\s+)?(?:when|if)
    | not\s+while | (?P<state>while)
    | (?P<when>whenever | when | the\s+day(?=\s))
    | (?<!as\s)(?<!even\s)(?<!ask\s)(?<!asked\s)(?<!see\s)if
    | provided(?:\s+that)? | providing\s+that | unless | assuming(?:\s+that)?
    | on\s+(?:the\s+)?(?:condition|understanding)\s+that
    | (?:for\s+)?(?:as|so)\s+long\s+as | once | as\s+soon\s+as | in\s+(?:return|exchange)\s+for
    | subject\s+to | (?:conditional|contingent|dependent)\s+(?:up)?on | depend(?:s|ed)?\s+on
    | should(?=\s+(?:the|an?|its?|his|her|their|our)\s)
    | not\s+(?:without|until|before|unless) | first\s+after | until
    | (?P<after>(?<!year\s)(?<!day\s)(?<!week\s)(?<!month\s)(?<!look\s)(?<!named\s)(?<!shortly\s)after)
    | (?P<turned>before | and\s+(?:only\s+)?then | in\s+that\s+case)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# What is left out of what is accepted: "all but the batteries".
EXCEPT = re.compile(
    r"\b(?:all but|apart from|except(?:ing| for| that| in| on)?|with the (?:single |sole |one |only )?exception of|"
    r"other than|save (?:for|in|on|that|those|where)|aside from|excluding|but not (?:the|for|on|in)|everything but|"
    r"bar(?: for)?(?= the)|(?:with|but for) (?:the |a |one |a single )?(?:\w+ )?(?:reservation|exception|proviso))\b.*",
    re.IGNORECASE | re.DOTALL,
)
# "First the ships move, and then the drawer opens", "signature first, fish afterwards".
_ORDER = re.compile(
    r"(?:.*[:,]\s+)?[“\"‘']?(?:first,?\s+(?P<a>[^,;]{3,80}),\s+(?:and\s+)?(?:only\s+)?then,?\s+(?P<b>.{3,})"
    r"|let\s+(?P<e>[^,;]{3,90}?),?\s+and,?\s+(?P<f>(?:[^,;]*\s)?(?:will|would|can|could|shall|the\s+same)\b.*)"
    r"|(?P<c>[^,;:]{3,60})\s+first,\s+(?:and\s+)?(?P<d>[^,;]{3,60}?)\s+(?:afterwards|after|later|next|then|second)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_CONJUNCTION = re.compile(r"\b(?:but|and|or|though|if)$", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:will|would|wo|can|could|may|might|shall|must|should|cannot|ready to|prepared to|willing to)\b|['’]ll\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b\w+ed\b.{0,80}\b(?:after|when)\b.{0,60}\b(?:\w+ed|was|were|had)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:has|have|had|is|are|was|were)\b|['’]ve\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…](?=\s|[”\"’']|$)")
_NEGATED = re.compile(r"\b(?:not?|never|nobody|none|neither|nothing|cannot)\b|n['’]t\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:can|could|will|would|may|might|shall|return|agree|sign|meet|talk|begin|start)\w*\b", re.IGNORECASE
)
# "until the end of the month", "before relief or after it": a time, not a step that somebody must take.
_TIME = re.compile(
    r"(?:(?:we|they|I)\s+(?:come|get)\s+to|(?:the\s+)?(?:end|start|beginning|middle|next|coming|following|\d|month|week|year|day|spring|summer|autumn|fall|winter|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|then|now|noon|midnight|dawn|further\s+notice|the\s+(?:house|court|panel|committee|vote)))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One assertion in what somebody said.

    Attributes:
        document: the document that it is in.
        statement: the statement that it is part of.
        start, end: its place in the document.
        main: the asserted part.
        hinge: the word that makes it hang on something ("if", "unless"); empty if it hangs on nothing.
        requirement: what it hangs on; empty if on nothing.
    """

    document: Document
    statement: Statement
    start: int
    end: int
    main: str
    hinge: str = ""
    requirement: str = ""

    @property
    def text(self) -> str:
        """The clause verbatim."""
        return self.document.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where it stands, without white space and marks at its ends."""
        text = self.text
        start = self.start + len(text) - len(text.lstrip(" \n,;:—–“\"'‘"))
        return self.document.span(start, max(self.start + len(text.rstrip(" \n,;:—–”\"'’")), start + 1))


# What comes before such a clause has to come first: "Until then there is nothing to sign."
_AFTER_THAT = re.compile(
    r"[“\"‘']?(?:and |but )*(?:(?:only |and )?(?:then|after(?:wards| that)|once that is done)|until (?:then|that|this)|"
    r"before (?:that|then))\b"
    r"|.*\b(?:the same (?:day|hour|evening|night|morning|afternoon|minute|week)|within the hour|"
    r"not (?:a|an|one) \w+ (?:before|earlier|sooner))\b",
    re.IGNORECASE | re.DOTALL,
)
_LET = re.compile(r"[“\"‘']?let\s", re.IGNORECASE)  # "Let the five go, and the barriers will be lifted."
# A clause that is nothing but an if-part hangs on the one before it, too.
_ONLY = re.compile(
    r"[“\"‘'—–-]?\s*(?:(?:but|and|though)\s+)?(?P<hinge>(?:only|solely|just|not)\s+(?:if|when|after|once|before|until|while)|provided(?:\s+that)?"
    r"|on\s+condition\s+that|unless|if|once|as\s+soon\s+as|(?:as|so)\s+long\s+as)\s+(?P<rest>[^,;]{6,})$",
    re.IGNORECASE | re.DOTALL,
)
_NEAR = 80  # characters between a step and what comes after it


def clauses(statement: Statement, document: Document) -> Iterator[Clause]:
    """The clauses of a statement's content, in order.

    A sentence that a cue interrupts ("A vote next year, he said, was out of the question") is one clause. A clause that
    says "then" or "until then" hangs on the one before it.
    """
    last: Clause | None = None
    for clause in _each(statement, document):
        if (
            last
            and not (clause.requirement or last.requirement)
            and 0 <= clause.start - last.end <= _NEAR
            and len(last.main.split()) > 2
            and (_AFTER_THAT.match(clause.main) or (_LET.match(last.main) and _WILL.search(clause.main)))
        ):
            clause = replace(clause, hinge="then", requirement=last.main)
        elif (
            last
            and not (clause.requirement or last.requirement)
            and 0 <= clause.start - last.end <= _NEAR
            and (only := _ONLY.match(clause.main))
        ):
            clause = replace(clause, main=last.main, hinge=only["hinge"].casefold(), requirement=only["rest"])
        yield clause
        last = clause


def _each(statement: Statement, document: Document) -> Iterator[Clause]:
    for pieces in _sentences_of_pieces(statement, document):
        if len(pieces) > 1:
            # The comma after a fronted if-part ends it; any other is the cue's.
            marks = ' ;“”"‘’' if _IF.match(pieces[0].quote.lstrip('“"‘ ')) else ' ,;“”"‘’'
            joined = " ".join(p.quote.strip(marks) for p in pieces).strip(" ,")
            yield hinged(document, statement, pieces[0].start, pieces[-1].end, joined)
            continue
        for first, last in _answered(document.text, pieces[0].start, pieces[0].end):
            at = first
            for cut in _BREAK.finditer(document.text, first, last):
                if cut.start() - at >= 12 and last - cut.end() >= 8:
                    yield hinged(document, statement, at, cut.start())
                    at = cut.end()
            yield hinged(document, statement, at, last)


def _sentences_of_pieces(statement: Statement, document: Document) -> Iterator[list[Span]]:
    """Pieces that belong to one sentence together; a piece of several sentences stays alone."""
    group: list[Span] = []
    for piece in statement.content:
        if group:
            gap = document.text[group[-1].end : piece.start]
            begins = piece.quote.lstrip("“\"‘' ")[:1]
            runs_on = not _STOP.search(group[-1].quote) and not _STOP.search(gap) and not begins.isupper()
            if runs_on and not _STOP.search(piece.quote[:-2]):
                group.append(piece)
                continue
            yield group
        group = [piece]
    if group:
        yield group


def _answered(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences; a short question is put with the answer that the speaker gives to it himself ("Quotas? No.")."""
    asked: int | None = None
    for first, last in sentences(text, start, end):
        if text[last - 1] == "?" and len(text[first:last].split()) <= 6 and last < end - 2:
            asked = first if asked is None else asked
            continue
        yield (first if asked is None else asked), last
        asked = None


def hinged(document: Document, statement: Statement, start: int, end: int, text: str = "") -> Clause:
    """The clause from `start` to `end`, with its if-part set apart; `text` if a cue inside it is left out.

    The first word that can open an if-part does not always do so ("before the winter, provided that ..."): each is
    tried.
    """
    text = text or document.text[start:end]
    if order := _ORDER.match(text):
        first, then = order["a"] or order["c"] or order["e"], order["b"] or order["d"] or order["f"]
        return Clause(document, statement, start, end, then, "first", first)
    for found in _IF.finditer(text):
        if parts := _parts(text, found):
            hinge = re.sub(r"\s+", " ", found.group().casefold())
            return Clause(document, statement, start, end, parts[0], hinge, parts[1])
    return Clause(document, statement, start, end, text)


def happened(text: str) -> bool:
    """Whether a clause tells that one thing was done after another ("we reopened it after ..."): no condition."""
    return bool(_AFTER.search(text)) and not _WILL.search(text)


def _parts(text: str, found: re.Match[str]) -> tuple[str, str] | None:
    """What is asserted and what it hangs on, where this word opens an if-part; else None."""
    before, after = _CONJUNCTION.sub("", text[: found.start()].strip(" ,")).strip(" ,"), text[found.end() :].strip(" ,")
    if not before:  # the if-part comes first: up to its comma
        requirement, _, main = after.partition(",")
    elif found["turned"] and not _NEGATED.search(before):  # "A has to go before we can B": B hangs on A
        if not _MODAL.search(after) and not before.casefold().startswith("first"):
            return None
        requirement, main = before, after
    else:
        requirement, main = after, before
    if found["when"] and not (
        _WILL.search(main) or main.startswith("then") or (_MODAL.search(main) and _IS.search(requirement))
    ):
        return None  # a time, not a condition
    if found["after"] and not _WILL.search(main):
        return None
    if found["state"] and not _NEGATED.search(main):
        return None
    if len(main.split()) < 2 or len(requirement.split()) < 2 or _TIME.match(requirement):
        return None
    return main, requirement
