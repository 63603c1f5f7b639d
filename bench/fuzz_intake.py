"""Fuzz intake: mutated files of every kind, each of which must become documents or be told off, in bounded time.

    python bench/fuzz_intake.py --inputs 100000 [--seed 1] [--kind pdf ...] [--keep DIR]

The seeds are the small real files that the tests make. An input breaks the rules if anything but a Spadework error
comes out (`Unforeseen` is one of ours), if a document is not in normal form, if its pages or spans do not hold, if it
takes longer than `--seconds`, or if the process grows beyond `--megabytes`. What breaks them is kept in `--keep`.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "intake"))

from intake_files import (
    SENTENCES,
    archive,
    atom,
    mail,
    mailbox,
    prose,
    report,
    rss,
    scanned,
    two_columns,
    with_members,
    word,
)

from spadework.errors import Unforeseen
from spadework.intake import Failed, Outcome, Taken, normalise, take_each

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>Talks</title><meta property="og:site_name" '
    'content="Reef Herald"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks",'
    '"datePublished":"2025-05-13"}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Talks</h1>'
    + "".join(f"<p>{prose(n)} &ldquo;No&rdquo; &#8212; <b>said</b></p>" for n in range(4))
    + "<table><tr><td>Oswin<td>rejects</table></article></body></html>"
).encode()
TEXT = (
    f"---\ntitle: Talks\ndate: 2025-05-13\n---\n# Talks\n\n{SENTENCES[0]}\n\n"
    "* “Cafe\u0301” \U0001f469\u200d\U0001f692 \u202b\u05e9\u05dc\u202c\n"
).encode()
PIECES = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n", b"\n\n", b"<", b">", b"&", b"<![CDATA[", b"(" * 100,
    b"%PDF-", b"endobj", b"stream\n", b"endstream", b"xref", b"trailer", b"/Kids [1 0 R]", b"/Filter /FlateDecode",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"From a@b Tue May 13 09:30:00 2025\n", b"charset=utf-16",
    b"Content-Type: multipart/mixed; boundary=x\n", b"--x\n", b"=?utf-8?q?", b"?=", b"[" * 100,
    b"<item>", b"<entry>", b"<w:p>", b"</w:p>", b"9999999999", b"-1", b"0000-00-00", b"9999-12-31", b"\xed\xa0\x80",
    "\u202e\u0301\u200d".encode(), b"\x1b$B", b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"../", b"a" * 300,
    b"Content-Transfer-Encoding: base64\n", b"<!DOCTYPE a [",
)  # fmt: skip


@dataclass(frozen=True)
class Seed:
    kind: str
    suffix: str
    data: bytes


def seeds() -> list[Seed]:
    inner = mail("Inner", "Words of the inner mail.", a__txt=b"Words of an annex.")
    return [
        Seed("text", ".txt", TEXT),
        Seed("text", ".md", TEXT),
        Seed("html", ".html", PAGE),
        Seed("pdf", ".pdf", report(2, pageCompression=0)),
        Seed("pdf", ".pdf", two_columns()),
        Seed("pdf", ".pdf", scanned(1)),
        Seed("docx", ".docx", word(macros=True)),
        Seed("docx", ".docx", _stored(word())),
        Seed("mail", ".eml", mail(note__txt=b"Words of a note.", inner__eml=inner)),
        Seed("mbox", ".mbox", mailbox(mail(), inner)),
        Seed("feed", ".xml", rss(3)),
        Seed("feed", ".atom", atom()),
        Seed("zip", ".zip", archive({"a.txt": TEXT, "b.zip": archive({"c.html": PAGE}), "d.eml": mail()})),
        Seed("zip", ".zip", _stored(archive({"a.txt": TEXT, "b.xml": rss(1), "c.eml": inner}))),
    ]


def _stored(packed: bytes) -> bytes:
    """The archive without compression, so that mutations reach what is in it."""
    import io
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return data.getvalue()


def mutated(data: bytes, others: list[Seed], rng: random.Random) -> bytes:
    """The file with one to eight changes of the usual kinds."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5, 8))):
        at = rng.randrange(len(made) + 1)
        end = min(len(made), at + rng.choice((1, 2, 4, 16, 64, 400)))
        match rng.randrange(9):
            case 0 if made:
                made[at % len(made)] ^= 1 << rng.randrange(8)
            case 1 if made:
                made[at % len(made)] = rng.randrange(256)
            case 2:
                del made[at:end]
            case 3:
                made[at:at] = made[at:end] * rng.choice((1, 2, 50))
            case 4:
                made[at:at] = rng.choice(PIECES)
            case 5:
                made[at:end] = rng.choice(PIECES)
            case 6:
                other = rng.choice(others).data
                start = rng.randrange(len(other))
                made[at:end] = other[start : start + rng.choice((8, 64, 512))]
            case 7 if rng.random() < 0.3:
                del made[at:]
            case _:
                made[at:end] = bytes(rng.randrange(256) for _ in range(end - at))
    return bytes(made[:200_000])


