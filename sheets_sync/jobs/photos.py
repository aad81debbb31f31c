"""Photographs that the next editions will show are fetched while the sheets are read, and kept on a shelf."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from ..config import Config
from ..errors import ConfigError, SheetsSyncError
from ..merge import Register, finding_at
from ..model import Fetched, Finding, Flaw, PhotoState, Snapshot, Unit, flawed
from ..photos import Darkroom, Shelf, Web, drive_id, is_web
from ..programmes import Programme
from ..render.sights import Sights, chosen, places_of, sights_of
from ..sources import Source
from .due import about_to_close
from .units import provinces_of, reported_units

CONNECTIONS = 4
ROUNDS = 3  # of choosing anew in the place of what could not be shown
PRIVATE = "ระบบยังเปิดดูภาพนี้ไม่ได้ โปรดแชร์ไฟล์หรือโฟลเดอร์ภาพให้บัญชีเดียวกับที่แชร์ชีตนี้ไว้"
FLAWS = {
    Flaw.LARGE: "ไฟล์ภาพใหญ่เกินไป (เกิน 10 MB หรือ 50 ล้านจุด) โปรดย่อภาพแล้วใส่ลิงก์ใหม่",
    Flaw.NO_PICTURE: "ลิงก์นี้ไม่ได้เปิดเป็นไฟล์ภาพ JPEG, PNG หรือ WEBP โปรดใส่ลิงก์ของไฟล์ภาพใน Google Drive",
    Flaw.BROKEN: "ไฟล์ภาพเปิดไม่ได้ อาจอัปโหลดไม่ครบ โปรดอัปโหลดใหม่",
    Flaw.TINY: "ภาพเล็กเกินกว่าจะเห็นรายละเอียด โปรดใส่ลิงก์ของภาพขนาดปกติ",
    Flaw.EMPTY: "โฟลเดอร์นี้ยังไม่มีไฟล์ภาพ โปรดใส่ภาพ หรือใส่ลิงก์ของไฟล์ภาพ",
    Flaw.GONE: "ไม่พบภาพตามลิงก์นี้ หรือภาพอยู่ในถังขยะ โปรดใส่ลิงก์ใหม่",
    Flaw.ADDRESS: "ระบบไม่รับภาพจากที่อยู่นี้ โปรดใส่ลิงก์ภาพใน Google Drive",
}
Tell = Callable[[str], None]


def shelf_of(config: Config) -> Shelf:
    """The shelf of a configuration."""
    return Shelf(config.state_folder / "photos")


def photos_for(config: Config) -> Mapping[str, bytes]:
    """The thumbnails that editions may show, by their links; none where no photograph is to be fetched."""
    return {} if config.photos_from == "none" else shelf_of(config)


def logo_for(config: Config) -> bytes | None:
    """The office's mark made anew; None where there is none, ConfigError where the file is no picture after all."""
    if config.logo is None:
        return None
    try:
        raw = config.logo.read_bytes()
    except OSError as error:
        raise ConfigError([f"logo: {config.logo} cannot be read: {error.strerror}"]) from error
    with Darkroom() as darkroom:
        made = darkroom.logo(raw)
    if isinstance(made, Flaw):
        raise ConfigError([f"logo: {config.logo} cannot be shown ({made}); save it again as a PNG"])
    return made


def can_ask(config: Config) -> Callable[[str], bool]:
    """Whether the configuration lets a link be asked at all."""
    drive, web = config.source.kind != "workbooks", config.photos_from == "public"
    if config.photos_from == "none":
        return lambda link: False
    return lambda link: (drive and bool(drive_id(link))) or (web and is_web(link))


