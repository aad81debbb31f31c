"""A real Chromium for the tests that look at what people see.

SHEETS_SYNC_TEST_BROWSER names it; without one these tests are left out, and say so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

BROWSER = os.environ.get("SHEETS_SYNC_TEST_BROWSER", "")
needs_browser = pytest.mark.skipif(not BROWSER, reason="set SHEETS_SYNC_TEST_BROWSER to a Chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all tests of a module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()
