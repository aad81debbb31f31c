"""The keys of config.yaml, their types, defaults and limits (contract.md, section 5)."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from .. import areas
from ..model import Level, Recipient
from ..periods import Closing
from ..render.arranging import SECTIONS
from .wording import quoted, shown

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
NAME = r'"[^"\\\x00-\x1f]+" *|[^"<>@,;:\\\x00-\x1f]*'  # quoted, or without what has a meaning in a header
SENDER = re.compile(rf"(?:{NAME})<{ADDRESS.pattern}>|{ADDRESS.pattern}")
SPREADSHEET_URL = re.compile(r"https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([\w-]+)")
DRIVE_FOLDER_URL = re.compile(r"https://drive\.google\.com/drive/(?:u/\d+/)?folders/([\w-]+)")
ID = re.compile(r"[\w-]{3,200}")


def is_loopback(host: str) -> bool:
    """Whether a host name or address stays on this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def google_id(value: object, pattern: re.Pattern[str], what: str) -> str:
    """The id in a Google link, or the id itself."""
    text = str(value).strip()
    match = pattern.match(text)
    if match:
        return match[1]
    if ID.fullmatch(text):
        return text
    raise ValueError(f"expected the link or the id of a {what}, got {shown(text)}")


def one_address(value: object) -> str:
    """A bare e-mail address: one, without a name, without anything that could start another header."""
    text = str(value)
    if not ADDRESS.fullmatch(text):
        raise ValueError(f"expected one e-mail address such as name@example.go.th, got {shown(value)}")
    return text


def one_sender(value: str) -> str:
    """An address, bare or after a name; two of them, or a line break, could make another header."""
    if len(value) > 320 or not SENDER.fullmatch(value):
        raise ValueError(f"expected one sender such as Office <name@example.go.th>, got {shown(value)}")
    return value


def mail_server(value: str) -> str:
    """The name of a host, which is one word."""
    if not re.fullmatch(r"[^\s/@]+", value):
        raise ValueError(f"expected the name of a mail server such as smtp.example.go.th, got {quoted(value)}")
    return value


def code(value: object) -> object:
    """A code that YAML took for a number, as the text that was meant."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def column_letter(value: str) -> str:
    """The letter of a column, as Sheets heads it."""
    if not re.fullmatch("[A-Za-z]{1,3}", value):
        raise ValueError(f"expected the letter of a column such as F or AB, got {quoted(value)}")
    return value.upper()


Code = Annotated[str, BeforeValidator(code)]
SpreadsheetId = Annotated[str, BeforeValidator(lambda v: google_id(v, SPREADSHEET_URL, "spreadsheet"))]
FolderId = Annotated[str, BeforeValidator(lambda v: google_id(v, DRIVE_FOLDER_URL, "Drive folder"))]
ColumnLetter = Annotated[str, BeforeValidator(code), AfterValidator(column_letter)]
Deadline = Annotated[float, Field(gt=0, le=1440, allow_inf_nan=False)]  # minutes
Megabytes = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]
Sender = Annotated[str, AfterValidator(one_sender)]
Address = Annotated[str, BeforeValidator(one_address)]


class Settings(BaseModel):
    """Base of every section: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoogleSource(Settings):
    """Sheets read through Google's API, or through a loopback server that speaks it."""

    kind: Literal["google"]
    credentials: Path = Path("credentials.json")
    endpoint: str = ""
    folders: tuple[FolderId, ...] = ()
    spreadsheets: tuple[SpreadsheetId, ...] = ()
    registry: SpreadsheetId | None = None
    pull: Literal["sheets", "export"] = "sheets"
    reads_per_minute: Annotated[int, Field(ge=1)] = 60
    deadline: Deadline = 45

    @field_validator("endpoint")
    @classmethod
    def _stays_here(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme != "http" or not is_loopback(parts.hostname or "")):
            raise ValueError(f"expected a loopback address such as http://127.0.0.1:8085, got {shown(value)}")
        return value.rstrip("/")


class WorkbookSource(Settings):
    """A folder of files: .xlsx, .ods and .csv read directly (`workbooks`), .xlsx by a loopback server (`emulator`)."""

    kind: Literal["workbooks", "emulator"]
    path: Path
    reads_per_minute: Annotated[int, Field(ge=1)] = 6000
    deadline: Deadline = 45


SourceSettings = Annotated[GoogleSource | WorkbookSource, Field(discriminator="kind")]


class FolderMail(Settings):
    """Mail laid down as one .eml a message, for rehearsals and for offices without a mail server."""

    kind: Literal["folder"] = "folder"
    path: Path = Path("out/mail")
    sender: Sender = Field(default="Sheets Sync <report@localhost>", alias="from")
    largest_mb: Megabytes = 8


class SmtpMail(Settings):
    """Mail sent through a server, over a connection whose certificate is checked."""

    kind: Literal["smtp"]
    host: Annotated[str, AfterValidator(mail_server)]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None  # an office's own certificate authority
    sender: Sender = Field(alias="from")
    per_minute: Annotated[int, Field(ge=1)] = 60
    largest_mb: Megabytes = 8  # of a message; annexes that would make it larger are left out, and named in it

    @model_validator(mode="after")
    def _secret_only_over_tls(self) -> SmtpMail:
        if self.security == "none" and not is_loopback(self.host):
            raise ValueError("security: none is only for a mail server on this machine; use starttls or tls")
        if self.username and self.password_file is None:
            raise ValueError("username is given without password_file")
        return self


MailSettings = Annotated[FolderMail | SmtpMail, Field(discriminator="kind")]


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


class WorkerSettings(Settings):
    """How often the worker looks whether something is due."""

    every_minutes: Annotated[float, Field(gt=0, le=1440, allow_inf_nan=False)] = 30


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
    annexes: AnnexSettings = AnnexSettings()
    worker: WorkerSettings = WorkerSettings()
    ranking: bool = True  # name the units near their targets, risen most and to be supported first
    office: str = "กรมการพัฒนาชุมชน"  # who sends, in the head of every report
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
