"""The keys of config.yaml, their types, defaults and limits (contract.md, section 5)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from .. import areas
from ..model import Level, Recipient
from ..periods import Closing
from ..render.arranging import SECTIONS
from .findings_tab import FindingsTabSettings
from .mail import FolderMail, MailSettings
from .photos import Fetch, PhotoSettings
from .serving import ServeSettings
from .source import SourceSettings
from .values import Address, Code, ColumnLetter, PagesUrl, Settings, TilesUrl, watchdog
from .wording import shown

DEFAULT_WANTS: tuple[Literal["monthly", "quarterly", "findings"], ...] = ("monthly", "quarterly")


class RecipientSettings(Settings):
    """One person, the unit whose report is theirs, and what they want of it."""

    unit: Code
    name: str = ""
    email: Address
    wants: tuple[Literal["monthly", "quarterly", "findings"], ...] = DEFAULT_WANTS

    @field_validator("name")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if re.search(r"[\r\n]", value):
            raise ValueError("a name cannot hold a line break")
        return value


class ClosingSettings(Settings):
    """The day and hour of the month after at which a month's figures are taken, and what may revise them."""

    day: Annotated[int, Field(ge=1, le=28)] = 5
    hour: Annotated[int, Field(ge=0, le=23)] = 8
    revise: Literal["late", "any", "never"] = "late"  # what of later data makes a revision
    revise_days: Annotated[int, Field(ge=1, le=366)] | None = None  # days after the closing; else up to the next one


class NoticeSettings(Settings):
    """The day of the week, 1 being Monday, and the hour from which the week's notices are due."""

    weekday: Annotated[int, Field(ge=1, le=7)] = 1
    hour: Annotated[int, Field(ge=0, le=23)] = 8


class Thresholds(Settings):
    """How figures are judged: percent of what is due, and of the districts that must be known; unset as shipped."""

    hurry_below: Annotated[float, Field(gt=0, le=200, allow_inf_nan=False)] | None = None
    support_below: Annotated[float, Field(ge=0, le=200, allow_inf_nan=False)] | None = None
    least_known: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None = None

    @property
    def given(self) -> dict[str, float]:
        """Those that are set."""
        values = (("hurry_below", self.hurry_below), ("support_below", self.support_below))
        return {name: value for name, value in (*values, ("least_known", self.least_known)) if value is not None}

    @model_validator(mode="after")
    def _in_order(self) -> Thresholds:
        if self.hurry_below is not None and self.support_below is not None and self.support_below > self.hurry_below:
            raise ValueError(f"support_below {self.support_below:g} is above hurry_below {self.hurry_below:g}")
        return self


class AllThresholds(Thresholds):
    """The same for every indicator, and `of` for single ones by `programme.indicator`."""

    of: dict[str, Thresholds] = Field(default={}, description="khok_nong_na.disbursed -> its own thresholds")


AnnexKind = Literal["pdf", "xlsx", "kml", "picture"]


class AnnexSettings(Settings):
    """What goes with the mail of each level; all of them lie beside the edition, whatever is sent."""

    nation: tuple[AnnexKind, ...] = ("pdf",)
    region: tuple[AnnexKind, ...] = ("pdf", "xlsx")
    province: tuple[AnnexKind, ...] = ("pdf", "xlsx", "picture")
    district: tuple[AnnexKind, ...] = ("pdf", "xlsx", "kml", "picture")

    @model_validator(mode="before")
    @classmethod
    def _one_list_for_all(cls, value: object) -> object:
        return dict.fromkeys(cls.model_fields, value) if isinstance(value, list | tuple) else value


class RetentionSettings(Settings):
    """How long what no report needs any longer is kept; at least as long as a month may be revised."""

    days: Annotated[int, Field(ge=62, le=36_500)] = 400


class WorkerSettings(Settings):
    """How often the worker looks whether something is due."""

    every_minutes: Annotated[float, Field(gt=0, le=1440, allow_inf_nan=False)] = 30


class PagesSettings(Settings):
    """Where the office publishes the folder of editions, so that mails can lead to the cells behind their figures.

    And whether the war room's pages are made, with street tiles where the office has a server of them.
    """

    url: PagesUrl = ""
    rooms: bool = True
    tiles: TilesUrl = ""
    credit: str = ""  # whose tiles they are


def default_regions() -> dict[int, tuple[Code, ...]]:
    """Inspection regions of the seed (domain.md, section 1)."""
    return {12: ("40", "44", "45", "46"), 18: ("60", "61", "62", "66")}


