"""Every error that Google sends has one meaning, and none can break the reader."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.model import WorkbookState
from sheets_sync.sources.google.troubles import Kind, classify, decoded, token_trouble

PAGE = "<!DOCTYPE html><title>Error 502 (Server Error)!!1</title>"
SORRY = "<html><title>Sorry...</title>We're sorry... automated queries</html>"
NOT_SHARED = {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}
OFFICE = {"code": 400, "message": "This operation is not supported for this document", "status": "FAILED_PRECONDITION"}
ENABLE = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=7"
DISABLED = {
    "code": 403,
    "message": f"Google Sheets API has not been used in project 7 before or it is disabled. Enable it at {ENABLE}",
    "status": "PERMISSION_DENIED",
    "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED"}],
}


def drive(reason: str, message: str = "x") -> dict[str, object]:
    return {
        "errors": [{"domain": "usageLimits", "reason": reason, "message": message}],
        "code": 403,
        "message": message,
    }


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (
            429,
            {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [{"reason": "RATE_LIMIT_EXCEEDED"}]},
            Kind.QUOTA,
        ),
        (403, drive("userRateLimitExceeded"), Kind.QUOTA),
        (403, drive("rateLimitExceeded"), Kind.QUOTA),
        (403, drive("dailyLimitExceeded"), Kind.GLOBAL),
        (403, NOT_SHARED, Kind.WORKBOOK),
        (403, DISABLED, Kind.GLOBAL),
        (403, drive("accessNotConfigured"), Kind.GLOBAL),
        (403, {**NOT_SHARED, "message": "Request had insufficient authentication scopes."}, Kind.GLOBAL),
        (403, drive("insufficientFilePermissions"), Kind.WORKBOOK),
        (404, {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}, Kind.WORKBOOK),
        (400, OFFICE, Kind.WORKBOOK),
        (400, {"code": 400, "message": "Unable to parse range: NOPE", "status": "INVALID_ARGUMENT"}, Kind.WORKBOOK),
        (401, {"code": 401, "status": "UNAUTHENTICATED"}, Kind.TOKEN),
        (500, {"code": 500, "message": "Internal error encountered.", "status": "INTERNAL"}, Kind.TRANSIENT),
        (503, {"code": 503, "status": "UNAVAILABLE"}, Kind.TRANSIENT),
        (400, "invalid_grant", Kind.WORKBOOK),
    ],
)
def test_an_error_in_json(status: int, error: object, kind: Kind) -> None:
    assert classify(status, json.dumps({"error": error}).encode()).kind is kind


@pytest.mark.parametrize(
    ("status", "page", "kind"),
    [
        (502, PAGE, Kind.TRANSIENT),
        (429, SORRY, Kind.QUOTA),
        (504, "", Kind.LARGE),
        (302, "", Kind.TRANSIENT),
        (403, PAGE, Kind.TRANSIENT),
    ],
)
def test_an_error_page_is_judged_by_its_status_and_never_quoted(status: int, page: str, kind: Kind) -> None:
    trouble = classify(status, page.encode())
    assert trouble.kind is kind
    assert "<" not in trouble.text


def test_states_tell_the_office_what_happened() -> None:
    states = [
        classify(status, json.dumps({"error": error}).encode()).state
        for status, error in ((403, NOT_SHARED), (400, OFFICE))
    ]
    assert states == [WorkbookState.LOST_ACCESS, WorkbookState.OFFICE_FILE]


def test_a_disabled_api_names_the_page_that_enables_it() -> None:
    assert ENABLE in classify(403, json.dumps({"error": DISABLED}).encode()).text


def test_a_wait_that_google_asks_for_is_kept() -> None:
    assert classify(503, b"", "7").wait == 7
    assert classify(503, b"", "Wed, 21 Oct 2026 07:28:00 GMT").wait == 0


@pytest.mark.parametrize(
    ("status", "body", "kind", "says"),
    [
        (
            400,
            {"error": "invalid_grant", "error_description": "Invalid JWT: Check your iat and exp values"},
            Kind.GLOBAL,
            "NTP",
        ),
        (
            400,
            {"error": "invalid_grant", "error_description": "Invalid JWT Signature."},
            Kind.GLOBAL,
            "download a new one",
        ),
        (
            400,
            {"error": "invalid_grant", "error_description": "Invalid grant: account not found"},
            Kind.GLOBAL,
            "deleted",
        ),
        (401, {"error": "unauthorized_client"}, Kind.GLOBAL, "unauthorized_client"),
        (502, PAGE, Kind.TRANSIENT, "502"),
        (200, PAGE, Kind.TRANSIENT, "200"),
        (200, {}, Kind.TRANSIENT, "200"),
        (503, {"error": "temporarily_unavailable"}, Kind.TRANSIENT, "503"),
    ],
)
def test_a_token_refused(status: int, body: object, kind: Kind, says: str) -> None:
    trouble = token_trouble(status, body)
    assert trouble.kind is kind
    assert says in trouble.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "errors", "details", "reason", "message", "status", "code"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.integers(100, 599), JSON)
def test_no_error_of_any_shape_breaks_the_judge(status: int, body: object) -> None:
    assert classify(status, json.dumps(body).encode()).kind in Kind
    assert token_trouble(status, body).kind in Kind


@given(st.binary(max_size=50))
def test_no_body_breaks_the_decoder(body: bytes) -> None:
    decoded(body)
    assert classify(503, body).kind is Kind.TRANSIENT
