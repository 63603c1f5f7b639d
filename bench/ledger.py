"""How a ledger does with 10,000 documents and 1,000,000 statements, and how that grows with their number.

    python bench/ledger.py --statements 1000000
    python bench/ledger.py --statements 1000000 --database postgresql://me@/empty

Documents, statements, speech acts and positions come from a seeded generator: made-up words with the frequencies of a
language (Zipf), a hundred statements a document, one act a statement, a position for every second one. They are loaded
through the same `Ledger` that `spadework add` uses. At 10,000, at 100,000 and at 1,000,000 statements the search, the
opening, the issue-by-party table and a correction are timed. Beside the search stands plain SQLite FTS5 on the same
statements: a table of texts and nothing else.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from spadework import Dossier
from spadework.ledger import Ledger, Query
from spadework.model import (
    Act,
    Agenda,
    Basis,
    Coding,
    Directness,
    Document,
    Issue,
    Option,
    Party,
    Position,
    SpeechAct,
    Stance,
    Statement,
    row_id,
)

A_DOCUMENT = 100  # statements
AT_ONCE = 50  # documents a transaction
WORDS = 20_000
FIRST, DAYS = date(2023, 1, 1), 1095
AGENDA = Agenda(
    name="Bench",
    parties=tuple(Party(id=f"party{n}", name=f"Party {n}") for n in range(8)),
    issues=tuple(
        Issue(id=f"issue{n}", name=f"Issue {n}", options=tuple(Option(id=f"o{k}", text=f"Way {k}") for k in range(4)))
        for n in range(15)
    ),
)
Loaded = tuple[Document, list[Statement], Coding, str]


class Generator:
    """Documents with all that could have been read from them, by a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        syllables = [a + b for a in "bcdfghjklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]
        self.words = list(dict.fromkeys("".join(self._random.choices(syllables, k=3)) for _ in range(2 * WORDS)))[
            :WORDS
        ]
        weights = 1 / np.arange(2, len(self.words) + 2)
        self._weights = np.cumsum(weights / weights.sum())
        self._speakers = [(f"{self._name()} {self._name()}", party.id) for party in AGENDA.parties for _ in range(15)]
        self._publishers = [f"The {self._name()} Herald" for _ in range(40)]

    def _name(self) -> str:
        return self._random.choice(self.words).capitalize()

    def documents(self, count: int) -> Iterator[Loaded]:
        """So many, in the order of their days."""
        for n in range(count):
            yield self._document(n, FIRST + timedelta(days=n * DAYS // count))

    def _document(self, n: int, day: date) -> Loaded:
        pick = self._random
        lengths = self._numbers.integers(8, 30, A_DOCUMENT)
        drawn = iter(np.searchsorted(self._weights, self._numbers.random(int(lengths.sum()))))
        pieces, at, places, speakers = [], 0, [], []
        for length in lengths:
            name, party = pick.choice(self._speakers)
            content = " ".join(self.words[min(next(drawn), WORDS - 1)] for _ in range(length))
            piece = f"{name} said {content}."
            places.append((at, at + len(name) + 1, at + len(name) + 6, at + len(piece) - 1))
            speakers.append((name, party))
            pieces.append(piece)
            at += len(piece) + 2
        text = "\n\n".join(pieces)
        document = Document.of(
            text, title=f"Report {n}", publisher=pick.choice(self._publishers), published=day, origin=f"{n}.txt"
        )
        statements = [
            Statement(
                id=row_id("s", document.id, start),
                document=document.id,
                source=document.span(start, cue - 1),
                cue=document.span(cue, cue + 4),
                content=(document.span(said, end),),
                speaker=name,
                party=party,
                directness=pick.choice(list(Directness)),
                reported_on=day,
                confidence=0.9,
            )
            for (start, cue, said, end), (name, party) in zip(places, speakers, strict=True)
        ]
        acts = [SpeechAct(id=row_id("a", s.id), statement=s.id, act=pick.choice(list(Act))) for s in statements]
        positions = [self._position(s) for s in statements[::2]]
        return document, statements, Coding(acts=tuple(acts), positions=tuple(positions)), document.sha256

    def _position(self, s: Statement) -> Position:
        pick = self._random
        issue = pick.choice(AGENDA.issues)
        own = pick.random() < 0.75
        return Position(
            id=row_id("p", s.id),
            party=s.party if own and s.party else pick.choice(AGENDA.parties).id,
            actor=s.speaker if own else None,
            issue=issue.id,
            option=pick.choice(issue.options).id,
            stance=pick.choice(list(Stance)),
            basis=Basis.OWN if own else Basis.ASCRIBED,
            by=None if own else s.party,
            as_of=s.reported_on,
            evidence=s.content[0],
            statement=s.id,
            confidence=0.7,
        )

    def queries(self, count: int) -> list[Query]:
        """Searches of all kinds: one word, two, a beginning; common and rare words; none to four filters."""
        pick = random.Random(7)
        made = []
        for n in range(count):
            rank = [5, 50, 500, 5000][n % 4]
            words = " ".join(pick.choice(self.words[rank : 4 * rank]) for _ in range(1 + n % 2))
            if n % 10 == 9:
                words = words[:5] + "*"
            filters = dict(pick.sample(self._filters(pick), n % 5))
            if n % 13 == 12 and filters:
                words = ""
            made.append(Query(words=words, **filters))  # type: ignore[arg-type]
        return made

    def _filters(self, pick: random.Random) -> list[tuple[str, object]]:
        day = FIRST + timedelta(days=pick.randrange(DAYS - 100))
        return [
            ("party", pick.choice(AGENDA.parties).id),
            ("actor", pick.choice(self._speakers)[0]),
            ("issue", pick.choice(AGENDA.issues).id),
            ("stance", pick.choice(list(Stance))),
            ("basis", pick.choice(list(Basis))),
            ("directness", pick.choice(list(Directness))),
            ("said_from", day),
            ("reported_to", day + timedelta(days=90)),
            ("publisher", pick.choice(self._publishers)),
        ]


class Plain:
    """Nothing but a table of texts and FTS5 over it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seconds = 0.0
        there = path.exists()
        self._db = sqlite3.connect(path)
        if there:
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("CREATE TABLE said (n INTEGER PRIMARY KEY, text TEXT)")
        self._db.execute(
            "CREATE VIRTUAL TABLE found "
            "USING fts5(text, content='said', content_rowid='n', tokenize='porter unicode61')"
        )

    def add(self, texts: list[str]) -> None:
        """Load them in one transaction."""
        start = time.perf_counter()
        with self._db:
            n = self._db.execute("SELECT coalesce(max(n), 0) FROM said").fetchone()[0]
            rows = [(n + k, text) for k, text in enumerate(texts, 1)]
            self._db.executemany("INSERT INTO said VALUES (?, ?)", rows)
            self._db.executemany("INSERT INTO found(rowid, text) VALUES (?, ?)", rows)
        self.seconds += time.perf_counter() - start

    def search(self, query: Query) -> None:
        """The newest twenty, with a snippet; filters are not looked at."""
        words = " ".join(f'"{w.rstrip("*")}"' + (" *" if w.endswith("*") else "") for w in query.words.split())
        self._db.execute(
            "SELECT rowid, snippet(found, 0, '[', ']', '…', 40) FROM found WHERE found MATCH ? "
            "ORDER BY rowid DESC LIMIT 20",
            (words,),
        ).fetchall()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def told(times: list[float]) -> str:
    """Median and 95th percentile."""
    return f"p50 {statistics.median(times):7.1f} ms   p95 {np.percentile(times, 95):7.1f} ms   max {max(times):7.1f} ms"


def measure(made: Generator, where: str | Path, plain: Plain) -> None:
    """All times at this size."""
    queries = made.queries(200)
    opening = []
    for _ in range(7):
        start = time.perf_counter()
        Dossier.open(where).close()
        opening.append((time.perf_counter() - start) * 1000)
    print(f"  opening           {told(opening)}")
    with Dossier.open(where) as dossier:
        ledger = dossier.ledger
        for query in queries[:20]:
            ledger.search(query)
        times = [timed(lambda q=query: ledger.search(q)) for query in queries]  # type: ignore[misc]
        print(f"  search            {told(times)}")
        worst = max(zip(times, queries, strict=True), key=lambda t: t[0])
        print(f"    slowest: {worst[1]}")
        filtered = [t for t, q in zip(times, queries, strict=True) if q.words and q != Query(words=q.words)]
        print(f"    with filters    {told(filtered)}")
        pages = []
        for query in queries[:40]:
            page = ledger.search(query)
            if page.after:
                pages.append(timed(lambda q=query, a=page.after: ledger.search(q, after=a)))  # type: ignore[misc]
        print(f"    second page     {told(pages)}")
        whole = [timed(lambda q=query: ledger.search(q, documents=True)) for query in queries[:60]]  # type: ignore[misc]
        print(f"    of documents    {told(whole)}")
        table = [timed(dossier.table) for _ in range(7)]
        print(f"  table             {told(table)}")
        ids = [h.positions[0].id for h in ledger.search(Query(stance=Stance.OPEN), limit=60).hits]  # type: ignore[union-attr]
        corrections = [timed(lambda i=i: dossier.correct(i, by="bench", stance="rejects")) for i in ids]  # type: ignore[misc]
        print(f"  correction        {told(corrections)}")
        undone = [timed(lambda: dossier.undo(by="bench")) for _ in range(20)]
        print(f"  undoing           {told(undone)}")
    limit = [timed(lambda q=query: plain.search(q)) for query in queries if query.words]  # type: ignore[misc]
    print(f"  plain FTS5        {told(limit)}   (words alone, no filters)")


def size_of(ledger: Ledger, where: str | Path) -> int:
    """Bytes on disk."""
    if ledger.place.url is None:
        return sum(p.stat().st_size for p in Path(where).glob("dossier.db*"))
    from sqlalchemy import text

    with ledger.reading() as connection:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def run(folder: Path, statements: int, database: str | None, seed: int) -> None:
    """Load, and measure on the way."""
    made = Generator(seed)
    total = statements // A_DOCUMENT
    stops = {s for s in (100, 1_000, 10_000) if s < total} | {total}
    plain = Plain(folder / "plain.db")
    with Dossier.create(folder / "talks", AGENDA, database) as dossier:
        where = folder / "talks"
        raw, seconds, rows, batch = 0, 0.0, 0, []
        for n, loaded in enumerate(made.documents(total), 1):
            batch.append(loaded)
            raw += len(loaded[0].text.encode())
            rows += len(loaded[1]) + len(loaded[2].acts) + len(loaded[2].positions) + 1
            if len(batch) == AT_ONCE or n in stops:
                start = time.perf_counter()
                dossier.ledger.add_all(batch)
                seconds += time.perf_counter() - start
                plain.add([s.text for _, said, _, _ in batch for s in said])
                batch = []
            if n in stops:
                size, least = size_of(dossier.ledger, where), plain.path.stat().st_size
                print(
                    f"{n:,} documents, {n * A_DOCUMENT:,} statements, {rows:,} rows in all, {raw / 1e6:,.0f} MB of text"
                )
                print(
                    f"  load              {rows / seconds:,.0f} rows/s ({n * A_DOCUMENT / seconds:,.0f} statements/s); "
                    f"plain FTS5 {n * A_DOCUMENT / plain.seconds:,.0f} statements/s"
                )
                plainly = f"plain FTS5 {least / 1e6:,.0f} MB"
                print(f"  on disk           {size / 1e6:,.0f} MB, {size / raw:.1f} times the text; {plainly}")
                measure(made, where, plain)


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--database", help="an empty PostgreSQL database; default: SQLite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, help="where to work and leave all; if it was worked in before, only times are taken"
    )
    args = parser.parse_args()
    if args.folder is None:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder), args.statements, args.database, args.seed)
    elif (args.folder / "talks").exists():
        measure(Generator(args.seed), args.folder / "talks", Plain(args.folder / "plain.db"))
    else:
        args.folder.mkdir(parents=True, exist_ok=True)
        run(args.folder, args.statements, args.database, args.seed)


if __name__ == "__main__":
    main()
