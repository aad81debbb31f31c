"""From the text of config.yaml to Config, or to the list of everything that is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .. import areas
from ..errors import ConfigError
from ..programmes import programmes_from
from .logo import logo_wrong
from .plain import plain
from .settings import Config, default_regions
from .values import code
from .wording import cut, is_secret, quoted, shown

EXPECTED = {
    "int_type": "a number",
    "int_parsing": "a number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "string_type": "a text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "path_type": "a path",
}
DISCRIMINATED = {"google", "workbooks", "emulator", "smtp", "folder"}
MAX_BYTES = 1_000_000


def load_config(path: Path) -> Config:
    """Read config.yaml; raise ConfigError with every mistake and the path of its key."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"], str(path)) from error
    if len(raw) > MAX_BYTES:
        raise ConfigError([f"{path}: larger than {MAX_BYTES:,} bytes; this is no configuration"], str(path))
    try:
        data = plain(raw.decode("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: not UTF-8 text (byte {error.start})"], str(path)) from error
    if not isinstance(data, dict):
        raise ConfigError([f"{path}: expected keys such as `source:`, got {shown(data)}"], str(path))
    folder = path.resolve().parent
    unknown = [*_not_there(data, folder), *_unknown_units(data), *_unknown_pins(data, folder)]
    unknown += _unknown_indicators(data, folder)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        lines = [line for detail in error.errors() for line in _mistake(detail)]
        raise ConfigError(sorted(lines + unknown, key=_order_of(data)), str(path)) from error
    if unknown:
        raise ConfigError(unknown, str(path))
    settled = _absolute(config, folder)
    if handed_on := _handed_on(settled):
        raise ConfigError(handed_on, str(path))
    return settled


def _handed_on(config: Config) -> list[str]:
    """Secrets that lie where editions do: that folder is shared, published or attached sooner or later."""
    secrets = {
        "source.credentials": getattr(config.source, "credentials", None),
        "mail.password_file": getattr(config.mail, "password_file", None),
        "findings_tab.credentials": getattr(config.findings_tab, "credentials", None),
    }
    out = config.out.resolve()
    return [
        f"{key}: {path} lies in {config.out}, from which editions are handed on (`out:`); move it out of there"
        for key, path in secrets.items()
        if path is not None and path.resolve().is_relative_to(out)
    ]


def _not_there(data: dict[Any, Any], folder: Path) -> list[str]:
    """Folders and files that the office names as its own: without them a run would quietly use the shipped ones."""
    mistakes = []
    for key in ("programmes", "templates", "boundaries"):
        name = data.get(key)
        if isinstance(name, str) and key == "boundaries" and not (folder / name).is_file():
            mistakes.append(f"{key}: no such file: {shown(str(folder / name))}")
        elif isinstance(name, str) and key != "boundaries" and not (folder / name).is_dir():
            mistakes.append(f"{key}: no such folder: {shown(str(folder / name))}")
    logo = data.get("logo")
    if isinstance(logo, str) and (wrong := logo_wrong(folder / logo)):
        mistakes.append(f"logo: {wrong}")
    return mistakes


def _unknown_units(data: dict[Any, Any]) -> list[str]:
    """Recipients of units that there are not: told even where another key is wrong, so that one run shows all."""
    regions = data.get("regions", default_regions())
    known = {"nation", *(f"region-{n}" for n in (regions if isinstance(regions, dict) else ()))}
    people = data.get("recipients")
    return [
        f"recipients[{i}].unit: no such unit: {shown(unit)}; "
        "write nation, region-N of `regions:`, or a code such as 46 or 4607"
        for i, person in enumerate(people if isinstance(people, list) else ())
        if isinstance(person, dict) and isinstance(unit := code(person.get("unit")), str)
        if unit not in known and not (len(unit) in (2, 4) and areas.area_name(unit))
    ]


def _unknown_pins(data: dict[Any, Any], folder: Path) -> list[str]:
    """Pins to fields that no programme has, and columns pinned twice."""
    pins = data.get("pins")
    own = data.get("programmes")
    if not isinstance(pins, dict) or not pins or (isinstance(own, str) and not (folder / own).is_dir()):
        return []
    try:
        programmes = programmes_from(folder / own if isinstance(own, str) else None)
    except ConfigError as error:
        return error.mistakes
    shapes = [shape for programme in programmes for shape in programme.shapes.values()]
    known = {name for shape in shapes for name in (*shape.fields, *shape.columns)}
    mistakes = []
    for workbook, tabs in pins.items():
        for tab, fields in tabs.items() if isinstance(tabs, dict) else ():
            where, pinned = f"pins.{cut(str(workbook))}.{cut(str(tab))}", fields if isinstance(fields, dict) else {}
            for name in (str(name) for name in pinned if name not in known):
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
                mistakes.append(f"{where}.{cut(name)}: no such field{f'; did you mean {near[0]}?' if near else ''}")
            twice = [letter for letter, times in Counter(map(str, pinned.values())).items() if times > 1]
            mistakes += [f"{where}: column {cut(letter)} is pinned twice" for letter in twice]
    return mistakes


