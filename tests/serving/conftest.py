"""A folder of pages behind a real server on a free port, with a user of every level and a clock that we turn."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from sheets_sync.render import Templates
from sheets_sync.serving import User, Users, hashed, hashing, save_user
from sheets_sync.serving.web import Answers, Given, Sessions, serve, site

PASSWORD = "ข้าวหลามหนองมน"
USERS = {"dg": "nation", "i12": "region-12", "ks": "46", "yt": "4607", "mk": "4601", "ns": "60"}
REGIONS = {12: ("40", "44", "45", "46"), 18: ("60", "61", "62", "66")}
HOURS = 12
SCRIPT = "document.title = 'ran'"
HASH = "'sha256-2RH3BF6ezh0BAXWRlbm0gXNVjTjOZLP23cGKRG2c1C0='"  # of SCRIPT
POLICY = f"default-src 'none'; connect-src 'self'; script-src {HASH}; style-src 'unsafe-inline'"
META = f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{POLICY}">'


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Served:
    """The server, its folder, and what it told."""

    folder: Path
    given: Given
    port: int = 0
    at: float = 1000.0
    told: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, *, token: str = "", body: str = "", **headers: str) -> Answer:
        """One request, its path sent as it stands."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Cookie"] = f"{self.given.cookie}={token}"
        if body:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            if body:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body else None)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def login(self, name: str, password: str = PASSWORD, onward: str = "/", **headers: str) -> Answer:
        """Send the form."""
        return self.ask(
            "POST", "/login", body=urlencode({"name": name, "password": password, "onward": onward}), **headers
        )

    def token(self, name: str) -> str:
        """A session of a user's, without the password."""
        user = self.given.users.named(name)
        assert user
        return self.given.sessions.begin(user, self.at)


@pytest.fixture(scope="module")
def cheap() -> Iterator[None]:
    """Passwords that cost a millisecond instead of a quarter of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "COST", 2**7)
        patch.setattr(hashing, "LANES", 1)
        hashing.nobody.cache_clear()
        yield
    hashing.nobody.cache_clear()


@pytest.fixture(scope="module")
def users_file(cheap: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user of each level."""
    path = tmp_path_factory.mktemp("users") / "users.yaml"
    for name, unit in USERS.items():
        save_user(path, User(name, unit, hashed(PASSWORD)), lambda _: True)
    return path


@pytest.fixture(scope="module")
def open_site(users_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server, once for all tests of a module; `served` gives it to each with a clean slate."""
    yield from serving(users_file, tmp_path_factory.mktemp("out"), https=False)


def serving(users_file: Path, out: Path, *, https: bool) -> Iterator[Served]:
    """Serve invented pages until the test is done."""
    folder = out / "pages"
    for name in ("nation", "region-12", "region-18", "46", "60", "4601", "4607"):
        page = f"{META}หน้าของ {name}<script>{SCRIPT}</script>"
        (folder / "photos" / "4607").mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_text(page, "utf-8")
    (folder / "photos" / "4607" / "a.jpg").write_bytes(b"\xff\xd8 a photograph")
    (out / "secret.html").write_text("a secret", "utf-8")
    served = Served(folder, None)  # type: ignore[arg-type]
    users = Users(users_file, lambda _: True, served.told.append)
    served.given = Given(
        folder, users, Sessions(users, HOURS * 3600), Answers(Templates.open(), "กรมการพัฒนาชุมชน"), REGIONS,
        lambda unit: f"หน่วย {unit}", served.told.append, lambda: served.at, https,
    )  # fmt: skip
    began, stop = threading.Event(), threading.Event()

    def tell(line: str) -> None:
        if "http://" in line:
            served.port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
            began.set()

    proxies = ("127.0.0.0/8",) if https else ()
    thread = threading.Thread(
        target=serve, args=(site(served.given), "127.0.0.1", 0, proxies), kwargs={"tell": tell, "stop": stop}
    )
    thread.start()
    try:
        assert began.wait(30)
        yield served
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()


@pytest.fixture
def served(open_site: Served) -> Served:
    """The server as if nobody had tried a password yet."""
    open_site.told.clear()
    open_site.at += 100_000  # every wait is over, every tally forgotten
    return open_site
