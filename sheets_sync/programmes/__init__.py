"""Programmes as data: the YAML files beside this one, or an office's own, checked against one schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..errors import ConfigError
from .schema import Programme

SHIPPED = ("khok_nong_na", "kong_thanu")

_SAFE: type[Any] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # in C it is ten times faster

__all__ = ["SHIPPED", "Programme", "load_programme", "programmes_from", "shipped_programmes", "with_thresholds"]


def load_programme(text: str, name: str) -> Programme:
    """Read one programme file; raise ConfigError with every mistake and its path."""
    try:
        return Programme.model_validate(yaml.load(text, Loader=_SAFE))  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise ConfigError([f"{name}: not YAML: {error}"], name) from error
    except ValidationError as error:
        mistakes = [f"{name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise ConfigError(mistakes, name) from error


@cache
def shipped_programmes() -> tuple[Programme, ...]:
    """The programmes that come with the package, in the order in which reports show them."""
    folder = files(__package__)
    return tuple(load_programme((folder / f"{n}.yaml").read_text("utf-8"), f"{n}.yaml") for n in SHIPPED)


def programmes_from(folder: Path | None) -> tuple[Programme, ...]:
    """The shipped programmes, with those of an office's folder added or put in their place by code."""
    found = {programme.code: programme for programme in shipped_programmes()}
    for path in sorted(folder.glob("*.yaml")) if folder else ():
        programme = load_programme(path.read_text("utf-8"), path.name)
        found[programme.code] = programme
    return tuple(found.values())


def with_thresholds(
    programmes: Iterable[Programme], every: Mapping[str, float], of: Mapping[str, Mapping[str, float]]
) -> tuple[Programme, ...]:
    """The programmes with the thresholds of their targets replaced: of all, and of single ones by `programme.code`."""
    if not every and not of:
        return tuple(programmes)
    return tuple(
        programme.model_copy(
            update={
                "indicators": [
                    spec.model_copy(
                        update={
                            "target": spec.target.model_copy(
                                update={**every, **of.get(f"{programme.code}.{spec.code}", {})}
                            )
                        }
                    )
                    if spec.target
                    else spec
                    for spec in programme.indicators
                ]
            }
        )
        for programme in programmes
    )
