"""PLOVER JSON: the codebook's fields, there and back, and records of others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from archives import archives
from hypothesis import given, settings

from spadework.errors import ExchangeError
from spadework.exchange import export, read, render
from spadework.model import Archive, Attribution, DateRange, Plover, Record, Status

# Table “PLOVER JSON” of the codebook, 0.7b1: name and whether it is required.
FIELDS = {
    **dict.fromkeys(("id", "date", "source", "event"), True),
    **dict.fromkeys(
        "has_event time enddate endtime recipient event_loc event_text quad_code event_scale".split(), False
    ),
    **dict.fromkeys("mode context link text text_info cite_info coder coded_date coded_time comment".split(), False),
}
CITED = set("corpus citation url title language publication license copyright coder codebook version".split())


@settings(max_examples=120, deadline=None)
@given(archive=archives(history=False))
def test_events_come_back(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("plover")
    for name in ("e.jsonl", "e.json"):
        export(archive, folder / name, "plover")
        if archive.record.coding.events:
            taken = read(folder / name, onto=archive.record)
            assert not taken.refused
            assert taken.archive.record.coding.events == archive.record.coding.events


def test_fields_are_the_codebooks(dossier: Archive) -> None:
    [told] = [json.loads(line) for line in render(dossier, "plover").splitlines()]
    assert set(told) - {"spadework"} <= set(FIELDS)
    assert {f for f, needed in FIELDS.items() if needed} <= set(told)
    assert set(told["cite_info"]) <= CITED
    assert told["date"] == "2025-03-30" and told["event"] == ["COERCE"] and told["mode"] == "board"
    assert told["source"] == [{"code": "torrania", "actor_text": "Torrania"}]
    assert told["recipient"] == [{"code": "vennmark", "actor_text": "Vennmark"}]
    assert told["event_text"] == ["Torrania's coast guard boarded a Vennish ferry"]
    assert told["cite_info"]["publication"] == "Sound Post"


OTHER = {
    "id": "X-1",
    "date": "2025-03-30",
    "source": [{"actorText": "Torranian", "code": "TOR"}],
    "target": [{"actor_text": "Vennish"}],
    "event": "DEMAND",
    "eventText": "boarded",
    "text": "Torrania's coast guard boarded a  Vennish ferry",
    "mode": ["Visit"],
    "context": "",
    "dateCoded": "2016-12-12",
}


def record(tmp_path: Path, *records: object, name: str = "e.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_records_of_others_are_read(talks: Record, tmp_path: Path) -> None:
    [event] = read(record(tmp_path, OTHER), onto=talks).archive.record.coding.events
    assert (event.id, event.category, event.mode) == ("X-1", Plover.REQUEST, "visit")
    assert (event.source, event.target, event.attribution) == ("torrania", "vennmark", Attribution.NAMED)
    assert event.on == DateRange.on(date(2025, 3, 30)) and event.status is Status.ACCEPTED
    assert event.evidence.quote == "Torrania's coast guard boarded a Vennish ferry"
    two = read(record(tmp_path, {**OTHER, "event": ["COERCE", "ASSAULT"], "source": []}), onto=talks)
    assert [e.category for e in two.archive.record.coding.events] == [Plover.COERCE, Plover.ASSAULT]
    assert {e.attribution for e in two.archive.record.coding.events} == {Attribution.OPEN}


def test_a_day_that_only_stands_in_is_no_day_of_the_deed(dossier: Archive, tmp_path: Path) -> None:
    coding = dossier.record.coding
    undated = replace(dossier.record, coding=replace(coding, events=(replace(coding.events[0], on=None),)))
    [told] = [json.loads(line) for line in render(undated, "plover").splitlines()]
    assert told["date"] == "2025-04-02"
    export(undated, tmp_path / "e.jsonl")
    assert read(tmp_path / "e.jsonl", onto=undated).archive.record.coding.events[0].on is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"event": "DANCE"}, "'DANCE' is no category"),
        ({"event": []}, "names no category"),
        ({"event": [["AGREE"]]}, "no category"),
        ({"source": [{"code": "USA"}]}, "source: 'USA' is no party"),
        ({"source": [{"code": "torrania"}, {"code": "vennmark"}]}, "several actors"),
        ({"date": "30 March"}, "no days"),
        ({"enddate": "2025-01-01"}, "in their order"),
        ({"text": "Nobody boarded"}, "no documents hold"),
        ({"text": "", "eventText": ""}, "names no document"),
        ({"cite_info": {"title": "Elsewhere"}}, "no document has"),
        ({"cite_info": {"title": "Vennmark says no"}, "text_info": {"start": 3}}, "is not at 3"),
        ({"spadework": {"statement": "s9"}}, "'s9', which is not there"),
        ({"spadework": {"confidence": "high"}}, "confidence"),
        ({"spadework": {"confidence": 7}}, "not between 0 and 1"),
        ({"spadework": {"status": "fine"}}, "status"),
        ({"spadework": {"alleged_by": "USA"}}, "alleged_by"),
    ],
)
def test_a_record_that_does_not_hold_is_told_and_the_others_go_in(
    change: dict[str, object], why: str, talks: Record, tmp_path: Path
) -> None:
    taken = read(record(tmp_path, {**OTHER, **change}, {**OTHER, "id": "X-2"}), onto=talks)
    [refused] = taken.refused
    assert refused.where == "e.jsonl, line 1" and why in refused.why
    assert [e.id for e in taken.archive.record.coding.events] == ["X-2"]


@pytest.mark.parametrize(
    "text", ["", "{", "[1, 2]", '{"a": 1}', '{"event": ' + "[" * 100_000, "[" * 100_000, "null", "3"]
)
def test_what_is_no_list_of_events_is_told(text: str, talks: Record, tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExchangeError, match="no JSON of events"):
        read(path, onto=talks)
