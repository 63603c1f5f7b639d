"""A PostgreSQL server of one's own, on a temporary folder and a socket in it, as an unprivileged user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

USERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None if PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True)
    for folder in [*([Path(on_path).resolve().parent] if on_path else []), *places]:
        if (folder / "pg_ctl").exists() and (folder / "initdb").exists():
            return folder
    return None


class Server:
    """A server that can be stopped and started again."""

    def __init__(self, bin: Path, folder: Path, settings: str) -> None:
        self._bin, self.folder, self._settings = bin, folder, settings
        self._numbers = count(1)
        self._user = next((u for u in USERS if _there(u)), None) if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "--auth=trust", "--username=talks", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' {self._settings}"
        self._run("pg_ctl", "--wait", "--log", str(self.folder / "log"), "--options", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: "fast" ends connections, "immediate" is a crash."""
        self._run("pg_ctl", "--wait", "--mode", how, "stop")

    def database(self) -> str:
        """The URL of a new empty place: a schema of its own, which costs less than a database."""
        import psycopg

        name = f"talks{next(self._numbers)}"
        with psycopg.connect(host=str(self.folder), user="talks", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://talks@/postgres?host={quote(str(self.folder), safe='')}&options=-csearch_path%3D{name}"

    def _run(self, program: str, *args: str) -> None:
        environment = {"PATH": os.environ["PATH"], "PGDATA": str(self.folder / "data"), "LC_ALL": "C.UTF-8"}
        command = [str(self._bin / program), *args]
        who = {"user": self._user, "group": pwd.getpwnam(self._user).pw_gid, "extra_groups": []} if self._user else {}
        with (self.folder / "said").open("w+") as said:  # a pipe would be held open by the server
            done = subprocess.run(
                command,
                stdout=said,
                stderr=said,
                env=environment,
                cwd=self.folder,
                timeout=90,
                **who,  # type: ignore[call-overload]
            )
            if done.returncode:
                said.seek(0)
                raise RuntimeError(f"{program}: {said.read()}")


def _there(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


@contextmanager
def running(settings: str = "-c fsync=off -c shared_buffers=64MB") -> Iterator[Server | None]:
    """A server for as long as the block lasts; None where PostgreSQL is not installed."""
    bin = programs()
    if bin is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="spadework-pg-"))
    try:
        server = Server(bin, folder, settings)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