class Config(Settings):
    """The whole of config.yaml; paths are absolute once it is loaded."""

    source: SourceSettings
    store: str = "sqlite:///state/sheets_sync.db"
    state: Path = Path("state")  # for the key of the citizen IDs' hashes where the store is PostgreSQL
    out: Path = Path("out")
    mail: MailSettings = FolderMail()
    recipients: tuple[RecipientSettings, ...] = ()
    regions: dict[int, tuple[Code, ...]] = Field(default_factory=default_regions)
    boundaries: Path | None = None
    templates: Path | None = None  # the office's own; the shipped ones otherwise
    programmes: Path | None = None  # a folder of programme files, added to the shipped ones
    closing: ClosingSettings = ClosingSettings()
    notices: NoticeSettings = NoticeSettings()
    findings_tab: FindingsTabSettings | None = None  # unset: nothing is ever written
    annexes: AnnexSettings = AnnexSettings()
    photos: PhotoSettings = PhotoSettings()
    worker: WorkerSettings = WorkerSettings()
    pages: PagesSettings = PagesSettings()
    serve: ServeSettings = ServeSettings()
    heartbeat: Annotated[str, AfterValidator(watchdog)] = ""  # of a watchdog that is told of each run
    overdue_hours: Annotated[float, Field(gt=0, le=8760, allow_inf_nan=False)] = 26  # without a run, from which it is
    retention: RetentionSettings = RetentionSettings()
    ranking: bool = True  # name the units near their targets, risen most and to be supported first
    office: str = "กรมการพัฒนาชุมชน"  # who sends, in the head of every report
    logo: Path | None = None  # the office's emblem, above its name
    sections: tuple[Literal[SECTIONS], ...] = ()  # type: ignore[valid-type]  # of the monthly edition, in this order
    wording: dict[str, str] = Field(default={}, description="a phrase of the templates or marks -> the office's own")
    thresholds: AllThresholds = AllThresholds()
    pins: dict[Code, dict[Code, dict[str, ColumnLetter]]] = Field(
        default={},
        description="id or title of a workbook -> tab -> field: column letter, where the reader guessed wrong",
    )

    @field_validator("mail", mode="before")
    @classmethod
    def _kind_follows_from_host(cls, value: object) -> object:
        """Without `kind` a host means a server, and no host a folder."""
        if isinstance(value, dict) and "kind" not in value:
            return {"kind": "smtp" if "host" in value else "folder"} | value
        return value

    @field_validator("sections")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if value.count(name) > 1:
                raise ValueError(f"{name} stands twice")
        return value

    @field_validator("wording")
    @classmethod
    def _words_only(cls, value: dict[str, str]) -> dict[str, str]:
        for phrase, own in value.items():
            if not phrase.strip() or re.search(r"[{}<>\r\n]", phrase + own):
                raise ValueError(
                    f"{shown(phrase)}: expected words without line breaks, braces, < and >, got {shown(own)}"
                )
        return value

    @field_validator("regions")
    @classmethod
    def _provinces_exist(cls, value: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
        seen: dict[str, int] = {}
        for number, members in value.items():
            if not 1 <= number <= 99:
                raise ValueError(f"region {shown(number)}: expected a number from 1 to 99")
            for member in members:
                if member not in areas.provinces():
                    raise ValueError(f"region {number}: no province has the code {shown(member)}")
                if member in seen:
                    raise ValueError(f"province {member} is in region {seen[member]} and in region {number}")
                seen[member] = number
        return value

    @model_validator(mode="after")
    def _photos_can_be_fetched(self) -> Config:
        if self.photos.fetch == "drive" and self.source.kind == "workbooks":
            raise ValueError("photos.fetch: drive needs source.kind google; write public or none for a folder")
        return self

    @model_validator(mode="after")
    def _findings_can_be_written(self) -> Config:
        if self.findings_tab and self.source.kind == "workbooks":
            raise ValueError("findings_tab: needs source.kind google; nothing is written into a folder of files")
        if self.findings_tab and self.findings_tab.credentials == getattr(self.source, "credentials", None):
            raise ValueError(
                "findings_tab.credentials: is the key of source.credentials, which only reads; make a second account"
            )
        return self

    @property
    def photos_from(self) -> Fetch:
        """From where photographs are fetched: as it is set, else from Drive where the sheets come from there."""
        return self.photos.fetch or ("drive" if self.source.kind == "google" else "none")

    @property
    def state_folder(self) -> Path:
        """Where what must survive lies beside the database: the key of the citizen IDs' hashes."""
        file = self.store.removeprefix("sqlite:///")
        return self.state if file == self.store else Path(file).parent

    def annexes_for(self, level: Level) -> tuple[str, ...]:
        """The kinds of annexes that go with the mail of a level."""
        return tuple(getattr(self.annexes, level.value))

    @property
    def closes(self) -> Closing:
        return Closing(self.closing.day, self.closing.hour)

    @property
    def people(self) -> tuple[Recipient, ...]:
        """The recipients as the core knows them."""
        return tuple(Recipient(r.unit, r.name, r.email, tuple(r.wants)) for r in self.recipients)
