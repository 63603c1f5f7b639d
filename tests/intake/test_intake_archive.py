"""ZIP archives, and the traps in them."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from intake_files import SENTENCES, archive, report, rss, word

from spadework.errors import NotText, SpadeworkError, TooLarge
from spadework.intake import Failed, Taken, each, take_each, unpacking

WORDS = SENTENCES[0].encode()


def outcomes(tmp_path: Path, data: bytes) -> dict[str, str | SpadeworkError]:
    """By the way to it, the text of each document or why there is none."""
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found: dict[str, str | SpadeworkError] = {}
    for o in take_each(path):
        if isinstance(o, Taken):
            found[o.document.origin] = o.document.text
        elif isinstance(o, Failed):
            found[o.where.replace(str(tmp_path) + "/", "")] = o.error
    return found


def test_members_are_taken_in_the_order_of_their_names(tmp_path: Path) -> None:
    members = {"b.txt": WORDS, "a/c.docx": word(), "a/.hidden": WORDS, "__MACOSX/a.txt": WORDS, "d.pdf": report(1)}
    found = outcomes(tmp_path, archive(members))
    assert list(found) == ["a.zip > a/c.docx", "a.zip > b.txt", "a.zip > d.pdf"]
    assert found["a.zip > b.txt"] == SENTENCES[0]


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_paths_that_lead_outside_are_left_out_and_told(tmp_path: Path, name: str) -> None:
    found = outcomes(tmp_path, archive({name: WORDS, "good.txt": WORDS}))
    bad = [e for e in found.values() if isinstance(e, NotText)]
    assert len(bad) == 1 and "leads outside the archive" in str(bad[0])
    assert found["a.zip > good.txt"] == SENTENCES[0]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip"], "nothing is unpacked to the disk"


def test_a_bomb_is_known_by_how_much_it_grows(tmp_path: Path) -> None:
    data = archive({"bomb.txt": b"\0" * 15_000_000, "good.txt": WORDS})
    assert len(data) < 20_000
    found = outcomes(tmp_path, data)
    assert isinstance(found["a.zip > bomb.txt"], TooLarge) and "times when unpacked" in str(found["a.zip > bomb.txt"])
    assert found["a.zip > good.txt"] == SENTENCES[0]


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either(tmp_path: Path) -> None:
    data = bytearray(archive({"bomb.txt": b"\0" * 30_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    data[22:26] = struct.pack("<I", 100)
    (why,) = outcomes(tmp_path, bytes(data)).values()
    assert isinstance(why, SpadeworkError)


def test_all_members_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "MOST_UNPACKED", 250)
    found = outcomes(tmp_path, archive({f"{n}.txt": WORDS + str(n).encode() for n in range(9)}))
    assert [type(f) for f in found.values()] == [str, str, TooLarge]


def test_archives_in_archives_share_one_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "MOST_UNPACKED", 1_000)
    inner = archive({"a.txt": WORDS, "b.txt": WORDS})
    found = outcomes(tmp_path, archive({f"{n}.zip": inner for n in range(9)}))
    assert sum(isinstance(f, str) for f in found.values()) < 5
    assert isinstance(list(found.values())[-1], TooLarge)


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 3)
    (why,) = outcomes(tmp_path, archive({f"{n}.txt": WORDS for n in range(4)})).values()
    assert isinstance(why, TooLarge) and "more than 3 files" in str(why)
    (why,) = outcomes(tmp_path, b"PK\x03\x04" + b"PK\x01\x02" * 9).values()
    assert isinstance(why, TooLarge), "before any list is made"


def test_an_archive_in_an_archive_is_opened_and_no_deeper(tmp_path: Path) -> None:
    three = archive({"c.txt": WORDS})
    two = archive({"three.zip": three, "b.txt": WORDS})
    found = outcomes(tmp_path, archive({"two.zip": two}))
    assert found["a.zip > two.zip > b.txt"] == SENTENCES[0]
    assert "nested too deep" in str(found["a.zip > two.zip > three.zip"])


def test_an_archive_that_holds_itself_ends(tmp_path: Path) -> None:
    data = archive({"a.txt": WORDS})
    for _ in range(12):
        data = archive({"r.zip": data})
    (why,) = outcomes(tmp_path, data).values()
    assert "nested too deep" in str(why)


def test_encrypted_members_are_told(tmp_path: Path) -> None:
    data = bytearray(archive({"secret.txt": WORDS, "good.txt": WORDS}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    found = outcomes(tmp_path, bytes(data))
    assert "encrypted" in str(found["a.zip > secret.txt"]) and "password" in str(found["a.zip > secret.txt"])
    assert found["a.zip > good.txt"] == SENTENCES[0]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        made.writestr(info, "/etc/passwd")
    (why,) = outcomes(tmp_path, data.getvalue()).values()
    assert "it is a link" in str(why)


def test_one_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(archive({"bad.txt": WORDS * 20, "good.txt": WORDS}))
    data[45:60] = bytes(15)
    found = outcomes(tmp_path, bytes(data))
    assert "damaged in the archive" in str(found["a.zip > bad.txt"])
    assert found["a.zip > good.txt"] == SENTENCES[0]


def test_a_feed_in_an_archive(tmp_path: Path) -> None:
    assert len(outcomes(tmp_path, archive({"feed.xml": rss(2)}))) == 2


@pytest.mark.parametrize("data", [b"PK\x03\x04", archive({"a.txt": WORDS})[:60], b"PK\x05\x06" + b"\0" * 5])
def test_a_damaged_archive_is_told(tmp_path: Path, data: bytes) -> None:
    (why,) = outcomes(tmp_path, data).values()
    assert "damaged or cut off" in str(why)
