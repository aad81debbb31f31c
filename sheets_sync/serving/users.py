"""The users' file: a name, a unit and a password's hash each; refused when others can read it."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..config.plain import plain
from ..config.values import code
from ..config.wording import shown
from ..errors import ConfigError
from ..files import write_whole
from .hashing import is_hash

KEYS = {"name", "unit", "password"}
LONGEST_NAME = 64
LARGEST = 1_000_000  # bytes of the file
HEAD = "# Who may see the war room's pages; made by `sheets-sync serve --add-user NAME --unit 46`.\n"


@dataclass(frozen=True, slots=True)
class User:
    """One who may log in: the unit is what they see, with the units below it."""

    name: str
    unit: str
    password: str  # its hash


def is_name(name: str) -> bool:
    """Whether a text can be a user's name: letters of any script and signs, without blanks."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and not any(map(str.isspace, name))


def plain_name(name: str) -> str:
    """A name as it is compared: Thai can be typed in two orders, and nobody minds capitals at a login."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def load_users(path: Path, known: Callable[[str], bool]) -> Mapping[str, User]:
    """Every user by name; ConfigError with all that is wrong in the file. `known` tells whether a unit is one."""
    where = f"serve.users: {path}"
    try:
        with path.open("rb") as file:
            told = os.fstat(file.fileno())
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        mend = "make it by `sheets-sync serve --add-user NAME --unit 46`"
        raise ConfigError([f"serve.users: no such file: {path}; {mend}"]) from None
    except OSError as error:
        raise ConfigError([f"{where}: cannot be read: {error.strerror}"]) from None
    if told.st_mode & 0o077:
        mode = stat.S_IMODE(told.st_mode)
        raise ConfigError([f"serve.users: others can read {path} (mode {mode:o}); run: chmod 600 {path}"])
    if os.geteuid() not in (0, told.st_uid) and told.st_uid != 0:
        raise ConfigError([f"{where}: belongs to another account; run: chown {os.geteuid()} {path}"])
    if len(raw) > LARGEST:
        raise ConfigError([f"{where}: larger than {LARGEST:,} bytes; this is no list of users"])
    try:
        entries = plain(raw.decode("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise ConfigError([f"{where}: not UTF-8 text (byte {error.start})"]) from None
    if not isinstance(entries, list) or not entries:
        raise ConfigError([f"{where}: expected a list of users, each with name, unit and password"])
    mistakes = [f"{where}: {mistake}" for mistake in _mistakes(entries, known)]
    if mistakes:
        raise ConfigError(mistakes)
    users = (User(str(each["name"]), str(code(each["unit"])), each["password"]) for each in entries)
    return {plain_name(user.name): user for user in users}


def _mistakes(entries: list[Any], known: Callable[[str], bool]) -> Iterator[str]:
    """What is wrong, entry by entry; a password's hash is never shown."""
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict) or entry.keys() != KEYS:
            yield f"[{number}]: expected name, unit and password, and nothing else"
            continue
        name, unit = str(code(entry["name"])), str(code(entry["unit"]))
        if not is_name(name):
            yield f"[{number}].name: expected a name of at most {LONGEST_NAME} letters without blanks"
        if plain_name(name) in seen:
            yield f"[{number}].name: {shown(name)} stands twice"
        seen.add(plain_name(name))
        if not known(unit):
            yield f"[{number}].unit: no such unit: {shown(unit)}; write nation, region-N, or a code such as 46 or 4607"
        if not isinstance(entry["password"], str) or not is_hash(entry["password"]):
            yield f"[{number}].password: expected what `sheets-sync serve --add-user` writes, never a password itself"


def save_user(path: Path, user: User, known: Callable[[str], bool]) -> bool:
    """Add a user, or give one a new unit and password; whether it is a new one. The file stays its owner's (0600)."""
    owner = path.stat() if path.exists() else None
    users = dict(load_users(path, known)) if owner else {}
    new = plain_name(user.name) not in users
    users[plain_name(user.name)] = user
    entries = [{"name": each.name, "unit": each.unit, "password": each.password} for each in users.values()]
    text = HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    write_whole(path, text.encode("utf-8"), mode=0o600)
    if owner and os.geteuid() == 0:  # or the service could no longer read it
        os.chown(path, owner.st_uid, owner.st_gid)
    return new


class Users:
    """The users as the file has them now: who is taken out of it is out at their next click."""

    def __init__(self, path: Path, known: Callable[[str], bool], tell: Callable[[str], None]) -> None:
        self._path, self._known, self._tell = path, known, tell
        self._seen: tuple[int, ...] | None = None
        self._users: Mapping[str, User] = {}

    def named(self, name: str) -> User | None:
        """The user of a name, or None; nobody at all while the file is missing, broken or open to others."""
        now = self._stamp()
        if now != self._seen:
            self._seen = now
            try:
                self._users = load_users(self._path, self._known)
            except ConfigError as error:
                self._users = {}
                for mistake in error.mistakes:
                    self._tell(f"nobody can log in: {mistake}")
        return self._users.get(plain_name(name))

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            told = self._path.stat()
        except OSError:
            return ()
        return told.st_mtime_ns, told.st_size, told.st_ino, told.st_mode, told.st_uid
