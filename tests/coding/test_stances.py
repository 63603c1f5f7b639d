"""Diplomatic phrases and the stance that an analyst reads in them."""

from __future__ import annotations

import pytest
from coding_talks import alone

from spadework.coding.stances import is_condition, stance_of, toward
from spadework.model import Stance

# Phrases after "!" are misread as yet: each is an expected failure, and fails the suite once it is read rightly.
PHRASES = """
[accepts]
We accept the quota.
My government welcomes the proposal for a joint patrol.
We are ready to sign the protocol tomorrow.
The delegation endorses the text as it stands.
We insist on a full inspection of the depot.
Our demand for a referendum stands.
Our position has not changed: a referendum.
Nothing short of a referendum will do.
There is no alternative to a referendum.
We can accept nothing less than a referendum.
We will not give up our demand for a referendum.
The quota must be adopted.
We agree to the quota without reservation.
The minister called for observers at the crossing.
Observers are indispensable.
We are in favour of a shared fund.
We have decided to admit the observers.
We would welcome observers.
We will sign whether or not the fees are lowered.
We will sign even if the fees stay as they are.
Yes.
We cannot but welcome the offer.
It would be a mistake not to accept the offer.
! We have no objection to the quota and will sign it.
We have dropped our objections and support the quota.
We never doubted that observers are needed.

[open]
We do not rule out a longer pause.
We would not object to observers.
We have no objection to observers.
The idea is not unreasonable.
A joint patrol is not unthinkable.
It is not impossible that we accept a quota.
We are not opposed to a joint patrol.
We are not against a joint patrol.
We would not be averse to a joint patrol.
We have nothing against observers.
We could live with a smaller quota.
We are willing to consider a smaller quota.
A smaller quota is conceivable.
We have never refused to talk about the quota.
We may accept a joint patrol.
We might be prepared to accept observers.
All options are on the table.
We see merit in the idea of a joint patrol.
The quota is negotiable.
A joint patrol deserves to be studied.
We will not stand in the way of a joint patrol.
I cannot exclude a second round.
A joint patrol cannot be excluded.
We have not closed the door on observers.
We are open to a joint patrol.
We are flexible on the size of the quota.
We do not exclude a joint patrol if the guns are moved.
The door to a joint patrol remains open.
Nothing is off the table.
We can't rule anything out, observers included.
It is not our intention to exclude observers.
It would be wrong to rule out a joint patrol.
Observers are not to be excluded.
No one has rejected the idea of a joint patrol.
We are by no means opposed to observers.
We are not saying no.
I am not saying that a joint patrol is impossible.
The last word on the quota has not been spoken.
We have an open mind on the quota.
A joint patrol remains an option.
! We don't see any obstacle to a joint patrol.

[conditional]
We will sign the protocol if the fees are lowered.
If the fees are lowered, we will sign the protocol.
We accept observers provided that they are unarmed.
Observers are welcome on condition that they carry no arms.
We would sign on the understanding that the fees are lowered.
We will not sign unless the fees are lowered.
Unless the fees are lowered, we cannot sign.
No joint patrol unless the guns are moved.
We will reopen the bridge once the guns have been moved.
We will not reopen the bridge until the guns have been moved.
The guns must be moved before we can reopen the bridge.
As long as the guns stay away, the bridge will stay open.
We would agree to observers in return for lower fees.
Should the fees be lowered, we would sign.
Our consent is subject to a vote in the assembly.
Our signature is contingent on lower fees.
Only if the fees are lowered will we sign.
There can be no signature without a ban on guns.
We will sign the moment the guns are gone.
Were the fees lowered, we would sign.
! Our signature depends on lower fees.

[noncommittal]
We have not yet decided on the quota.
It is too early to say whether we will accept the quota.
No decision has been taken on the quota.
Nothing has been decided.
I have no comment on the quota.
We take no position on the quota.
We take note of the proposal for a quota.
The proposal for a quota is under review.
Let us wait and see.
We will answer in due course.
I would rather not go into the quota.
It would be premature to discuss observers.
That is a question for the assembly.
We neither accept nor reject the quota.
I can neither confirm nor deny that observers were offered.
We have no instructions on the quota.
We will cross that bridge when we come to it.
We keep our options open.
We are still studying the quota.
! Our answer will come when the time is right.
I am not in a position to answer that.
! We reserve our position on the quota.
We do not discuss the quota in public.
We shall see.
I have nothing to add on the quota.

[rejects]
We reject the quota.
The quota is unacceptable.
A joint patrol is out of the question.
We will never accept the quota.
We cannot agree to observers.
We do not accept the quota.
We are opposed to a joint patrol.
There will be no joint patrol.
There is no question of admitting observers.
Observers are a red line for us.
We rule out any joint patrol.
The proposal is a non-starter.
Under no circumstances will we admit observers.
We are not prepared to accept a quota.
We will not consider a joint patrol.
We refuse to even consider observers.
We see no need for observers.
We have no intention of signing.
The quota is off the table.
We have turned down the offer.
The quota falls short of what we need.
We are not open to a joint patrol.
We could never live with a smaller quota.
We do not think that observers are acceptable.
We no longer support the quota.
We will not sign even if the fees are lowered.
Our answer is no.
No.
! We are not ready to discuss observers.
! The quota is not negotiable.
! That is not on the table.
! That is not something we can live with.
Not a single observer will cross the river.
! Nobody here will accept a quota.
Neither observers nor patrols will be admitted.
We are unable to accept a quota.
We are unwilling to admit observers.
We can hardly accept a quota of that size.
It is hard to see how we could accept a quota.
We are far from accepting the quota.
Observers are unwelcome.
We disagree with the quota.
We say no to a quota.
We have withdrawn our support for the quota.
"""


