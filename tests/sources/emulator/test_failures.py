"""The faults G1 to G32 as a client meets them."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.sources.emulator import Emulator, Rule
from sheets_sync.sources.emulator.failures import FAILURES, TOKEN, WRITES
from sheets_sync.sources.emulator.rules import Faults

from ..books import book
from ..conftest import READ, Wire, signed_in

Serve = Callable[..., tuple[Emulator, Wire]]
GRID = "sheets(properties,data(rowData(values(effectiveValue,formattedValue,effectiveFormat.numberFormat))))"
DRIVE_READ = [READ[0], "https://www.googleapis.com/auth/drive.readonly"]


@pytest.fixture
def serve(folder: Path, tmp_path: Path) -> Iterator[Serve]:
    """Starts a server with the rules given, and signs in before they hold."""
    with ExitStack() as stack:

        def start(*rules: Rule) -> tuple[Emulator, Wire]:
            emulator = stack.enter_context(Emulator(folder, faults=rules))
            faults, emulator.faults = emulator.faults, Faults([])
            wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", DRIVE_READ))
            emulator.faults = faults
            stack.callback(wire.session.close)
            return emulator, wire

        yield start


def sheet(emulator: Emulator) -> str:
    return f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}"


REFUSED = [
    ("G1", "values.get", 429, "RATE_LIMIT_EXCEEDED"),
    ("G1.project", "values.get", 429, "ReadRequestsPerMinutePerProject"),
    ("G2", "values.get", 429, "<title>Sorry...</title>"),
    ("G3", "files.list", 403, '"reason":"userRateLimitExceeded"'),
    ("G3.project", "files.list", 403, '"reason":"rateLimitExceeded"'),
    ("G3.daily", "files.list", 403, '"reason":"dailyLimitExceeded"'),
    ("G4", "values.get", 403, '"message":"The caller does not have permission","status":"PERMISSION_DENIED"'),
    ("G4", "files.get", 403, '"reason":"insufficientFilePermissions"'),
    ("G5", "values.get", 403, 'and retry.","status":"PERMISSION_DENIED","details":[{"@type":'),
    ("G5", "files.list", 403, '"reason":"accessNotConfigured"'),
    ("G6", "values.get", 403, "Request had insufficient authentication scopes."),
    ("G6", "files.list", 403, '"reason":"insufficientPermissions"'),
    ("G7", "values.get", 404, "Requested entity was not found."),
    ("G7", "files.get", 404, "File not found: "),
    ("G8", "values.get", 400, '"reason":"failedPrecondition"}],"status":"FAILED_PRECONDITION"'),
    ("G9", "values.get", 400, "Unable to parse range: แปลง!A1:C3"),
    ("G11", "values.get", 400, "Range (แปลง!A1:C3) exceeds grid limits. Max rows: 1, max columns: 1"),
    ("G12", "values.get", 503, '"message":"The service is currently unavailable.","status":"UNAVAILABLE"'),
    ("G12", "files.list", 503, '"reason":"backendError"'),
    ("G12.internal", "values.get", 500, '"status":"INTERNAL"'),
    ("G13", "values.get", 502, "<title>Error 502 (Server Error)!!1</title>"),
    ("G15", "values.get", 504, '"status":"DEADLINE_EXCEEDED"'),
    ("G15.html", "values.get", 504, "<title>Error 504 (Gateway Timeout)!!1</title>"),
    ("G19", "values.get", 200, "<title>Login</title>"),
    ("G20", "values.get", 200, "[]"),
    ("G20.object", "values.get", 200, "{}"),
    ("G21", "values.get", 400, '{"error":"invalid_grant"'),
    ("G22", "values.get", 401, '"status":"UNAUTHENTICATED"'),
    ("G22", "files.list", 401, '"reason":"authError"'),
    ("G23", "token", 400, "Check your iat and exp values in the JWT claim."),
    ("G24", "token", 400, "Invalid JWT Signature."),
    ("G24.account", "token", 400, "account not found"),
    ("G25", "token", 502, "<title>Error 502 (Server Error)!!1</title>"),
    ("G26", "token", 200, "<title>Login</title>"),
]
BROKEN = {
    "G15.silent": "aborted",
    "G16": "reset by peer",
    "G16.closed": "aborted",
    "G17": "IncompleteRead",
    "G17.chunked": "IncompleteRead",
}
CUT = ("G18", "G19.cut", "G19.empty")
ALTERED = ("G10", "G20.values", "G20.rows", "G27", "G28", "G28.sheet", "G29", "G30", "G32")
WRITTEN = {name for name, failure in FAILURES.items() if failure.calls == WRITES}


def ask(emulator: Emulator, wire: Wire, name: str) -> requests.Response:
    """One call by its name."""
    if name == "token":
        return requests.post(f"{emulator.url}/token", data={}, timeout=5)
    paths = {
        "values.get": f"{sheet(emulator)}/values/แปลง!A1:C3",
        "files.list": "/drive/v3/files",
        "files.get": f"/drive/v3/files/{emulator.id_of('yangtalat.xlsx')}",
    }
    return wire.get(paths[name])


def test_no_failure_goes_untested() -> None:
    assert {name.partition(".")[0] for name in FAILURES} == {f"G{number}" for number in range(1, 33)}
    assert set(FAILURES) == {*(row[0] for row in REFUSED), *BROKEN, *CUT, *ALTERED, *WRITTEN}
    assert {"G14", "G31", "G31.cells", "G31.long"} == WRITTEN
    assert [name for name, failure in FAILURES.items() if failure.calls == TOKEN] == [
        "G23",
        "G24",
        "G24.account",
        "G25",
        "G26",
    ]


@pytest.mark.parametrize(("failure", "name", "status", "holds"), REFUSED)
def test_a_refusal_is_google_s_to_the_letter(serve: Serve, failure: str, name: str, status: int, holds: str) -> None:
    emulator, wire = serve(Rule(failure, first=1))
    answer = ask(emulator, wire, name)
    assert (answer.status_code, holds in answer.text) == (status, True), answer.text
    assert answer.headers["Content-Type"].startswith("text/html" if "<title>" in holds else "application/json")
    if name != "token":
        assert ask(emulator, wire, name).status_code == 200


@pytest.mark.parametrize(("failure", "error"), BROKEN.items())
def test_a_line_breaks_and_the_next_call_is_served(serve: Serve, failure: str, error: str) -> None:
    emulator, wire = serve(Rule(failure, first=1, seconds=0.01))
    with pytest.raises(requests.RequestException, match=error):
        ask(emulator, wire, "values.get")
    assert ask(emulator, wire, "values.get").status_code == 200


@pytest.mark.parametrize("failure", CUT)
def test_a_body_that_only_looks_whole(serve: Serve, failure: str) -> None:
    emulator, wire = serve(Rule(failure, first=1))
    answer = ask(emulator, wire, "values.get")
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.text)
    assert ("Content-Length" in answer.headers) == (failure != "G18")
    after = ask(emulator, wire, "values.get")
    assert len(answer.content) == (0 if failure == "G19.empty" else len(after.content) // 2)


def raw(emulator: Emulator, wire: Wire) -> bytes:
    """What comes over a socket of one's own, to its end; a reset raises ConnectionResetError."""
    host, port = emulator.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        token = wire.session.headers["Authorization"]
        line.sendall(f"GET /drive/v3/files HTTP/1.1\r\nHost: x\r\nAuthorization: {token!s}\r\n\r\n".encode())
        found = b""
        while part := line.recv(65536):
            found += part
        return found


