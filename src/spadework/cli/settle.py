"""`spadework settle`: a scenario in, what could be agreed out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spadework.cli.drafting import drafted
from spadework.cli.output import console, new_file, say, write_new
from spadework.cli.params import optional_files

if TYPE_CHECKING:
    from spadework.model import Package, Scenario


@click.command(
    "settle",
    epilog="Exit codes: 0 settled, also where there is no deal; 2 the scenario does not hold together, or nothing "
    "could be drafted or written; 1 a fault in Spadework itself.",
)
@optional_files
@click.option(
    "--draft",
    is_flag=True,
    help="FILEs are documents: draft the scenario from them, for you to correct. Without FILEs, from a kept dossier.",
)
@click.option("--dossier", metavar="PATH|URL", help="With --draft and no FILEs. Default: the current folder's.")
@click.option("--agenda", metavar="FILE|TEMPLATE", help="With --draft: what is negotiated. Default: suggested.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="With --draft: write the scenario there, where no file is yet, and settle it. Default: print it as TOML.",
)
@click.option(
    "--package",
    "packages",
    multiple=True,
    metavar="FILE",
    help="A package on the table, JSON or TOML: the option of each issue. May be given several times.",
)
@click.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="Draw the uncertain numbers N times; 0 for not at all.",
)
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True, metavar="N", help="Of the draws."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option(
    "--csv",
    "csv_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the frontier as a table to a new FILE.",
)
@click.option(
    "--charts", "charts_path", type=click.Path(path_type=Path), metavar="FOLDER", help="Draw charts (SVG) into FOLDER."
)
def command(
    files: tuple[str, ...],
    draft: bool,
    dossier: str | None,
    agenda: str | None,
    output: Path | None,
    packages: tuple[str, ...],
    draws: int,
    seed: int,
    as_json: bool,
    csv_path: Path | None,
    charts_path: Path | None,
) -> None:
    """Which packages all could live with, by the scenario in FILE.

    A FILE is a scenario (TOML or JSON), a CSV table, or the profiles of Genius, GeniusWeb or NegoLog, one a party.
    """
    if (agenda or output or dossier) and not draft:
        raise click.UsageError("--agenda, --output and --dossier are about a draft. Ask for one with --draft.")
    if dossier and files:
        raise click.UsageError("FILEs are not of the dossier. Leave one of both out.")
    if not files and not draft:
        raise click.UsageError("Missing argument 'FILE...'.")
    if csv_path is not None:
        new_file(csv_path)
    if draft:
        scenario = drafted(files, agenda, output, dossier)
        if scenario is None:
            return
    else:
        from spadework.settling import import_scenario

        scenario = import_scenario(files)
    from spadework.settling.showing import answer, csv_table, look, shown, write_charts

    outcome = look(scenario, _packages(packages, scenario), draws=draws, seed=seed)
    if as_json:
        click.echo(json.dumps(answer(outcome), ensure_ascii=False, allow_nan=False).encode())
    else:
        console().print(shown(outcome))
    if csv_path is not None:
        write_new(csv_path, csv_table(outcome))
        say(f"The frontier as a table: {csv_path}")
    if charts_path is not None:
        written = write_charts(outcome, charts_path)
        names = ", ".join(p.name for p in written) or "none, for there is nothing to draw"
        say(f"Charts in {charts_path}: {names}")


def _packages(paths: tuple[str, ...], scenario: Scenario) -> tuple[Package, ...]:
    """The packages in these files."""
    if not paths:
        return ()
    from spadework.settling.files.packages import load_package

    return tuple(load_package(path, scenario) for path in paths)
