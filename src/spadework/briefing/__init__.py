"""The brief: one HTML page that needs nothing else, and a summary for the terminal.

`html`, `write_html` and `summary` take a `Record`. The views that they show (`table`, `timeline`, `actors`,
`findings`, `preconditions`, `questions`, `passages`) are modules of their own, pure functions of a `Guide`.
"""

from __future__ import annotations

from spadework.briefing.page import html, write_html
from spadework.briefing.terminal import summary

__all__ = ["html", "summary", "write_html"]
