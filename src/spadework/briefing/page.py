"""The HTML brief: views in, one self-contained page out."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from importlib import resources
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from spadework.briefing import words
from spadework.briefing.guide import Guide
from spadework.briefing.views.actors import camps
from spadework.briefing.views.findings import Evidence, groups, holders, top
from spadework.briefing.views.lanes import chart
from spadework.briefing.views.layout import draw
from spadework.briefing.views.passages import Passages
from spadework.briefing.views.preconditions import graph
from spadework.briefing.views.questions import questions
from spadework.briefing.views.timeline import moves
from spadework.errors import SpadeworkError
from spadework.model import Party, Record, Status
from spadework.table import table

if TYPE_CHECKING:
    from jinja2 import Environment

GLANCE = 7  # findings that a minister reads
MANY = 400  # statements from which browsers are told to lay out only what is on the screen
COLUMNS = 6  # parties beside each other on paper


def html(record: Record) -> str:
    """The brief as one HTML page: no network, no script. The same record gives the same page."""
    from markupsafe import Markup

    guide = Guide(record)
    r = guide.record
    c = r.coding
    steps = moves(guide)
    conditions = graph(guide)
    tabled = table(guide.record)
    acts: dict[str, list[str]] = {}
    for act in c.acts:
        acts.setdefault(act.statement, []).append(str(act.act))
    style = resources.files("spadework.briefing").joinpath("templates", "brief.css").read_text("utf-8")
    page = _environment().get_template("brief.html.j2")
    return page.render(
        style=Markup(style),  # our own file: the only text that is not escaped
        g=guide,
        w=words,
        record=r,
        title=title(r),
        glance=top(r, GLANCE),
        groups=groups(guide),
        absent=[words.KINDS[k].plural for k in words.KINDS if not any(f.kind is k for f in r.findings)],
        columns_of=Evidence(guide).columns,
        holders=holders,
        table=tabled,
        columns=_chunks(tabled.parties),
        moves=steps,
        chart=chart(guide, steps),
        graph=conditions,
        drawing=draw(guide, conditions),
        questions=questions(guide),
        camps=camps(guide),
        acts=acts,
        passages=Passages(guide).of,
        many=len(r.statements) > MANY,
        by_document=_by_document(guide),
        unsure=lambda row: row.confidence < words.UNSURE,
        checked=lambda row: row.status in (Status.ACCEPTED, Status.CORRECTED),
        web=_web,
        origin=_origin,
    )


def write_html(record: Record, path: str | os.PathLike[str]) -> Path:
    """Writes the brief. A reader never sees half of it: it is moved into place when it is whole.

    Raises:
        SpadeworkError: the folder does not exist or may not be written to.
    """
    target = Path(path)
    text = html(record)
    # Through a link to what it points at, so that the link stays.
    place = Path(os.path.realpath(target))
    if place.is_dir():
        raise SpadeworkError(
            "this is a folder", where=str(target), remedy="Give the name of a file, such as brief.html."
        )
    half: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=place.parent, prefix=f".{place.name[:40]}.", delete=False
        ) as file:
            half = Path(file.name)
            file.write(text)
        half.chmod(_mode(place))
        half.replace(place)
    except OSError as e:
        if half is not None:
            half.unlink(missing_ok=True)
        remedy = "Make the folder first, or name another one." if not place.parent.is_dir() else "Name another place."
        raise SpadeworkError(f"the brief cannot be written: {e.strerror or e}", where=str(target), remedy=remedy) from e
    return target


def title(record: Record) -> str:
    """What the brief is called: as the agenda is, else as the only document, else by number of documents."""
    if record.agenda.name:
        return record.agenda.name
    if len(record.documents) == 1 and record.documents[0].title:
        return record.documents[0].title
    return f"Brief on {words.count(len(record.documents), 'document')}"


def _mode(place: Path) -> int:
    """The permissions of the file that is replaced, else what the process gives to new files."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("spadework.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=words.day, days=words.days, count=words.count, listing=words.listing, quoted=words.quoted
    )
    return environment


def _chunks(parties: tuple[Party, ...]) -> list[tuple[Party, ...]]:
    """Parties in tables no wider than paper, and not six in one and a single one in the next."""
    tables = -(-len(parties) // COLUMNS)
    wide = -(-len(parties) // tables) if tables else 0
    return [parties[n : n + wide] for n in range(0, len(parties), wide)] if wide else []


def _by_document(guide: Guide) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {d.id: [] for d in guide.record.documents}
    for s in guide.record.statements:
        found.setdefault(s.document, []).append(s)
    return found


def _web(origin: str) -> str | None:
    """The address if it is one that may be linked to: http and https, nothing else."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return origin if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _origin(origin: str) -> str:
    """A file's name without its folders: a brief is handed on, and folders tell of its maker."""
    return origin if _web(origin) else PureWindowsPath(PurePosixPath(origin).name).name
