"""PLOVER JSON: events in the fields of the codebook (Open Event Data Alliance, 0.7b1, chapter “JSON Data Fields”).

One record a line, or a list of them. What the codebook has no field for stands in the field `spadework`, which it
allows; with it an event comes back as it was. Read too: the older names of the codebook's gold standard records
(`target`, `eventText`, `actorText`) and its older categories.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from spadework import __version__
from spadework.errors import ExchangeError, SpadeworkError
from spadework.exchange.checking import sound
from spadework.exchange.files import load
from spadework.exchange.placing import Shelf, place, short
from spadework.exchange.taken import Imported, Refusal
from spadework.model import (
    Archive,
    Attribution,
    Coding,
    DateRange,
    Document,
    Event,
    Plover,
    Record,
    Span,
    Status,
    row_id,
)

CODEBOOK = "plover-0.7b1"
# What the codebook called a category in other versions.
_OLDER = {"DEMAND": Plover.REQUEST, "DISAPPROVE": Plover.ACCUSE, "FIGHT": Plover.ASSAULT}
RECORDS = 2_000_000


def dump(archive: Archive, *, lines: bool = True) -> bytes:
    """The events, one a line or as one list."""
    at = {d.id: d for d in archive.record.documents}
    names = {p.id: p.name for p in archive.record.agenda.parties}
    made = [json.dumps(_record(e, at, names), ensure_ascii=False) for e in archive.record.coding.events]
    if lines:
        return "".join(m + "\n" for m in made).encode()
    return ("[\n" + ",\n".join(made) + "\n]\n").encode()


def _record(e: Event, at: dict[str, Document], names: dict[str, str]) -> dict[str, Any]:
    document = at.get(e.evidence.document)
    published = document.published if document else None
    day = e.on.first if e.on else published
    told: dict[str, Any] = {
        "id": e.id,
        "date": day.isoformat() if day else None,
        "enddate": e.on.last.isoformat() if e.on and e.on.last != e.on.first else None,
        "source": _actors(e.source, names),
        "recipient": _actors(e.target, names),
        "event": [e.category.value],
        "mode": e.mode,
        "event_text": [e.evidence.quote],
        "text": e.evidence.quote,
        "text_info": {"start": e.evidence.start, "end": e.evidence.end},
        "cite_info": {
            "title": document.title if document else "",
            "publication": document.publisher if document else "",
            "citation": document.origin if document else "",
            "language": "en",
            "coder": f"spadework {__version__}",
            "codebook": CODEBOOK,
        },
    }
    ours = {
        "document": e.evidence.document,
        "page": e.evidence.page,
        "on": None if e.on is None else [e.on.first.isoformat(), e.on.last.isoformat()],
        "attribution": e.attribution.value,
        "alleged_by": e.alleged_by,
        "statement": e.statement,
        "confidence": e.confidence,
        "status": e.status.value,
    }
    return {**{k: v for k, v in told.items() if v not in (None, "")}, "spadework": ours}


def _actors(party: str | None, names: dict[str, str]) -> list[dict[str, str]]:
    return [] if party is None else [{"code": party, "actor_text": names.get(party, party)}]


def parse(path: Path, onto: Record) -> Imported:
    """The events of a file, each with the words that tell of it found in a document of the dossier.

    A record's document is the one that `spadework.document`, `cite_info.citation` or `cite_info.title` names, else
    the one that holds its `text`. A record with several categories is an event for each.

    Raises:
        MissingFile, TooLarge: the file cannot be read.
        ExchangeError: it is no JSON, or no list of records.
    """
    making = _Making(onto)
    events: dict[str, Event] = {}
    refused: list[Refusal] = []
    documents = {d.id: d for d in onto.documents}
    for where, record in _records(path):
        try:
            for event in making.events(record):
                sound(event, documents, where)
                if event.id in events:
                    raise ExchangeError(f"the same event stands above ({event.id})")
                events[event.id] = event
        except SpadeworkError as e:
            refused.append(Refusal(where, e.what))
    used = {e.evidence.document for e in events.values()}
    made = Record(
        agenda=onto.agenda,
        documents=tuple(d for d in onto.documents if d.id in used),
        coding=Coding(events=tuple(events.values())),
    )
    return Imported(archive=Archive(record=made), refused=tuple(refused))


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records with the places where they stand."""
    data = load(path).removeprefix(b"\xef\xbb\xbf").strip()
    lines: list[Any]
    try:
        if data.startswith(b"[") or b"\n" not in data or not _starts_records(data):
            told = msgspec.json.decode(data)
            lines = told if isinstance(told, list) else [told]
            unit = "record"
        else:
            lines = [msgspec.json.decode(line) if line.strip() else None for line in data.split(b"\n")]
            unit = "line"
    except (msgspec.MsgspecError, RecursionError, ValueError) as e:
        raise ExchangeError(f"this is no JSON of events: {e}", where=str(path)) from e
    if len(lines) > RECORDS:
        raise ExchangeError(f"there are more than {RECORDS:,} records", where=str(path), remedy="Cut the file.")
    if not any(isinstance(r, dict) and "event" in r for r in lines):
        raise ExchangeError("this is no JSON of events: nothing in it has an `event`", where=str(path))
    for n, record in enumerate(lines, 1):
        if record is not None:
            yield f"{path.name}, {unit} {n}", record if isinstance(record, dict) else {}


def _starts_records(data: bytes) -> bool:
    """Whether the first line is a record by itself."""
    try:
        msgspec.json.decode(data.split(b"\n", 1)[0])
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return False
    return True


