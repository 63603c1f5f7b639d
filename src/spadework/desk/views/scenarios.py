"""The scenarios at hand, and one of them with the words behind its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from spadework.desk.desk import Desk
from spadework.errors import NoSuchRow, ScenarioError
from spadework.ledger import KeptScenario, ScenarioVersion
from spadework.model import Condition, Document, Origin, OriginKind, Position, Scenario, Shape, Span, Value

DRAFT = "draft"
"""Name of the scenario that is drafted from the rows as they are now; nothing is kept under it."""
MOST_QUOTES = 3
LARGE = 300_000
"""Revisions of a dossier from which on nothing is drafted unless it is asked for: that takes seconds."""


@dataclass(frozen=True, slots=True)
class ScenariosView:
    """Attributes:
    kept: the latest version of each scenario that is kept.
    draft: one may be drafted from the rows, by the name of "draft", if there are positions enough.
    why_not: why none can be.
    """

    kept: tuple[ScenarioVersion, ...]
    draft: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words behind a number.

    Attributes:
        row: of the ledger; empty if it is no longer there.
        title: of the document; empty if it is not in the dossier.
    """

    document: str
    row: str
    title: str
    day: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class OriginView:
    """Where a number comes from: words ("quote"), somebody's hand ("analyst"), or nothing ("default")."""

    kind: OriginKind
    note: str
    quotes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number with its ends, which are the same where it is known."""

    low: float
    likely: float
    high: float
    shape: Shape
    origin: OriginView

    @property
    def known(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class OptionWanted:
    """What one party makes of an option. `line` is where its red line comes from, None where it has none."""

    id: str
    text: str
    value: NumberView
    line: OriginView | None


@dataclass(frozen=True, slots=True)
class IssueWanted:
    """What one party makes of an issue.

    Attributes:
        share: of the issue in the sum of the party's weights.
    """

    id: str
    name: str
    weight: NumberView
    share: float
    options: tuple[OptionWanted, ...]


@dataclass(frozen=True, slots=True)
class PartyWants:
    """What one party wants.

    Attributes:
        total: the sum of its weights.
        least, most: what packages are worth to it at the worst and at the best, interactions apart.
    """

    id: str
    name: str
    total: float
    least: float
    most: float
    reserve: NumberView | None
    issues: tuple[IssueWanted, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A constraint in words."""

    text: str
    origin: OriginView


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario as it is shown.

    Attributes:
        parties: what each wants.
        constraints: what must hang together.
    """

    version: ScenarioVersion
    parties: tuple[PartyWants, ...]
    constraints: tuple[RuleView, ...]
    notes: tuple[str, ...]


def scenarios_view(desk: Desk) -> ScenariosView:
    """Which scenarios there are."""
    able = len(desk.agenda.principals) > 1
    why_not = "" if able else "The agenda names fewer than two principals, who would have to agree."
    return ScenariosView(tuple(desk.dossier.ledger.scenarios()), able, why_not)


def scenario_at(desk: Desk, name: str = "", version: int | None = None) -> KeptScenario:
    """The scenario of this name; without one the first that is kept, else the draft.

    Raises:
        NoSuchRow: there is no such scenario or version.
        ScenarioError: it is the draft, and none can be made, or in a large dossier none was asked for.
    """
    if not name:
        kept = desk.dossier.ledger.scenarios()
        if not kept and desk.dossier.ledger.last_revision > LARGE:
            raise ScenarioError(
                "nothing is kept yet", remedy="To draft a scenario from so many rows takes a while: ask for it."
            )
        name = kept[0].name if kept else DRAFT
    if name != DRAFT:
        return desk.dossier.ledger.scenario(name, version)
    if version:
        raise NoSuchRow("a draft has no versions")
    made = _draft(desk)
    if isinstance(made, ScenarioError):
        raise ScenarioError(made.what, where=made.where, remedy=made.remedy)
    return KeptScenario(ScenarioVersion(DRAFT, 0, "machine", "", "", made.name, made.draft), made)


def _draft(desk: Desk) -> Scenario | ScenarioError:
    """What can be drafted from the rows as they are, or why nothing can."""

    def make() -> Scenario | ScenarioError:
        try:
            return desk.dossier.scenario()
        except ScenarioError as e:
            return e.with_traceback(None)

    return desk.remembered("scenario draft", make)


def scenario_view(desk: Desk, kept: KeptScenario) -> ScenarioView:
    """A scenario with where each number comes from."""
    return _View(desk, kept.scenario).view(kept.version)


class _View:
    def __init__(self, desk: Desk, scenario: Scenario) -> None:
        self._scenario = scenario
        origins = list(_origins(scenario))
        self._rows = _rows(desk, origins)
        self._heads = _heads(desk, origins)

    def view(self, version: ScenarioVersion) -> ScenarioView:
        s = self._scenario
        named = ScenarioNames(s)
        return ScenarioView(
            version=version,
            parties=tuple(self._party(n) for n in range(len(s.parties))),
            constraints=tuple(
                RuleView(_rule(str(c.kind), [named.option(o) for o in c.options]), self._origin(c.origin))
                for c in s.constraints
            ),
            notes=s.notes,
        )

    def _party(self, n: int) -> PartyWants:
        s = self._scenario
        party = s.parties[n]
        mine = next(p for p in s.preferences if p.party == party.id)
        total = sum(w.likely for w in mine.weights.values())
        lines = {x.option: x.origin for x in mine.red_lines}
        nothing = Value.of(0.0, Origin(kind=OriginKind.DEFAULT, note="no value is given: counted as 0"))
        issues, least, most = [], 0.0, 0.0
        for issue in s.issues:
            weight = mine.weights.get(issue.id, nothing)
            values = {o.id: mine.values.get(f"{issue.id}.{o.id}", nothing) for o in issue.options}
            worth = [weight.likely * v.likely for v in values.values()]
            least, most = least + min(worth), most + max(worth)
            options = tuple(
                OptionWanted(
                    o.id,
                    o.text or o.id,
                    self._number(values[o.id]),
                    self._origin(lines[key]) if (key := f"{issue.id}.{o.id}") in lines else None,
                )
                for o in issue.options
            )
            share = weight.likely / total if total else 0.0
            issues.append(IssueWanted(issue.id, issue.name or issue.id, self._number(weight), share, options))
        reserve = None if mine.reserve is None else self._number(mine.reserve)
        return PartyWants(party.id, party.name or party.id, total, least, most, reserve, tuple(issues))

    def _number(self, v: Value) -> NumberView:
        return NumberView(v.low, v.likely, v.high, v.shape, self._origin(v.origin))

    def _origin(self, origin: Origin) -> OriginView:
        return OriginView(origin.kind, origin.note, tuple(self._quote(q, origin) for q in origin.quotes[:MOST_QUOTES]))

    def _quote(self, span: Span, origin: Origin) -> Words:
        document = self._heads.get(span.document)
        row = next((r for r in origin.rows if self._rows.get(r) == (span.document, span.start)), "")
        title = (document.title or document.origin) if document else ""
        return Words(span.document, row, title, document.published if document else None, span.quote)


class ScenarioNames:
    """How parties, issues and options are called."""

    def __init__(self, scenario: Scenario) -> None:
        self.party = {p.id: p.name or p.id for p in scenario.parties}
        self.issue = {i.id: i.name or i.id for i in scenario.issues}
        self._options = {f"{i.id}.{o.id}": (i.name or i.id, o.text or o.id) for i in scenario.issues for o in i.options}

    def option(self, key: str) -> str:
        """ "issue.option" for the reader."""
        return ": ".join(self._options[key]) if key in self._options else key

    def text(self, issue: str, option: str) -> str:
        """An option's text alone."""
        return self._options.get(f"{issue}.{option}", ("", option))[1]


