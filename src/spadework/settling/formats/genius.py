"""Genius (TU Delft): XML, a domain and one utility space a party.

Weights stand beside the issues by index. Evaluations of a discrete issue above 1 are divided by the highest, as Genius
does; integer issues are a straight line from their lower bound, cut at 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

from spadework.errors import ScenarioError
from spadework.model import Scenario
from spadework.settling.formats.profile import MAX_STEPS, Profile, lost, normal, number

MAX_BYTES = 5_000_000


def profile(text: str, party: str, where: str) -> Profile | None:
    """The party's preferences; None if the file is a domain, which tells no preferences.

    Raises:
        ScenarioError: no such XML, or preferences that are not additive over options that can be counted.
    """
    root = _root(text, where)
    if root.tag not in ("utility_space", "negotiation_template"):
        raise ScenarioError(
            f"XML of another kind, <{_short(root.tag)}>", where=where, remedy="Genius has <utility_space>."
        )
    if root.find(".//ufun") is not None or root.find(".//hyperRectangle") is not None:
        raise ScenarioError(
            "this utility space is not additive", where=where, remedy="Only weighted sums over issues can be taken."
        )
    issues = list(root.iter("issue"))
    if not issues:
        raise ScenarioError("there is no issue", where=where, remedy="Name a utility space of Genius.")
    if not list(root.iter("weight")) and not any(i.get("evaluation") for i in root.iter("item")):
        return None
    made = Profile(party=party, options={}, values={}, weights={}, domain=_name(root))
    weights = {w.get("index"): number(w.get("value"), "weight", where) for w in root.iter("weight")}
    for issue in issues:
        name = _attribute(issue, "name", where)
        if name in made.values:
            raise ScenarioError(f"there are two issues {name!r}", where=where)
        made.values[name] = dict(_valued(issue, name, where, made.notes))
        made.options[name] = list(made.values[name])
        index = issue.get("index")
        if index not in weights:
            raise ScenarioError(
                f"{name!r} has no weight", where=where, remedy=f'Add <weight index="{index}" value="..."/>.'
            )
        made.weights[name] = weights[index]
    reservation = root.find(".//reservation")
    if reservation is not None:
        made.reserve = number(reservation.get("value"), "reservation", where)
    discount = root.find(".//discount_factor")
    if discount is not None and number(discount.get("value", "1"), "discount_factor", where) not in (0.0, 1.0):
        made.notes.append(f"The discount factor of {party} is left out: time is not a part of a scenario.")
    return made


def _root(text: str, where: str) -> Any:
    from lxml import etree

    if len(text) > MAX_BYTES:
        raise ScenarioError("over 5 MB: this is no profile", where=where)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise ScenarioError(f"not XML: {e}", where=where) from e
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise ScenarioError("XML with a document type is not read", where=where, remedy="Take out the <!DOCTYPE ...>.")
    return root


def _name(root: Any) -> str:
    objective = root.find(".//objective")
    name = objective.get("name", "") if objective is not None else ""
    return "" if name in ("root", "any") else str(name)


def _short(tag: object) -> str:
    return str(tag)[:40]


def _attribute(element: Any, key: str, where: str) -> str:
    value = element.get(key)
    if not value:
        raise ScenarioError(f"a <{_short(element.tag)}> has no {key}", where=where)
    return str(value)


def _valued(issue: Any, name: str, where: str, notes: list[str]) -> Iterator[tuple[str, float]]:
    kind = issue.get("vtype") or issue.get("type") or "discrete"
    if kind == "discrete":
        told: dict[str, float] = {}
        for item in issue.iter("item"):
            option = _attribute(item, "value", where)
            if option in told:
                raise ScenarioError(f"{name!r} has two options {option!r}", where=where)
            if item.get("evaluation") is None:
                notes.append(f"{name}, {option} has no evaluation: counted as 0.")
            told[option] = number(item.get("evaluation", "0"), f"evaluation of {option!r}", where)
        top = max(told.values(), default=0.0)
        yield from ((o, v / top if top > 1 else v) for o, v in told.items())
    elif kind == "integer":
        bounds = issue if issue.get("lowerbound") is not None else issue.find("range")
        line = issue.find("evaluator")
        if bounds is None or line is None or line.get("ftype", "linear") != "linear":
            raise ScenarioError(
                f"{name!r} is an integer issue without bounds or without a linear evaluator", where=where
            )
        low, high = (int(number(bounds.get(k), f"{k} of {name!r}", where)) for k in ("lowerbound", "upperbound"))
        slope, offset = (number(line.get(k, "0"), f"{k} of {name!r}", where) for k in ("slope", "offset"))
        if not 0 <= high - low < MAX_STEPS:
            raise ScenarioError(f"{name!r} goes from {low} to {high}: at most {MAX_STEPS} steps", where=where)
        yield from ((str(n), min(1.0, max(0.0, offset + slope * (n - low)))) for n in range(low, high + 1))
    else:
        raise ScenarioError(
            f"{name!r} is {kind}: options must be counted",
            where=where,
            remedy="Make it a discrete issue of a few values.",
        )


def export(scenario: Scenario) -> tuple[dict[str, str], list[str]]:
    """Text by file name: the domain and a utility space a party; and what is not in them.

    Values that are below 0, or weights that do not sum to one, are moved so that Genius takes them; utilities are then
    a rising straight line of those of the scenario, and so is the reservation value.
    """
    notes = lost(scenario)
    files = {"domain.xml": _domain(scenario)}
    for preference in scenario.preferences:
        made, moved = normal(preference, scenario.issues)
        if moved:
            notes.append(f"Utilities of {preference.party} are on another scale, in the same order.")
        if made.reserve is None:
            notes.append(f"{preference.party} has no reserve: its reservation value is written as 0.")
        files[f"{file_name(preference.party, files)}.xml"] = _space(made, scenario.name)
    return files, notes


def file_name(party: str, taken: Any) -> str:
    """A plain file name for a party, unlike those that are taken."""
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in party)[:60].strip("-") or "party"
    name, n = plain, 1
    while any(name.casefold() == t.rpartition(".")[0].casefold() for t in taken):
        n += 1
        name = f"{plain}-{n}"
    return name


def _domain(scenario: Scenario) -> str:
    from lxml import etree

    root = etree.Element("negotiation_template")
    space = etree.SubElement(root, "utility_space", number_of_issues=str(len(scenario.issues)))
    _issues(space, {i.id: {o.id: None for o in i.options} for i in scenario.issues}, scenario.name)
    return _written(root)


def _space(made: Profile, domain: str) -> str:
    from lxml import etree

    root = etree.Element("utility_space", type="any", number_of_issues=str(len(made.options)))
    objective = _issues(root, made.values, domain)
    for n, weight in enumerate(made.weights.values(), start=1):
        etree.SubElement(objective, "weight", index=str(n), value=repr(weight))
    etree.SubElement(root, "discount_factor", value="1.0")
    etree.SubElement(root, "reservation", value=repr(made.reserve or 0.0))
    return _written(root)


def _issues(parent: Any, values: Any, domain: str) -> Any:
    from lxml import etree

    objective = etree.SubElement(
        parent,
        "objective",
        index="0",
        name=_plain(domain) or "root",
        type="objective",
        etype="objective",
        description="",
    )
    for n, (issue, options) in enumerate(values.items(), start=1):
        told = {"index": str(n), "name": _plain(issue), "type": "discrete", "etype": "discrete", "vtype": "discrete"}
        element = etree.SubElement(objective, "issue", told)
        for m, (option, value) in enumerate(options.items(), start=1):
            item = etree.SubElement(element, "item", index=str(m), value=_plain(option))
            if value is not None and isfinite(value):
                item.set("evaluation", repr(value))
    return objective


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _written(root: Any) -> str:
    from lxml import etree

    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"
