"""Every mail against Can I email's data: what Gmail, Outlook or Apple Mail lacks is accepted by name, or not used."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from ..letters import EVERY, made
from .features import DATA, features

ACCEPTED = {
    "css-at-media": "narrow screens only; without it indicators stand in one row and tables lose their thin rules",
    "css-background": "Outlook on Windows takes colours only, and a colour is all that is asked",
    "css-border": "Outlook on Windows draws no border above 8 pixels; ours are 1 and 2",
    "css-box-sizing": "inside @media for telephones only",
    "css-display": "inside @media for telephones only, and of the pictures, which Outlook puts on a line anyway",
    "css-display-none": "the preheader also has no height, and Outlook's own mso-hide",
    "css-font-size": "Outlook on Windows knows pixels, and pixels are all that is asked",
    "css-font-weight": "Outlook on Windows knows normal and bold, and nothing else is asked",
    "css-height": "`auto` of a picture; its attribute `width` sets the size in Outlook",
    "css-important": "inside @media for telephones only",
    "css-line-height": "Outlook on Windows rounds it; no text depends on it",
    "css-margin": "no negative and no automatic margin; Outlook's are none on span and body, where we set none",
    "css-max-height": "of the preheader, which Outlook hides by mso-hide",
    "css-max-width": "of the page, which a conditional comment makes 640 pixels wide for Outlook; and of pictures",
    "css-overflow": "of the preheader, as above",
    "css-padding": "Outlook on Windows has none on p, div and a; ours is in cells and above headings",
    "css-selector-child": "inside @media for telephones only, and for rules between rows",
    "css-selector-class": "Gmail of accounts elsewhere drops all rules; all but @media is laid into the cells",
    "css-selector-descendant": "as css-selector-class",
    "css-selector-grouping": "as css-selector-class",
    "css-selector-type": "as css-selector-class",
    "css-selector-attribute": "as css-selector-child",
    "css-white-space": "a date may be broken over two lines",
    "css-width": "Outlook on Windows has none on pictures; they have the attribute",
    "html-body": "replaced by a div with the same styles",
    "html-height": "of bars' cells, in pixels; Windows at 120 dpi draws them thinner",
    "html-meta-color-scheme": "says that the mail is drawn for light; programs that do not ask turn its colours round",
    "html-role": "Windows Mail does not know it, as it has no screen reader's tables",
    "html-style": "as css-selector-class",
    "html-width": "of cells and pictures; Windows at 120 dpi draws them smaller",
    "html-doctype": "Outlook on Windows sees none; its own engine has but one mode",
    "html-align": "Outlook on macOS: of tables in a line of text, which there are none",
    "css-word-break": "of what officers typed without a blank, which widens the page of Windows Mail",
}
"""Feature -> why a mail is still whole where it is not supported, or partly."""


def unsupported(page: str) -> dict[str, str]:
    """Features that a client shows partly or not at all, or that the data does not know, with where they are used."""
    wrong = {}
    for name, place in features(page).items():
        answers = DATA["features"].get(name, "" if name == "known" else "?")
        clients = [client for client, answer in zip(DATA["clients"], answers, strict=False) if answer not in "yu"]
        if answers == "?" or clients:
            wrong[name] = f"{place} – {', '.join(clients) or 'not in the data'}"
    return wrong


@pytest.mark.parametrize("name", EVERY)
def test_what_a_client_does_not_show_is_accepted_by_name(name: str) -> None:
    assert {what: where for what, where in unsupported(made(name).html).items() if what not in ACCEPTED} == {}


def test_nothing_is_accepted_that_no_mail_uses() -> None:
    used = {what for name in EVERY for what in unsupported(made(name).html)}
    assert set(ACCEPTED) - used == set()


@pytest.mark.parametrize(
    ("markup", "feature"),
    [
        ('<div style="display:flex">', "css-display-flex"),
        ('<td style="border-radius:4px">', "css-border-radius"),
        ('<td style="background-image:url(x.png)">', "css-background-image"),
        ('<p style="font-size:1rem">', "css-unit-rem"),
        ('<p style="width:calc(1px + 2%)">', "css-function-calc"),
        ('<p style="color:var(--green)">', "css-function-var"),
        ('<img src="data:image/png;base64,AA==">', "image-base64"),
        ("<svg></svg>", "html-svg"),
        ("<details>", "html-details"),
        ("<style>@media (prefers-color-scheme: dark) {}</style>", "css-at-media-prefers-color-scheme"),
        ("<style>@font-face { font-family: Sarabun }</style>", "css-at-font-face"),
        ("<style>td:hover { color: red }</style>", "css-pseudo-class-hover"),
        ("<style>p + p { color: red }</style>", "css-selector-adjacent-sibling"),
    ],
)
def test_what_would_break_a_mail_is_seen(markup: str, feature: str) -> None:
    assert feature in unsupported(markup)


def test_styles_in_the_head_stay_below_gmail_s_limit() -> None:
    """Above 16 KB Gmail drops all of them."""
    for name in EVERY:
        page = made(name).html
        assert len(page[page.index("<style") : page.index("</head>")].encode()) < 16_000


@pytest.mark.parametrize("name", EVERY)
def test_what_is_accepted_is_used_only_as_its_reason_says(name: str) -> None:
    soup = BeautifulSoup(made(name).html, "html.parser")
    styles = [(tag.name, str(tag["style"])) for tag in soup.find_all(style=True)]
    laid = ";".join(style for _, style in styles)
    assert not re.search(
        r"margin[^;]*(?:-\d|auto)|border[^;]*: ?(?:9|\d\d)px|font-weight: ?\d|box-sizing|flex|grid", laid
    )
    assert {tag for tag, style in styles if re.search(r"(?<!-)display:", style)} <= {"img", "div"}
    assert {tag for tag, style in styles if re.search(r"(?<!-)width:", style)} <= {"table", "img"}
    assert all(picture.get("width") for picture in soup.find_all("img"))
