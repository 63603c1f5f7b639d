"""The timeline of moves: stances, promises and deeds by their days, drawn and listed."""

from __future__ import annotations

from spadework.briefing.content import (
    Block,
    Cell,
    Column,
    Figure,
    Fit,
    Mark,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
    Tone,
)
from spadework.briefing.drawing import INK, RULE, SOFT, Drawing, element, mark
from spadework.briefing.material import Material, bounded, faint, joined, promise, stance, strong, words_of
from spadework.briefing.views.lanes import MARK, Chart, chart
from spadework.briefing.views.timeline import Move, moves
from spadework.briefing.words import STANCES, count, day, days, short
from spadework.model import Commitment, Event, Position

HEADING = "Timeline of moves"
LONG = 260  # characters of a quote
MOST = 2_000  # moves that are listed


def blocks(material: Material) -> list[Block]:
    """The drawing, if there are two days to tell apart, and the list."""
    steps = moves(material.guide)
    if not steps:
        return []
    told = "Stances, promises and deeds by the day they were said or done; where only the report is dated, by that."
    out: list[Block] = [Paragraph((Text(told),), Tone.LEAD)]
    drawn = chart(material.guide, steps)
    if drawn is not None:
        out.append(_figure(material, drawn))
    columns = (
        Column("No.", 0.4, Fit.SHORT),
        Column("Said or done", 1.1),
        Column("Who", 1.2),
        Column("Move", 1.9),
        Column("In these words", 3.2),
    )
    rows = bounded([_row(material, m) for m in steps[-MOST:]], len(steps), "earlier moves")
    out.append(Table("moves", "Moves, oldest first", columns, rows))
    return out


def _row(material: Material, m: Move) -> Row:
    r = m.row
    number = material.guide.numbers[r.id]
    own = isinstance(r, Position)  # promises and deeds are told at length in their own parts
    who: list[Runs] = [(strong(material.guide.party(m.party) if m.party else "doer not named"),)]
    if not isinstance(r, Event) and r.actor:
        who.append((faint(r.actor),))
    quote = words_of(short(r.evidence.quote, LONG))
    cells = (
        Cell(((Text(number),) if own else material.number(r.id),)),
        Cell(_when(m)),
        Cell(tuple(who)),
        Cell(tuple(filter(None, _move(material, m)))),
        Cell(((quote, material.note(r.evidence, r.id)),)),
    )
    return Row(cells, number if own else "", r.id, faint=m.change == "again")


def _when(m: Move) -> tuple[Runs, ...]:
    if m.said:
        later = m.reported and m.reported != m.said.last
        return (Text(days(m.said)),), *([(faint(f"reported {day(m.reported)}"),)] if later else [])
    return ((faint("reported "), Text(day(m.reported))) if m.reported else (faint("undated"),),)


def _move(material: Material, m: Move) -> list[Runs]:
    guide, r = material.guide, m.row
    status = material.status(r)
    match r:
        case Position():
            head: Runs = (stance(m.before, faint=True), Text(" → ")) if m.before else ()
            again: Runs = (Text(" again"),) if m.change == "again" else ()
            about = f"{guide.issue(r.issue)}: {guide.option(r.issue, r.option)}"
            return [(*head, stance(r.stance), *again), (Text(about),), (*material.basis(r), *status)]
        case Commitment():
            return [(promise(),), (Text(guide.issue(r.issue)),) if r.issue else (), (*material.basis(r), *status)]
        case _:
            target: Runs = (Text(f"towards {guide.party(r.target)}"),) if r.target else ()
            return [material.deed(r), target, status]


def _figure(material: Material, c: Chart) -> Figure:
    d = Drawing("timeline", c.width, c.height)
    for x, label in c.ticks:
        d.add("line", class_="tick", x1=x, x2=x, y1=c.top - 8, y2=c.height - 8, stroke=RULE, stroke_dasharray="1 3")
        d.add("text", label, class_="when", x=x, y=16, fill=SOFT, font_size=12.5, text_anchor="middle")
    for lane in c.lanes:
        d.add("line", class_="lane", x1=0, x2=c.width, y1=lane.y, y2=lane.y, stroke=RULE)
        for n, line in enumerate(lane.lines):
            y = lane.y + lane.height / 2 + 5 + 17 * (n - (len(lane.lines) - 1) / 2)
            d.add("text", line, class_="name", x=0, y=y, fill=INK, font_size=14)
    for dot in c.dots:
        title = element("title", _title(material, dot.move))
        drawn = mark(dot.symbol, dot.x, dot.y, MARK, faint=dot.move.change == "again")
        d.raw(f'<a href="#{material.guide.numbers[dot.move.row.id]}">{title}{drawn}</a>')
    for o in c.more:
        d.add("text", f"+{o.count}", class_="more", x=o.x, y=o.y, fill=SOFT, font_size=11, text_anchor="middle")
    parties = count(len(c.lanes), "lane")
    marks = len(c.dots) + sum(o.count for o in c.more)
    alt = (
        f"Timeline with {parties}, one a party, and {count(marks, 'mark')}, one a move. The table below tells the same."
    )
    stances: list[Runs] = [(stance(s),) for s in STANCES]
    caption: Runs = (
        Text("Own stances: "),
        *joined([*stances, (promise("promises"),), (Mark("event", "deeds", "◆"),)]),
        Text("; restatements paler. What others ascribe is in the table only."),
    )
    return Figure("timeline", d.svg(), c.width, c.height, alt, caption)


def _title(material: Material, m: Move) -> str:
    who = material.guide.party(m.party) if m.party else "doer not named"
    r = m.row
    if isinstance(r, Position):
        what = f"{STANCES[r.stance].word}: {material.guide.option(r.issue, r.option)}"
    else:
        what = short(r.action if isinstance(r, Commitment) else r.evidence.quote, 90)
    return f"{day(m.day)}, {who}: {what}"
