#!/usr/bin/env python3
"""Words a second and peak memory of reading. Each measurement is a fresh process, which is this file again:

    python bench/reading_speed.py WHAT TEXTS_FOLDER [MODEL]

WHAT is `attributions` or `read` (the product), or `peer`, `peer-two` or `peer-lean` (textacy's direct quotations on
spaCy; in two processes; without the named entities, which quotations do not need). It prints one line of JSON.
Loading, which ends with a short text read, is timed apart. Words are the whitespace-parted words of the files.
`bench/reading.py speed` runs it.

This file runs in the peer's environment too, so it imports nothing of ours but where the product is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WARM_UP = 'The envoy said the talks would go on. "We are close," she told reporters.'
PRODUCT = {"attributions": "spadework, attributions", "read": "spadework, whole reading"}
PEER = {
    "peer": "textacy on spaCy, pipeline as it comes",
    "peer-two": "the same in two processes",
    "peer-lean": "textacy on spaCy, without named entities",
}

Read = Callable[[list[str]], list[int]]


def product(what: str) -> tuple[Read, str]:
    """How the product reads texts, and its version."""
    import spadework
    from spadework.model import Document

    if what == "attributions":
        from spadework.reading.attribution import each

        return lambda texts: [len(found) for found in each(map(Document.of, texts))], spadework.__version__
    from spadework.reading.reader import read_each

    return lambda texts: [len(found) for found in read_each([Document.of(t) for t in texts])], spadework.__version__


def peer(model: str, lean: bool, processes: int) -> tuple[Read, str]:
    """How textacy reads texts, and the versions. A text with an unclosed quotation, which it refuses, counts as -1."""
    import spacy  # type: ignore[import-not-found, unused-ignore]
    import textacy  # type: ignore[import-not-found, unused-ignore]
    from textacy.extract import direct_quotations  # type: ignore[import-not-found, unused-ignore]

    pipeline = spacy.load(model, exclude=["ner"] if lean else [])
    meta = pipeline.meta
    versions = (
        f"textacy {textacy.__version__}, spaCy {spacy.__version__}, {meta['lang']}_{meta['name']} {meta['version']}"
    )

    def read(texts: list[str]) -> list[int]:
        counts = []
        for document in pipeline.pipe(texts, n_process=processes):
            try:
                counts.append(sum(1 for _ in direct_quotations(document)))
            except ValueError:
                counts.append(-1)
        return counts

    return read, versions


def measured(what: str, folder: Path, model: str) -> dict[str, Any]:
    """One measurement, in this process."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    began = time.perf_counter()
    read, version = peer(model, what == "peer-lean", 2 if what == "peer-two" else 1) if what in PEER else product(what)
    read([WARM_UP])
    loaded = time.perf_counter()
    if what in PRODUCT:
        from spadework.intake import normalise

        texts = [normalise(text) for text in texts]
    start, busy = time.perf_counter(), time.process_time()
    counts = read(texts)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {
        "version": version,
        "texts": len(texts),
        "words": words,
        "words_per_second": words / seconds,
        "words_per_cpu_second": words / busy,
        "load_seconds": loaded - began,
        "peak_mib": peak,
        "found": sum(n for n in counts if n > 0),
        "refused": sum(n < 0 for n in counts),
    }


def measure(folder: Path, interpreter: str | None, model: str, runs: int) -> dict[str, Any]:
    """All measurements, the product's and the peer's in turn in each run.

    A child's peak memory is never told as less than its parent's when it was started, so the process that calls this
    must still be small: nothing of the product loaded.
    """
    if not any(folder.glob("*.txt")):
        raise SystemExit(f"{folder}: no .txt files in it")
    commands = {what: [sys.executable] for what in PRODUCT} | {what: [interpreter] for what in PEER if interpreter}
    seen: dict[str, list[dict[str, Any]]] = {what: [] for what in commands}
    load = []
    for n in range(runs):
        for what, python in commands.items():
            print(f"run {n + 1} of {runs}: {what}", file=sys.stderr)
            load.append(os.getloadavg()[0])
            command = [*python, __file__, what, str(folder), model]
            child = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
            if child.returncode:
                raise SystemExit(f"{what}: {' '.join(map(str, command))} failed with {child.returncode}; see above")
            seen[what].append(json.loads(child.stdout.splitlines()[-1]))
    rows = {what: _summary(some, seen["attributions"]) for what, some in seen.items()}
    return {"runs": runs, "cores": os.cpu_count(), "load": statistics.median(load), "rows": rows}


def _summary(some: list[dict[str, Any]], base: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians over the runs; the ratio is how many times faster the product's attributions are in the same run."""
    numbers = ("words_per_second", "words_per_cpu_second", "load_seconds", "peak_mib")
    speeds = sorted(one["words_per_second"] for one in some)
    ratios = [b["words_per_second"] / one["words_per_second"] for one, b in zip(some, base, strict=True)]
    return {
        **some[0],
        **{key: statistics.median(one[key] for one in some) for key in numbers},
        "least": speeds[0],
        "most": speeds[-1],
        "ratio": statistics.median(ratios),
    }


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    rows = result["rows"]
    first = rows["attributions"]
    lines = [
        f"Speed on {first['texts']} texts of {first['words']:,} words: median of {result['runs']} runs, each a fresh "
        f"process, {result['cores']} cores, load average {result['load']:.1f}",
        "",
        "| | words/s | least to most | words/s of CPU time | ours against it | loading s | peak MiB | found |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for what, row in rows.items():
        name = f"{(PRODUCT | PEER)[what]} ({row['version']})"
        busy = f"{row['words_per_cpu_second']:,.0f}" if what != "peer-two" else "–"  # other processes' is not told
        found = f"{row['found']:,}" + (f"; {row['refused']} texts refused" if row["refused"] else "")
        lines.append(
            f"| {name} | {row['words_per_second']:,.0f} | {row['least']:,.0f} to {row['most']:,.0f} "
            f"| {busy} | {row['ratio']:.2f} times | {row['load_seconds']:.2f} "
            f"| {row['peak_mib']:.0f} | {found} |"
        )
    if not any(what in rows for what in PEER):
        lines += ["", "The peer is left out: give --peer PYTHON, an interpreter that has textacy and a spaCy model."]
    return "\n".join(lines)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=[*PRODUCT, *PEER])
    ap.add_argument("folder", type=Path, metavar="TEXTS_FOLDER")
    ap.add_argument("model", nargs="?", default="en_core_web_sm")
    args = ap.parse_args()
    print(json.dumps(measured(args.what, args.folder, args.model)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
