"""What a brief holds, before it is HTML, Word, PDF or anything else. Frozen, and all that a renderer needs.

    Brief > Part > block > run

A **run** is a stretch of text of one look, or a mark, or a reference. A line of runs is `Runs`. A **block** is a
paragraph, a list, a table, a pair of quotations and so on. `Item` and `Callout` hold blocks themselves, never one
another more than one deep.

References: a `NoteRef` leads to the footnote of its number, which is always in `Brief.footnotes`. A `Ref` leads to an
anchor; it is plain text where the brief has none of that name (see `anchors`), because the part that has it was left
out. All text is as the documents have it, hostile text among it: a renderer escapes everything. SVG is sanitised
already (see `spadework.briefing.drawing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from spadework.model import RowKind, Span, Status

# Runs


class Look(StrEnum):
    """How a stretch of text looks.

    `quote` is verbatim from a document; `faint` is small print; `alert` is what must not be missed, such as a circle.
    """

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    QUOTE = "quote"
    FAINT = "faint"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Mark:
    """A stance, a promise or a deed: a symbol, drawn or typed, and a word beside it, so that no colour tells it alone.

    Attributes:
        name: a value of `Stance`, "commitment" or "event".
        word: "accepts if …".
        symbol: one character to type where nothing is drawn.
        faint: something of the past.
    """

    name: str
    word: str
    symbol: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class StatusMark:
    """Who stands behind a row: proposed by the machine, or accepted or corrected by an analyst.

    Attributes:
        unsure: it is a proposal, and the machine's confidence is low.
    """

    status: Status
    unsure: bool = False

    @property
    def word(self) -> str:
        """`proposed`, `unsure proposal`, `accepted` or `corrected`."""
        return "unsure proposal" if self.unsure else str(self.status)


@dataclass(frozen=True, slots=True)
class NoteRef:
    """Leads to the footnote of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Ref:
    """Leads to an anchor within the brief: "F3", "D2 ¶7"."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Link:
    """An http or https address of a document; nothing else is ever linked to."""

    url: str


Run = Text | Mark | StatusMark | NoteRef | Ref | Link
Runs = tuple[Run, ...]


# Blocks


class Tone(StrEnum):
    """What a paragraph is for.

    `bottom` is the bottom line; `lead` says below a heading what follows; `about` stands above an item and names whom
    it is about; `says` is an item's sentence; `aside` is small print below something.
    """

    BODY = "body"
    BOTTOM = "bottom"
    LEAD = "lead"
    ABOUT = "about"
    SAYS = "says"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: Runs
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a part.

    Attributes:
        aside: small print behind it.
        anchor: what a `Ref` may lead to; empty if nothing.
    """

    text: str
    aside: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list.

    Attributes:
        label: a word or two in front ("shift"); empty if none.
        id: of the row that it is about, as in the ledger; empty if it is about none.
    """

    runs: Runs
    label: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]
    ordered: bool = False


class Fit(StrEnum):
    """What a column holds: `short` does not break where there is room (numbers, days, states)."""

    TEXT = "text"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        weight: its share of the width, beside the others'.
        aside: small print behind the heading.
    """

    heading: str
    weight: float = 1.0
    fit: Fit = Fit.TEXT
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines below one another; none if the cell is empty."""

    lines: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one a column.

    Attributes:
        anchor: its number in the brief ("K2"), which a `Ref` may lead to; empty if it has none.
        id: of the row of the ledger that it shows; empty if it shows none, or several.
        faint: it says again what was said before.
    """

    cells: tuple[Cell, ...]
    anchor: str = ""
    id: str = ""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row that spans all columns: the heading of those that follow it, or a remark below them (`remark`)."""

    runs: Runs
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first line of headings is to be repeated on every page.

    Attributes:
        name: a short word for it, one of its kind in all briefs: "positions", "moves".
        caption: what it shows, for those who do not see it, and as the name of a sheet.
        row_headings: the first column names the row.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    row_headings: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document in their sentence.

    Attributes:
        before, after: what stands around the quote in its sentence, perhaps cut; empty if nothing.
        lines: whose words, when said and reported, and the footnote.
    """

    quote: str
    before: str = ""
    after: str = ""
    lines: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says; `name` is empty where the sides are moments rather than parties."""

    name: str
    quotations: tuple[Quotation, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides' words beside each other, where the paper is wide enough."""

    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing.

    Attributes:
        name: a short word for it, once in a brief; ids within the SVG begin with it.
        svg: a whole, sanitised SVG element with its size in a viewBox, without a font or image from elsewhere. Colours
            are those for white paper.
        width, height: of the viewBox.
        alt: the same in a sentence, for those who do not see it.
    """

    name: str
    svg: str
    width: float
    height: float
    alt: str
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a document under the same marks.

    Attributes:
        marks: `source`, `cue`, `content` (`inner` too where statements nest) and `evidence`.
        anchor: what a `Ref` or a footnote may lead to; empty if nothing.
        refs: numbers of the statements that end here.
    """

    text: str
    marks: tuple[str, ...] = ()
    anchor: str = ""
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph of a document; `back` leads to the rows that rest on it."""

    number: int
    pieces: tuple[Piece, ...]
    back: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Callout:
    """A box with a heading: an analyst's note, a warning.

    Attributes:
        kind: "note" for what an analyst wrote, "warning" for what the reader must know before relying on something.
    """

    title: str
    blocks: tuple[Paragraph | Points, ...]
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered thing of several blocks that belong together, such as a finding.

    Attributes:
        anchor, id: see `Row`.
    """

    anchor: str
    id: str
    blocks: tuple[Paragraph | Sides | Points, ...]


