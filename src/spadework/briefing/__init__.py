"""The brief, and a summary for the terminal.

`write` does all of it. `build` makes a `Brief` of a `Record`: what it says, part by part, before it is HTML, Word or
anything else (`spadework.briefing.content`). `render` writes it in a format. Parts are modules of
`spadework.briefing.parts`, formats modules of `spadework.briefing.rendering`; what the parts show is worked out in
`spadework.briefing.views`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from spadework.briefing.building import build
from spadework.briefing.options import ALL, Options
from spadework.briefing.parts import PARTS
from spadework.briefing.rendering import FORMATS, format_of, render, rendered
from spadework.briefing.terminal import summary
from spadework.model import Record

__all__ = ["FORMATS", "PARTS", "Options", "build", "format_of", "render", "rendered", "summary", "write"]


def write(record: Record, path: str | os.PathLike[str], options: Options = ALL, format: str | None = None) -> Path:
    """Write the brief of a record, and return where. It is there whole or not at all.

    Where no parts are named the documents themselves are printed in HTML only: on paper they would bury the rest.

    Args:
        format: a key of `FORMATS`; without one the suffix tells it.

    Raises:
        SpadeworkError: there is no such part or format, or the place cannot be written to.
    """
    name = format_of(path, format)
    if name != "html":
        options = replace(options, texts=False)
    return render(build(record, options), path, name)
