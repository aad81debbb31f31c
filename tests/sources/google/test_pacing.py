"""No minute sees more reads than the quota, wherever it starts."""

from itertools import islice

import pytest

from sheets_sync.sources.google.pacing import OutOfTime, Pacer, waits

from .conftest import Virtual

FOREVER = float("inf")


def starts(pacer: Pacer, clock: Virtual, reads: int, takes: float) -> list[float]:
    """When each of so many reads begins, one after the other, each taking so long."""
    begun = []
    for _ in range(reads):
        with pacer.slot(FOREVER):
            begun.append(clock.now())
            clock.sleep(takes)
    return begun


@pytest.mark.parametrize(("per_minute", "takes"), [(60, 0.2), (60, 0.0), (10, 1.0), (300, 0.1), (3600, 0.001)])
def test_no_window_holds_more_reads_than_the_quota(per_minute: int, takes: float) -> None:
    clock = Virtual()
    pacer = Pacer(per_minute, clock)
    begun = starts(pacer, clock, 400, takes)
    slots = min(60, per_minute)
    assert all(later - earlier >= pacer.window for earlier, later in zip(begun, begun[slots:], strict=False))


def test_a_thousand_workbooks_take_sixteen_minutes() -> None:
    clock = Virtual()
    starts(Pacer(60, clock), clock, 976, 0.01)
    assert 15 * 60 < clock.now() < 17 * 60


def test_a_pause_holds_everyone() -> None:
    clock = Virtual()
    pacer = Pacer(60, clock)
    pacer.pause()
    assert starts(pacer, clock, 1, 0)[0] >= 30


def test_what_cannot_begin_before_the_deadline_does_not_wait() -> None:
    clock = Virtual()
    pacer = Pacer(1, clock)
    with pacer.slot(30):
        clock.sleep(1)
    with pytest.raises(OutOfTime), pacer.slot(30):
        pass
    assert clock.now() == 1


def test_waits_double_up_to_half_a_minute() -> None:
    assert list(islice(waits(1.0, draw=lambda: 1.0), 7)) == [1, 2, 4, 8, 16, 32, 32]
    assert list(islice(waits(0.01, draw=lambda: 0.5), 2)) == [0.005, 0.01]
