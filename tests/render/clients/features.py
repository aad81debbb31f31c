"""What a mail asks of the program that shows it, in the words of Can I email."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from bs4 import BeautifulSoup, Comment, Tag

DATA = json.loads(Path(__file__).with_name("caniemail.json").read_text("utf-8"))
TAGS = {
    "div": "html-div", "p": "html-p", "span": "html-span", "table": "html-table", "img": "html-img",
    "body": "html-body", "b": "html-strong", "strong": "html-strong", "style": "html-style", "h1": "html-h1-h6",
    "h2": "html-h1-h6", "h3": "html-h1-h6",
}  # fmt: skip
ATTRIBUTES = ("align", "valign", "width", "height", "cellpadding", "cellspacing", "lang", "role")
EVERYWHERE = {
    *("html head title meta tbody tr td th br a".split()),
    *("@alt @bgcolor @border @charset @class @colspan @content @href @name @nowrap @scope @src @style".split()),
    *(":color :mso-hide".split()),
}
"""Tags, @attributes and :properties that Can I email has no entry for: as old as mail in HTML, or Outlook's own."""


def features(page: str) -> dict[str, str]:
    """Each feature that a page uses, with one place where it does; `unlisted …` where nobody has looked at it yet."""
    found: dict[str, str] = {}
    for name, place in _of_page(page):
        found.setdefault(name, place)
    return found


def _of_page(page: str) -> Iterator[tuple[str, str]]:
    soup = BeautifulSoup(page, "html.parser")
    if page.lower().startswith("<!doctype html>"):
        yield "html-doctype", "the page"
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        yield "html-comments", str(comment)[:40]
    for tag in soup.find_all(True):
        yield from _of_tag(tag)
    for style in soup.find_all("style"):
        yield from _of_rules(tinycss2.parse_stylesheet(style.get_text(), skip_whitespace=True))


def _of_tag(tag: Tag) -> Iterator[tuple[str, str]]:
    place = f"<{tag.name}>"
    yield TAGS.get(tag.name) or _listed(tag.name, f"html-{tag.name}"), place
    if tag.name == "meta" and tag.get("name") == "color-scheme":
        yield "html-meta-color-scheme", place
    for name, value in tag.attrs.items():
        yield f"html-{name}" if name in ATTRIBUTES else _listed(f"@{name}", f"html-{name}"), f"{place} {name}"
        if name in ("href", "src") and (kind := _of_address(str(value))):
            yield kind, f"{place} {value}"[:80]
    yield from _of_declarations(str(tag.get("style", "")), place)


def _of_address(value: str) -> str:
    if value.startswith("cid:"):
        return "image-png"
    if value.startswith("#"):
        return "html-anchor-links"
    if value.startswith("mailto:"):
        return "html-mailto-links"
    return "image-base64" if value.startswith("data:") else ""


def _of_rules(rules: list[tinycss2.ast.Node]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if rule.type == "at-rule":
            asked = tinycss2.serialize(rule.prelude)
            yield f"css-at-{rule.at_keyword}", f"@{rule.at_keyword} {asked}"
            yield from ((f"css-at-media-{name}", asked) for name in re.findall(r"\((prefers-[\w-]+|hover)", asked))
            yield from _of_rules(tinycss2.parse_rule_list(rule.content or [], skip_whitespace=True))
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            yield from _of_selector(selector)
            yield from _of_declarations(tinycss2.serialize(rule.content), selector)
        else:
            yield f"unlisted {rule.type}", getattr(rule, "message", "")


def _of_selector(selector: str) -> Iterator[tuple[str, str]]:
    for one in selector.split(","):
        plain = one.strip()
        kinds = {
            "class": r"\.", "child": ">", "attribute": r"\[", "id": "#", "universal": r"\*", "adjacent-sibling": r"\+",
            "general-sibling": "~", "descendant": r"[\w\])]\s+[\w.#\[]", "type": r"(?:^|[\s>])[a-z]",
            "chaining": r"[\w\]]\.",
        }  # fmt: skip
        yield from ((f"css-selector-{kind}", plain) for kind, sign in kinds.items() if re.search(sign, plain))
        yield from ((f"css-pseudo-class-{name}", plain) for name in re.findall(r":([\w-]+)", plain))
    if "," in selector:
        yield "css-selector-grouping", selector


def _of_declarations(text: str, place: str) -> Iterator[tuple[str, str]]:
    for one in tinycss2.parse_blocks_contents(text, skip_whitespace=True, skip_comments=True):
        if one.type != "declaration":
            yield f"unlisted {one.type}", f"{place}: {text}"
            continue
        where = f"{place}: {one.name}"
        yield _property(one.lower_name), where
        value = tinycss2.serialize(one.value).strip().lower()
        if one.important:
            yield "css-important", where
        if one.lower_name == "display":
            yield (
                {"none": "css-display-none", "flex": "css-display-flex", "grid": "css-display-grid"}.get(
                    value, "css-display"
                ),
                where,
            )
        yield from ((f"css-unit-{'percent' if unit == '%' else unit}", where) for unit in _units(value))
        yield from (
            (f"css-{name}" if name in ("rgb", "rgba") else f"css-function-{name}", where) for name in _calls(value)
        )


def _property(name: str) -> str:
    """The entry of a property: its own, or that of the shorthand that it is part of."""
    if f":{name}" in EVERYWHERE:
        return "known"
    return next((f"css-{part}" for part in _ways_up(name) if f"css-{part}" in DATA["features"]), f"css-{name}")


def _ways_up(name: str) -> Iterator[str]:
    """`border-bottom-color`, `border-bottom`, `border`."""
    parts = name.split("-")
    return ("-".join(parts[:end]) for end in range(len(parts), 0, -1))


def _units(value: str) -> set[str]:
    return set(re.findall(r"(?<![#\w])[\d.]+(px|em|rem|%|pt|vw|vh|ch|ex|mm|cm|in)(?![\w])", value))


def _calls(value: str) -> set[str]:
    return set(re.findall(r"([\w-]+)\(", value))


def _listed(name: str, otherwise: str) -> str:
    return "known" if name in EVERYWHERE else otherwise
