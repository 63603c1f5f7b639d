"""Crashes, full disks, bad files, two writers, a server that goes away: nothing that was acknowledged is lost.

A child process takes documents in through the front door, reading them by a pattern so that it is quick, and tells of
each over a pipe once the call has returned. The parent kills it at a random moment and looks at what is there.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from ledger_talks import AGENDA, code, fill, numbered, read

from postgresql import Server, running
from spadework import Dossier
from spadework.errors import CannotRevise, DamagedDossier, NoDossier, NotSaved
from spadework.ledger import Ledger, Place, Query
from spadework.model import Document, Stance
from spadework.stored import StoredDossier
from spadework.storing import Added

FORK = get_context("fork")
Work = Callable[[Path, int, Connection], None]


def reads_by_pattern(dossier: StoredDossier) -> StoredDossier:
    """The dossier with a reader that costs nothing."""
    dossier._maker.read_each = lambda documents, agenda, model=None: (read(d) for d in documents)  # type: ignore[method-assign, misc]
    return dossier


def adds(folder: Path, first: int, tell: Connection) -> None:
    """Add documents without end."""
    with reads_by_pattern(Dossier.open(folder)) as dossier:
        tell.send("open")
        books = (numbered(n) for n in range(first, first + 10_000))
        for outcome in dossier.add_all(books):
            tell.send(outcome.document.id if isinstance(outcome, Added) else outcome)


def corrects(folder: Path, first: int, tell: Connection) -> None:
    """Correct one position after the other, and tell what it is now."""
    with Dossier.open(folder) as dossier:
        rows = [p.id for p in dossier.ledger.standing()]
        tell.send("open")
        for n in range(first, first + 10_000):
            row, stance = rows[n % len(rows)], list(Stance)[n // len(rows) % 5]
            try:
                dossier.correct(row, by="anna", stance=stance, reason=str(n))
            except CannotRevise:  # it says that already
                continue
            tell.send((row, stance, n))


def killed(
    work: Callable[[Path, int, Connection], None], folder: Path, first: int, pick: random.Random
) -> list[object]:
    """Run the work, kill it within a moment of having told so many things, and return what it had told by then."""
    ours, theirs = FORK.Pipe(duplex=False)
    child = FORK.Process(target=work, args=(folder, first, theirs))
    child.start()
    theirs.close()
    told = [ours.recv() for _ in range(1 + pick.randrange(12))]
    time.sleep(pick.uniform(0, 0.03))  # about as long as one takes
    assert child.pid is not None and child.is_alive()
    os.kill(child.pid, signal.SIGKILL)
    child.join(30)
    while True:
        try:
            told.append(ours.recv())
        except (EOFError, OSError):
            return told[1:]  # "open"


def rows_of(d: Document) -> int:
    said = read(d)
    return len(said) * 2 + len(code(said, [d]).positions)


def kill_adds(folder: Path, times: int, pick: random.Random) -> int:
    """Kill so often; how many documents were acknowledged."""
    acknowledged: set[str] = set()
    for n in range(times):
        told = killed(adds, folder, 1_000 * n, pick)
        acknowledged |= {d for d in told if isinstance(d, str)}
        with Ledger.open(folder) as ledger:
            record, _ = ledger.snapshot(AGENDA)
            there = {d.id for d in record.documents}
            assert acknowledged <= there
            assert ledger.verify() == []
            said = {d.id: len(read(d)) for d in record.documents}
            for d in record.documents:  # none half written
                assert sum(s.document == d.id for s in record.statements) == said[d.id]
            assert len(record.coding.acts) == len(record.statements)
    return len(acknowledged)


def kill_corrections(folder: Path, times: int, pick: random.Random) -> int:
    """Kill so often; how many corrections were acknowledged."""
    with Ledger.open(folder) as ledger:
        fill(ledger, *(numbered(n) for n in range(4)))
    count = 0
    for n in range(times):
        told = killed(corrects, folder, 1_000 * n, pick)
        with Ledger.open(folder) as ledger:
            assert ledger.verify() == []
            count += len(told)
            for row, stance, number in {t[0]: t for t in told}.values():  # type: ignore[index, misc]
                last = ledger.history(row)[-1]  # a later one may have been saved and not told of
                assert int(last.reason) >= number
                assert int(last.reason) > number or f'"stance":"{stance}"' in (last.after or "")
    return count


def test_a_kill_while_adding_loses_nothing(tmp_path: Path) -> None:
    Dossier.create(tmp_path / "talks", AGENDA).close()
    assert kill_adds(tmp_path / "talks", 6, random.Random(1)) > 6


def test_a_kill_while_correcting_loses_nothing(tmp_path: Path) -> None:
    Dossier.create(tmp_path / "talks", AGENDA).close()
    assert kill_corrections(tmp_path / "talks", 6, random.Random(2)) > 6


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    for name, kill in (("adding", kill_adds), ("correcting", kill_corrections)):
        Dossier.create(tmp_path / name, AGENDA).close()
        assert kill(tmp_path / name, 10, pick) > 10


def test_an_interrupted_add_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    Dossier.create(folder, AGENDA).close()
    told = killed(adds, folder, 0, random.Random(3))
    with reads_by_pattern(Dossier.open(folder)) as dossier:
        there = dossier.ledger.counts()["document"]
        outcomes = list(dossier.add_each(*(numbered(n) for n in range(there + 3))))
        assert sum(isinstance(o, Added) for o in outcomes) == 3
        assert there >= len(told)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of this size; skipped where one may not be made."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip(f"a tmpfs cannot be mounted here: {made.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "3m") as disk:
        with reads_by_pattern(Dossier.create(disk / "talks", AGENDA)) as dossier:
            acknowledged = []
            with pytest.raises(NotSaved, match="disk"):
                for outcome in dossier.add_all(numbered(n, 20) for n in range(10_000)):
                    assert isinstance(outcome, Added)
                    acknowledged.append(outcome.document.id)
            assert len(acknowledged) > 3
            assert {d.id for d in dossier.documents} == set(acknowledged)
        subprocess.run(["mount", "-o", "remount,size=30m", disk], check=True)
        with reads_by_pattern(Dossier.open(disk / "talks")) as dossier:
            assert dossier.verify() == []
            assert {d.id for d in dossier.documents} == set(acknowledged)
            assert isinstance(next(iter(dossier.add_each(numbered(9_999)))), Added)


def writes(place: Place, first: int, tell: Connection) -> None:
    with Ledger.open(place) as ledger:
        rows = [p.id for p in ledger.standing()]
        for n in range(15):
            fill(ledger, numbered(first + n))
            if ledger.row(rows[n % len(rows)]).status == "proposed":
                ledger.accept(rows[n % len(rows)], by=f"writer {first}")
        tell.send("done")


def test_two_processes_write_at_once(ledger: Ledger) -> None:
    fill(ledger, numbered(0))
    ledger.close()
    pipes = []
    children = []
    for first in (1_000, 2_000):
        ours, theirs = FORK.Pipe(duplex=False)
        children.append(FORK.Process(target=writes, args=(ledger.place, first, theirs)))
        pipes.append(ours)
        children[-1].start()
    for child, pipe in zip(children, pipes, strict=True):
        child.join(60)
        assert child.exitcode == 0 and pipe.recv() == "done"
    with Ledger.open(ledger.place) as again:
        assert again.counts()["document"] == 31
        assert again.verify() == []
        assert [r.number for r in again.history()] == list(range(again.last_revision, 0, -1))


@pytest.mark.slow
def test_a_server_that_is_stopped_is_told_and_waited_for(tmp_path: Path) -> None:
    with running() as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed")
        _stopped_and_started(server, tmp_path / "talks")


def _stopped_and_started(server: Server, folder: Path) -> None:
    from threading import Timer

    with reads_by_pattern(Dossier.create(folder, AGENDA, server.database())) as dossier:
        adding = dossier.add_each(*(numbered(n) for n in range(70)))
        acknowledged = [next(adding)]
        p = dossier.ledger.standing()[0]
        server.stop("immediate")
        with pytest.raises(NotSaved, match="does not answer"):
            dossier.accept(p.id, by="anna")
        back = Timer(1.0, server.start)
        back.start()
        acknowledged += adding  # waits
        back.join()
        assert all(isinstance(o, Added) for o in acknowledged) and len(acknowledged) == 70
        assert dossier.ledger.counts()["document"] == 70
        assert [r.status for r in dossier.accept(p.id, by="anna")] == ["accepted"]
        assert dossier.verify() == []


@pytest.mark.parametrize("left", [0, 50, 5_000, 0.5, 0.99])
def test_a_truncated_database_is_told(tmp_path: Path, left: float) -> None:
    folder = tmp_path / "talks"
    with Dossier.create(folder, AGENDA) as dossier:
        fill(dossier.ledger, *(numbered(n) for n in range(20)))
    file = folder / "dossier.db"
    whole = file.read_bytes()
    cut = whole[: int(left if left > 1 else left * len(whole))]
    file.write_bytes(cut)
    with pytest.raises(DamagedDossier):
        Dossier.open(folder)
    assert file.read_bytes() == cut


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + bytes(200), os.urandom(9_000)])
def test_a_foreign_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "dossier.db"
    file.write_bytes(content)
    with pytest.raises(DamagedDossier):
        Dossier.open(tmp_path)
    assert file.read_bytes() == content and list(tmp_path.iterdir()) == [file]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "dossier.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(DamagedDossier, match="another program"):
        Dossier.open(tmp_path)
    assert file.read_bytes() == before and list(tmp_path.iterdir()) == [file]


def test_damage_in_the_middle_is_told(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "talks", AGENDA) as dossier:
        fill(dossier.ledger, *(numbered(n) for n in range(20)))
    file = tmp_path / "talks" / "dossier.db"
    data = bytearray(file.read_bytes())
    data[40_000 : len(data) - 10_000] = os.urandom(len(data) - 50_000)
    file.write_bytes(data)
    with pytest.raises(DamagedDossier), Dossier.open(tmp_path / "talks") as dossier:
        dossier.ledger.search(Query(words="number"))
        dossier.record()
        assert dossier.verify()
        raise DamagedDossier("it was told by verify")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder mounted so that even root cannot write to it; skipped where that may not be done."""
    bound = subprocess.run(["mount", "--bind", folder, folder], capture_output=True)
    if bound.returncode:
        pytest.skip(f"nothing can be mounted here: {bound.stderr.decode().strip()}")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_read_only_folder_can_be_read_and_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    with Dossier.create(folder, AGENDA) as dossier:
        fill(dossier.ledger, numbered(1), numbered(2))
        record = dossier.record()
        p = record.coding.positions[0]
    with read_only(folder):
        with reads_by_pattern(Dossier.open(folder)) as dossier:
            assert dossier.record() == record
            assert dossier.search("number").hits and dossier.table().blocks and dossier.verify() == []
            with pytest.raises(NotSaved, match="read-only"):
                dossier.accept(p.id, by="anna")
            with pytest.raises(NotSaved, match="read-only"):
                list(dossier.add_each(numbered(3)))
        with pytest.raises(Exception, match="written to"):
            Dossier.create(folder / "new", AGENDA)
    with Dossier.open(folder) as dossier:
        assert dossier.record() == record and dossier.accept(p.id, by="anna")


