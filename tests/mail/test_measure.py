"""How large a mail is, and when it is too large."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets_sync.mail import compose
from sheets_sync.mail.measure import measured
from sheets_sync.model import Letter, Picture, Recipient

NOON = dt.datetime(2021, 2, 5, 12, tzinfo=dt.UTC)


def gauges(html: str, *pictures: bytes) -> dict[str, tuple[int, str]]:
    """Size and state by what is measured."""
    images = tuple(Picture(f"p{number}", content) for number, content in enumerate(pictures))
    shown = html + "".join(f'<img src="cid:{picture.cid}">' for picture in images)
    person = Recipient("46", "", "a@b.go.th")
    eml = compose(Letter("s", "t", shown, images), "c@d.go.th", person, "monthly/2564-01/46/0", date=NOON)
    return {gauge.what: (gauge.size, gauge.state) for gauge in measured(eml)}


@pytest.mark.parametrize(
    ("size", "state"), [(74_000, "ok"), (75_000, "ok"), (75_001, "warn"), (95_000, "warn"), (95_001, "over")]
)
def test_a_body_is_measured_as_it_is_read(size: int, state: str) -> None:
    """Decoded: in Thai three bytes a letter, not the four of base64; a line ends with two."""
    text = size - 2
    assert gauges("ก" * (text // 3) + "a" * (text % 3))["body"] == (size, state)


def test_pictures_count_together_and_by_number() -> None:
    assert gauges("x", b"1" * 100_000)["pictures"] == (100_000, "ok")
    assert gauges("x", b"1" * 100_000, b"2" * 60_000)["pictures"] == (160_000, "over")
    assert gauges("x", b"1", b"2", b"3", b"4")["pictures"][1] == "over"
