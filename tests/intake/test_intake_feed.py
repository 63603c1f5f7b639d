"""Feeds: each entry a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from intake_files import SENTENCES, atom, prose, rss

from spadework.errors import NotText, TooLarge
from spadework.intake import Failed, Skipped, Taken, feed, take_each


def each(tmp_path: Path, data: bytes, name: str = "feed.xml", **how: object) -> list[object]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(take_each(path, **how))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed"])
def test_each_entry_of_a_feed_is_a_document(tmp_path: Path, name: str) -> None:
    found = [t.document for t in each(tmp_path, rss(3), name) if isinstance(t, Taken)]
    assert [d.title for d in found] == [f"Round {n} of the talks" for n in range(3)]
    assert {d.publisher for d in found} == {"Reef Herald"}
    assert [d.published for d in found] == [date(2025, 5, n + 1) for n in range(3)]
    assert found[1].text == f"{prose(1)}\n\n{SENTENCES[3]}"
    assert [d.origin for d in found] == [f"{name} > {n}" for n in (1, 2, 3)]


def test_atom(tmp_path: Path) -> None:
    (found,) = each(tmp_path, atom())
    assert isinstance(found, Taken)
    assert (found.document.title, found.document.publisher) == ("Pilots again", "Coast Wire")
    assert found.document.text == f"{SENTENCES[0]}\n\n{SENTENCES[2]}"


def test_a_feed_that_has_grown_gives_only_what_is_new(tmp_path: Path) -> None:
    before = {t.digest for t in each(tmp_path, rss(2)) if isinstance(t, Taken)}
    assert len(before) == 2
    *old, new = each(tmp_path, rss(3), known=before.__contains__)
    assert all(isinstance(o, Skipped) for o in old)
    assert isinstance(new, Taken) and new.document.title == "Round 2 of the talks"


def test_a_bad_entry_does_not_stop_the_others(tmp_path: Path) -> None:
    data = rss(3).replace(f"&lt;p&gt;{prose(1)}&lt;/p&gt;&lt;p&gt;{SENTENCES[3]}&lt;/p&gt;".encode(), b"", 1)
    found = each(tmp_path, data)
    assert [type(f) for f in found] == [Taken, Failed, Taken]


@pytest.mark.parametrize("year", ["0000", "9999"])
def test_an_impossible_day_costs_the_day_and_not_the_entry(tmp_path: Path, year: str) -> None:
    found = each(tmp_path, rss(1).replace(b"May 2025", f"May {year}".encode()))
    assert isinstance(found[0], Taken) and found[0].document.published is None
    assert year in found[0].warnings[0]


def test_no_entity_is_expanded_and_nothing_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY x SYSTEM "file://{secret}">{laughs}]>'
    data = rss(1).replace(b"<rss", head.encode() + b"<rss").replace(b"of the talks", b"of &a8; &x;")
    for found in each(tmp_path, data):
        assert isinstance(found, Failed) or "secret words" not in found.document.title  # type: ignore[attr-defined]
        assert isinstance(found, Failed) or "haha" not in found.document.title  # type: ignore[attr-defined]


def test_the_number_of_entries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_ENTRIES", 2)
    with pytest.raises(TooLarge, match="2 entries"):
        list(feed.contents(rss(3), "feed.xml"))
    monkeypatch.setattr(feed, "MOST_BYTES", 100)
    with pytest.raises(TooLarge, match="MB"):
        list(feed.contents(rss(3), "feed.xml"))


@pytest.mark.parametrize("data", [b"<rss></rss>", b"<?xml version='1.0'?><rss><channel>", b"<feed/>"])
def test_a_feed_without_entries(data: bytes) -> None:
    with pytest.raises(NotText, match="no entry"):
        list(feed.contents(data, "feed.xml"))
