#!/usr/bin/env python3
"""Run worked cases through the public API and print the scorer's table.

    python bench/cases.py DIR [--predictions OUT] [--gold-statements]

Every case file of DIR (see FORMAT.md beside the cases) is read with its agenda and documents only; one
prediction file a case goes to OUT. --gold-statements hands the coder the gold's statements instead of read ones, so
that the stages are measured apart. Apart from that the gold is read by the scorer alone, `score.py`, which is
looked for beside the cases.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from spadework import Dossier
from spadework.intake import normalise
from spadework.model import (
    Actor,
    Agenda,
    DateRange,
    Directness,
    Document,
    Finding,
    Issue,
    Option,
    Party,
    Record,
    Role,
    Span,
    Statement,
    row_id,
)


def agenda_of(case: dict[str, Any]) -> Agenda:
    """The case's agenda as an analyst would have written it."""
    raw = case["agenda"]
    return Agenda(
        name=case["id"],
        parties=tuple(
            Party(id=p["id"], name=p["name"], role=Role(p["role"]), aliases=tuple(p["aliases"])) for p in raw["parties"]
        ),
        actors=tuple(Actor(name=a["name"], role=a["role"] or "", speaks_for=a["party"]) for a in raw["actors"]),
        issues=tuple(
            Issue(id=i["id"], name=i["name"], options=tuple(Option(id=o["id"], text=o["text"]) for o in i["options"]))
            for i in raw["issues"]
        ),
    )


def documents_of(case: dict[str, Any]) -> dict[str, Document]:
    """The case's documents by the case's own ids."""
    return {
        d["id"]: Document.of(
            normalise(d["text"]),
            title=d["title"],
            publisher=d["publisher"],
            published=date.fromisoformat(d["published"]),
            origin=d["id"],
        )
        for d in case["documents"]
    }


def gold_statements(case: dict[str, Any], documents: dict[str, Document]) -> list[Statement]:
    """The gold's statements as rows. Nesting is not in the gold: content inside other content is nested."""
    found: list[Statement] = []
    for g in case["gold"]["statements"]:
        document = documents[g["doc"]]
        content = tuple(pieces(document, g["content"]))
        if not content:
            continue
        near = content[0].start
        said = DateRange.on(date.fromisoformat(g["said_on"])) if g["said_on"] else None
        found.append(
            Statement(
                id=row_id("s", document.id, g["cue"], *(s.start for s in content), g["party"]),
                document=document.id,
                source=nearest(document, g["source"], near),
                cue=nearest(document, g["cue"], near),
                content=content,
                speaker=g["speaker"] or "",
                party=g["party"],
                directness=Directness(g["directness"]),
                said_on=said,
                reported_on=document.published,
            )
        )
    return [nested(s, found) for s in found]


def nested(statement: Statement, others: list[Statement]) -> Statement:
    """The statement, with the narrowest other one whose content holds its content or its cue."""
    first, last = statement.content[0].start, statement.content[-1].end
    hosts = [
        o
        for o in others
        if o is not statement
        and o.document == statement.document
        and any(p.start <= first and last <= p.end and p.end - p.start > last - first for p in o.content)
    ]
    if not hosts:
        return statement
    host = min(hosts, key=lambda o: sum(p.end - p.start for p in o.content))
    return replace(statement, within=host.id, reporters=(host.speaker,))


def pieces(document: Document, quotes: list[str]) -> Iterator[Span]:
    """The places of the quotes, each sought after the one before it."""
    after = 0
    for quote in quotes:
        quote = normalise(quote)
        at = document.text.find(quote, after)
        at = document.text.find(quote) if at < 0 else at
        if quote and at >= 0:
            yield document.span(at, at + len(quote))
            after = at + len(quote)


def nearest(document: Document, quote: str | None, near: int) -> Span | None:
    """The place of the quote that is nearest to an offset."""
    if not quote:
        return None
    quote, places, at = normalise(quote), [], -1
    while (at := document.text.find(quote, at + 1)) >= 0:
        places.append(at)
    if not places:
        return None
    best = min(places, key=lambda p: abs(p - near))
    return document.span(best, best + len(quote))


def prediction(record: Record, names: dict[str, str]) -> dict[str, Any]:
    """The record in the scorer's form. `names` gives the case's id of a document by ours."""
    coding = record.coding
    return {
        "statements": [
            {
                "doc": names[s.document],
                "source": s.source and s.source.quote,
                "cue": s.cue and s.cue.quote,
                "content": [p.quote for p in s.content],
                "speaker": s.speaker,
                "party": s.party,
                "directness": s.directness,
                "said_on": s.said_on and s.said_on.day and s.said_on.day.isoformat(),
            }
            for s in record.statements
        ],
        "positions": [
            {
                "party": p.party,
                "actor": p.actor,
                "issue": p.issue,
                "option": p.option,
                "stance": p.stance,
                "basis": p.basis,
                "by": p.by,
                "doc": names[p.evidence.document],
                "quote": p.evidence.quote,
                "as_of": p.as_of and p.as_of.isoformat(),
            }
            for p in coding.positions
        ],
        "conditions": [
            {
                "party": c.party,
                "kind": c.kind,
                "requires": c.requires,
                "before": c.before,
                "doc": names[c.evidence.document],
                "quote": c.evidence.quote,
            }
            for c in coding.conditions
        ],
        "findings": [finding(f, names) for f in record.findings],
    }


def finding(f: Finding, names: dict[str, str]) -> dict[str, Any]:
    """One finding in the scorer's form."""
    return {
        "kind": f.kind,
        "party": f.party,
        "parties": list(f.parties),
        "about": f.about,
        "issue": f.issue,
        "issues": list(f.issues),
        "option": f.option,
        "from": f.from_stance,
        "to": f.to_stance,
        "actors": list(f.actors),
        "deadline": f.deadline and f.deadline.isoformat(),
        "attribution": f.attribution,
        "docs": [names[d] for d in f.documents],
        "explanation": f.explanation,
    }


def run(path: Path, use_gold: bool) -> dict[str, Any]:
    """Read, code and compare one case."""
    case = json.loads(path.read_text(encoding="utf-8"))
    documents = documents_of(case)
    dossier = Dossier(agenda_of(case))
    for document in documents.values():
        dossier.add(document)
    record = dossier.record(gold_statements(case, documents) if use_gold else None)
    return prediction(record, {d.id: name for name, d in documents.items()})


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, metavar="DIR")
    ap.add_argument("--predictions", type=Path, metavar="OUT", help="keep the prediction files here")
    ap.add_argument("--gold-statements", action="store_true", help="code the gold's statements instead of reading")
    ap.add_argument("--scorer", type=Path, help="score.py; by default the one beside or above DIR")
    args = ap.parse_args()
    paths = sorted(args.cases.glob("*.json"))
    beside = [args.cases / "score.py", args.cases.parent / "score.py"]
    scorer = args.scorer or next((p for p in beside if p.exists()), None)
    if not paths or scorer is None:
        print(
            f"{args.cases}: {'no case files' if not paths else 'no score.py beside them; give --scorer'}",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        out = args.predictions or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        for path in paths:
            result = json.dumps(run(path, args.gold_statements), indent=1, ensure_ascii=False)
            (out / path.name).write_text(result, encoding="utf-8")
        return subprocess.run([sys.executable, scorer, out, args.cases], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
