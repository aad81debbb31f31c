"""How often Google lets itself be asked, on a clock that a test moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from sheets_sync.sources.emulator import Call, Emulator, Quotas
from sheets_sync.sources.emulator.quotas import kind_of, units

from ..conftest import READ, Wire, signed_in

START = "/drive/v3/changes/startPageToken"


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def emulator(folder: Path, hand: Hand) -> Iterator[Emulator]:
    with Emulator(folder, quotas=Quotas(), clock=hand) as served:
        yield served


@pytest.fixture
def sheet(emulator: Emulator) -> str:
    return f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}/values/A1"


def statuses(wire: Wire, path: str, times: int) -> list[int]:
    return [wire.get(path).status_code for _ in range(times)]


def test_sixty_reads_a_minute_and_then_google_s_exact_refusal(wire: Wire, sheet: str) -> None:
    assert statuses(wire, sheet, 60) == [200] * 60
    refused = wire.get(sheet)
    assert refused.status_code == 429
    error = refused.json()["error"]
    assert error["status"] == "RESOURCE_EXHAUSTED"
    assert error["message"].startswith(
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service "
    )
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    assert error["details"][0]["metadata"] == {
        "service": "sheets.googleapis.com",
        "consumer": "projects/100000000000",
        "quota_metric": "sheets.googleapis.com/read_requests",
        "quota_limit": "ReadRequestsPerMinutePerUser",
        "quota_limit_value": "60",
        "quota_location": "global",
    }
    assert error["details"][1]["links"][0]["description"] == "Request a higher quota limit."


def test_the_next_minute_is_a_new_one_and_refusals_cost_nothing(hand: Hand, wire: Wire, sheet: str) -> None:
    assert statuses(wire, sheet, 70)[59:] == [200, *[429] * 10]
    hand.time += 59.9
    assert wire.get(sheet).status_code == 429
    hand.time += 0.1
    assert statuses(wire, sheet, 61) == [*[200] * 60, 429]


def test_a_project_of_several_users_has_three_hundred(emulator: Emulator, tmp_path: Path, sheet: str) -> None:
    found = []
    for number in range(6):
        wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ, f"reader-{number}"))
        found += statuses(wire, sheet, 60)
        last = wire.get(sheet)
        wire.session.close()
    assert found == [200] * 300 + [429] * 60
    metadata = last.json()["error"]["details"][0]["metadata"]
    assert (metadata["quota_limit"], metadata["quota_limit_value"]) == ("ReadRequestsPerMinutePerProject", "300")


def test_drive_has_a_quota_of_its_own_and_refuses_with_403(folder: Path, hand: Hand, tmp_path: Path) -> None:
    with Emulator(folder, quotas=Quotas(drive_per_user=210), clock=hand) as emulator:
        wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ))
        assert statuses(wire, "/drive/v3/files", 2) == [200, 200]
        assert statuses(wire, START, 2) == [200, 200]
        refused = wire.get(START)
        assert wire.get(f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}").status_code == 200
        wire.session.close()
    assert refused.status_code == 403
    assert refused.json() == {
        "error": {
            "errors": [
                {
                    "domain": "usageLimits",
                    "reason": "userRateLimitExceeded",
                    "message": "User Rate Limit Exceeded",
                }
            ],
            "code": 403,
            "message": "User Rate Limit Exceeded",
        }
    }


def test_the_project_s_share_of_drive(folder: Path, hand: Hand, tmp_path: Path) -> None:
    with Emulator(folder, quotas=Quotas(drive=7), clock=hand) as emulator:
        wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ))
        assert wire.get(START).status_code == 200
        reasons = wire.get(START).json()["error"]["errors"]
        wire.session.close()
    assert reasons[0]["reason"] == "rateLimitExceeded"


@pytest.mark.parametrize(
    ("call", "kind", "cost"),
    [
        (Call("GET", "/drive/v3/files", name="files.list"), "drive", 100),
        (Call("GET", "/drive/v3/files/1x", name="files.get"), "drive", 5),
        (Call("GET", "/drive/v3/files/1x", {"alt": ("media",)}, name="files.get"), "drive", 200),
        (Call("GET", "/drive/v3/files/1x/export", name="files.export"), "drive", 200),
        (Call("GET", "/drive/v3/changes", name="changes.list"), "drive", 5),
        (Call("GET", "/v4/spreadsheets/1x/values:batchGet", name="values.batchGet"), "reads", 1),
        (Call("PUT", "/v4/spreadsheets/1x/values/A1", name="values.update"), "writes", 1),
        (Call("POST", "/token", name="token"), "", 0),
    ],
)
def test_what_a_call_costs(call: Call, kind: str, cost: int) -> None:
    assert (kind_of(call), units(call)) == (kind, cost)


def test_a_minute_may_be_a_second(folder: Path, hand: Hand, tmp_path: Path) -> None:
    with Emulator(folder, quotas=Quotas(reads_per_user=2, scale=60), clock=hand) as emulator:
        wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ))
        path = f"/v4/spreadsheets/{emulator.id_of('yangtalat.xlsx')}/values/A1"
        assert statuses(wire, path, 3) == [200, 200, 429]
        hand.time += 1
        assert statuses(wire, path, 3) == [200, 200, 429]
        wire.session.close()


def test_who_is_not_let_in_uses_nothing(emulator: Emulator, wire: Wire, sheet: str) -> None:
    for _ in range(70):
        assert requests.get(emulator.url + sheet, timeout=5).status_code == 401
    assert wire.get(sheet).status_code == 200
