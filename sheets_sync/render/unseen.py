"""Characters that nobody sees: they clip mails, turn words round, hide in names, or cannot be written at all."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u061c\ufeff\ud800-\udfff\ufffe\uffff]"
)


def visible(value: Any) -> Any:
    """A text without control characters and turned writing directions, which clip and disguise mails."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return UNSEEN.sub("", value)  # which holds nothing that is printable
    return value
