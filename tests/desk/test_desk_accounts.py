"""The file of accounts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from spadework.desk.asking import DeskRole
from spadework.desk.guard import accounts as module
from spadework.desk.guard.accounts import Accounts
from spadework.errors import DeskError


def test_an_account_is_known_by_name_and_password(accounts: Path) -> None:
    known = Accounts(accounts)
    assert [(a.name, a.role) for a in known.all()] == [("Mira Anand", "analyst"), ("Otto Reed", "reader")]
    assert known.verified("mira  anand", "four sheep over a pass").name == "Mira Anand"  # type: ignore[union-attr]
    assert known.verified("Mira Anand", "four sheep over a path") is None
    assert known.verified("Nobody", "four sheep over a pass") is None
    assert known.verified("Mira Anand", "x" * 100_000) is None


def test_the_file_is_for_its_owner_and_holds_no_password(accounts: Path) -> None:
    assert accounts.stat().st_mode & 0o777 == 0o600
    text = accounts.read_text()
    assert "sheep" not in text and text.count("$argon2id$") == 2


def test_a_change_is_seen_by_a_desk_that_runs(accounts: Path) -> None:
    running = Accounts(accounts)
    before = running.find("Otto Reed")
    assert before and before.role is DeskRole.READER
    Accounts(accounts).change("Otto Reed", role=DeskRole.ANALYST)
    after = running.find("Otto Reed")
    assert after and after.role is DeskRole.ANALYST and after.mark != before.mark and after.hash == before.hash
    Accounts(accounts).remove("otto reed")
    assert running.find("Otto Reed") is None


def test_another_password(accounts: Path) -> None:
    known = Accounts(accounts)
    known.change("Otto Reed", password="a summer without ferries")
    assert known.verified("Otto Reed", "a summer without ferries")
    assert not known.verified("Otto Reed", "nobody counts the ferries")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ada", "short"),
        ("Ada", "x" * 1_001),
        ("Ada", "aaaaaaaaaaaaaaaa"),
        ("Ada Lovelacey", "ada lovelacey"),
        ("", "long enough for it"),
        ("A\x1b[2Jda", "long enough for it"),
        ("a" * 65, "long enough for it"),
        ("MIRA ANAND", "long enough for it"),
        ("Machine", "long enough for it"),
    ],
)
def test_what_is_no_account_is_refused_and_nothing_is_lost(accounts: Path, name: str, password: str) -> None:
    before = accounts.read_bytes()
    with pytest.raises(DeskError):
        Accounts(accounts).add(name, DeskRole.READER, password)
    assert accounts.read_bytes() == before and list(accounts.parent.glob("accounts.json?*")) == []


def test_nobody_is_changed_who_is_not_there(accounts: Path) -> None:
    for work in (lambda k: k.remove("Ada"), lambda k: k.change("Ada", role=DeskRole.READER)):
        with pytest.raises(DeskError, match="there is no account Ada"):
            work(Accounts(accounts))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\x00" * 100,
        lambda data: data.replace(b"reader", b"admin"),
        lambda data: data.replace(b"argon2id", b"argon2xx"),
        lambda data: data.replace(b'"version": 1', b'"version": 2'),
        lambda data: data.replace(b"Otto Reed", b"Mira Anand"),
        lambda data: b"[" * 100_000,
        lambda data: b'{"version": 1, "accounts": [], "more": 1}',
    ],
)
def test_a_damaged_file_lets_nobody_in_and_is_not_written_over(accounts: Path, damage: object) -> None:
    accounts.write_bytes(damage(accounts.read_bytes()))  # type: ignore[operator]
    left = accounts.read_bytes()
    for work in (lambda k: k.all(), lambda k: k.add("Ada", DeskRole.READER, "long enough for it")):
        with pytest.raises(DeskError, match="damaged"):
            work(Accounts(accounts))
    assert accounts.read_bytes() == left


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_others_may_read_is_refused(accounts: Path) -> None:
    accounts.chmod(0o640)
    with pytest.raises(DeskError, match="chmod 600"):
        Accounts(accounts).all()


def test_two_who_change_it_at_once_are_told(accounts: Path) -> None:
    draft = accounts.with_name("accounts.json.new")
    draft.touch()
    with pytest.raises(DeskError, match="somebody is changing"):
        Accounts(accounts).remove("Otto Reed")
    os.utime(draft, (1, 1))  # left behind long ago
    Accounts(accounts).remove("Otto Reed")
    assert not draft.exists() and [a.name for a in Accounts(accounts).all()] == ["Mira Anand"]


def test_a_name_that_there_is_not_costs_the_same_work(accounts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    monkeypatch.setattr(module, "matches", lambda hash, password: checked.append(hash) or False)
    for name in ("Mira Anand", "Nobody At All"):
        assert Accounts(accounts).verified(name, "wrong but long enough") is None
    there, nobody = (hash.split("$")[:4] for hash in checked)
    assert there == nobody  # argon2id, its version, and how much memory and how many rounds


def test_a_draft_that_somebody_else_has_begun_is_left_alone(accounts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, replace = accounts.with_name(accounts.name + ".new"), Path.replace

    def replaced(self: Path, target: Path) -> Path:
        made = replace(self, target)
        draft.write_text("the next one's")
        return made

    monkeypatch.setattr(Path, "replace", replaced)
    Accounts(accounts).change("Otto Reed", role=DeskRole.ANALYST)
    assert draft.read_text() == "the next one's"
