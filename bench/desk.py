#!/usr/bin/env python3
"""How fast the desk answers, asked over HTTP on this machine.

    python bench/desk.py pages FOLDER [--statements 1000000]     # each page, its API, and both after a change
    python bench/desk.py readers FOLDER [--statements 1000000]   # fifty at once for a minute
    python bench/desk.py paint FOLDER [--statements 1000000]     # until Chromium shows something
    python bench/desk.py settle                                  # slider moves on the settlement page
    python bench/desk.py bundle                                  # how large scripts and styles are

In FOLDER the dossier of so many made-up statements is kept (desk_dossier.py); it is made if it is not there, which
takes a quarter of an hour for a million. Times are in ms, wall and processor; the latter is what to read on a machine
that others use too. --json prints all that was counted.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import desk_bundle
import desk_dossier
import desk_pages
import desk_paint
import desk_readers
import desk_settle


def parsed() -> argparse.Namespace:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("--json", action="store_true")
    large = argparse.ArgumentParser(add_help=False)
    large.add_argument("folder", type=Path, metavar="FOLDER")
    large.add_argument("--statements", type=int, default=1_000_000)
    parts = ap.add_subparsers(dest="part", required=True)
    pages = parts.add_parser("pages", parents=[large, output], help="each page, its API, and both after a change")
    pages.add_argument("--requests", type=int, default=40, help="of each page and of its API")
    pages.add_argument("--changes", type=int, default=5, help="before each page")
    readers = parts.add_parser("readers", parents=[large, output], help="many at once")
    readers.add_argument("--readers", type=int, default=50)
    readers.add_argument("--seconds", type=float, default=60)
    parts.add_parser("paint", parents=[large, output], help="until Chromium shows something")
    settle = parts.add_parser("settle", parents=[output], help="slider moves on the settlement page")
    settle.add_argument("--moves", type=int, default=50)
    parts.add_parser("bundle", parents=[output], help="how large scripts and styles are")
    return ap.parse_args()


def main() -> None:
    told = parsed()
    where = desk_dossier.large(told.folder, told.statements) if "folder" in told else Path()
    match told.part:
        case "pages":
            found, shown = desk_pages.pages(where, told.requests, told.changes), desk_pages.shown
        case "readers":
            found, shown = desk_readers.readers(where, told.readers, told.seconds), desk_readers.shown
        case "paint":
            found, shown = desk_paint.paint(where), desk_paint.shown
        case "settle":
            found, shown = desk_settle.settle(told.moves), desk_settle.shown
        case _:
            found, shown = desk_bundle.bundle(), desk_bundle.shown
    print(json.dumps(found, indent=1) if told.json else "\n".join(shown(found)))


if __name__ == "__main__":
    main()
