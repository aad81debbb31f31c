"""The one door to Google: what it retries, how often, what it refuses, and what it counts."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from gspread.urls import DRIVE_FILES_API_V3_URL

from sheets_sync.errors import SourceError
from sheets_sync.sources.emulator import Answer, Call, Emulator
from sheets_sync.sources.emulator.answers import as_json
from sheets_sync.sources.google.client import GLOBAL_TRIES, TRIES
from sheets_sync.sources.google.listing import Entry
from sheets_sync.sources.google.troubles import Trouble

from .conftest import Desk

READ = "spreadsheets.get"
HTML = "text/html; charset=UTF-8"
QUOTA = as_json({"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}}, 429)
UNAVAILABLE = as_json({"error": {"code": 503, "status": "UNAVAILABLE"}}, 503)
PASSING = {
    "429": QUOTA,
    "429 page": Answer(429, b"<title>Sorry...</title>", HTML),
    "500": as_json({"error": {"code": 500, "status": "INTERNAL"}}, 500),
    "502 page": Answer(502, b"<!DOCTYPE html><title>Error 502</title>", HTML),
    "503": UNAVAILABLE,
    "reset": Answer(sent=0),
    "short body": Answer(200, b'{"sheets":[]}', sent=5),
    "cut json": Answer(200, b'{"sheets":['),
    "200 page": Answer(200, b"<html>login</html>", HTML),
    "empty": Answer(200, b""),
    "list": as_json([]),
    "empty object": as_json({}),
    "no sheets": as_json({"properties": {"title": "x"}}),
    "sheets no list": as_json({"properties": {"title": "x"}, "sheets": {"a": 1}}),
    "redirect": Answer(302, b"", HTML, {"Location": "http://example.org/"}),
}


def first(times: int, name: str, answer: Answer) -> Callable[[Call], Answer | None]:
    """A fault for the first so many calls of a method."""
    left = [times]

    def fault(call: Call) -> Answer | None:
        if call.name != name or not left[0]:
            return None
        left[0] -= 1
        return answer

    return fault


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING.keys())
def test_what_may_pass_is_tried_again(desk: Desk, answer: Answer) -> None:
    desk.fault = first(2, READ, answer)
    workbook = desk.source().read(desk.id("yangtalat.xlsx"))
    assert workbook.title == "yangtalat"
    assert desk.calls(READ) == 3


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING.keys())
def test_what_does_not_pass_is_given_up_after_six_tries_within_two_minutes(desk: Desk, answer: Answer) -> None:
    desk.fault = first(99, READ, answer)
    client = desk.source().client
    client.unit = 1.0
    with pytest.raises(Trouble):
        desk.opened[0]._whole(Entry(desk.id("yangtalat.xlsx")))
    assert desk.calls(READ) == TRIES == client.counts[READ]
    assert desk.clock.now() < 120


def test_a_token_that_expired_is_replaced(desk: Desk) -> None:
    source = desk.source()
    source.read(desk.id("yangtalat.xlsx"))
    desk.emulator.tokens.revoke()
    assert source.read(desk.id("kamalasai.xlsx")).title == "kamalasai"
    assert source.requests["token"] == 2


def test_a_token_is_fetched_once_for_many_reads(desk: Desk) -> None:
    list(desk.source().pull({}))
    assert desk.opened[0].requests == {"token": 1, "files.list": 1, READ: 3}


def test_tokens_that_are_never_accepted_stop_the_run(desk: Desk) -> None:
    desk.fault = first(99, READ, as_json({"error": {"code": 401, "status": "UNAUTHENTICATED"}}, 401))
    with pytest.raises(SourceError, match="accepts none of the tokens"):
        desk.source().read(desk.id("yangtalat.xlsx"))
    assert desk.calls(READ) == 3


@pytest.mark.parametrize(
    "answer", [Answer(502, b"<html>", HTML), Answer(200, b"<html>", HTML), Answer(sent=0), UNAVAILABLE]
)
def test_a_token_endpoint_that_stumbles_is_asked_again(desk: Desk, answer: Answer) -> None:
    desk.fault = first(2, "token", answer)
    assert desk.source().read(desk.id("yangtalat.xlsx")).title == "yangtalat"
    assert desk.calls("token") == 3


@pytest.mark.parametrize(
    ("description", "mend"),
    [
        (
            "Invalid JWT: Token must be a short-lived token (60 minutes). Check your iat and exp values",
            r"NTP.* \(this machine is",
        ),
        ("Invalid JWT Signature.", "download a new one"),
    ],
)
def test_a_key_that_is_refused_stops_the_run_with_the_mend(desk: Desk, description: str, mend: str) -> None:
    desk.fault = first(99, "token", as_json({"error": "invalid_grant", "error_description": description}, 400))
    with pytest.raises(SourceError, match=mend):
        list(desk.source().pull({}))
    assert desk.calls("token") == 1


def test_a_drive_that_does_not_answer_stops_the_run(desk: Desk) -> None:
    desk.fault = first(99, "files.list", UNAVAILABLE)
    with pytest.raises(SourceError, match="Google Drive does not answer: HTTP 503; try again later"):
        list(desk.source().pull({}))
    assert desk.calls("files.list") == GLOBAL_TRIES


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_ever_written(desk: Desk, method: str) -> None:
    with pytest.raises(SourceError, match="only reads"):
        desk.source().client.request(method, "https://sheets.googleapis.com/v4/spreadsheets/1x:batchUpdate")


def test_an_address_without_a_counterpart_on_loopback_is_refused(desk: Desk) -> None:
    with pytest.raises(SourceError, match="no counterpart"):
        desk.source().client.request("get", "https://iamcredentials.googleapis.com/v1/x")


def test_a_disabled_api_stops_the_run_after_one_call(desk: Desk) -> None:
    message = "Google Sheets API has not been used in project 7 before or it is disabled. Enable it"
    desk.fault = first(
        99, READ, as_json({"error": {"code": 403, "message": message, "status": "PERMISSION_DENIED"}}, 403)
    )
    source = desk.source()
    source.connections = 1
    with pytest.raises(SourceError, match="an API is not enabled"):
        list(source.pull({}))
    assert desk.calls(READ) == 1


def test_no_proxy_of_the_environment_stands_between(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert desk.source().read(desk.id("yangtalat.xlsx")).title == "yangtalat"


def test_a_silent_server_is_not_waited_for_past_the_deadline(desk: Desk, folder: Path, tmp_path: Path) -> None:
    client = desk.source().client
    client.deadline = desk.clock.now() + 0.2
    with Emulator(folder, fault=lambda _: _sleep()) as silent:
        client.endpoint = silent.url
        client.account.token, client._signed_at = "ya29.x", desk.clock.now()
        started = time.monotonic()
        with pytest.raises(Trouble, match=r"no answer in \d+ s"):
            client.request("get", DRIVE_FILES_API_V3_URL)
        assert time.monotonic() - started < 0.45


def _sleep() -> Answer:
    time.sleep(0.5)
    return Answer(sent=0)
