"""A first scenario out of the ledger, for an analyst to correct. It is a draft, and called so wherever it is shown.

What is done, and nothing more: where a party stands becomes the value of an option, with wide ends; how often and how
strongly it speaks of an issue becomes the issue's weight; a flat refusal in its own words becomes a red line; a
precondition becomes a constraint. Every number leads back to its rows and quotes. What a party has without a deal is
never inferred: reserves are left for the analyst to enter.
"""

from spadework.settling.drafting.draft import draft

__all__ = ["draft"]
