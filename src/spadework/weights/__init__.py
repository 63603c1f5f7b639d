"""Trained weights that come with the package; README.md is their model card."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def stored(name: str) -> Any:
    """What a JSON file of weights holds, read once; not to be changed."""
    return json.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
