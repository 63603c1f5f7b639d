"""The options by which a language model is named, for the commands that read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from spadework.llm import Endpoint

F = TypeVar("F", bound=Callable[..., Any])

READER = "openai"  # the name of the reader that is a language model elsewhere

_OPTIONS = (
    click.option(
        "--reader",
        default="shipped",
        metavar="NAME|FOLDER",
        help="Another trained reader than the one that comes with Spadework, e.g. large; or openai for a language "
        "model of your own, to which the documents are then sent.",
    ),
    click.option("--base-url", metavar="URL", help="Where that model is asked, e.g. http://127.0.0.1:8080/v1."),
    click.option("--model", metavar="NAME", help="Its name, as the server knows it."),
    click.option("--budget", type=click.IntRange(min=1), metavar="N", help="Send it N requests at most. Default: 500."),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="Wait that long for an answer of it. Default: 300.",
    ),
    click.option(
        "--concurrency", type=click.IntRange(min=1, max=64), metavar="N", help="Ask it N things at once. Default: 2."
    ),
)


def reader_options(command: F) -> F:
    """The options, as a decorator. The command hands their values to `chosen_reader`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def chosen_reader(reader: str, base_url: str | None, model: str | None, **bounds: float | None) -> str | Endpoint:
    """The reader that the options name, for `Dossier`.

    Raises:
        click.UsageError: the options do not go together.
        EndpointError: the address is none.
    """
    given = {name: value for name, value in bounds.items() if value is not None}
    if reader != READER:
        for name, value in (("base-url", base_url), ("model", model), *given.items()):
            if value is not None:
                raise click.UsageError(f"--{name} is about a language model. Ask for it with --reader {READER}.")
        return reader
    if not base_url or not model:
        raise click.UsageError(
            f"--reader {READER} needs --base-url and --model, where the model is and its name. "
            "For one on this machine:\n--base-url http://127.0.0.1:8080/v1 --model NAME"
        )
    from spadework.llm import Endpoint

    return Endpoint(base_url, model, **given)  # type: ignore[arg-type]
