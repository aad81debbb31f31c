"""Where photographs are kept between runs: what is known of each link, and the pictures by their content."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ..files import write_whole
from ..model import Fetched, Flaw, PhotoState

INDEX = "index.json"
STANDS = dt.timedelta(days=28)  # after which Drive is asked whether a photograph is still the same
AGAIN = dt.timedelta(hours=20)  # after which a photograph that could not be shown is tried again
KEPT = dt.timedelta(days=400)  # after which one that nobody asked for is let go


@dataclass(frozen=True, slots=True)
class Note:
    """How the photograph behind one link stands; `content` names its file."""

    state: PhotoState
    asked_at: dt.datetime
    wanted_at: dt.datetime
    version: str = ""
    flaw: Flaw | None = None
    content: str = ""

    @property
    def bad(self) -> bool:
        """Whether its office must do something before it can be shown."""
        return self.state in (PhotoState.PRIVATE, PhotoState.UNREADABLE)


class Shelf(Mapping[str, bytes]):
    """The thumbnails by their links; only this user may look into its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._notes = _read(folder / INDEX)

    def __getitem__(self, link: str) -> bytes:
        note = self._notes[link]
        try:
            raw = self._file(note.content).read_bytes() if note.content else b""
        except OSError:
            raise KeyError(link) from None
        if hashlib.sha256(raw).hexdigest() != note.content:
            raise KeyError(link)
        return raw

    def __contains__(self, link: object) -> bool:
        note = self._notes.get(link) if isinstance(link, str) else None
        return note is not None and bool(note.content) and self._file(note.content).exists()

    def __iter__(self) -> Iterator[str]:
        return (link for link in self._notes if link in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def note(self, link: str) -> Note | None:
        """What is known of a link; None where it was never asked."""
        return self._notes.get(link)

    def bad(self, link: str) -> bool:
        """Whether the photograph could not be shown when it was last asked for."""
        note = self._notes.get(link)
        return note is not None and note.bad

    def due(self, link: str, now: dt.datetime) -> bool:
        """Whether a link is to be asked: never was, is lost from the disk, or was asked too long ago."""
        note = self._notes.get(link)
        if note is None or not (note.bad or link in self):
            return True
        return now - note.asked_at >= (AGAIN if note.bad else STANDS)

    def keep(self, link: str, got: Fetched, now: dt.datetime) -> None:
        """Take note of an attempt; `content` is a thumbnail by now. One to be tried later changes nothing."""
        note = self._notes.get(link)
        if got.state is PhotoState.UNCHANGED and note:
            self._notes[link] = replace(note, asked_at=now, wanted_at=now)
        elif got.state is PhotoState.FETCHED:
            name = hashlib.sha256(got.content).hexdigest()
            if not self._file(name).exists():
                self._write(self._file(name), got.content)
            self._notes[link] = Note(got.state, now, now, got.version, content=name)
        elif got.state in (PhotoState.PRIVATE, PhotoState.UNREADABLE):
            self._notes[link] = Note(got.state, now, now, got.version, got.flaw)

    def save(self, wanted: Collection[str], now: dt.datetime) -> None:
        """Write down what is known, and let go of what nobody has wanted for long."""
        fresh = {link: replace(note, wanted_at=now) if link in wanted else note for link, note in self._notes.items()}
        self._notes = {link: note for link, note in fresh.items() if now - note.wanted_at < KEPT}
        plain = {link: asdict(note) for link, note in sorted(self._notes.items())}
        self._write(self.folder / INDEX, json.dumps(plain, default=str, ensure_ascii=False, indent=0).encode())
        held = {note.content for note in self._notes.values()}
        for path in self.folder.glob("*.jpg"):
            if path.stem not in held:
                path.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.jpg"

    def _write(self, path: Path, raw: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, raw, mode=0o600)


def _read(index: Path) -> dict[str, Note]:
    """What was known; nothing where there is no index or it cannot be read: then all is asked for again."""
    try:
        return {link: _note(plain) for link, plain in json.loads(index.read_bytes()).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _note(plain: dict[str, str]) -> Note:
    asked, wanted = (dt.datetime.fromisoformat(plain[name]) for name in ("asked_at", "wanted_at"))
    flaw = Flaw(plain["flaw"]) if plain["flaw"] else None
    return Note(PhotoState(plain["state"]), asked, wanted, plain["version"], flaw, plain["content"])
