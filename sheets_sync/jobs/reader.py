"""Everything that turns one workbook into a reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..checks import check_tables
from ..checks.boundaries import Boundaries, load_boundaries
from ..config import Config
from ..errors import ConfigError
from ..model import Pull, Reading
from ..periods import BANGKOK
from ..programmes import Programme, programmes_from
from ..reading.workbooks import Looked, look_through


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that turns one workbook into a reading; pure once it is made."""

    programmes: tuple[Programme, ...]
    today: dt.date
    hash_id: Callable[[str], str]
    pins: Mapping[str, Mapping[str, Mapping[str, str]]]
    boundaries: Boundaries | None

    @classmethod
    def of(cls, config: Config, now: dt.datetime, hash_id: Callable[[str], str]) -> Reader:
        """The reader that a configuration describes; ConfigError when a file it names cannot be read."""
        return cls(
            programmes_from(config.programmes),
            now.astimezone(BANGKOK).date(),
            hash_id,
            config.pins,
            read_boundaries(config),
        )

    def read(self, pull: Pull) -> Reading:
        """Read and check the workbook of a changed pull."""
        return self.look(pull).reading

    def look(self, pull: Pull) -> Looked:
        """The same, with the tabs as they were looked at."""
        assert pull.workbook is not None  # noqa: S101 - a changed pull carries its workbook
        pins = self.pins.get(pull.workbook_id) or self.pins.get(pull.title) or {}
        looked = look_through(pull.workbook, self.programmes, today=self.today, hash_id=self.hash_id, pins=pins)
        checked = check_tables(looked.reading, self.programmes, boundaries=self.boundaries)
        return replace(looked, reading=checked)


def read_boundaries(config: Config) -> Boundaries | None:
    """The polygons that `boundaries:` names; None when there is none; ConfigError when they cannot be used."""
    if config.boundaries is None:
        return None
    try:
        return load_boundaries(config.boundaries.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError([f"boundaries: {config.boundaries}: {error}"]) from error
