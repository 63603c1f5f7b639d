"""Where the database of a dossier is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from spadework.errors import DamagedDossier, NoDossier

DATABASE = "dossier.db"
POINTER = "dossier.toml"
AGENDA = "agenda.toml"
_SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Place:
    """A dossier's database, and the folder that it belongs to.

    Attributes:
        url: of a PostgreSQL database; None for SQLite.
        file: the SQLite file; None for PostgreSQL.
        folder: where the agenda is; None for a database named by its URL alone.
    """

    url: str | None = None
    file: Path | None = None
    folder: Path | None = None

    def __str__(self) -> str:
        """How messages name it, without a password."""
        if self.url is None:
            return str(self.file)
        scheme, _, rest = self.url.partition("://")
        user, at, host = rest.rpartition("@")
        return f"{scheme}://{user.partition(':')[0]}{at}{host}"

    @property
    def agenda(self) -> Path | None:
        """The agenda's file, which need not exist."""
        return self.folder / AGENDA if self.folder else None


def is_server(name: str | Path) -> bool:
    """Whether this is the URL of a PostgreSQL database."""
    return str(name).startswith(_SERVERS)


def find(name: str | Path) -> Place:
    """The dossier in this folder, in this SQLite file or in the PostgreSQL database of this URL.

    Raises:
        NoDossier: there is none.
        DamagedDossier: `dossier.toml` names no database.
    """
    if is_server(name):
        return Place(url=str(name))
    path = Path(name)
    try:
        if path.is_file():
            return Place(file=path, folder=path.parent if path.name == DATABASE else None)
        if (path / POINTER).is_file():
            return Place(url=_pointed(path / POINTER), folder=path)
        if (path / DATABASE).is_file():
            return Place(file=path / DATABASE, folder=path)
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or e
        raise NoDossier(f"nothing can be read here ({reason})", where=str(path), remedy="Check the path.") from e
    raise NoDossier(
        "there is no dossier here" if path.is_dir() else "there is no such folder",
        where=str(path),
        remedy="Make one with `spadework init FOLDER`, or name another with --dossier.",
    )


def _pointed(path: Path) -> str:
    """The URL that the pointer names."""
    try:
        url = tomllib.loads(path.read_text(encoding="utf-8")).get("database")
    except (OSError, ValueError) as e:
        raise DamagedDossier(f"this cannot be read ({e})", where=str(path), remedy=_LINE) from e
    if not isinstance(url, str) or not is_server(url):
        raise DamagedDossier("this names no PostgreSQL database", where=str(path), remedy=_LINE)
    return url


_LINE = 'It should have a line such as database = "postgresql://host/talks".'
