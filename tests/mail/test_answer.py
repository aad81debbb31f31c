"""When a deferred message is due again."""

from __future__ import annotations

import datetime as dt

from sheets_sync.mail import retry_at
from sheets_sync.periods import BANGKOK

NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=BANGKOK)


def test_waits_double_from_five_minutes_to_sixty_seven() -> None:
    waits = [((retry_at(attempts, NOW, NOW) or NOW) - NOW).total_seconds() / 60 for attempts in range(1, 8)]
    assert waits == [5, 10, 20, 40, 67, 67, 67]


def test_a_message_is_given_up_five_days_after_its_first_attempt() -> None:
    assert retry_at(90, NOW, NOW + dt.timedelta(days=5)) is None
    assert retry_at(90, NOW, NOW + dt.timedelta(days=4, hours=23)) is not None


def test_many_attempts_overflow_nothing() -> None:
    assert retry_at(10_000, NOW, NOW) == NOW + dt.timedelta(minutes=67)
