"""`spadework` itself: its commands, and what becomes of errors."""

from __future__ import annotations

import io
import sys
from typing import Any, NoReturn

import click

from spadework import __version__
from spadework.cli.lazy import LazyGroup
from spadework.cli.output import say
from spadework.errors import SpadeworkError


class Root(LazyGroup):
    """The outermost group: every error that leaves a command ends here."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What Spadework can explain becomes one line and exit code 2, what it cannot, code 1."""
        try:
            return super().invoke(ctx)
        except SpadeworkError as e:
            if ctx.params.get("debug"):
                raise
            say(f"spadework: {e}")
            ctx.exit(2)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise  # click's own way of ending
        except Exception as e:
            if ctx.params.get("debug"):
                raise
            say(f"spadework: a fault in Spadework itself: {type(e).__name__}: {e}")
            say("Please report it, with what `spadework --debug ...` prints. No input file was changed.")
            ctx.exit(1)


@click.group(
    cls=Root,
    places={
        "brief": "spadework.cli.brief",
        "init": "spadework.cli.init",
        "add": "spadework.cli.add",
        "search": "spadework.cli.search",
        "statements": "spadework.cli.statements",
        "table": "spadework.cli.table",
        "findings": "spadework.cli.findings",
        "accept": "spadework.cli.accept",
        "correct": "spadework.cli.correct",
        "reject": "spadework.cli.reject",
        "note": "spadework.cli.note",
        "history": "spadework.cli.history",
        "undo": "spadework.cli.undo",
        "redo": "spadework.cli.redo",
        "restore": "spadework.cli.restore",
        "recode": "spadework.cli.recode",
        "export": "spadework.cli.export",
        "import": "spadework.cli.import_",
        "verify": "spadework.cli.verify",
        "migrate": "spadework.cli.migrate",
        "agenda": "spadework.cli.agenda",
        "settle": "spadework.cli.settle",
        "scenario": "spadework.cli.scenario",
        "serve": "spadework.cli.serve",
        "account": "spadework.cli.account",
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 a fault in Spadework itself; 2 nothing could be done, and the message says why.",
)
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
@click.version_option(__version__, prog_name="spadework", message="%(prog)s %(version)s")
def app(debug: bool) -> None:
    """The grunt work of a negotiation: who said what, where each party stands, what moved, what clashes.

    Works on this machine alone. Nothing is sent anywhere, unless you name an address to fetch, or a language model
    with --reader openai.
    """


def main() -> NoReturn:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows a question mark instead of ending the work.
            stream.reconfigure(errors="replace")
    app(prog_name="spadework")
    sys.exit(0)