def _unknown_indicators(data: dict[Any, Any], folder: Path) -> list[str]:
    """Thresholds of indicators that no programme has a target for."""
    thresholds, own = data.get("thresholds"), data.get("programmes")
    of = thresholds.get("of") if isinstance(thresholds, dict) else None
    if not isinstance(of, dict) or not of or (isinstance(own, str) and not (folder / own).is_dir()):
        return []
    try:
        programmes = programmes_from(folder / own if isinstance(own, str) else None)
    except ConfigError as error:
        return error.mistakes
    known = [f"{programme.code}.{i.code}" for programme in programmes for i in programme.indicators if i.target]
    mistakes = []
    for name in (str(name) for name in of if name not in known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        mistakes.append(f"thresholds.of.{cut(name)}: no such indicator with a target{hint}")
    return mistakes


def _order_of(data: dict[Any, Any]) -> Callable[[str], tuple[int, str]]:
    """Mistakes in the order of the file's sections, recipients by their number."""
    sections = [str(key) for key in data]

    def order(line: str) -> tuple[int, str]:
        section = re.split(r"[.\[:]", line, maxsplit=1)[0]
        place = sections.index(section) if section in sections else len(sections)
        return place, line if section == "recipients" else ""

    return order


def _mistake(detail: ErrorDetails) -> list[str]:
    """One mistake in words: `mail.port: expected a number, got "abc"`."""
    path = _path(detail["loc"])
    got = "" if any(map(is_secret, detail["loc"])) else f", got {quoted(detail.get('input'))}"
    kind = detail["type"]
    if kind == "missing":
        return [f"{path}: is missing"]
    if kind == "extra_forbidden":
        return [f"{path}: unknown key{_nearest(detail['loc'])}"]
    if kind in EXPECTED:
        return [f"{path}: expected {EXPECTED[kind]}{got}"]
    if kind == "literal_error":
        return [f"{path}: expected {detail['ctx']['expected']}{got}"]
    if kind == "union_tag_invalid":
        tags = " or ".join(detail["ctx"]["expected_tags"].rsplit(", ", 1))
        return [f"{path}.kind: expected {tags}, got {quoted((detail['input'] or {}).get('kind'))}"]
    if kind == "union_tag_not_found":
        return [f"{path}.kind: is missing"]
    if kind == "value_error":
        text = str(detail["ctx"]["error"])
        return text.split("\n") if not path else [f"{path}: {text}"]
    return [f"{path}: {detail['msg'][:1].lower()}{detail['msg'][1:]}{got}"]


def _path(loc: tuple[int | str, ...]) -> str:
    text = ""
    for i, part in enumerate(loc):
        if isinstance(part, int) and loc[0] != "regions":
            text += f"[{part}]"
        elif part != "[key]" and not (i == 1 and part in DISCRIMINATED):
            text += f".{cut(str(part))}" if text else cut(str(part))
    return text


def _nearest(loc: tuple[int | str, ...]) -> str:
    """`; did you mean port?` where a known key is one slip away."""
    near = difflib.get_close_matches(str(loc[-1]), _known_keys(Config), n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""


def _known_keys(model: type[BaseModel]) -> list[str]:
    keys: list[str] = []
    for name, info in model.model_fields.items():
        keys.append(info.alias or name)
        for part in _models_in(info.annotation):
            keys += _known_keys(part)
    return keys


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]


def _absolute(config: Config, folder: Path) -> Config:
    """The same configuration with every path taken from the folder of config.yaml."""

    def settle(section: BaseModel) -> dict[str, Any]:
        return {
            name: folder / value
            for name in type(section).model_fields
            if isinstance(value := getattr(section, name), Path)
        }

    store, tab = config.store, config.findings_tab
    if store.startswith("sqlite:///") and not store.startswith("sqlite:////") and store != "sqlite:///:memory:":
        store = f"sqlite:///{folder / store.removeprefix('sqlite:///')}"
    return config.model_copy(
        update=settle(config)
        | {
            "store": store,
            "source": config.source.model_copy(update=settle(config.source)),
            "mail": config.mail.model_copy(update=settle(config.mail)),
            "serve": config.serve.model_copy(update=settle(config.serve)),
            "findings_tab": tab and tab.model_copy(update=settle(tab)),
        }
    )