def _rule(kind: str, options: list[str]) -> str:
    if kind == "requires":
        return f"“{options[0]}” requires {' and '.join(f'“{o}”' for o in options[1:])}"
    told = {"excludes": "No two of these together", "exactly_one_of": "Exactly one of these"}[kind]
    return f"{told}: {', '.join(f'“{o}”' for o in options)}"


def _origins(scenario: Scenario) -> Iterable[Origin]:
    for p in scenario.preferences:
        yield from (v.origin for v in (*p.values.values(), *p.weights.values()))
        yield from (x.origin for x in p.red_lines)
        if p.reserve is not None:
            yield p.reserve.origin
    yield from (c.origin for c in scenario.constraints)


def _rows(desk: Desk, origins: list[Origin]) -> Mapping[str, tuple[str, int]]:
    """Where the words of each row stand that is still there: document and offset."""
    ids = tuple(sorted({r for o in origins for r in o.rows}))

    def make() -> dict[str, tuple[str, int]]:
        rows = (k.row for k in desk.dossier.ledger.kept(ids).values())
        return {r.id: (r.evidence.document, r.evidence.start) for r in rows if isinstance(r, Position | Condition)}

    return desk.remembered(("places", ids), make)


def _heads(desk: Desk, origins: list[Origin]) -> Mapping[str, Document]:
    ids = tuple(sorted({q.document for o in origins for q in o.quotes}))

    def make() -> dict[str, Document]:
        ledger = desk.dossier.ledger
        return {id: ledger.head(id) for id in ids if ledger.holds(id)}

    return desk.remembered(("heads", ids), make)
