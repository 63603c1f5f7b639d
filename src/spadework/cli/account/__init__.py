"""`spadework account`: who may sit at the desk."""

from __future__ import annotations

from spadework.cli.lazy import LazyGroup

command = LazyGroup(
    "account",
    places={name: f"spadework.cli.account.{name}" for name in ("add", "list", "password", "role", "remove")},
    help="Who may sit at the desk: accounts of `spadework serve`, for when others can reach it.",
)
