"""`spadework export`: a dossier for other tools, or for other people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spadework.cli.dossiers import dossier_option, opened
from spadework.cli.output import say

if TYPE_CHECKING:
    from spadework.model import Archive

FORMATS = ("json", "jsonld", "csv", "xlsx", "plover", "brat")
REDACTED = ("document", "actor", "party", "field")


@click.command(
    "export",
    epilog="With --redact all that rests on what is left out goes with it: rows, findings, revisions, notes. A text "
    "that stays cannot be changed; if it names or retells what is left out, nothing is written, unless --mentions says "
    "what to do. Exit codes: 0 written; 2 not, and the message says why.",
)
@dossier_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file; for brat, and for CSV without --table, a folder. Default: standard output.",
)
@click.option("--format", type=click.Choice(FORMATS), help="Default: by the end of PATH; json on standard output.")
@click.option("--table", metavar="NAME", help="With CSV: this table alone (statements, positions, findings ...).")
@click.option("--force", is_flag=True, help="Replace what is there: a file, or a folder that an export wrote.")
@click.option(
    "--redact",
    multiple=True,
    metavar="KIND=NAME",
    help='Leave this out: document=FILE, "actor=Dora Fenn", party=ID, field=statement.role. Can be repeated.',
)
@click.option(
    "--mentions",
    type=click.Choice(("refuse", "drop", "keep")),
    default="refuse",
    show_default=True,
    help="What becomes of documents that still tell what is left out: drop leaves them out too, keep keeps them.",
)
def command(
    dossier: str,
    output: Path | None,
    format: str | None,
    table: str | None,
    force: bool,
    redact: tuple[str, ...],
    mentions: str,
) -> None:
    """Write the whole dossier as JSON, or its rows as CSV, XLSX, JSON-LD, PLOVER JSON or brat's files."""
    named = _named(redact)
    from spadework.exchange import export, render

    if output is None or str(output) == "-":
        format = format or "json"
        if format == "xlsx" and sys.stdout.isatty():
            raise click.UsageError("A workbook is not for a terminal; name a file with -o.")
        with opened(dossier) as kept:
            data = render(_shared(kept.archive(), named, mentions), format, table=table)
        click.echo(data, nl=False)
        return
    with opened(dossier) as kept:
        archive = _shared(kept.archive(), named, mentions)
    written = export(archive, output, format, table=table, force=force)
    say(f"Written: {output}" + (f", {len(written)} files" if len(written) > 1 else ""))


def _named(redacted: tuple[str, ...]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {kind: [] for kind in REDACTED}
    for one in redacted:
        kind, equals, name = one.partition("=")
        if not equals or kind not in named or not name.strip():
            raise click.UsageError(f"--redact: {one!r} is none of {', '.join(f'{k}=NAME' for k in REDACTED)}.")
        named[kind].append(name.strip())
    return named


def _shared(archive: Archive, named: dict[str, list[str]], mentions: str) -> Archive:
    """What may be handed on, and on stderr what was left out."""
    if not any(named.values()):
        return archive
    from spadework.exchange import redact, retold

    who = {"documents": named["document"], "actors": named["actor"], "parties": named["party"]}
    still = retold(archive, **who) if mentions != "refuse" else {}
    kept = redact(archive, **who, fields=named["field"], mentions=mentions)
    titles = {d.id: d.title or d.origin or d.id for d in archive.record.documents}
    for id, told in still.items():
        what = "left out too" if mentions == "drop" else "warning: kept, and still tells it"
        say(f"{what}: {titles[id]} ({', '.join(told)})")
    before, after = _size(archive), _size(kept)
    gone = [f"{before[k] - after[k]} of {before[k]} {k}" for k in before if before[k] != after[k]]
    say(f"Left out: {', '.join(gone) or 'nothing but fields'}")
    return kept


def _size(archive: Archive) -> dict[str, int]:
    record, c = archive.record, archive.record.coding
    rows = (c.acts, c.positions, c.conditions, c.commitments, c.events)
    return {
        "documents": len(record.documents),
        "statements": len(record.statements),
        "rows coded from them": sum(map(len, rows)),
        "findings": len(record.findings),
        "revisions": len(archive.revisions),
        "notes": len(record.notes),
        "actors": len(record.agenda.actors),
    }
