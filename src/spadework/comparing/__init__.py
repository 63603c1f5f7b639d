"""From a record's rows to findings: what moved, clashes, blocks, and what could be agreed."""

from spadework.comparing.compare import compare, ground

__all__ = ["compare", "ground"]
