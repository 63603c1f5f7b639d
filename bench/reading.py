#!/usr/bin/env python3
"""How well and how fast attributions are read.

    python bench/reading.py published FILE                  # exact spans, as the CofeNet figures were measured
    python bench/reading.py linked FOLDER                   # whole attributions in raw articles (PolNeAR)
    python bench/reading.py speed TEXTS [--peer PYTHON]     # words a second and memory, beside textacy on spaCy
    python bench/reading.py all FILE FOLDER [--peer PYTHON]

FILE has a paragraph a line, as JSON with tokens and BIO labels: https://github.com/cofe-ai/CofeNet, res/polnear.
FOLDER has text/NAME.txt and attributions/NAME_ANNOTATOR.ann: https://github.com/networkdynamics/PolNeAR. What is
counted as right is said in reading_published.py and reading_linked.py. `all` takes the speed on FOLDER/text.

The peer needs an environment of its own, with textacy 0.13 and a spaCy model:

    python3 -m venv peer && peer/bin/pip install textacy==0.13.0 && peer/bin/python -m spacy download en_core_web_sm

Prints Markdown, or with --json everything that was counted; progress goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import reading_linked
import reading_published
import reading_speed


def parsed() -> argparse.Namespace:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("--json", action="store_true", help="print JSON instead of tables")
    reader = argparse.ArgumentParser(add_help=False)
    reader.add_argument("--reader", type=Path, metavar="FOLDER", help="read with the weights in this folder")
    text = argparse.ArgumentParser(add_help=False)
    text.add_argument("file", type=Path, metavar="FILE")
    text.add_argument("--blanks", action="store_true", help="put a blank between any two tokens, not natural text")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("folder", type=Path, metavar="FOLDER")
    speed = argparse.ArgumentParser(add_help=False)
    speed.add_argument("--peer", metavar="PYTHON", help="an interpreter that has textacy; without it no peer is run")
    speed.add_argument("--peer-model", metavar="NAME", default="en_core_web_sm", help="its spaCy model")
    speed.add_argument("--runs", type=int, default=5)
    parts = ap.add_subparsers(dest="part", required=True)
    parts.add_parser("published", parents=[text, reader, output], help="exact spans in paragraphs")
    parts.add_parser("linked", parents=[folder, reader, output], help="whole attributions in articles")
    parts.add_parser("speed", parents=[speed, output], help="speed and memory").add_argument(
        "texts", type=Path, metavar="TEXTS"
    )
    parts.add_parser("all", parents=[text, folder, reader, speed, output], help="all three")
    args = ap.parse_args()
    for name in ("file", "folder", "texts", "reader"):
        path = getattr(args, name, None)
        if path is not None and not path.exists():
            ap.error(f"{path}: there is no such file or folder")
    if getattr(args, "peer", None) and not shutil.which(args.peer):
        ap.error(f"--peer {args.peer}: there is no such interpreter")
    if getattr(args, "runs", 1) < 1:
        ap.error("--runs must be 1 or more")
    return args


def main() -> int:
    args = parsed()
    results: dict[str, Any] = {}
    if args.part in ("speed", "all"):  # first, while this process is small: see reading_speed.measure
        texts = args.folder / "text" if args.part == "all" else args.texts
        results["speed"] = reading_speed.measure(texts, args.peer, args.peer_model, args.runs)
    if args.part != "speed":
        from spadework.reading.tagger import SHIPPED, Scheme, Tagger

        tagger = Tagger(args.reader or SHIPPED, Scheme.POLNEAR)
        if args.part in ("published", "all"):
            results["published"] = reading_published.measure(args.file, tagger, natural=not args.blanks)
        if args.part in ("linked", "all"):
            results["linked"] = reading_linked.measure(args.folder, tagger)
    if args.json:
        print(json.dumps(results, indent=1))
        return 0
    tables = {"published": reading_published.table, "linked": reading_linked.table, "speed": reading_speed.table}
    print("\n\n".join(make(results[part]) for part, make in tables.items() if part in results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
