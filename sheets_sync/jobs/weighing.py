"""A letter whose body reaches a telephone whole: shortened where it must be, refused where that is not enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..errors import TooLargeError
from ..mail.measure import BODY_MOST, BODY_WARNS
from ..model import Letter, Unit
from ..render import EditionView, shorter, telling

Make = Callable[[EditionView, Sequence[str]], Letter]
"""A letter of a view, with fewer sections than usual where some are named."""


def weighed(
    unit: Unit, view: EditionView, make: Make, sections: Sequence[str], *, printed: bool, refuse: bool = True
) -> tuple[Letter, str]:
    """The fullest letter that no mail program cuts off, and what whoever publishes it should know.

    Where the shortest is above the limit, too, it raises TooLargeError, or, to look at, gives that with what is wrong.
    """
    letter, gone = make(view, ()), ""
    if (size := size_of(letter)) <= BODY_MOST:
        return letter, _warning(size)
    for short, kept, gone in shorter(view, sections, printed):
        letter = telling(make(short, kept), short)
        if size_of(letter) <= BODY_MOST:
            without = f", without {gone}" if gone else ""
            return letter, f"its body was {_kb(size)}; sent shortened to {_kb(size_of(letter))}{without}"
    wrong = (
        f"edition of {unit.code} ({unit.name}): its body is {_kb(size)}, and shortened"
        f"{f' and without {gone}' if gone else ''} still {_kb(size_of(letter))}; mail programs cut off what is above "
        f"{_kb(BODY_MOST)}. Name fewer under `sections:` in config.yaml, or shorten the templates under `templates:`; "
        f"`publish --preview --unit {unit.code}` measures it"
    )
    if refuse:
        raise TooLargeError(wrong)
    return letter, wrong


def size_of(letter: Letter) -> int:
    """Bytes of the HTML as it is shown."""
    return len(letter.html.encode("utf-8"))


def _warning(size: int) -> str:
    if size <= BODY_WARNS:
        return ""
    return f"its body is {_kb(size)}; above {_kb(BODY_WARNS)} some mail programs cut it off: name fewer `sections:`"


def _kb(size: int) -> str:
    return f"{size / 1000:.1f} KB"
