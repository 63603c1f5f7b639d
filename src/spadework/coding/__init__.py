"""From statements and an agenda to positions, conditions, commitments, events and speech acts."""

from spadework.coding.coder import code

__all__ = ["code"]
