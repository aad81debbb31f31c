"""The text of config.yaml as plain keys and values: YAML without what misleads (aliases, tags, octal numbers)."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from ..errors import ConfigError
from .wording import shown

MAX_DEPTH = 20  # config.yaml needs five
MERGE = "tag:yaml.org,2002:merge"
NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
TEXT = "tag:yaml.org,2002:str"
# 046 would be octal 38, 0x2E 46 and 10:30 the number 630: what looks like a code or a time stays the text that it is
MISLEADING = re.compile(r"[-+]?0[0-9_bxBX][^.]*|.*:.*")
UNFIT = re.compile("[\\x00\\ud800-\\udfff]")


class _Loader(yaml.SafeLoader):
    """Safe YAML in which whatever could be read in two ways is a mistake with its line, not a silent choice."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            raise _mistake("an anchor or alias (&name, *name) is not taken here; write the value out", event)
        if getattr(event, "tag", None) is not None:
            raise _mistake("a tag (!name) is not taken here; write the value alone, or in quotes", event)
        if self.depth == MAX_DEPTH:
            raise _mistake(f"nested deeper than {MAX_DEPTH} levels", event)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        tag: str = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        return TEXT if tag in NUMBERS and MISLEADING.fullmatch(value or "") else tag

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            value = super().construct_object(node, deep)
        except (ValueError, OverflowError) as error:  # 2021-13-45, a number of 6,000 digits
            raise _mistake(f"no such date or number: {shown(node.value)} ({_brief(error)})", node) from error
        if isinstance(value, str) and UNFIT.search(value):
            raise _mistake(f"a text with a character that no file or mail takes: {shown(value)}", node)
        return value


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key_node, _ in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _mistake("a key must be a word or a number, not a list or keys of its own", key_node)
        if key_node.tag == MERGE:
            raise _mistake("a merge key (<<) is not taken here; write the keys out", key_node)
        key = str(loader.construct_object(key_node, deep=True))  # 12 and "12" are the same region
        if key in seen:
            raise _mistake(f"key {shown(key)} stands twice", key_node)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def plain(text: str, path: str) -> object:
    """The values in a text of YAML; raise ConfigError with the line where it is none."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        raise ConfigError([f"{path}: not YAML: {_where(error, text)}"], path) from error
    try:
        return loader.get_single_data()
    except yaml.YAMLError as error:
        raise ConfigError([f"{path}: not YAML: {_where(error, text)}"], path) from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:  # "\Uffffffff" is no character
        raise ConfigError([f"{path}: not YAML: line {loader.line + 1}: {_brief(error)}"], path) from error
    finally:
        loader.dispose()


def _mistake(problem: str, at: yaml.Event | yaml.Node) -> ConstructorError:
    return ConstructorError(None, None, problem, at.start_mark)  # type: ignore[arg-type]


def _brief(error: Exception) -> str:
    return str(error).split(";")[0][:100]


def _where(error: yaml.YAMLError, text: str) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return f"line {line}: the character U+{int(error.character):04X} cannot stand in a configuration"
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)[:200]
    return f"line {mark.line + 1}, column {mark.column + 1}: {problem}" if mark else problem
