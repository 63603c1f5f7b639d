#!/usr/bin/env python3
"""How long a newcomer waits: python bench/cold_start.py FILE [--published DATE] [--runs N]

Whole processes of the installed command, one after the other: `spadework --help`, `import spadework`, and a brief of
FILE. Prints the median, least and most of the wall-clock seconds, and the peak memory of the brief.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def timed(command: list[str], runs: int, folder: str) -> list[float]:
    """Wall-clock seconds of each run; the first one, which fills the file cache, is left out."""
    seconds = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=folder, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return sorted(seconds[1:])


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file", type=Path)
    ap.add_argument("--published")
    ap.add_argument("--runs", type=int, default=7)
    args = ap.parse_args()
    spadework = str(Path(sys.executable).with_name("spadework"))
    brief = [spadework, "brief", str(args.file.resolve())]
    if args.published:
        brief += ["--published", args.published]
    commands = {
        "import spadework": [sys.executable, "-c", "import spadework"],
        "spadework --help": [spadework, "--help"],
        f"spadework brief {args.file.name}": brief,
    }
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {args.runs} runs each")
    print("| command | median s | least | most |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in commands.items():
            s = timed(command, args.runs, folder)
            print(f"| {name} | {statistics.median(s):.2f} | {s[0]:.2f} | {s[-1]:.2f} |")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
