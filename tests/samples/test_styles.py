"""Offices keep their tables in their own ways."""

from itertools import combinations

import pytest

from sheets_sync.samples import offices
from sheets_sync.samples.styles import STYLES, style_of
from sheets_sync.samples.styles.form import Form, Style, bands
from sheets_sync.samples.styles.provinces import PROVINCES, ProvinceStyle


def header_words(form: Form) -> set[str]:
    return {head.replace("\n", "") for each in form.columns for head in each.heads}


def order(form: Form) -> list[str]:
    return [each.key for each in form.columns]


@pytest.mark.parametrize(("one", "other"), list(combinations(STYLES, 2)), ids=lambda style: style.name)
def test_two_styles_differ_in_words_order_and_look(one: Style, other: Style) -> None:
    for mine, theirs in ((one.plots, other.plots), (one.villages, other.villages)):
        words, others = header_words(mine), header_words(theirs)
        assert len(words & others) < 0.6 * len(words | others)
        assert order(mine) != order(theirs)
    assert one.look != other.look
    assert one.plots.tab != other.plots.tab


@pytest.mark.parametrize(("one", "other"), list(combinations(PROVINCES.values(), 2)))
def test_two_provinces_keep_their_summaries_differently(one: ProvinceStyle, other: ProvinceStyle) -> None:
    assert header_words(one.plots) != header_words(other.plots)
    assert header_words(one.villages) != header_words(other.villages)


def test_headers_have_one_two_and_three_rows() -> None:
    assert {bands(style.plots) for style in STYLES} == {1, 2, 3}


def test_every_way_of_showing_a_tambon_is_used() -> None:
    assert {style.plots.group for style in STYLES} == {"", "section", "merge", "ditto"}


def test_every_style_has_offices_and_no_province_one_style_alone() -> None:
    districts = [office.code for office in offices() if not office.is_province]
    used = {code: style_of(code).name for code in districts}
    assert set(used.values()) == {style.name for style in STYLES}
    for province in PROVINCES:
        assert len({name for code, name in used.items() if code.startswith(province)}) >= 2
