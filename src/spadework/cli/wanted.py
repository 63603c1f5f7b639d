"""The options that tell what a brief is to hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from spadework.cli.params import day_of

if TYPE_CHECKING:
    from spadework.briefing import Options
    from spadework.model import Record, Scenario
    from spadework.stored import StoredDossier

F = TypeVar("F", bound=Callable[..., Any])
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    format: str | None
    parts: tuple[str, ...]
    classification: str
    as_of: date | None
    since: date | None
    scenario: str | None

    def check(self) -> None:
        """Raise SpadeworkError for a part or format that there is not, or days that do not fit together."""
        from spadework.briefing.building import check
        from spadework.briefing.options import Options
        from spadework.briefing.rendering import format_of

        if self.format is not None:
            format_of("", self.format)
        parts = tuple(p for p in self.parts if p != "settlement" or self.scenario is None)
        check(Options(parts=parts, as_of=self.as_of, since=self.since))

    @property
    def suffix(self) -> str:
        """The suffix of a brief that has no name yet."""
        from spadework.briefing.rendering import FORMATS

        return FORMATS[self.format or "html"][1][0]

    def format_of(self, path: Path) -> str:
        """The format of a brief of this name. Raises SpadeworkError if neither tells."""
        from spadework.briefing.rendering import format_of

        return format_of(path, self.format)

    def kept_scenario(self, dossier: StoredDossier) -> Scenario | None:
        """The scenario that the dossier keeps under this name; None if a file, a draft or nothing was asked for."""
        if self.scenario in (None, DRAFT) or Path(self.scenario or "").exists():
            return None
        return dossier.ledger.scenario(self.scenario or "").scenario

    def scenario_of(self, record: Record) -> Scenario | None:
        """The scenario in the file that was named, or a draft from the record as of the day that was asked for."""
        if self.scenario is None:
            return None
        from spadework.moment import as_of
        from spadework.settling import draft, import_scenario

        if self.scenario == DRAFT:
            return draft(as_of(record, self.as_of) if self.as_of else record)
        return import_scenario((self.scenario,))

    def options(self, scenario: Scenario | None) -> Options:
        """What is wanted, with this scenario settled."""
        from spadework.briefing.options import Options

        outcome = None
        if scenario is not None:
            from spadework.settling.showing import look

            outcome = look(scenario)
        return Options(
            parts=self.parts,
            classification=self.classification,
            as_of=self.as_of,
            since=self.since,
            outcome=outcome,
        )


def _list_parts(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from spadework.briefing.parts import PARTS

    wide = max(map(len, PARTS))
    for name, told in PARTS.items():
        click.echo(f"{name:<{wide}}  {told}")
    ctx.exit()


def what_is_wanted(command: F) -> F:
    """The options; the command gets them as `wanted`."""

    @wraps(command)
    def with_wanted(
        *args: Any,
        format: str | None,
        parts: tuple[str, ...],
        classification: str,
        as_of: date | None,
        since: date | None,
        scenario: str | None,
        **more: Any,
    ) -> Any:
        wanted = Wanted(format, parts, classification, as_of, since, scenario)
        return command(*args, wanted=wanted, **more)

    options = (
        click.option(
            "--format",
            metavar="FORMAT",
            help="html, markdown, docx, pdf, xlsx or jsonld. Default: what the suffix of --output tells, else html.",
        ),
        click.option(
            "--part",
            "parts",
            multiple=True,
            metavar="PART",
            help="A part of the brief; several stand in the order in which they are given. Default: all that have "
            "anything to tell.",
        ),
        click.option(
            "--list-parts",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_list_parts,
            help="Tell which parts there are, and do nothing else.",
        ),
        click.option(
            "--classification", default="", metavar="TEXT", help="A line on every page: “Restricted until 1 June”."
        ),
        click.option("--as-of", callback=day_of, metavar="DATE", help="Look at nothing that came out after this day."),
        click.option(
            "--since", callback=day_of, metavar="DATE", help="Tell what has changed since this day, the last brief’s."
        ),
        click.option(
            "--scenario",
            metavar="FILE|NAME|draft",
            help="Tell what could be agreed by this scenario: a file, one that the dossier keeps, or a draft.",
        ),
    )
    made: Any = with_wanted
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]
