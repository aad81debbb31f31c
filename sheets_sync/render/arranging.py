"""Which sections of an edition are shown and in which order: templates mark where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

SECTIONS = (
    "decisions",
    "figures",
    "indicators",
    "disbursement",
    "units",
    "plots",
    "trend",
    "map",
    "photos",
    "problems",
    "plan",
    "villages",
    "quality",
)
"""Those that an office may choose among; heading and sources always stand first and last."""

MARK = "\x0c"  # no value that a template shows can hold it
BEGINS = re.compile(f"{MARK}(\\w*){MARK}\n?")


def begin(section: str = "") -> Markup:
    """What a template writes where a section begins; without a name, where what always stands last does."""
    return Markup(f"{MARK}{section}{MARK}")  # noqa: S704 - a name that stands in a template


def arranged(page: str, sections: Sequence[str]) -> str:
    """The page with the sections asked for in the order asked for, all as they stand where none is.

    What stands before the first mark stays first; what follows a mark belongs to it up to the next.
    """
    head, *rest = BEGINS.split(page)
    blocks = list(zip(rest[::2], rest[1::2], strict=True))
    if not sections:
        return head + "".join(block for _, block in blocks)
    last = "".join(block for name, block in blocks if not name)
    asked = "".join(block for section in sections for name, block in blocks if name == section)
    return head + asked + last
