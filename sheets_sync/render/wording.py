"""An office's own words in the place of the shipped ones: in templates and marks, never in what officers typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from jinja2 import BaseLoader, Environment
from markupsafe import escape

from .views import Mark
from .words import MARKS

T = TypeVar("T")
OF_MARKS = frozenset({"tally"})  # texts of a view that are made of marks' words and of indicators' labels


class WordedLoader(BaseLoader):
    """The templates of another loader with phrases replaced; their lines stay where they were."""

    def __init__(self, loader: BaseLoader, words: Mapping[str, str]) -> None:
        self._loader, self._words = loader, words

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source with the office's words; escaped, as all that templates show is."""
        source, path, fresh = self._loader.get_source(environment, template)
        for phrase, own in self._words.items():
            source = source.replace(phrase, str(escape(own)))
        return source, path, fresh

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()


def worded(view: T, words: Mapping[str, str]) -> T:
    """The view with the words of its marks replaced, however deep they stand."""
    if not words:
        return view
    return _worded(view, words)  # type: ignore[no-any-return]


def _worded(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, Mark):
        return replace(value, word=words.get(value.word, value.word))
    if isinstance(value, tuple):
        return tuple(_worded(part, words) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _worded(getattr(value, f.name), words) for f in fields(value)}
        for name in OF_MARKS & changed.keys():
            for mark in MARKS.values():
                if mark.word in words:
                    changed[name] = changed[name].replace(mark.word, words[mark.word])
        return replace(value, **changed)
    return value


def unsaid(words: Mapping[str, str], sources: Iterable[str]) -> list[str]:
    """The phrases that neither a template nor a mark says, so that replacing them does nothing."""
    said = "\n".join((*sources, *(mark.word for mark in MARKS.values())))
    return [phrase for phrase in words if phrase not in said]