def test_who_may_only_read_sees_what_others_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "talks"
    with Dossier.create(folder, AGENDA) as writer:
        fill(writer.ledger, numbered(0))
    with monkeypatch.context() as patch:
        patch.setattr("spadework.ledger.engine._writable", lambda path: False)
        reader = Dossier.open(folder)
    with reader:
        assert reader.ledger.counts()["document"] == 1
        for n in range(1, 40, 13):
            with Dossier.open(folder) as writer:
                fill(writer.ledger, *(numbered(k, 40) for k in range(n, n + 13)))
                assert reader.ledger.counts()["document"] == n + 13  # in the log of a writer who is at work
            assert reader.ledger.counts()["document"] == n + 13 and reader.verify() == []


def test_a_copy_beside_a_writer_left_its_log_is_whole(tmp_path: Path) -> None:
    """What is still in the log counts: a dossier copied with it, and made read-only, has all."""
    folder = tmp_path / "talks"
    dossier = Dossier.create(folder, AGENDA)
    fill(dossier.ledger, numbered(1))
    shutil.copytree(folder, tmp_path / "copy")  # while it is open
    dossier.close()
    with Dossier.open(tmp_path / "copy") as copy:
        assert copy.ledger.counts()["document"] == 1 and copy.verify() == []


def test_a_dossier_that_is_replaced_under_whoever_has_it_open_takes_no_more(tmp_path: Path) -> None:
    """What is still open is a file without a name: what is written to it would be lost without a word."""
    folder, other = tmp_path / "talks", tmp_path / "other"
    for place in (folder, other):
        with Dossier.create(place, AGENDA) as made:
            fill(made.ledger, numbered(1))
    with Dossier.open(folder) as dossier:
        row = dossier.ledger.standing()[0].id
        (other / "dossier.db").replace(folder / "dossier.db")
        for act in (dossier.ledger.counts, lambda: dossier.accept(row, by="anna")):
            with pytest.raises(NotSaved, match="replaced by another"):
                act()
    with Dossier.open(folder) as dossier:
        dossier.accept(row, by="anna")
        shutil.rmtree(folder)
        with pytest.raises(NotSaved, match="taken away"):
            dossier.reject(row, by="anna")


def test_no_dossier_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere", "x\x00y"):
        with pytest.raises(NoDossier):
            Dossier.open(path)
    (tmp_path / "dossier.toml").write_text("database = 5")
    with pytest.raises(DamagedDossier, match="names no PostgreSQL database"):
        Dossier.open(tmp_path)
    (tmp_path / "dossier.toml").write_text('database = "postgresql://nobody@127.0.0.1:1/none"')
    with pytest.raises(NotSaved, match="does not answer"):
        Dossier.open(tmp_path)
