"""A scenario as the raw tables of a file, as `parsing.scenario` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from spadework.model import DecisionRule, Issue, Nature, Origin, Party, Preference, Role, Scenario, Span, Value
from spadework.settling.files.normalising import scaled
from spadework.settling.files.numbers import one, written


def spans(scenario: Scenario) -> Iterator[Span]:
    for preference in scenario.preferences:
        numbers = [*preference.weights.values(), *preference.values.values()]
        numbers += [preference.reserve] if preference.reserve else []
        numbers += [x.value for x in preference.interactions]
        for number in numbers:
            yield from number.origin.quotes
        for line in preference.red_lines:
            yield from line.origin.quotes
    for constraint in scenario.constraints:
        yield from constraint.origin.quotes


def tables(scenario: Scenario, quotes: Mapping[Span, str]) -> dict[str, Any]:
    """The raw tables, as `parsing.scenario` takes them."""
    return _full(
        name=scenario.name,
        draft=scenario.draft,
        notes=list(scenario.notes),
        party=[_party(p) for p in scenario.parties],
        issue=[_issue(i) for i in scenario.issues],
        preference=[_preference(p, scenario.issues, quotes) for p in scenario.preferences],
        constraint=[
            _full(**{str(c.kind): list(c.options)}, origin=_origin(c.origin, quotes)) for c in scenario.constraints
        ],
        rule=_rule(scenario.rule),
        quote=[
            {"id": name, "document": s.document, "start": s.start, "end": s.end, "quote": s.quote} | _full(page=s.page)
            for s, name in quotes.items()
        ],
    )


def _full(**fields: Any) -> dict[str, Any]:
    """The fields that say something."""
    return {k: v for k, v in fields.items() if v or (v == 0 and v is not False)}


def _party(party: Party) -> dict[str, Any]:
    role = "" if party.role is Role.PRINCIPAL else str(party.role)
    return {"id": party.id, "name": party.name} | _full(role=role, aliases=list(party.aliases))


def _issue(issue: Issue) -> dict[str, Any]:
    nature = "" if issue.nature is Nature.SUBSTANCE else str(issue.nature)
    return (
        {"id": issue.id, "name": issue.name}
        | _full(nature=nature, words=list(issue.words))
        | {"option": [{"id": o.id, "text": o.text} | _full(words=list(o.words)) for o in issue.options]}
    )


def _weighed(preference: Preference) -> Preference:
    """The same utilities with weights that sum to one, as files have them, lest reading divides them: points, whose
    weights are 1 each, are written as much larger as their weights are made smaller."""
    total = sum(w.likely for w in preference.weights.values())
    if not total or one(total):
        return preference
    return replace(
        preference,
        weights={k: scaled(w, total) for k, w in preference.weights.items()},
        values={k: scaled(v, 1 / total) for k, v in preference.values.items()},
    )


def _preference(preference: Preference, issues: Iterable[Issue], quotes: Mapping[Span, str]) -> dict[str, Any]:
    preference = _weighed(preference)
    values: dict[str, dict[str, Any]] = {}
    keys = {f"{i.id}.{o.id}": (i.id, o.id) for i in issues for o in i.options}
    for name, value in preference.values.items():
        issue, option = keys.get(name, name.split(".", 1) if "." in name else (name, name))
        values.setdefault(issue, {})[option] = _number(value, quotes)
    return {
        "party": preference.party,
        **({"reserve": _number(preference.reserve, quotes)} if preference.reserve else {}),
        **_full(
            red_lines=[
                {"option": r.option, "origin": o} if (o := _origin(r.origin, quotes)) else r.option
                for r in preference.red_lines
            ]
        ),
        "weights": {id: _number(w, quotes) for id, w in preference.weights.items()},
        "values": values,
        **_full(
            interaction=[
                {"first": x.first, "second": x.second, "value": _number(x.value, quotes)}
                for x in preference.interactions
            ]
        ),
    }


def _rule(rule: DecisionRule) -> dict[str, Any]:
    table = _full(quota=rule.quota, vetoes=list(rule.vetoes))
    return table | ({"votes": dict(rule.votes)} if rule.votes else {})


def _number(value: Value, quotes: Mapping[Span, str]) -> Any:
    form = written(value)
    if not (origin := _origin(value.origin, quotes)):
        return form
    return (form if isinstance(form, dict) else {"value": form}) | {"origin": origin}


def _origin(origin: Origin, quotes: Mapping[Span, str]) -> dict[str, Any]:
    if origin == Origin():
        return {}
    return {"kind": str(origin.kind)} | _full(
        note=origin.note, rows=list(origin.rows), quotes=[quotes[s] for s in origin.quotes]
    )
