"""Photographs of Drive's: looked at, fetched once, and what is not shared said to be private."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sheets_sync.model import Flaw, PhotoState
from sheets_sync.sources.emulator import Answer, Call

from ...photos.pictures import picture
from .conftest import Desk


def put(desk: Desk, name: str, raw: bytes) -> str:
    path: Path = desk.emulator.library.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    return desk.id(name)


def test_a_photo_takes_a_look_and_a_fetch_and_afterwards_a_look(desk: Desk) -> None:
    """Nothing is fetched twice while its version stands."""
    photo = put(desk, "pond.jpg", picture())
    source = desk.source()
    first = source.picture(photo)
    assert (first.state, first.content) == (PhotoState.FETCHED, picture())
    again = source.picture(photo, first.version)
    assert (again.state, again.content) == (PhotoState.UNCHANGED, b"")
    assert source.requests == {"token": 1, "files.get": 2, "files.get media": 1}


def test_a_changed_photo_is_fetched_again(desk: Desk) -> None:
    photo = put(desk, "pond.jpg", picture())
    version = desk.source().picture(photo).version
    put(desk, "pond.jpg", picture(size=(300, 300)))
    assert desk.source().picture(photo, version).content == picture(size=(300, 300))


def test_a_photo_that_is_not_shared_or_not_there_is_private(desk: Desk) -> None:
    photo = put(desk, "pond.jpg", picture())
    desk.emulator.library.share(photo, shared=False)
    assert desk.source().picture(photo).state is PhotoState.PRIVATE
    assert desk.source().picture("1NoSuchFileAtAll0000").state is PhotoState.PRIVATE
    assert desk.calls("files.get") == 2


@pytest.mark.parametrize("reason", ["cannotDownloadFile", "insufficientFilePermissions"])
def test_a_photo_that_may_be_seen_and_not_fetched_is_private(desk: Desk, reason: str) -> None:
    photo = put(desk, "pond.jpg", picture())
    body = b'{"error": {"code": 403, "message": "no", "errors": [{"reason": "%b"}]}}' % reason.encode()
    desk.fault = lambda call: Answer(403, body) if call.one("alt") == "media" else None
    assert desk.source().picture(photo).state is PhotoState.PRIVATE


def test_of_a_folder_the_newest_picture_is_taken(desk: Desk) -> None:
    put(desk, "plot7/b.jpg", picture(size=(200, 100)))
    put(desk, "plot7/note.txt", b"-")
    got = desk.source().picture(desk.id("plot7"))
    assert got.content == picture(size=(200, 100))
    assert Counter(call.name for call in desk.emulator.requests)["files.list"] == 1


def test_a_folder_without_a_picture_a_document_and_the_trash_are_unreadable(desk: Desk) -> None:
    put(desk, "empty/note.txt", b"-")
    thrown = put(desk, "old.jpg", picture())
    desk.emulator.library.trash(thrown)
    source = desk.source()
    flaws = [source.picture(each).flaw for each in (desk.id("empty"), desk.id("yangtalat.xlsx"), thrown)]
    assert flaws == [Flaw.EMPTY, Flaw.NO_PICTURE, Flaw.GONE]
    assert source.requests.get("files.get media", 0) == 0


def test_a_file_of_more_than_ten_megabytes_is_not_asked_for(desk: Desk) -> None:
    photo = put(desk, "pond.jpg", b"\xff\xd8\xff" + b"\0" * (10 << 20))
    source = desk.source()
    assert source.picture(photo).flaw is Flaw.LARGE
    assert source.requests.get("files.get media", 0) == 0


@pytest.mark.parametrize("status", [500, 429])
def test_what_may_pass_is_tried_three_times_and_left_for_later(desk: Desk, status: int) -> None:
    photo = put(desk, "pond.jpg", picture())
    desk.fault = lambda call: Answer(status, b"") if _is_media(call) else None
    assert desk.source().picture(photo).state is PhotoState.LATER
    assert sum(map(_is_media, desk.emulator.requests)) == 3


def _is_media(call: Call) -> bool:
    return call.one("alt") == "media"


def test_nothing_is_fetched_after_the_time_that_was_allowed(desk: Desk) -> None:
    photo = put(desk, "pond.jpg", picture())
    source = desk.source()
    source.allow(0)
    assert source.picture(photo).state is PhotoState.LATER
    assert desk.calls("files.get") == 0
