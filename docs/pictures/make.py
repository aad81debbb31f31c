"""The README's pictures: the head of Kalasin's January edition, as a telephone and a desk show it, and its war room.

Run after `make demo` (another folder than `out` may be named). It needs playwright and a Chromium, which is
SHEETS_SYNC_TEST_BROWSER or the first of its usual names in PATH; nothing is fetched.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
EDITION = Path("editions", "2564-01", "46.html")
ROOM = Path("pages", "46.html")
SIZES = {360: 900, 680: 1100}
ROOM_SIZE = (1280, 800)
NAMES = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 256  # fewer turn the red of what is urgent into brown; a picture stays below 150 KB


def main(out: Path) -> int:
    """Draw the pictures from the editions in `out`; 2 when there is no edition or no browser."""
    page, room = out / EDITION, out / ROOM
    browser = os.environ.get("SHEETS_SYNC_TEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    for path in (page, room):
        if not path.is_file():
            print(f"{path}: there is no such page; run `make demo` first", file=sys.stderr)
            return 2
    if not browser:
        print("no browser: set SHEETS_SYNC_TEST_BROWSER to a Chromium", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        for width, height in SIZES.items():
            picture(chromium, page, width, height).save(HERE / f"kalasin-{width}.png", optimize=True)
        picture(chromium, room, *ROOM_SIZE, script=True).save(HERE / "kalasin-room.png", optimize=True)
        chromium.close()
    return 0


def picture(browser: Browser, page: Path, width: int, height: int, *, script: bool = False) -> Image.Image:
    """The top of the page at a width, in few colours."""
    tab = browser.new_page(viewport={"width": width, "height": height}, java_script_enabled=script)
    tab.goto(page.resolve().as_uri())
    if script:
        tab.wait_for_selector("html[data-ready]", state="attached")
    shot = Image.open(io.BytesIO(tab.screenshot()))
    tab.close()
    return shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out")))