class _Making:
    """Events from records, against one dossier."""

    def __init__(self, onto: Record) -> None:
        self._shelf = Shelf(onto.documents)
        self._statements = {s.id for s in onto.statements}
        self._parties: dict[str, str] = {}
        for p in onto.agenda.parties:  # ids go before names, and names before aliases
            for name in p.aliases:
                self._parties.setdefault(name.casefold(), p.id)
        self._parties |= {p.name.casefold(): p.id for p in onto.agenda.parties}
        self._parties |= {p.id.casefold(): p.id for p in onto.agenda.parties}

    def events(self, record: dict[str, Any]) -> Iterator[Event]:
        """One event for each category of the record."""
        ours = record.get("spadework")
        ours = ours if isinstance(ours, dict) else {}
        categories = record.get("event")
        categories = categories if isinstance(categories, list) else [categories]
        if not categories:
            raise ExchangeError("event: the record names no category")
        evidence = self._evidence(record, ours)
        source, target = self._actor(record, "source"), self._actor(record, "recipient", "target")
        on = _days(record, ours)
        attribution = _value(
            Attribution, ours.get("attribution"), Attribution.OPEN if source is None else Attribution.NAMED
        )
        for n, told in enumerate(categories):
            category = _category(told)
            spot = (evidence.document, evidence.start)
            id = _text(record.get("id")) if len(categories) == 1 else ""
            yield Event(
                id=id or row_id("e", *spot, evidence.end, category, source, target, n),
                category=category,
                evidence=evidence,
                mode=_text(_first(record.get("mode"))).lower(),
                source=source,
                target=target,
                attribution=attribution,
                on=on,
                statement=self._statement(ours),
                alleged_by=self._party(alleged) if (alleged := _text(ours.get("alleged_by"))) else None,
                confidence=_share(ours.get("confidence")),
                status=_value(Status, ours.get("status"), Status.ACCEPTED),
            )

    def _evidence(self, record: dict[str, Any], ours: dict[str, Any]) -> Span:
        quoted = _first(record.get("event_text", record.get("eventText")))
        whole = _raw(record.get("text"))
        cited = record.get("cite_info", record.get("citeInfo"))
        cited = cited if isinstance(cited, dict) else {}
        name = next(
            (t for t in (_text(ours.get("document")), _text(cited.get("citation")), _text(cited.get("title"))) if t), ""
        )
        if name:
            document = self._shelf.named(name)
        else:
            if not whole.strip():
                raise ExchangeError("the record names no document and has no text")
            document = self._shelf.holding(whole)
        info = record.get("text_info", record.get("textInfo"))
        start = info.get("start") if isinstance(info, dict) else None
        return place(document, whole or _raw(quoted), start if isinstance(start, int) else None)

    def _actor(self, record: dict[str, Any], *names: str) -> str | None:
        """The party that does it, or to whom it is done; None if nobody is named."""
        told: object = next((record[n] for n in names if record.get(n)), [])
        actors = told if isinstance(told, list) else [told]
        if not actors:
            return None
        if len(actors) > 1:
            raise ExchangeError(f"{names[0]}: several actors in one record cannot be taken in; give each its own")
        actor = actors[0] if isinstance(actors[0], dict) else {"code": actors[0]}
        words = [_text(actor.get(k)) for k in ("code", "actor_text", "actorText", "identifier_text")]
        known = next((self._parties[w.casefold()] for w in words if w.casefold() in self._parties), None)
        if known is None:
            said = next((w for w in words if w), "")
            raise ExchangeError(f"{names[0]}: {short(said)} is no party of the agenda")
        return known

    def _party(self, told: str) -> str:
        if told.casefold() not in self._parties:
            raise ExchangeError(f"alleged_by: {short(told)} is no party of the agenda")
        return self._parties[told.casefold()]

    def _statement(self, ours: dict[str, Any]) -> str | None:
        id = _text(ours.get("statement")) or None
        if id is not None and id not in self._statements:
            raise ExchangeError(f"it rests on the statement {short(id)}, which is not there")
        return id


def _category(told: object) -> Plover:
    name = _text(told).upper()
    if name in _OLDER:
        return _OLDER[name]
    if name not in set(Plover):
        raise ExchangeError(f"event: {short(name)} is no category of PLOVER")
    return Plover(name)


def _days(record: dict[str, Any], ours: dict[str, Any]) -> DateRange | None:
    """When it was done. A record of ours tells a day of publication that only stands in for it."""
    if "on" in ours:
        on = ours["on"]
        first, last = on if isinstance(on, list) and len(on) == 2 else (None, None)
    else:
        first = record.get("date")
        last = record.get("enddate") or first
    if not first:
        return None
    try:
        days = date.fromisoformat(_text(first)), date.fromisoformat(_text(last))
        return DateRange(*days)
    except ValueError as e:
        raise ExchangeError(f"date: {short(_text(first))} to {short(_text(last))} are no days in their order") from e


def _value(kind: Any, told: object, otherwise: Any) -> Any:
    if told is None:
        return otherwise
    if told not in set(kind):
        raise ExchangeError(f"{kind.__name__.lower()}: {short(_text(told))} is not known")
    return kind(told)


def _share(told: object) -> float:
    if told is None:
        return 1.0
    if not isinstance(told, int | float) or isinstance(told, bool):
        raise ExchangeError("confidence: it is no number")
    return float(told)


def _first(told: object) -> object:
    return (told[0] if told else "") if isinstance(told, list) else told


def _raw(told: object) -> str:
    """A text as it is: a quote is not stripped."""
    return told if isinstance(told, str) else ""


def _text(told: object) -> str:
    return told.strip() if isinstance(told, str) else str(told) if isinstance(told, int) else ""