def test_a_reset_is_one_on_the_socket_and_a_farewell_is_one(serve: Serve) -> None:
    emulator, wire = serve(Rule("G16", first=1), Rule("G16.closed"))
    with pytest.raises(ConnectionResetError):
        raw(emulator, wire)
    assert raw(emulator, wire) == b""


def test_chunks_stop_in_the_middle(serve: Serve) -> None:
    emulator, wire = serve(Rule("G17.chunked"))
    head, _, body = raw(emulator, wire).partition(b"\r\n\r\n")
    assert b"Transfer-Encoding: chunked" in head
    size, _, part = body.partition(b"\r\n")
    assert len(part) == int(size, 16) // 2


def test_a_silence_lasts_and_ends_with_the_server(serve: Serve) -> None:
    emulator, wire = serve(Rule("G15.silent", seconds=0.2, first=1), Rule("G15.silent"))
    began = time.monotonic()
    assert raw(emulator, wire) == b""
    assert 0.2 <= time.monotonic() - began < 2
    with pytest.raises(requests.ReadTimeout):
        wire.session.get(f"{emulator.url}/drive/v3/files", timeout=0.05)


def grids(serve: Serve, failure: str) -> tuple[list[Any], list[Any]]:
    """The tabs as they are and as the fault shows them."""
    emulator, wire = serve(Rule(failure, after=1))
    plain, struck = (wire.json(sheet(emulator), fields=GRID)["sheets"] for _ in range(2))
    return plain, struck


def texts(tab: dict[str, Any]) -> list[list[str]]:
    return [
        [cell.get("formattedValue", "") for cell in row.get("values", [])] for row in tab["data"][0].get("rowData", [])
    ]


def values(serve: Serve, failure: str, **query: str) -> tuple[Any, Any]:
    """One tab's values as they are and as the fault shows them."""
    emulator, wire = serve(Rule(failure, after=1))
    plain, struck = (wire.json(f"{sheet(emulator)}/values/แปลง", **query).get("values") for _ in range(2))
    return plain, struck


