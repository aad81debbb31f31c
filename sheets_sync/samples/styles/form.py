"""What an office's way of keeping a table is made of: columns, bands, titles, totals, feet and colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as the officer left it; dates are serial days with a date format, as a spreadsheet keeps them."""

    value: Scalar = None
    format: str = ""  # number format, as in Excel
    link: str = ""
    fill: str = ""
    font: str = ""
    formula: str = ""  # with `value` as its result
    struck: bool = False

    @classmethod
    def of(cls, value: Typed | Scalar) -> Typed:
        """A bare value as a cell without any format; a cell as it is."""
        return value if isinstance(value, Typed) else cls(value)


Way = Callable[[Any], Typed | Scalar]
"""A way of typing: from what is true to what stands in the cell; never called with None."""


def plain(value: Any) -> Scalar:
    """The value itself; a person by name."""
    return value if isinstance(value, str | int | float | bool) else str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header words from the top band down, what of a row it shows, and how that is typed."""

    heads: tuple[str, ...]
    key: str
    way: Way = plain
    also: tuple[Way, ...] = ()  # other ways, for one row in six
    width: float = 10
    total: bool = False
    formula: str = ""  # such as "{contract_baht}-{disbursed_baht}", cells of the same row


def column(heads: str | tuple[str, ...], key: str, way: Way = plain, *also: Way, **rest: Any) -> Column:
    """A column; one word stands in every band of the header."""
    return Column((heads,) if isinstance(heads, str) else heads, key, way, also, **rest)


@dataclass(frozen=True, slots=True)
class Look:
    """Fonts and colours of an office."""

    font: str = "TH SarabunPSK"
    size: int = 14
    head: str = "D9E2F3"
    total: str = "FFF2CC"
    section: str = "F2F2F2"
    title_size: int = 16
    border: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One table of an office; texts may name {place} {province} {month} {month_short} {as_of} {head} {units}."""

    tab: str
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()
    gap: int = 0  # blank rows between title and header
    numbered: bool = False  # a row (1) (2) (3) under the header
    group: Literal["", "section", "merge", "ditto"] = ""  # how rows of one tambon show it
    subtotal: str = ""  # a total after each group: "รวมตำบล{group}"
    total: str = ""
    feet: tuple[tuple[int, str], ...] = ()  # column, text; a row each, after a blank one
    date: Callable[[Any], Any] = str  # how dates in titles are typed
    stale_total: bool = False  # the total of what was paid is an old one


@dataclass(frozen=True, slots=True)
class Style:
    """The whole manner of a district's office."""

    name: str
    look: Look
    plots: Form
    villages: Form
    plan: Form
    stages: dict[str, str] = field(default_factory=dict)


def bands(form: Form) -> int:
    """How many rows the header has."""
    return max(len(each.heads) for each in form.columns)


def without(form: Form, *keys: str) -> Form:
    """The form without some columns."""
    return replace(form, columns=tuple(c for c in form.columns if c.key not in keys))


def with_column(form: Form, index: int, extra: Column) -> Form:
    """The form with one more column."""
    return replace(form, columns=(*form.columns[:index], extra, *form.columns[index:]))
