"""How long a login waits, with the clock in hand."""

from __future__ import annotations

import pytest

from sheets_sync.serving.throttle import Throttle, near

OFFICE, HOME, ATTACKER = "203.0.113.5", "198.51.100.8", "192.0.2.66"


def wait_of(throttle: Throttle, now: float) -> float:
    """How long the one who tried waits now, asked without trying."""
    return max(tally.until for tally in throttle._tallies.values()) - now


def waits(throttle: Throttle, address: str, name: str, times: int, now: float = 0.0) -> list[float]:
    return [throttle.begin(address, name, now) for _ in range(times)]


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    throttle, now, after = Throttle(), 0.0, []
    for _ in range(17):
        assert throttle.begin(OFFICE, "ks", now) == 0
        after.append(wait_of(throttle, now))
        now += after[-1]
    assert after == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_one_attacker_locks_nobody_else_out() -> None:
    """Neither other names at other places, nor the name's owner where they logged in before."""
    throttle = Throttle()
    throttle.begin(OFFICE, "ks", 0)
    throttle.right(OFFICE, "ks")
    for number in range(400):  # from a whole network of addresses
        throttle.begin(f"192.0.2.{number % 200}", "ks", 1)
    assert throttle.begin(ATTACKER, "ks", 1.5) > 0, "the name waits where nobody knows who asks"
    assert throttle.begin(OFFICE, "ks", 1.5) == 0
    assert throttle.begin(HOME, "yt", 1.5) == 0


def test_trying_many_names_from_one_address_waits_too() -> None:
    throttle = Throttle()
    tried = [throttle.begin(ATTACKER, f"name {number}", 0) for number in range(50)]
    assert (tried[:20], min(tried[20:])) == ([0] * 20, 1)


def test_one_s_own_password_does_not_wash_away_what_one_tried_at_others() -> None:
    """An insider who logs in between guesses."""
    throttle = Throttle()
    let_through = 0
    for number in range(100):
        let_through += throttle.begin(ATTACKER, f"name {number}", 0) == 0
        if throttle.begin(ATTACKER, "own", 0) == 0:
            throttle.right(ATTACKER, "own")
    assert let_through <= 20


def test_an_hour_after_its_last_wait_all_is_forgotten() -> None:
    throttle = Throttle()
    assert waits(throttle, OFFICE, "ks", 6)[-1] == 1
    assert throttle.begin(OFFICE, "ks", 1) == 0
    assert waits(throttle, OFFICE, "ks", 5, now=4000) == [0] * 5


def test_memory_is_bounded_and_the_guilty_stay() -> None:
    """A flood of names pushes out what was tried once, not what was tried often."""
    throttle = Throttle(most=100)
    waits(throttle, ATTACKER, "ks", 12)
    for number in range(2000):
        throttle.begin(f"2001:db8:{number:x}::1", f"name {number}", 0)
    assert len(throttle._tallies) <= 100
    assert throttle.begin(ATTACKER, "ks", 0) > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.5", "203.0.113.6", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("fe80::1%eth0", "fe80::1%eth1", True),
        ("unknown", "x" * 9000, True),
    ],
)
def test_an_address_is_what_cannot_be_changed_at_will(one: str, other: str, same: bool) -> None:
    assert (near(one) == near(other)) is same


def test_a_name_is_one_however_it_is_written() -> None:
    throttle = Throttle()
    tried = [throttle.begin(OFFICE, name, 0) for name in ("KS", "ks", " Ks ", "kS", "ｋｓ", "ks")]
    assert tried == [0, 0, 0, 0, 0, 1]
