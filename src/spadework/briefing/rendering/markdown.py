"""A brief as Markdown: GitHub's tables and footnotes, drawings by what they show.

Nothing that a document says becomes markup: every character that could is escaped, addresses in texts are no links, and
characters that turn the direction of writing are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from spadework.briefing.content import (
    Block,
    Brief,
    Callout,
    Cell,
    Figure,
    Footnote,
    Group,
    Heading,
    Item,
    Link,
    Look,
    Mark,
    NoteRef,
    Paragraph,
    Passage,
    Points,
    Quotation,
    Ref,
    Row,
    Run,
    Runs,
    Side,
    Sides,
    StatusMark,
    Table,
    Text,
    Tone,
)
from spadework.briefing.words import day, quoted

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#@{}])")
_ADDRESS = re.compile(r"(?i)(www)(\.)|(:)(//)|(mailto|xmpp)(:)")
_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_START = re.compile(r"(\s*)([-+=]|\d+(?=[.)]))")
_LOOKS = {Look.STRONG: "**", Look.ALERT: "**", Look.EMPHASIS: "*"}


def render(brief: Brief) -> str:
    """The text. The same brief gives the same text."""
    return "\n\n".join(filter(None, _whole(brief))) + "\n"


def _whole(brief: Brief) -> Iterator[str]:
    line = f"**{escape(brief.classification)}**" if brief.classification else ""
    yield '<!-- name="generator" content="Spadework" -->'
    yield line
    yield f"# {escape(brief.title)}"
    dates = [f"as of {day(brief.as_of)}"] if brief.as_of else []
    dates += [f"since {day(brief.since)}"] if brief.since else []
    yield f"*Negotiation brief{''.join(f', {d}' for d in dates)}*"
    yield from (_line(p.runs) for p in brief.front)
    for part in brief.parts:
        yield f"## {escape(part.heading)}"
        yield from _blocks(part.blocks)
    yield line
    yield "\n".join(map(_footnote, brief.footnotes))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block)
            case Heading():
                yield f"### {escape(block.text)}" + (f" ({escape(block.aside)})" if block.aside else "")
            case Points():
                yield _points(block)
            case Table():
                yield _table(block)
            case Sides():
                yield from map(_side, block.sides)
            case Figure():
                yield f"*Drawing: {escape(block.alt)}*"
            case Passage():
                yield f"**¶{block.number}** " + "".join(escape(p.text) for p in block.pieces).strip()
            case Callout():
                yield _quote([f"**{escape(block.title)}**", *_blocks(block.blocks)])
            case Item():
                yield from _blocks(block.blocks)


def _paragraph(p: Paragraph) -> str:
    return f"#### {_line(p.runs).strip()}" if p.tone is Tone.ABOUT else _line(p.runs)


def _points(points: Points) -> str:
    made = []
    for n, p in enumerate(points.points, 1):
        label = f"**{escape(p.label)}:** " if p.label else ""
        made.append((f"{n}. " if points.ordered else "- ") + label + _line(p.runs).strip())
    return "\n".join(made)


def _quote(paragraphs: Iterable[str]) -> str:
    return "\n>\n".join("\n".join(f"> {line}" for line in p.split("\n")) for p in paragraphs)


def _side(side: Side) -> str:
    aside = f" ({escape(side.aside)})" if side.aside else ""
    head = [f"**{escape(side.name)}**{aside}"] if side.name else []
    return _quote([*head, *(line for q in side.quotations for line in _quotation(q))])


def _quotation(q: Quotation) -> Iterator[str]:
    yield _started(f"{escape(q.before)}**{escape(q.quote).strip()}**{escape(q.after)}")
    yield "; ".join(_line(x) for x in q.lines)


# Tables


def _table(t: Table) -> str:
    heads = [escape(c.heading) + (f" ({escape(c.aside)})" if c.aside else "") for c in t.columns]
    rows = [_group(r, len(t.columns)) if isinstance(r, Group) else _row(r) for r in t.rows]
    return "\n".join([_bars(heads), _bars(["---"] * len(heads)), *rows])


def _bars(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _group(g: Group, wide: int) -> str:
    """The heading of what follows stands in the first cell: Markdown has no cell that spans."""
    mark = "*" if g.remark else "**"
    told = "".join(map(_run, (Text(r.text) if isinstance(r, Text) else r for r in g.runs)))
    return _bars([_wrapped(told, mark), *[""] * (wide - 1)])


def _row(r: Row) -> str:
    return _bars(map(_cell, r.cells))


def _cell(c: Cell) -> str:
    return "<br>".join("".join(map(_run, line)).strip() for line in c.lines)


# Runs


def _line(runs: Runs) -> str:
    return _started("".join(map(_run, runs)))


def _started(line: str) -> str:
    """The line, not to be taken for a list or an underlined heading."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    at = found.end() if found[2].isdigit() else found.start(2)
    return f"{line[:at]}\\{line[at:]}"


def _run(run: Run) -> str:
    match run:
        case Text():
            return _wrapped(escape(run.text), _LOOKS.get(run.look, ""))
        case Mark():
            return f"{run.symbol} {escape(run.word)}"
        case StatusMark():
            return f"*({run.word})*"
        case NoteRef():
            return f"[^{run.number}]"
        case Ref():
            return escape(run.text)
        case Link():
            return f"<{quote(run.url, safe=':/?#[]@!$&()*+,;=%~-._')}>"


def _wrapped(text: str, mark: str) -> str:
    """The text between marks; blanks at its ends stay outside, where Markdown wants them."""
    inner = text.strip()
    if not mark or not inner:
        return text
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def escape(text: str) -> str:
    """The text on one line, with nothing in it that Markdown takes for markup, HTML or a link."""
    text = _STEERS.sub("", re.sub(r"\s+", " ", text))
    text = _SPECIAL.sub(r"\\\1", text)
    return _ADDRESS.sub(lambda m: "\\".join(g for g in m.groups() if g) if m[1] or m[5] else "\\://", text)


def _footnote(n: Footnote) -> str:
    page = f" p. {n.page}" if n.page else ""
    place = f"{n.tag}{page} ¶{n.paragraph}" if n.paragraph else n.tag
    told = ", ".join(filter(None, (n.document, n.publisher, place, day(n.day) if n.tag else "")))
    return f"[^{n.number}]: {escape(quoted(n.quote))} {escape(told)}."
