"""The ways in which English makes one thing hang on another: which end is which."""

from __future__ import annotations

import pytest

from spadework.coding.conditionals import parted

BAN, AUDIT = "ban", "audit"


@pytest.mark.parametrize(
    "text",
    [
        "Should Arland accept the audit, the ban would be lifted.",
        "The ban would be lifted should Arland accept the audit.",
        "Were Arland to accept the audit, the ban would go.",
        "We would lift the ban were they to open the books for an audit.",
        "No lifting of the ban before an audit.",
        "An audit must come before any lifting of the ban.",
        "Absent an audit, the ban would stay.",
        "Pending an audit, the ban stays in place.",
        "The ban will not be lifted without an audit.",
        "An audit is the price of lifting the ban.",
        "The price of lifting the ban was an audit.",
        "An audit is a precondition for lifting the ban.",
        "An audit was the key to lifting the ban.",
        "An audit would open the way to lifting the ban.",
        "An audit would clear the way for an end of the ban.",
        "He made an audit a condition for lifting the ban.",
        "She demanded an audit as the price of lifting the ban.",
        "Lifting the ban presupposes an audit.",
        "Lifting the ban hinges on an audit.",
        "Our lifting the ban rests upon an audit being done.",
        "The audit first, then the ban.",
        "The audit comes first, and then the ban will be lifted.",
        "First the audit, and then the ban.",
        "Not until the audit has started will the ban be lifted.",
        "Only when the audit starts will the ban be lifted.",
        "The ban would be lifted at the same time as the audit starts.",
        "The ban would be lifted to the extent that the audit progresses.",
        "The ban could be lifted in the event of an audit.",
        "The ban could be lifted on one condition: an audit.",
        "The ban could be lifted, the condition being an audit.",
        "The ban could be lifted with the proviso that an audit takes place.",
        "The ban could be lifted, supposing an audit had started.",
        "He wanted an audit before lifting the ban.",
        "He insisted on an audit before any lifting of the ban.",
        "For the ban to be lifted, there must be an audit.",
        "To have the ban lifted, they have to accept an audit.",
        "If they want the ban lifted, they must accept an audit.",
        "Before we can lift the ban, they must accept an audit.",
        "No audit, no lifting of the ban.",
    ],
)
def test_what_is_done_hangs_on_what_comes_first(text):
    parts = parted(text)
    assert parts, "nothing hangs on anything"
    main, hinge, requirement = parts
    assert hinge
    assert BAN in main.casefold() and AUDIT not in main.casefold()
    assert AUDIT in requirement.casefold() and BAN not in requirement.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "We shall lift the ban without delay.",
        "They left without saying a word about the ban.",
        "The ban will be lifted without further conditions.",
        "Arland should accept the audit.",
        "They were ready to sign.",
        "The delegates were in town to sign the audit.",
        "We spoke at length about the audit and about the ban.",
        "We accept no inspector who arrives without notice.",
        "The money is paid in step with the number of people who return.",
        "The road to Arland is open.",
        "The road will be reopened before the snow melts.",
        "The delegation left the talks without signing the accord.",
        "The ships remain short of fuel and water.",
        "The price of fish was fixed by the council in May.",
        "He wants the fleet out, the price of oil down and peace.",
        "To be frank, we must have the harbour back.",
        "To our regret, the harbour must close.",
        "For three weeks, the fishermen had to stay ashore.",
        "No doubt, no one will sign.",
        "Let us be clear, and we will say it again, the port is ours.",
    ],
)
def test_what_only_looks_like_it(text):
    assert parted(text) is None


def test_a_text_without_a_full_stop_is_no_clause():
    assert parted("if the guns go, the bridge will be reopened, and " * 5000) is None
