"""Spadework does the grunt work of a negotiation.

    from spadework import Dossier
    dossier = Dossier()
    dossier.add("article.txt")
    dossier.brief("brief.html")

The stages are usable alone: `spadework.intake.take`, `spadework.reading.read`, `spadework.coding.code`,
`spadework.comparing.compare`, `spadework.briefing.build`, `spadework.settling.settle`; the nouns are in
`spadework.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Dossier", "SpadeworkError", "__version__"]

if TYPE_CHECKING:
    from spadework.dossier import Dossier
    from spadework.errors import SpadeworkError


def __getattr__(name: str) -> object:
    """The front doors, imported when first asked for, so that `import spadework` costs nothing."""
    if name == "Dossier":
        from spadework.dossier import Dossier

        return Dossier
    if name == "SpadeworkError":
        from spadework.errors import SpadeworkError

        return SpadeworkError
    raise AttributeError(f"module 'spadework' has no attribute {name!r}")
