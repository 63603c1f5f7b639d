"""The units that are coded: clauses of what was said, each with its if-part set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spadework.coding.conditionals import WILL, begins_with_if, parted
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

# What is left out of what is accepted: "all but the batteries".
EXCEPT = re.compile(
    r"\b(?:all but|apart from|except(?:ing| for| that| in| on)?|with the (?:single |sole |one |only )?exception of|"
    r"other than|save (?:for|in|on|that|those|where)|aside from|excluding|but not (?:the|for|on|in)|everything but|"
    r"bar(?: for)?(?= the)|(?:with|but for) (?:the |a |one |a single )?(?:\w+ )?(?:reservation|exception|proviso))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_AFTER = re.compile(r"\b\w+ed\b.{0,80}\b(?:after|when)\b.{0,60}\b(?:\w+ed|was|were|had)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…](?=\s|[”\"’']|$)")


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
# "Let the five go, and the barriers will be lifted."
_LET = re.compile(
    r"[“\"‘']?(?:(?:just|first)\s+)?(?:let\s|(?:give|open|sign|lift|take|stop|put|drop|release|show|send|bring|hand|pay|withdraw"
    r"|pull|call|accept|grant|leave|free|return|restore|confirm|recogni[sz]e|end|move|raise|lower|cut|publish|appoint)\s+"
    r"(?:the|an?|any|its?|his|her|their|our|your|my|this|that|these|those|all|both|us|me|them|him|(?-i:[A-Z])\w+)\b)",
    re.IGNORECASE,
)
# "The ban can go. But the audit comes first." "In return they must open the books."
_MUST = r"(?:must|has to|have to|had to|should|would have to|will have to|needs? to)"
_FIRST = re.compile(
    r"[“\"‘']?(?:(?:but|and|only|however),?\s+)*(?P<first>"
    rf"[^,;]{{3,90}}?\s(?:{_MUST}\s+)?(?:come|comes|came|go|goes)\s+first\b"
    rf"|[^,;]{{3,60}}?\s{_MUST}\s[^,;]{{3,90}}?\s(?:first|beforehand)"
    rf"|in\s+(?:return|exchange),?\s+[^;]*?\b{_MUST}\b.*)"
    r"[.”\"’']*$",
    re.IGNORECASE | re.DOTALL,
)
# A clause that is nothing but an if-part hangs on the one before it, too.
_ONLY = re.compile(
    r"[“\"‘'—–-]?\s*(?:(?:but|and|though)\s+)?(?P<hinge>(?:only|solely|just|not)\s+(?:if|when|after|once|before|until|while)|provided(?:\s+that)?"
    r"|on\s+condition\s+that|unless|if(?!\s+(?:only|I\s+may|anything|you|need\s+be)\b)|once(?!\s+(?:again|more|and)\b)"
    r"|as\s+soon\s+as|(?:as|so)\s+long\s+as)\s+(?P<rest>[^,;]{6,})$",
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
        near = last and not (clause.requirement or last.requirement) and 0 <= clause.start - last.end <= _NEAR
        if last and near:
            clause = _after(last, clause)
        yield clause
        last = clause


def _after(last: Clause, clause: Clause) -> Clause:
    """A clause beside the one before it: either may be what the other hangs on."""
    if len(last.main.split()) > 2 and (
        _AFTER_THAT.match(clause.main) or (_LET.match(last.main) and WILL.search(clause.main))
    ):
        return replace(clause, hinge="then", requirement=last.main)
    if only := _ONLY.match(clause.main):
        return replace(clause, main=last.main, hinge=only["hinge"].casefold(), requirement=only["rest"])
    if WILL.search(last.main) and (first := _FIRST.match(clause.main)):
        return replace(clause, main=last.main, hinge="if", requirement=first["first"])
    return clause


def answering(clause: Clause, question: str) -> Clause:
    """A clause that is nothing but an if-part answers a question: "Will you sign? If they do." hangs on it."""
    only = None if clause.requirement or not question else _ONLY.match(clause.main)
    return replace(clause, main=question, hinge=only["hinge"].casefold(), requirement=only["rest"]) if only else clause


def _each(statement: Statement, document: Document) -> Iterator[Clause]:
    for pieces in _sentences_of_pieces(statement, document):
        if len(pieces) > 1:
            # The comma after a fronted if-part ends it; any other is the cue's.
            marks = ' ;“”"‘’' if begins_with_if(pieces[0].quote.lstrip('“"‘ ')) else ' ,;“”"‘’'
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
    """The clause from `start` to `end`, with its if-part set apart; `text` if a cue inside it is left out."""
    text = text or document.text[start:end]
    return Clause(document, statement, start, end, *(parted(text) or (text,)))


def happened(text: str) -> bool:
    """Whether a clause tells that one thing was done after another ("we reopened it after ..."): no condition."""
    return bool(_AFTER.search(text)) and not WILL.search(text)
