"""A room becomes one HTML file that needs nothing else: its face, its map, its script and its data lie inside."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from fontTools import subset
from fontTools.ttLib import TTFont
from jinja2 import TemplateError
from markupsafe import Markup

from ..drawing.fonts import BOLD, REGULAR
from ..templating import WRONG, Templates, broken
from ..wording import worded
from .rooms import Room

PAGE = "war_room/page.html.j2"
STYLE = "war_room/room.css"
SCRIPTS = ("room", "plots", "pins", "map", "table", "card", "closings", "fresh", "wall")
LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x0E00, 0x0E80), *range(0x2010, 0x2040), 0x2212, 0x2713)
OUTSIDE = re.compile(r"url\([^)]*\)")  # of Leaflet's style: pictures of controls that no page has
MAP_OF_SOURCE = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def room_page(room: Room, templates: Templates, *, tiles: str = "", credit: str = "") -> str:
    """The page; RenderError with the file and line of a broken template.

    `tiles` is the address of street tiles, from the configuration: without one no request ever leaves the page.
    """
    try:
        style, script = _style(templates), _script(templates)
        made: str = templates.environment.get_template(PAGE).render(
            room=room,
            view=worded(room.view, templates.words),
            policy=policy(style, script, tiles),
            style=Markup(style),  # noqa: S704 - the style and script are the project's or the office's own files
            script=Markup(script),  # noqa: S704
            data=Markup(as_json({**room.data, "tiles": tiles, "credit": credit})),  # noqa: S704 - no < is left in it
        )
    except (TemplateError, *WRONG) as error:
        raise broken(error, templates.folders) from error
    return made


def policy(style: str, script: str, tiles: str = "") -> str:
    """What the page may do: its own style and script, pictures inside it, tiles where there are; nothing else.

    `connect-src 'self'` is for the question to the server that it came from, whether there is a newer one.
    """
    where = urlsplit(tiles)
    pictures = "data:" + (f" {where.scheme}://{where.netloc}" if tiles else "")
    return (
        f"default-src 'none'; img-src {pictures}; font-src data:; style-src {hash_of(style)}; "
        f"script-src {hash_of(script)}; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def hash_of(text: str) -> str:
    """The hash by which a browser knows an inline style or script again."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def as_json(data: Mapping[str, Any]) -> str:
    """JSON that no text in it can end: `</script>` and `<!--` are written with \\u003c."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _script(templates: Templates) -> str:
    own = (_read(templates, f"war_room/{name}.js") for name in SCRIPTS)
    return "\n".join((_leaflet("leaflet.js"), *own))


def _style(templates: Templates) -> str:
    return "\n".join((faces(), _leaflet("leaflet.css"), _read(templates, STYLE)))


def _read(templates: Templates, name: str) -> str:
    """A style or script of the office's folder, else the shipped one, as it stands."""
    loader = templates.environment.loader
    assert loader is not None  # noqa: S101 - Templates gives it one
    return loader.get_source(templates.environment, name)[0]


@cache
def _leaflet(name: str) -> str:
    """A file of Leaflet as its package on PyPI has it, without what would ask for further files."""
    text = (resources.files("xstatic.pkg.leaflet") / "data" / name).read_text("utf-8")
    return MAP_OF_SOURCE.sub("", OUTSIDE.sub("none", text) if name.endswith(".css") else text)


@cache
def faces() -> str:
    """Sarabun in two weights, with the letters that Thai offices write."""
    rule = "@font-face{{font-family:Sarabun;font-weight:{};src:url(data:font/woff;base64,{}) format('woff')}}"
    return "\n".join(rule.format(weight, _face(str(path))) for weight, path in ((400, REGULAR), (700, BOLD)))


def _face(path: str) -> str:
    options = subset.Options(flavor="woff", recalc_timestamp=False, layout_features=["*"], hinting=False)
    with TTFont(path, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.flavor = "woff"
        raw = io.BytesIO()
        font.save(raw)
    return base64.b64encode(raw.getvalue()).decode()
