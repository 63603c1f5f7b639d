"""Turns of phrase, kept as data: `stances.txt` and `acts.txt` beside this file."""

from __future__ import annotations

import re
from importlib import resources


def formulas(name: str) -> dict[str, re.Pattern[str]]:
    """The formulas of a file, one pattern a heading, without regard to case and from the beginning of a word.

    A heading that other lines name in angle brackets, such as <not>, stands for any of its lines.
    """
    groups: dict[str, list[str]] = {}
    lines: list[str] = []
    text = resources.files("spadework.coding").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = groups.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            for group, members in groups.items():
                if f"<{group}>" in line:
                    line = line.replace(f"<{group}>", f"(?:{'|'.join(members)})")
            lines.append(line)
    return {group: re.compile(rf"\b(?:{'|'.join(members)})", re.IGNORECASE) for group, members in groups.items()}
