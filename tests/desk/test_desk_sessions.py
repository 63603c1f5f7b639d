"""Sessions end, and guessing gets slow."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spadework.desk.asking import DeskRole
from spadework.desk.guard.accounts import Account
from spadework.desk.guard.sessions import Sessions
from spadework.desk.guard.throttle import FREE, Throttle, TooMany, network_of


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def account(mark: str = "1") -> Account:
    return Account(name="Mira", role=DeskRole.ANALYST, hash="", mark=mark, since=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_session_ends_when_it_is_not_used() -> None:
    clock = Clock()
    sessions = Sessions(100, 1_000, lambda name: account(), clock)
    id = sessions.begin(account())
    for _ in range(5):
        clock.now += 99
        assert sessions.account(id) == account()
    clock.now += 100
    assert sessions.account(id) is None


def test_a_session_ends_however_much_it_is_used() -> None:
    clock = Clock()
    sessions = Sessions(100, 1_000, lambda name: account(), clock)
    id = sessions.begin(account())
    while clock.now < 950:
        clock.now += 50
        assert (sessions.account(id) is not None) == (clock.now < 1_000)
    clock.now += 50
    assert sessions.account(id) is None


@pytest.mark.parametrize("now", [None, account("2")])
def test_a_session_ends_when_its_account_has_changed(now: Account | None) -> None:
    known: list[Account | None] = [account()]
    sessions = Sessions(100, 1_000, lambda name: known[0], Clock())
    id = sessions.begin(account())
    known[0] = now
    assert sessions.account(id) is None
    known[0] = account()
    assert sessions.account(id) is None  # it does not come back


def test_ids_differ_and_ending_one_leaves_the_others() -> None:
    sessions = Sessions(100, 1_000, lambda name: account(), Clock())
    first, second = sessions.begin(account()), sessions.begin(account())
    assert len({first, second}) == 2 and len(first) == 43
    sessions.end(first)
    assert sessions.account(first) is None and sessions.account(second)


def test_an_account_has_so_many_sessions_and_no_more() -> None:
    clock = Clock()
    sessions = Sessions(1e6, 1e6, lambda name: account(), clock)
    ids = []
    for _ in range(25):
        clock.now += 1
        ids.append(sessions.begin(account()))
    assert [sessions.account(id) is not None for id in ids] == [False] * 5 + [True] * 20


def wait(throttle: Throttle, *whose: tuple[str, float]) -> int:
    """How long one has to wait; 0 if the attempt may be made."""
    try:
        throttle.begin(*whose)
    except TooMany as e:
        return e.seconds
    return 0


def test_waits_grow_up_to_a_bound() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert [wait(throttle, ("account", 60.0)) for _ in range(FREE + 1)] == [0] * (FREE + 1)
    waits = []
    for _ in range(9):
        waits.append(wait(throttle, ("account", 60.0)))
        clock.now += waits[-1]
        assert wait(throttle, ("account", 60.0)) == 0
    assert waits == [2, 2, 4, 8, 16, 32, 60, 60, 60] or waits == [1, 2, 4, 8, 16, 32, 60, 60, 60], waits


def test_an_attempt_that_has_to_wait_does_not_make_it_longer() -> None:
    throttle = Throttle(Clock())
    for _ in range(FREE + 1):
        throttle.begin(("account", 60.0))
    assert len({wait(throttle, ("account", 60.0)) for _ in range(50)}) == 1


def test_success_forgets_the_account_and_this_attempt_of_the_address() -> None:
    throttle = Throttle(Clock())
    for n in range(FREE):
        throttle.begin(("mira", 60.0), ("10.0.0.1", 900.0))
        if n == FREE - 1:
            throttle.succeeded("mira", "10.0.0.1")
    assert wait(throttle, ("mira", 60.0)) == 0
    assert [wait(throttle, (f"other {n}", 60.0), ("10.0.0.1", 900.0)) > 0 for n in range(3)] == [False, False, True]


def test_failures_are_forgotten_after_an_hour() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(FREE + 1):
        throttle.begin(("account", 60.0))
    clock.now += 3_601
    assert [wait(throttle, ("account", 60.0)) for _ in range(FREE + 1)] == [0] * (FREE + 1)


def test_an_address_of_ipv6_is_its_network() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff") != network_of("2001:db8:0:1::1")
    assert network_of("192.0.2.7") == "192.0.2.7" and network_of("testclient") == "testclient"