Block = Paragraph | Heading | Points | Table | Sides | Figure | Passage | Callout | Item


# The whole


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where something stands.

    Attributes:
        number: from 1, in the order of the brief.
        quote: the words, verbatim.
        tag: the document's number ("D2"); empty if the document is not at hand.
        page: from 1; None if the document has no pages.
        paragraph: from 1; None if the quote could not be found.
        day: the day of publication; None if undated.
        target: anchor of the words within the part "texts"; see `Ref`.
        rows: ids of the ledger's rows that rest on these words.
        span: the place in the document, for machines.
    """

    number: int
    quote: str
    document: str
    tag: str = ""
    publisher: str = ""
    page: int | None = None
    paragraph: int | None = None
    day: date | None = None
    target: str = ""
    rows: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief.

    Attributes:
        id: a name of `spadework.briefing.parts`, and an anchor.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief.

    Attributes:
        classification: the line on top of every page; empty if none was given.
        as_of: the last day that it looks at; None if nothing is dated.
        since: the day of the last one, if what has changed since is told.
        front: what stands below the title: how much was read, what was looked at by an analyst, remarks on how it was
            made.
        kinds: by id the kind of every row that is named by one, for machines.
    """

    title: str
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...] = ()
    classification: str = ""
    as_of: date | None = None
    since: date | None = None
    front: tuple[Paragraph, ...] = ()
    kinds: Mapping[str, RowKind] = field(default_factory=dict)


def anchors(brief: Brief) -> frozenset[str]:
    """Everything that a `Ref` can lead to in this brief."""
    found: set[str] = set()
    for part in brief.parts:
        found.add(part.id)
        for block in part.blocks:
            found.update(_anchors(block))
    return frozenset(filter(None, found))


def _anchors(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Item():
            yield block.anchor
        case Table():
            yield from (r.anchor for r in block.rows if isinstance(r, Row))
        case Passage():
            yield from (p.anchor for p in block.pieces)
        case _:
            pass


def plain(runs: Runs) -> str:
    """A line as text alone: for titles, sheets and those who do not see marks. Footnotes are left out."""
    out = []
    for run in runs:
        match run:
            case Text() | Ref():
                out.append(run.text)
            case Mark():
                out.append(run.word)
            case StatusMark():
                out.append(f"({run.word})")
            case Link():
                out.append(run.url)
            case NoteRef():
                pass
    return "".join(out)
