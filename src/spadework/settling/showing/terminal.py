"""The answer for the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import TYPE_CHECKING

from spadework.settling.influence import Influence
from spadework.settling.result import Deal
from spadework.settling.robustness import NO_RESERVE, Prospect
from spadework.settling.showing.moves import Line, Opened, Tabled
from spadework.settling.showing.outcome import NAMES, Outcome, label

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.table import Table
    from rich.text import Text

MATTERS = 8
ISSUES = 40
QUOTE = 90  # letters of the words behind a number
_CHOICES = {"worst_case": "best at its worst", "cvar": "best worst tenth (CVaR)", "regret": "least expected regret"}
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->"})


def shown(outcome: Outcome) -> Shown:
    """What to print."""
    return Shown(outcome)


class Shown:
    """A rich renderable that fits itself to the width and the character set of the terminal."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        fit = fitter(options.encoding)
        view = _View(self._outcome, fit, options.max_width)
        yield from view.head()
        yield from view.solutions()
        yield from view.lines(Opened(self._outcome).lines())
        for package in Tabled(self._outcome).lines():
            yield from view.lines(package)
        yield from view.sureness()
        yield from view.matters()
        yield from view.notes()


class _View:
    def __init__(self, outcome: Outcome, fit: Callable[[str], str], width: int) -> None:
        self._o, self._fit, self._width = outcome, fit, width

    def text(self, text: str, style: str = "") -> Text:
        from rich.text import Text

        return Text(self._fit(text), style=style)

    def lines(self, lines: Iterable[Line]) -> Iterator[RenderableType]:
        """Lines with an empty one before them; nothing if there are none."""
        from rich.padding import Padding

        for n, line in enumerate(lines):
            if not n:
                yield self.text("")
            text = self.text(line.text, line.style)
            yield Padding(text, (0, 0, 0, line.inside)) if line.inside else text

    def head(self) -> Iterator[RenderableType]:
        o, s = self._o, self._o.settlement
        yield self.text((o.scenario.name or "Scenario") + (" · DRAFT" if o.scenario.draft else ""), "bold")
        if o.scenario.draft:
            yield self.text(
                "A draft: its numbers were made by the machine and nobody has confirmed them.", "bold yellow"
            )
        counts = f"{len(s.parties)} parties · {len(o.scenario.issues)} issues · {counted(s.outcomes)} packages"
        if s.possible:
            kind = " (an even sample)" if s.partial else ""
            counts += f" · {len(s.frontier):,} efficient deals{kind}"
            counts += ", exact" if s.exact else ", not exact: gaps are told"
        yield self.text(counts, "dim")
        if not s.possible:
            yield self.text("")
            yield self.text("No package is a deal.", "bold red")

    def solutions(self) -> Iterator[RenderableType]:
        chosen = list(self._o.choices())
        if not chosen:
            return
        yield self.text("")
        labels = [label(names) for names, _ in chosen]
        if 24 + 22 * len(chosen) <= self._width or len(chosen) == 1:
            yield self._side_by_side(labels, [d for _, d in chosen])
        else:
            for heading, (_, deal) in zip(labels, chosen, strict=True):
                yield self._side_by_side([heading], [deal])
        tied: dict[int, list[str]] = {}
        for name, solution in self._o.settlement.solutions.items():
            tied.setdefault(len(solution.deals), []).append(NAMES.get(name, name))
            if solution.gap > 0:
                near = (
                    f"within {solution.gap:.3g} of the best there is" if isfinite(solution.gap) else "not proven best"
                )
                yield self.text(f"{NAMES.get(name, name)}: {near}.", "dim")
        for count, names in tied.items():
            if count > 1:
                yield self.text(f"{', '.join(names)}: {count} packages are equally good; one is shown.", "dim")

    def _side_by_side(self, labels: list[str], deals: list[Deal]) -> Table:
        from rich.table import Table

        o, s = self._o, self._o.settlement
        made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
        made.add_column(self.text("what is agreed"), style="dim", ratio=2 if len(deals) > 1 else None)
        for heading in labels:
            made.add_column(self.text(heading, "bold"), ratio=2 if len(deals) > 1 else None)
        for issue in o.scenario.issues[:ISSUES]:
            options = [d.package.choices[issue.id] for d in deals]
            same = len(set(options)) == 1 and len(deals) > 1
            cells = [
                self.text(o.option(issue.id, x), "" if same else "bold" if len(deals) > 1 else "") for x in options
            ]
            made.add_row(self.text(issue.name or issue.id), *cells)
        if len(o.scenario.issues) > ISSUES:
            made.add_row(self.text(f"and {len(o.scenario.issues) - ISSUES} more issues: see --json or --csv"))
        made.add_row("", *("" for _ in deals))
        for n, party in enumerate(s.parties):
            cells = [self._worth(d.utilities[n], s.disagreement[n]) for d in deals]
            made.add_row(self.text(f"worth to {o.party(party)}"), *cells)
        prospects = [o.prospect(d.package) for d in deals]
        if any(prospects):
            made.add_row(
                self.text("chance it is agreed"),
                *(self.text(chance(p.agreed) if p else "-") for p in prospects),
            )
        return made

    def _worth(self, utility: float, base: float) -> Text:
        from rich.text import Text

        gain = utility - base
        return Text.assemble(
            f"{utility:.3f} ", (f"({gain:+.3f})", "green" if gain > 1e-9 else "red" if gain < -1e-9 else "dim")
        )

    def sureness(self) -> Iterator[RenderableType]:
        r = self._o.robustness
        if r is None:
            return
        yield self.text("")
        least, most = r.deal
        told = chance(least) if least == most else f"between {chance(least)} and {chance(most)}"
        yield self.text(f"How sure ({r.draws:,} draws, seed {r.seed}): the chance that there is any deal is {told}.")
        yield from (self.text(note, "yellow") for note in r.notes if note.startswith(NO_RESERVE))
        by: dict[int, list[str]] = {}
        for name, k in r.choices.items():
            by.setdefault(k, []).append(_CHOICES[name])
        for k, names in by.items():
            p = r.prospects[k]
            where = label(p.names) or self._beside(p)
            yield self.text(f"Robust choice, {', '.join(names)}: {where} (agreed in {chance(p.agreed)} of the draws).")
        about = r.prospects[r.matters_for] if r.matters_for is not None else None
        if about is not None and len(about.accepted) > 1:
            each = " · ".join(f"{self._o.party(p)} {chance(x)}" for p, x in zip(r.parties, about.accepted, strict=True))
            name = label(about.names) or "the robust choice"
            yield self.text(f"Who accepts {name}: {each}.")

    def _beside(self, p: Prospect) -> str:
        """A package without a name: how it differs from the first that a solution chooses."""
        chosen = list(self._o.choices())
        first = chosen[0][1].package.choices if chosen else {}
        differs = "; ".join(
            f"{self._o.issue(i)}: {self._o.option(i, x)}" for i, x in p.package.choices.items() if first.get(i) != x
        )
        return f"as {label(chosen[0][0])}, but {differs}" if chosen else differs

    def matters(self) -> Iterator[RenderableType]:
        from rich.table import Table

        r = self._o.robustness
        if r is None or not r.matters:
            return
        about = r.prospects[r.matters_for] if r.matters_for is not None else None
        what = "any deal" if about is None else label(about.names) or "the robust choice"
        yield self.text("")
        yield self.text(
            f"What to find out next: the numbers that decide most about {what or 'the robust choice'}", "bold"
        )
        shown = r.matters[:MATTERS]
        made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
        for head in ("number", "now", "correlation", "agreed if low", "if high"):
            made.add_column(
                self.text(head),
                justify="left" if head == "number" else "right",
                header_style="dim",
                ratio=1 if head == "number" else None,
            )
        for m in shown:
            about_what = f" of {self._o.named(m.about)}" if m.about else ""
            name = self.text(f"{self._o.party(m.party)}: {m.kind}{about_what}")
            if why := _why(m):
                name.append("\n").append(self._fit(why), style="dim")
            made.add_row(
                name,
                f"{m.value.low:.2f} to {m.value.high:.2f}",
                f"{m.correlation:+.2f}",
                chance(m.if_low),
                chance(m.if_high),
            )
        yield made

    def notes(self) -> Iterator[RenderableType]:
        notes = [n for n in self._o.notes if not n.startswith(NO_RESERVE)]
        if notes:
            yield self.text("")
        for note in notes:
            yield self.text(note, "dim")


def _why(m: Influence) -> str:
    """The words behind a number, else the note on it."""
    origin = m.value.origin
    words = " ".join(origin.quotes[0].quote.split()) if origin.quotes else ""
    return f"“{words if len(words) <= QUOTE else words[: QUOTE - 1] + '…'}”" if words else origin.note


def chance(share: float) -> str:
    """A share in percent, never rounded to what it is not."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def counted(number: int) -> str:
    """A whole number, readable at any size."""
    return f"{number:,}" if number < 10**7 else f"{float(number):.1e}" if number < 10**300 else "over 1e300"


def fitter(encoding: str) -> Callable[[str], str]:
    """Makes text fit to print: on one line, with no characters that steer a terminal, none it cannot show."""

    def fit(text: str) -> str:
        text = "".join(" " if c.isspace() else "" if unicodedata.category(c)[0] == "C" else c for c in text)
        try:
            text.encode(encoding)
        except (UnicodeError, LookupError):
            text = text.translate(_PLAIN).encode("ascii", "replace").decode()
        return text

    return fit
