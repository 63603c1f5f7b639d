"""`spadework agenda`: agendas suggested, checked and shown."""

from __future__ import annotations

from spadework.cli.lazy import LazyGroup

command = LazyGroup(
    "agenda",
    places={name: f"spadework.cli.agenda.{name}" for name in ("suggest", "check", "templates", "show")},
    help="What is negotiated and by whom: suggest an agenda, check one, list and show the built-in templates.",
)
