"""Every mail as markup: valid, in Thai, to be heard as well as seen, and with enough contrast to be read in the sun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from tinyhtml5.parser import HTMLParser

from ..letters import EVERY, made

SAYS_NOTHING = {"คลิกที่นี่", "คลิก", "ที่นี่", "กดที่นี่", "ลิงก์", "link", "here", "click here"}
HIDDEN = re.compile("display: ?none")  # the preheader
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for text of any size


def soup_of(name: str) -> BeautifulSoup:
    return BeautifulSoup(made(name).html, "html.parser")


def errors(page: str) -> list[str]:
    """What a browser's parser has to put right."""
    parser = HTMLParser()
    parser.parse(page)
    return [f"{line}:{column} {code}" for (line, column), code, _ in parser.errors]


@pytest.mark.parametrize("name", EVERY)
def test_a_browser_has_nothing_to_put_right(name: str) -> None:
    assert errors(made(name).html) == []


@pytest.mark.parametrize(
    "wrong", ["<p>a</b></p>", "<table><p>x</p></table>", '<p id="a" id="b">x</p>', "<p>&nope;</p>"]
)
def test_a_slip_in_a_template_is_seen(wrong: str) -> None:
    page = made("monthly-46").html
    assert errors(page.replace("</body>", f"{wrong}</body>")) != []


@pytest.mark.parametrize("name", EVERY)
def test_whoever_listens_hears_what_others_see(name: str) -> None:
    """Thai is said to be Thai; layout is no table; a table has headers, and a heading never skips a level."""
    soup = soup_of(name)
    assert soup.html is not None
    assert soup.html["lang"] == "th"
    assert soup.title is not None
    assert soup.title.get_text() == made(name).subject
    for table in soup.find_all("table"):
        heads = [th for th in table.find_all("th") if th.find_parent("table") is table]
        assert bool(heads) == (table.get("role") != "presentation")
        assert {th.get("scope") for th in heads} <= {"row", "col"}
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(len(picture["alt"]) > 20 for picture in soup.find_all("img"))


@pytest.mark.parametrize("name", EVERY)
def test_a_link_says_where_it_leads(name: str) -> None:
    said = {" ".join(link.get_text().split()) for link in soup_of(name).find_all("a")}
    assert "" not in said
    assert said & SAYS_NOTHING == set()


@pytest.mark.parametrize("name", EVERY)
def test_no_word_is_too_pale(name: str) -> None:
    pairs = set(colours(soup_of(name)))
    assert len(pairs) >= 4
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < LEAST_CONTRAST} == {}


def test_contrast_is_as_wcag_reckons_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def colours(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """The colour of each text and that behind it."""
    assert soup.body is not None
    for text in soup.body.find_all(string=True):
        if type(text) is NavigableString and text.strip(" \n\xa0") and not text.find_parent(style=HIDDEN):
            yield (
                _first(text, r"(?<![\w-])color: ?(#\w+)", ""),
                _first(text, r"background(?:-color)?: ?(#\w+)", "bgcolor"),
            )


def _first(text: NavigableString, pattern: str, attribute: str) -> str:
    """What the nearest tag around a text says."""
    for tag in text.parents:
        found = re.search(pattern, str(tag.get("style", ""))) if isinstance(tag, Tag) else None
        if found or (attribute and tag.get(attribute)):
            return found[1] if found else str(tag[attribute])
    raise AssertionError(f"no colour at “{text}”")


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
