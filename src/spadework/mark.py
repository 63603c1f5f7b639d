"""The mark by which a brief that Spadework wrote is known again."""

MARK = b'name="generator" content="Spadework'
"""It stands among the first 2,000 bytes."""
