"""The settlement: whether a deal is possible, which packages the solutions choose, and what would open one.

What it says is what `spadework settle` says; the numbers are those of `spadework.settling.showing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spadework.briefing.content import (
    Block,
    Callout,
    Cell,
    Column,
    Figure,
    Group,
    Heading,
    Paragraph,
    Point,
    Points,
    Row,
    Table,
    Text,
    Tone,
)
from spadework.briefing.drawing import clean
from spadework.briefing.material import Material, faint, strong
from spadework.briefing.words import count, listing
from spadework.settling.result import Deal
from spadework.settling.showing.charts import charts, svg
from spadework.settling.showing.moves import Line, Opened, Tabled
from spadework.settling.showing.outcome import Outcome, label
from spadework.settling.showing.terminal import chance, counted

HEADING = "What could be agreed"
ISSUES = 60
_CHARTS = {
    "frontier": "The deals that nobody can better without somebody losing, and those that the solutions choose.",
    "acceptance": "How likely each party is to accept each package, over the drawn versions of the uncertain numbers.",
    "tornado": "Which uncertain numbers decide most about it, and so what to find out next.",
}


def blocks(material: Material) -> list[Block]:
    """Nothing if there was no scenario to settle."""
    outcome = material.options.outcome
    if outcome is None:
        return []
    out: list[Block] = [Paragraph((Text(in_short(outcome)),), Tone.SAYS)]
    if outcome.scenario.draft:
        out.append(_draft(outcome))
    drawn = charts(outcome)
    if "frontier" in drawn:
        out.append(_figure("frontier", drawn))
    chosen = list(outcome.choices())
    if chosen:
        out += [Heading("Packages that the solutions choose"), _packages(outcome, chosen), *_ties(outcome)]
    out += _moves(Opened(outcome).lines())
    for package in Tabled(outcome).lines():
        out += _moves(package)
    out += _sureness(outcome)
    out += [_figure(name, drawn) for name in ("acceptance", "tornado") if name in drawn]
    if outcome.notes:
        out += [Heading("What was assumed"), Points(tuple(Point((Text(n),)) for n in outcome.notes))]
    return out


def in_short(outcome: Outcome) -> str:
    """One sentence: whether there is a deal, out of how many packages, and how sure that is."""
    s = outcome.settlement
    scenario = "the draft scenario that nobody has confirmed" if outcome.scenario.draft else "the scenario"
    parties = listing([outcome.party(p) for p in s.parties])
    if s.possible:
        kind = " (an even sample of them)" if s.partial else ""
        told = f"a deal between {parties} is possible: {count(len(s.frontier), 'efficient deal')}{kind}"
    else:
        told = f"no package is a deal between {parties}"
    sure = ""
    if outcome.robustness is not None:
        least, most = outcome.robustness.deal
        told_chance = chance(least) if least == most else f"between {chance(least)} and {chance(most)}"
        sure = f"; over the uncertain numbers the chance of any deal is {told_chance}"
    return f"By {scenario} {told}, out of {counted(s.outcomes)} packages{sure}."


def _draft(outcome: Outcome) -> Callout:
    told = (
        "Its numbers were made by the machine as first guesses from the words of the parties, and nobody has confirmed "
        "them. Correct the scenario before you rely on anything here."
    )
    return Callout("A draft, made by the machine", (Paragraph((Text(told),)),), "warning")


def _figure(name: str, drawn: dict[str, dict[str, object]]) -> Figure:
    cleaned, width, height = clean(svg(drawn[name]), name)
    return Figure(name, cleaned, width, height, _CHARTS[name], (Text(_CHARTS[name]),))


def _packages(outcome: Outcome, chosen: list[tuple[tuple[str, ...], Deal]]) -> Table:
    """What is agreed on each issue, and what that is worth to each party."""
    s = outcome.settlement
    deals = [deal for _, deal in chosen]
    columns = (Column("Issue", 1.4), *(Column(label(names), 1.6) for names, _ in chosen))
    rows: list[Row | Group] = []
    for issue in outcome.scenario.issues[:ISSUES]:
        options = [d.package.choices[issue.id] for d in deals]
        same = len(set(options)) == 1
        cells = (outcome.option(issue.id, o) for o in options)
        rows.append(_row(issue.name or issue.id, (Text(c) if same else strong(c) for c in cells)))
    left = len(outcome.scenario.issues) - ISSUES
    if left > 0:
        rows.append(Group((Text(f"{count(left, 'further issue')}: see `spadework settle --csv`."),), remark=True))
    rows.append(Group((Text("Worth, and gain over what the party has without a deal"),)))
    for n, party in enumerate(s.parties):
        worth = (f"{d.utilities[n]:.3f} ({d.utilities[n] - s.disagreement[n]:+.3f})" for d in deals)
        rows.append(_row(outcome.party(party), map(Text, worth)))
    prospects = [outcome.prospect(d.package) for d in deals]
    if any(prospects):
        rows.append(_row("Chance that it is agreed", (Text(chance(p.agreed) if p else "–") for p in prospects)))
    return Table("packages", "Packages that the solutions choose", columns, tuple(rows), row_headings=True)


def _row(name: str, cells: Iterable[Text]) -> Row:
    return Row((Cell(((Text(name),),)), *(Cell(((cell,),)) for cell in cells)))


def _ties(outcome: Outcome) -> Iterator[Paragraph]:
    for names, n in sorted((label((name,)), len(x.deals)) for name, x in outcome.settlement.solutions.items()):
        if n > 1:
            yield Paragraph((Text(f"{names}: {n} packages are equally good; one is shown."),), Tone.ASIDE)


def _moves(lines: Iterable[Line]) -> list[Block]:
    """A heading, and what is told below it."""
    out: list[Block] = []
    points: list[Point] = []
    for line in lines:
        if "bold" in line.style:
            out.append(Heading(line.text))
        elif line.inside:
            points.append(Point((faint(line.text) if line.inside > 2 else Text(line.text.removeprefix("- ")),)))
        else:
            out += _flushed(points)
            out.append(Paragraph((Text(line.text),)))
    return [*out, *_flushed(points)]


def _flushed(points: list[Point]) -> list[Points]:
    some = tuple(points)
    points.clear()
    return [Points(some)] if some else []


def _sureness(outcome: Outcome) -> list[Block]:
    r = outcome.robustness
    if r is None or r.matters_for is None:
        return []
    about = r.prospects[r.matters_for]
    each = "; ".join(f"{outcome.party(p)} {chance(x)}" for p, x in zip(r.parties, about.accepted, strict=True))
    told = f"Who accepts {label(about.names) or 'the robust choice'} in how many of {r.draws:,} draws: {each}."
    return [Heading("How sure this is"), Paragraph((Text(told),))]
