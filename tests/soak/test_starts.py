"""Two workers and cron started at once, over and over: one run a period, no mail twice, no lock error."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.errors import BusyError
from sheets_sync.jobs import press
from sheets_sync.store import Store

from ..conftest import NOW
from ..jobs.test_run import SERVER
from .crashing import MailServer, in_child, mail_server, mail_to, remember
from .office import PEOPLE, write_config, write_sheet

pytestmark = [pytest.mark.soak, pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")]

STARTS = 50
HANDS = 3  # two workers and cron
STORES = ["sqlite", "postgresql"] if SERVER else ["sqlite"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path / "took") as started:
        yield started


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(monkeypatch, press, "measure")
    remember(monkeypatch, press, "annexes_of")


def office(folder: Path, server: MailServer, store: str, number: int) -> Config:
    """A configuration of its own for each start, with an empty store."""
    config = write_config(folder / str(number), folder / "sheets", mail_to(server))
    if store == "sqlite":
        return config
    schema = f"sheets_sync_starts_{number}"
    engine = sa.create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(sa.text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    url = sa.make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
    path = folder / str(number) / "config.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"store: '{url.render_as_string(hide_password=False)}'\n")
    return load_config(path)


def started_at_once(config: Config, log: Path, hosts: bool) -> list[int]:
    """Run in several processes that begin at one instant; how each ended. `hosts` makes each a machine of its own."""
    ready, go = os.pipe()
    children = []
    for hand in range(HANDS):
        child = os.fork()
        if child == 0:
            os.close(go)
            os.read(ready, 1)  # ends when the parent lets go
            mine = config.model_copy(update={"state": log.parent / f"state-{hand}"}) if hosts else config
            os._exit(ended(mine, log.with_suffix(f".{hand}"), f"host-{hand}" if hosts else ""))
        children.append(child)
    os.close(ready)
    os.close(go)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def ended(config: Config, log: Path, host: str) -> int:
    """0 after a run, 10 when another was at work, 1 for whatever else."""
    if host:
        jobs.run.__globals__["socket"] = type("socket", (), {"gethostname": staticmethod(lambda: host)})
    try:
        jobs.run(config, NOW)
    except BusyError:
        return 10
    except BaseException as error:
        log.write_text(f"{type(error).__name__}: {error}", "utf-8")
        return 1
    return 0


@pytest.mark.parametrize("store", STORES)
def test_fifty_starts_at_once_are_one_run_a_period_each(tmp_path: Path, server: MailServer, store: str) -> None:
    """Seen to fail: without `only_one`, where two runs publish the same month."""
    (tmp_path / "sheets").mkdir()
    write_sheet(tmp_path / "sheets", 0)
    jobs.run(write_config(tmp_path / "warm", tmp_path / "sheets"), NOW)
    outcomes: Counter[int] = Counter()
    doubled, several, errors = [], [], []
    for number in range(STARTS):
        config = office(tmp_path, server, store, number)
        outcomes.update(started_at_once(config, tmp_path / "raised", store == "postgresql"))
        errors += [path.read_text("utf-8") for path in tmp_path.glob("raised.*")]
        assert errors == []
        mails = Counter(server.took())
        doubled += [mail for mail, times in mails.items() if times > 1]
        with Store.open(config.store) as opened:
            editions = Counter((row.report, row.period, row.unit) for row in opened.editions())
        several += [key for key, times in editions.items() if times > 1]
        assert len(mails) >= len(PEOPLE)
    print(f"\n{store}: {STARTS} × {HANDS} at once: {outcomes[0]} ran, {outcomes[10]} gave way, {len(doubled)} doubled")
    assert (doubled, several) == ([], [])
    assert outcomes[0] >= STARTS


@pytest.mark.parametrize("store", STORES)
def test_who_is_killed_is_followed_within_the_lease(tmp_path: Path, server: MailServer, store: str) -> None:
    """On one machine at once; another machine waits for the lease, and not longer."""
    (tmp_path / "sheets").mkdir()
    write_sheet(tmp_path / "sheets", 0)
    config, log = office(tmp_path, server, store, 999), tmp_path / "raised.txt"

    def dies_at_work() -> None:
        def killed(*_: object, **__: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        jobs.run.__globals__["sync_with"] = killed
        jobs.run(config, NOW)

    assert in_child(dies_at_work, log) == signal.SIGKILL
    if store == "sqlite":
        assert ended(config, log, "") == 0
        return
    elsewhere = config.model_copy(update={"state": tmp_path / "elsewhere"})
    assert ended(elsewhere, log, "another-host") == 10
    with Store.open(config.store) as opened:
        assert opened.take_lease("run", "another-host", NOW + dt.timedelta(hours=2), dt.timedelta(hours=2))
