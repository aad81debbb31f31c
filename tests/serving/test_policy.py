"""How much of what a page says of itself its policy lets through."""

from __future__ import annotations

import pytest

from sheets_sync.serving.policy import page_policy

HASH = "'sha256-2RH3BF6ezh0BAXWRlbm0gXNVjTjOZLP23cGKRG2c1C0='"


def policy_of(content: str) -> dict[str, str]:
    page = f'<!DOCTYPE html><head><meta http-equiv="Content-Security-Policy" content="{content}"></head>'
    return dict(part.split(" ", 1) for part in page_policy(page.encode()).split("; "))


def test_hashes_and_tiles_are_let_through() -> None:
    tiles = "https://tiles.example.go.th"
    found = policy_of(f"script-src {HASH}; style-src {HASH} 'unsafe-inline'; img-src data: {tiles}")
    assert found["script-src"] == HASH
    assert found["style-src"] == f"{HASH} 'unsafe-inline'"
    assert found["img-src"] == f"'self' data: {tiles}"
    assert (found["default-src"], found["connect-src"], found["font-src"]) == ("'none'", "'self'", "data:")


BAD = "'unsafe-inline' 'unsafe-eval' 'self' 'strict-dynamic' 'nonce-x' 'sha256-short=' * https: data: https://evil.example"


@pytest.mark.parametrize("asked", [*BAD.split(), HASH[:-1]])
def test_nothing_else_runs(asked: str) -> None:
    found = policy_of(f"script-src {asked}; default-src *; connect-src *; frame-ancestors *; form-action *; base-uri *")
    assert found["script-src"] == "'none'"
    assert (found["default-src"], found["connect-src"]) == ("'none'", "'self'")
    assert {found[name] for name in ("frame-ancestors", "form-action", "base-uri")} == {"'none'"}


@pytest.mark.parametrize(
    "asked", ["*", "https:", "http://*", "https://a.example/;script-src", "https://*.example", "blob:"]
)
def test_pictures_come_from_named_hosts_alone(asked: str) -> None:
    assert policy_of(f"img-src {asked}")["img-src"] == "'self' data:"


def test_only_the_first_policy_and_directive_count_as_in_a_browser() -> None:
    second = f'"><meta http-equiv="content-security-policy" content="script-src {HASH}'
    assert policy_of(f"img-src data:{second}")["script-src"] == "'none'"
    assert policy_of(f"script-src 'none'; script-src {HASH}")["script-src"] == "'none'"


@pytest.mark.parametrize("page", [b"", b"<p>", b"\xff\xfe", b"<meta http-equiv=content-security-policy>"])
def test_a_page_that_says_nothing_runs_nothing(page: bytes) -> None:
    assert "script-src 'none'; " in page_policy(page)
    assert "style-src 'none'; " in page_policy(page)
