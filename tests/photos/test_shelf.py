"""What was fetched is kept by its content, for this user only, and never trusted blindly."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from sheets_sync.model import Fetched, Flaw, PhotoState, flawed
from sheets_sync.photos import Shelf

from ..conftest import NOW

DAY = dt.timedelta(days=1)
POND, GARDEN = "https://drive.google.com/file/d/1Pond/view", "https://drive.google.com/file/d/1Garden/view"


def fetched(content: bytes, version: str = "1") -> Fetched:
    return Fetched(PhotoState.FETCHED, content, version)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "photos")


def test_a_photo_is_there_in_the_next_run(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    shelf.save([POND], NOW)
    again = Shelf(shelf.folder)
    assert dict(again) == {POND: b"pond"}
    assert not again.due(POND, NOW + 27 * DAY)
    assert again.due(POND, NOW + 28 * DAY)


def test_only_this_user_may_look(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    shelf.save([POND], NOW)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in shelf.folder.iterdir()}
    assert (stat.S_IMODE(shelf.folder.stat().st_mode), modes) == (0o700, {0o600})


def test_the_same_content_lies_there_once(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    shelf.keep(GARDEN, fetched(b"pond"), NOW)
    assert len(list(shelf.folder.glob("*.jpg"))) == 1
    assert len(shelf) == 2


def test_a_photo_whose_share_was_taken_back_is_shown_no_more(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    shelf.keep(POND, Fetched(PhotoState.PRIVATE), NOW + DAY)
    shelf.save([POND], NOW + DAY)
    assert POND not in shelf
    assert shelf.bad(POND)
    assert list(shelf.folder.glob("*.jpg")) == []


def test_an_attempt_to_be_made_later_changes_nothing(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    shelf.keep(POND, Fetched(PhotoState.LATER), NOW + DAY)
    shelf.keep(GARDEN, Fetched(PhotoState.LATER), NOW + DAY)
    assert shelf[POND] == b"pond"
    assert shelf.due(GARDEN, NOW + DAY)


def test_a_bad_one_is_asked_again_the_next_day(shelf: Shelf) -> None:
    shelf.keep(POND, flawed(Flaw.BROKEN), NOW)
    assert not shelf.due(POND, NOW + DAY / 2)
    assert shelf.due(POND, NOW + DAY)


def test_a_file_that_was_tampered_with_or_is_gone_is_not_shown(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    (file,) = shelf.folder.glob("*.jpg")
    file.write_bytes(b"other")
    assert shelf.get(POND) is None
    file.unlink()
    assert POND not in shelf
    assert shelf.due(POND, NOW)


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"state": "x"}}', "\0"])
def test_an_index_that_cannot_be_read_is_begun_anew(shelf: Shelf, text: str) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "index.json").write_text(text)
    assert len(Shelf(shelf.folder)) == 0


def test_what_nobody_wants_for_more_than_a_year_is_let_go(shelf: Shelf) -> None:
    shelf.keep(POND, fetched(b"pond"), NOW)
    shelf.keep(GARDEN, fetched(b"garden"), NOW)
    shelf.save([GARDEN], NOW + 399 * DAY)
    shelf.save([], NOW + 401 * DAY)
    assert dict(shelf) == {GARDEN: b"garden"}
    assert len(list(shelf.folder.glob("*.jpg"))) == 1
