"""The war room's pages behind a password, and the list of those who have one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .. import areas, serving
from ..config import Config
from ..errors import UsageError
from ..render import Templates
from .rooms import rooms_folder
from .units import area_codes

SHORTEST = 10  # letters of a password


def serve(config: Config, *, tell: Callable[[str], None], stop: threading.Event | None = None) -> None:
    """Serve `OUT/pages` until SIGTERM or `stop`; each page is read from disk when it is asked for.

    Raises ConfigError where the users' file is missing, broken or open to others, UsageError where the port is taken.
    """
    from ..serving import web  # noqa: PLC0415 - a fifth of a second that only this command needs

    path = config.serve.users
    if path.is_relative_to(config.out):
        raise UsageError(f"serve.users: {path} lies in {config.out}, of which pages are served; keep it elsewhere")
    serving.load_users(path, lambda unit: is_unit(config, unit))
    users = serving.Users(path, lambda unit: is_unit(config, unit), tell)
    templates = Templates.open(config.templates, words=config.wording)
    given = web.Given(
        root=rooms_folder(config),
        users=users,
        sessions=web.Sessions(users, config.serve.hours * 3600),
        answers=web.Answers(templates, config.office),
        regions=config.regions,
        name_of=lambda unit: unit_name(config, unit),
        tell=tell,
        now=time.monotonic,
        https=bool(config.serve.proxies),
    )
    web.serve(web.site(given), config.serve.host, config.serve.port, config.serve.proxies, tell=tell, stop=stop)


def add_user(config: Config, name: str, unit: str, password: str) -> bool:
    """Let somebody see a unit's pages, or give them a new password; whether they are new to the list.

    Raises UsageError for what cannot be a name, a unit or a password, ConfigError where the list itself is wrong.
    """
    refuse_odd_user(config, name, unit)
    if not SHORTEST <= len(password) <= serving.LONGEST or serving.plain_name(name) in password.casefold():
        raise UsageError(f"a password has {SHORTEST} to {serving.LONGEST} letters, and not its user's name in it")
    user = serving.User(name, unit, serving.hashed(password))
    return serving.save_user(config.serve.users, user, lambda each: is_unit(config, each))


def refuse_odd_user(config: Config, name: str, unit: str) -> None:
    """Raise UsageError for what cannot be a user's name or unit, before a password is asked for."""
    if not serving.is_name(name):
        raise UsageError(f"--add-user {name}: a name has at most {serving.LONGEST_NAME} letters, and no blanks")
    area_codes(config, [unit])


def is_unit(config: Config, unit: str) -> bool:
    """Whether there is such a unit here."""
    try:
        area_codes(config, [unit])
    except UsageError:
        return False
    return True


def unit_name(config: Config, unit: str) -> str:
    """The Thai name of a unit that has a page; its code where it is of a region that there is no more."""
    if unit == "nation":
        return areas.nation(()).name
    if unit.startswith("region-"):
        return areas.region(int(unit.removeprefix("region-")), ()).name
    return areas.unit(unit).name if areas.area_name(unit) else unit