def test_tabs_are_moved_and_hidden(serve: Serve) -> None:
    plain, struck = grids(serve, "G10")
    assert [tab["properties"]["title"] for tab in struck] == ["Sheet3", "ม.ค. 64", "แปลง"]
    assert [tab["properties"]["index"] for tab in struck] == [0, 1, 2]
    assert (struck[2]["properties"]["hidden"], "hidden" in plain[0]["properties"]) == (True, False)


def test_a_grid_shrinks(serve: Serve) -> None:
    plain, struck = grids(serve, "G11")
    assert struck[0]["properties"]["gridProperties"]["rowCount"] == 500
    assert texts(struck[0]) == texts(plain[0])[:2]


@pytest.mark.parametrize("batch", [True, False])
def test_values_are_missing_or_no_rows(serve: Serve, batch: bool) -> None:
    emulator, wire = serve(Rule("G20.values", first=1), Rule("G20.rows", first=1))
    path = f"{sheet(emulator)}/values" + (":batchGet" if batch else "/Sheet3!A1")
    query = {"ranges": "แปลง"} if batch else {}
    missing, wrong = (wire.json(path, **query) for _ in range(2))
    if batch:
        missing, wrong = missing["valueRanges"][0], wrong["valueRanges"][0]
    assert "values" not in missing
    assert wrong["values"] == (["row"] * 5 if batch else [])


def test_grids_without_rows_or_with_wrong_ones(serve: Serve) -> None:
    assert "rowData" not in grids(serve, "G20.values")[1][0]["data"][0]
    assert grids(serve, "G20.rows")[1][0]["data"][0]["rowData"] == ["row"] * 5


def test_cells_turn_into_errors_of_every_kind(serve: Serve) -> None:
    plain, struck = (texts(tabs[0]) for tabs in grids(serve, "G27"))
    assert struck[0] == plain[0]
    assert struck[2][1] == "#REF!"
    assert struck[1][6] == "#N/A"
    assert struck[2][0] == plain[2][0]
    assert values(serve, "G27")[1][2][1] == "#REF!"
    cell = grids(serve, "G27")[1][0]["data"][0]["rowData"][2]["values"][1]
    assert cell["effectiveValue"] == {"errorValue": {"type": "REF", "message": "#REF!"}}


def test_nothing_is_computed_yet(serve: Serve) -> None:
    plain, struck = values(serve, "G28")
    assert struck[0] == plain[0]
    assert {text for row in struck[1:] for text in row} == {"Loading...", ""}
    tab = grids(serve, "G28")[1][0]["data"][0]
    assert tab["rowData"][2]["values"][0]["effectiveValue"]["errorValue"]["type"] == "LOADING"


def test_one_loading_is_all_there_is(serve: Serve) -> None:
    assert values(serve, "G28.sheet")[1] == [["Loading..."]]
    assert [texts(tab) for tab in grids(serve, "G28.sheet")[1]] == [[["Loading..."]], [["Loading..."]], []]


def test_an_officer_adds_rows_between_two_looks(serve: Serve) -> None:
    emulator, wire = serve(Rule("G29"))
    looks = [wire.json(f"{sheet(emulator)}/values/แปลง")["values"] for _ in range(3)]
    assert [len(look) for look in looks] == [6, 7, 8]
    assert looks[2][-1] == looks[0][4]
    assert len(grids(serve, "G29")[1][0]["data"][0]["rowData"]) == 6


def coloured(tab: Worksheet) -> None:
    tab.append(["ที่", "ชื่อ", "หมายเหตุ"])
    tab.append([1, "นามน"])
    tab["C2"].fill = PatternFill("solid", fgColor="00B050")


def test_rows_are_ragged_in_grids_too(folder: Path, serve: Serve) -> None:
    book(folder / "coloured.xlsx", coloured)
    emulator, wire = serve(Rule("G30", after=1))
    path = f"/v4/spreadsheets/{emulator.id_of('coloured.xlsx')}"
    plain, struck = (
        [len(row["values"]) for row in wire.json(path, includeGridData="true")["sheets"][0]["data"][0]["rowData"]]
        for _ in range(2)
    )
    assert (plain, struck) == ([3, 3], [3, 2])


def test_another_locale_shows_another_date(serve: Serve) -> None:
    emulator, wire = serve(Rule("G32", after=1))
    plain, struck = (wire.json(sheet(emulator))["properties"] for _ in range(2))
    assert (plain["locale"], plain["timeZone"]) == ("th_TH", "Asia/Bangkok")
    assert (struck["locale"], struck["timeZone"]) == ("en_US", "America/New_York")
