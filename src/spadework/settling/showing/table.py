"""The frontier as CSV: a line a package, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from spadework.settling.showing.outcome import Outcome

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(outcome: Outcome) -> str:
    """A line for each efficient package and each proposal: options, utilities, what chooses it and, where numbers were
    drawn, the chances that each party accepts and that it is agreed."""
    s = outcome.settlement
    issues = [i.id for i in outcome.scenario.issues]
    named: dict[tuple[str, ...], list[str]] = {}
    for name, solution in s.solutions.items():
        for deal in solution.deals:
            named.setdefault(tuple(deal.package.choices[i] for i in issues), []).append(name)
    prospects = (
        {tuple(p.package.choices[i] for i in issues): p for p in outcome.robustness.prospects}
        if outcome.robustness
        else {}
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    head = [*issues, *(f"utility {p}" for p in s.parties), "chosen by"]
    if prospects:
        head += [*(f"chance {p} accepts" for p in s.parties), "chance agreed", "worst", "cvar", "regret"]
    writer.writerow(map(safe, head))
    rows = {tuple(d.package.choices[i] for i in issues): d.utilities for d in s.frontier}
    for key, p in prospects.items():
        rows.setdefault(key, p.utilities)
    for key, utilities in rows.items():
        row = [*map(safe, key), *(f"{u:.9g}" for u in utilities), " ".join(named.get(key, []))]
        if prospects:
            found = prospects.get(key)
            numbers = [*found.accepted, found.agreed, found.worst, found.tail, found.regret] if found else []
            row += [f"{n:.6g}" for n in numbers] or [""] * (len(s.parties) + 4)
        writer.writerow(row)
    return out.getvalue()


def safe(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
