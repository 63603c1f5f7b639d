"""Rows, pages of them, and revisions, as the terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from spadework.cli.dossiers import put
from spadework.cli.output import console, say

if TYPE_CHECKING:
    from rich.text import Text

    from spadework.ledger import DocumentHit, Hit, Page, Snippet
    from spadework.ledger.rows import Row
    from spadework.model import Position, Revision, Status


def plain(text: str) -> str:
    """The text on one line, without what steers a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def show_page(page: Page, more: str) -> None:
    """The hits, and how to get the next ones: `more` is the command as it was given."""
    out = console()
    for hit in page.hits:
        out.print(_hit(hit) if hasattr(hit, "statement") else _document(hit))  # type: ignore[arg-type]
    if not page.hits:
        say("Nothing was found.")
    if page.after is not None:
        say(f"There is more: {more} --after {page.after}")


def _hit(hit: Hit) -> Text:
    from rich.text import Text

    s = hit.statement
    said = f"{s.said_on or s.reported_on or 'undated'}"
    head = Text.assemble((s.id, "bold"), f"  {said}  {plain(s.speaker)}", f" ({s.party})" if s.party else "")
    head.append(_mark(s.status), style="dim")
    head.append("\n    ")
    head += marked(hit.snippet)
    for p in hit.positions:
        head += Text(f"\n    {position(p)}", style="dim")
    source = ", ".join(filter(None, (hit.document.publisher, plain(hit.document.title or hit.document.origin))))
    head += Text(f"\n    {source}", style="dim")
    return head


def _document(hit: DocumentHit) -> Text:
    from rich.text import Text

    d = hit.document
    head = Text.assemble((d.id, "bold"), f"  {d.published or 'undated'}  {plain(d.title or d.origin)}")
    head.append(f" ({plain(d.publisher)})" if d.publisher else "")
    return head + Text("\n    ") + marked(hit.snippet)


def marked(snippet: Snippet) -> Text:
    """The snippet with what was found in it set off; where there are no colours, in brackets."""
    from rich.text import Text

    out = Text("… " if snippet.start else "")
    at = 0
    for start, end in snippet.marks:
        out.append(plain_in(snippet.text[at:start]))
        out.append(plain_in(snippet.text[start:end]), style="bold reverse")
        at = end
    out.append(plain_in(snippet.text[at:]))
    if snippet.cut:
        out.append(" …")
    return out


def plain_in(text: str) -> str:
    """As `plain`, but spaces at the ends stay."""
    return "".join(c if c.isprintable() else " " for c in text)


def position(p: Position) -> str:
    """A position on one line."""
    whose = "" if p.basis == "own" else f", says {p.by or 'an outsider'}"
    return f"{p.id}  {p.party} {p.stance} {p.issue}.{p.option}{whose}{_mark(p.status)}"


def _mark(status: Status) -> str:
    return "" if status == "proposed" else f"  [{status}]"


def line(row: Row) -> str:
    """A row of any kind on one line."""
    from spadework.model import Commitment, Condition, Event, Finding, IssueNote, Position, SpeechAct, Statement

    match row:
        case Statement():
            told = f"{plain(row.speaker)}: {plain(row.text)}"
        case SpeechAct():
            told = f"{row.act} ({row.statement})"
        case Position():
            return position(row)
        case Condition():
            told = f"{row.party} {row.kind}: {plain(row.evidence.quote)}"
        case Commitment():
            told = f"{row.party} promised: {plain(row.action)} ({row.state})"
        case Event():
            told = f"{row.category}: {plain(row.evidence.quote)}"
        case Finding():
            told = f"{row.kind}: {plain(row.explanation)}"
        case IssueNote():
            told = f"{row.issue}, {row.written:%Y-%m-%d %H:%M}, {plain(row.author)}: {plain(row.text)}"
    return f"{row.id}  {told}{_mark(row.status)}"


def show_rows(rows: Sequence[Row], as_json: bool, none: str) -> None:
    """What a decision has changed."""
    if as_json:
        put(list(rows))
        return
    for row in rows:
        click.echo(line(row))
    if not rows:
        say(none)


def show_revisions(revisions: Iterable[Revision], as_json: bool) -> None:
    """Who did what, when, from what to what."""
    if as_json:
        put(list(revisions))
        return
    from spadework.ledger.differences import differences

    for r in revisions:
        done = f"{r.kind} {r.row} {r.change}" + (f" (see {r.reverts})" if r.reverts else "")
        click.echo(f"{r.number:>6}  batch {r.batch}  {r.at:%Y-%m-%d %H:%M}  {plain(r.by)}: {done}")
        for d in differences(r.before, r.after):
            click.echo(f"        {d.field}: {_short(d.before)} -> {_short(d.after)}")
        if r.reason:
            click.echo(f"        because: {plain(r.reason)}")


def _short(told: str) -> str:
    return plain(told if len(told) < 80 else told[:79] + "…") or "nothing"