@dataclass(frozen=True, slots=True)
class Gathering:
    """One run's fetching of photographs: bounded in number and time, and never fatal to the run."""

    config: Config
    source: Source
    shelf: Shelf
    now: dt.datetime
    tell: Tell

    def gather(self, units: Sequence[Unit], sights: Sights) -> None:
        """Fetch what the units' editions would show, the nation's first, and others where some cannot be shown."""
        asks, began = can_ask(self.config), time.monotonic()
        self.source.allow(self.config.photos.minutes * 60)
        until = began + self.config.photos.minutes * 60
        asked: set[str] = set()
        wanted: dict[str, None] = {}
        try:
            with Darkroom() as darkroom:
                self._ask(darkroom, self._failed(sights, asks), asked, until)
                for _ in range(ROUNDS):
                    wanted = self._wanted(units, sights, asks)
                    if not self._ask(darkroom, wanted, asked, until):
                        break
        except (SheetsSyncError, OSError, ValueError) as error:  # the report goes without
            self.tell(f"photographs: {error if isinstance(error, SheetsSyncError) else type(error).__name__}")
        self._save(wanted)
        if asked:
            there = sum(link in self.shelf for link in wanted)
            self.tell(f"photographs: {len(asked)} asked for, {there} of {len(wanted)} wanted are here")

    def _save(self, wanted: Mapping[str, None]) -> None:
        try:
            self.shelf.save(wanted, self.now)
        except OSError as error:
            self.tell(f"photographs: {self.shelf.folder} cannot be written ({error.strerror}); they are fetched again")

    def _failed(self, sights: Sights, asks: Callable[[str], bool]) -> Iterator[str]:
        """Those that could not be shown before: their office may have shared or mended them."""
        links = (link for found in sights.values() for sight in found for link in sight.links)
        return (link for link in links if asks(link) and self.shelf.bad(link))

    def _wanted(self, units: Sequence[Unit], sights: Sights, asks: Callable[[str], bool]) -> dict[str, None]:
        """What would be shown if all that is not known to be bad could be."""

        def usable(link: str) -> bool:
            return asks(link) and not self.shelf.bad(link)

        found = (chosen(sights, places_of(unit, sights), unit, usable) for unit in units)
        return dict.fromkeys(link for pairs in found for _, link in pairs)

    def _ask(self, darkroom: Darkroom, links: Iterable[str], asked: set[str], until: float) -> int:
        """Ask for the links that are due, a few at once, each once in a run; how many."""
        left = self.config.photos.most - len(asked)
        due = [link for link in dict.fromkeys(links) if link not in asked and self.shelf.due(link, self.now)][:left]
        asked.update(due)
        web = Web()

        def attempt(link: str) -> Fetched:
            if time.monotonic() > until:
                return Fetched(PhotoState.LATER)
            note, file_id = self.shelf.note(link), drive_id(link)
            version = note.version if note and link in self.shelf else ""
            got = self.source.picture(file_id, version) if file_id else web.picture(link)
            return developed(darkroom, got)

        pool, done = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="photos"), False
        try:
            for link, got in zip(due, pool.map(attempt, due), strict=True):
                self.shelf.keep(link, got, self.now)
            done = True
        finally:
            pool.shutdown(wait=done, cancel_futures=True)  # who was asked to stop waits for no slow photograph
        return len(due)


def developed(darkroom: Darkroom, got: Fetched) -> Fetched:
    """What was fetched with a clean thumbnail in the place of the file, or with what is wrong with it."""
    if got.state is not PhotoState.FETCHED:
        return got
    made = darkroom.photo(got.content)
    return flawed(made, got.version) if isinstance(made, Flaw) else replace(got, content=made)


def gather_photos(
    config: Config,
    source: Source,
    register: Register,
    snapshot: Snapshot,
    programmes: Sequence[Programme],
    now: dt.datetime,
    *,
    tell: Tell,
) -> None:
    """Fetch the photographs that the next month's editions will show; nothing where the configuration wants none."""
    month = about_to_close(config, now)
    began, until = month.previous.closes(config.closes), month.closes(config.closes)
    sights = sights_of(register, programmes, snapshot.workbooks, began, until)
    if config.photos_from == "none" or not sights:
        return
    units = reported_units(config, provinces_of(snapshot))
    Gathering(config, source, shelf_of(config), now, tell).gather(units, sights)


def photo_findings(config: Config, register: Register) -> Iterator[Finding]:
    """A finding at each cell of which a photograph could not be shown when it was last asked for."""
    shelf, asks = shelf_of(config), can_ask(config)
    if config.photos_from == "none":
        return
    for frame in register.frames.values():
        rows = frame[frame["counted"] & frame["photos"].notna()] if "photos" in frame else frame[:0]
        for _, row in rows.iterrows():
            links = [str(link) for link in row["photos"]]
            told: set[str] = set()
            for number, link in enumerate(links, start=1):
                note = shelf.note(link) if asks(link) else None
                code = "PHOTO_PRIVATE" if note and note.state is PhotoState.PRIVATE else "PHOTO_UNREADABLE"
                if note and note.bad and code not in told:
                    told.add(code)
                    which = f"ภาพที่ {number} ของช่องนี้: " if len(links) > 1 else ""
                    message = which + (FLAWS[note.flaw] if note.flaw else PRIVATE)
                    yield finding_at(register.tables, row, code, message, "photos", value=link)