def _inside(word_file: Seed, others: list[Seed], rng: random.Random) -> bytes:
    """The Word file with changes in the text of its parts, which the sums of the archive would else give away."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(word_file.data)) as archive:
        parts = {n: archive.read(n) for n in ("word/document.xml", "docProps/core.xml")}
    name = rng.choice(("word/document.xml", "word/document.xml", "docProps/core.xml"))
    return with_members(word_file.data, {name: mutated(parts[name], others, rng)})


def faults(outcomes: list[Outcome]) -> Iterator[str]:
    """What is wrong with what came out."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            if isinstance(outcome.error, Unforeseen):
                yield f"{type(outcome.error.__cause__).__name__}: {outcome.error.__cause__}"
            if not str(outcome.error):
                yield "an error that tells nothing"
        elif isinstance(outcome, Taken):
            document = outcome.document
            text = document.text
            if normalise(text) != text:
                yield "not in normal form"
            if "\0" in text or any(0xD800 <= ord(c) < 0xE000 for c in text):
                yield "characters that cannot be stored"
            if document.pages and (document.pages[0] != 0 or any(a > b for a, b in pairwise(document.pages))):
                yield f"pages {document.pages}"
            if document.pages and document.pages[-1] > len(text):
                yield "a page beyond the end"
            for at in (0, len(text) // 2, len(text) - 1):
                document.check(document.span(at, at + 1))
            if len(outcome.digest) != 64 or len(document.title) > 300 or "\n" in document.title:
                yield "digest or title"


def run(count: int, seed: int, kinds: list[str], seconds: float, megabytes: int, keep: Path | None) -> int:
    """Fuzz, print what was seen, and return the number of faults."""
    rng = random.Random(seed)
    every = seeds()
    chosen = [s for s in every if not kinds or s.kind in kinds]
    seen: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    slowest = (0.0, "")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            start = rng.choice(chosen)
            suffix = start.suffix if rng.random() < 0.9 else rng.choice(("", ".txt", ".html", ".pdf", ".eml"))
            path = Path(folder) / f"a{suffix}"
            data = _inside(start, every, rng) if start.kind == "docx" and n % 4 else mutated(start.data, every, rng)
            path.write_bytes(data)
            at = time.monotonic()
            try:
                outcomes = list(take_each(path))
                found = list(faults(outcomes))
            except Exception as e:
                outcomes, found = [], [f"{type(e).__name__}: {e}"]
            took = time.monotonic() - at
            slowest = max(slowest, (took, start.kind))
            if took > seconds:
                found.append(f"{took:.1f} seconds")
            seen[f"{start.kind}: {'document' if any(isinstance(o, Taken) for o in outcomes) else 'none'}"] += 1
            for fault in found:
                kind = f"{start.kind}: {fault[:100]}"
                bad[kind] += 1
                if keep is not None and bad[kind] <= 3:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{start.kind}-{seed}-{n}{suffix}").write_bytes(data)
            path.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if peak > megabytes:
        bad[f"{peak} MB of memory"] += 1
    print(f"{count:,} inputs, {time.monotonic() - begun:,.0f} s, slowest {slowest[0]:.2f} s ({slowest[1]}), {peak} MB")
    for what, times in sorted(seen.items()):
        print(f"  {what:20} {times:,}")
    for what, times in bad.most_common():
        print(f"  FAULT {times:,} {what}")
    return sum(bad.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", nargs="*", default=[], choices=sorted({s.kind for s in seeds()}))
    parser.add_argument("--seconds", type=float, default=10.0, help="the most that one input may take")
    parser.add_argument("--megabytes", type=int, default=1_500, help="the most that the process may grow to")
    parser.add_argument("--keep", type=Path, help="a folder for inputs that break the rules")
    args = parser.parse_args()
    faulty = run(args.inputs, args.seed, args.kind, args.seconds, args.megabytes, args.keep)
    raise SystemExit(1 if faulty else 0)


if __name__ == "__main__":
    main()
