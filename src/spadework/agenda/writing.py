"""An agenda as TOML, so that an analyst can go on from a template or a suggestion."""

from __future__ import annotations

from collections.abc import Iterable

from spadework.model import Agenda
from spadework.toml import quoted

_WIDTH = 110


def dump(agenda: Agenda) -> str:
    """The agenda as TOML, which `loads` reads back to an equal agenda."""
    out: list[str] = []
    if agenda.name:
        _line(out, "name", agenda.name)
    for party in agenda.parties:
        _head(out, "party")
        _line(out, "id", party.id)
        _line(out, "name", party.name)
        _line(out, "role", party.role)
        _list(out, "aliases", party.aliases)
    for actor in agenda.actors:
        _head(out, "actor")
        _line(out, "name", actor.name)
        if actor.speaks_for is not None:
            _line(out, "party", actor.speaks_for)
        if actor.role:
            _line(out, "role", actor.role)
        _list(out, "aliases", actor.aliases)
        for term in actor.terms:
            _head(out, "actor.term")
            out.append(f"since = {term.since.isoformat()}")
            if term.speaks_for is not None:
                _line(out, "party", term.speaks_for)
    for issue in agenda.issues:
        _head(out, "issue")
        _line(out, "id", issue.id)
        _line(out, "name", issue.name)
        _line(out, "nature", issue.nature)
        _list(out, "words", issue.words)
        for option in issue.options:
            _head(out, "issue.option")
            _line(out, "id", option.id)
            _line(out, "text", option.text)
            _list(out, "words", option.words)
    return "\n".join(out) + "\n"


def _head(out: list[str], table: str) -> None:
    out += ["", f"[[{table}]]"] if out else [f"[[{table}]]"]


def _line(out: list[str], key: str, value: str) -> None:
    out.append(f"{key} = {quoted(value)}")


def _list(out: list[str], key: str, values: Iterable[str]) -> None:
    texts = [quoted(v) for v in values]
    if not texts:
        return
    line = f"{key} = [{', '.join(texts)}]"
    if len(line) <= _WIDTH:
        out.append(line)
    else:
        out += [f"{key} = [", *(f"    {v}," for v in texts), "]"]