def phrases():
    stance = None
    for line in PHRASES.strip().splitlines():
        if line.startswith("["):
            stance = Stance(line.strip("[]"))
        elif line:
            phrase = line.removeprefix("! ")
            marks = [pytest.mark.xfail(strict=True, reason="misread as yet")] if phrase != line else []
            yield pytest.param(phrase, stance, id=phrase, marks=marks)


@pytest.mark.parametrize(("phrase", "stance"), [*phrases()])
def test_stance_of_a_sentence(phrase, stance):
    (clause,) = alone(phrase).clauses()
    assert stance_of(clause.main, "", clause.hinge)[0] is stance


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("ruled out", "observers at the crossing", Stance.REJECTS),
        ("refused", "to admit observers", Stance.REJECTS),
        ("rejected", "a joint patrol", Stance.REJECTS),
        ("did not rule out", "a joint patrol", Stance.OPEN),
        ("has not excluded", "a joint patrol", Stance.OPEN),
        ("never rejected", "a joint patrol", Stance.OPEN),
        ("was open to", "a joint patrol", Stance.OPEN),
        ("declined to say", "whether observers would be admitted", Stance.NONCOMMITTAL),
        ("would not say", "whether it would accept the quota", Stance.NONCOMMITTAL),
        ("would neither confirm nor deny", "that it had accepted the quota", Stance.NONCOMMITTAL),
        ("declined to comment", "on the quota", Stance.NONCOMMITTAL),
        ("agreed to", "a joint patrol", Stance.ACCEPTS),
        ("demanded", "observers at the crossing", Stance.ACCEPTS),
        ("called for", "a joint patrol", Stance.ACCEPTS),
        ("denied", "that it had agreed to observers", Stance.REJECTS),
        ("denied", "that it had rejected observers", Stance.OPEN),
        ("said", "observers are out of the question", Stance.REJECTS),
        ("declined", "to admit observers", Stance.REJECTS),
    ],
)  # fmt: skip
def test_the_words_that_report_decide(cue, content, stance):
    assert stance_of(content, cue)[0] is stance


def test_refusing_unless_is_a_condition():
    assert stance_of("to sign", "refused", "unless")[0] is Stance.CONDITIONAL


@pytest.mark.parametrize(("phrase", "told"), [("We accept the quota", True), ("Herring swim in shoals", False)])
def test_it_tells_whether_a_formula_shows_the_stance(phrase, told):
    assert stance_of(phrase) == (Stance.ACCEPTS, told)


def test_what_a_relative_clause_refuses_is_another_matter():
    assert stance_of("The envoy, who rejects the tolls, accepts the quota")[0] is Stance.ACCEPTS


def test_curly_and_straight_apostrophes_read_alike():
    for phrase in ("We don{}t accept it", "We won{}t sign", "We wouldn{}t rule it out", "They can{}t agree"):
        assert stance_of(phrase.format("'")) == stance_of(phrase.format("’"))


@pytest.mark.parametrize("hinge", ["if", "unless", "once", "before", "provided that"])
def test_hinges_make_conditions(hinge):
    assert is_condition(hinge)


def test_no_hinge_makes_none():
    assert not is_condition("")


def test_refusing_a_thing_accepts_its_absence():
    assert toward(True, Stance.REJECTS) is Stance.ACCEPTS
    assert {s: toward(False, s) for s in Stance} == {s: s for s in Stance}


@pytest.mark.parametrize(
    ("phrase", "stance"),
    [
        ("no foreign officer would ever cross the line", Stance.REJECTS),
        ("eight thousand is an insult", Stance.REJECTS),
        ("the sum was loose change", Stance.REJECTS),
        ("whether the gate opens is a question to which I have no answer for you", Stance.NONCOMMITTAL),
        ("we see some merit in the idea", Stance.OPEN),
        ("it would not be the end of the world", Stance.OPEN),
    ],
)
def test_turns_of_phrase(phrase, stance):
    assert stance_of(phrase)[0] is stance


@pytest.mark.parametrize("cue", ["scoffed at", "waved away", "repudiated", "laughed off"])
def test_derision_rejects(cue):
    assert stance_of("the figure of sixty", cue)[0] is Stance.REJECTS


def test_what_is_kept_until_something_happens_is_wanted():
    assert stance_of("the gate stays shut", "", "until") == (Stance.ACCEPTS, False)
    assert stance_of("the gate will not stay shut", "", "until")[0] is Stance.CONDITIONAL
