"""One run after another, beside another, and after a killed one, over each kind of store."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from sheets_sync import jobs
from sheets_sync.config import load_config
from sheets_sync.errors import BusyError
from sheets_sync.periods import Month

from ..conftest import CASES, NOW

SERVER = os.environ.get("SHEETS_SYNC_TEST_POSTGRESQL", "")
STORES = ["sqlite", "postgresql"] if SERVER else ["sqlite"]


@pytest.fixture(params=STORES)
def config_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One office's workbook, with the store in a file or in a schema of its own on the server."""
    (tmp_path / "sheets").mkdir()
    shutil.copy(CASES / "phichit-bangmunnak.xlsx", tmp_path / "sheets")
    url = f"sqlite:///{tmp_path}/store.db"
    if request.param == "postgresql":
        schema = f"sheets_sync_jobs_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        engine = sa.create_engine(SERVER)
        with engine.begin() as connection:
            connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            connection.execute(sa.text(f"CREATE SCHEMA {schema}"))
        engine.dispose()
        ours = sa.make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
        url = ours.render_as_string(hide_password=False)
    path = tmp_path / "config.yaml"
    path.write_text(
        f"source: {{kind: workbooks, path: sheets}}\nstore: '{url}'\nmail: {{path: mail}}\nregions: {{}}\n"
        "recipients: [{unit: '66', email: pc@example.go.th}]",
        encoding="utf-8",
    )
    return path


def test_two_runs_are_one(config_path: Path) -> None:
    """The second pulls, publishes and sends nothing, whichever database remembers the first."""
    config = load_config(config_path)
    first, second = jobs.run(config, NOW), jobs.run(config, NOW)
    assert (first.synced.pulls, second.synced.pulls) == ({"changed": 1}, {"unchanged": 1})
    assert [p.messages for p in first.published] == [1]
    assert second.published == ()
    assert len(list((config_path.parent / "mail").glob("*.eml"))) == 1


def test_only_one_run_works_at_a_time(config_path: Path) -> None:
    """Cron and worker together: the second says so and leaves the first alone."""
    config = load_config(config_path)
    with (
        jobs.opened(config) as store,
        jobs.only_one(config, store, NOW),
        pytest.raises(BusyError, match="at work here"),
    ):
        jobs.run(config, NOW)


def test_another_machine_s_run_is_left_alone_until_its_lease_ends(config_path: Path) -> None:
    """A killed machine blocks nobody for long."""
    config = load_config(config_path)
    with jobs.opened(config) as store:
        assert store.take_lease("run", "another-machine", NOW, dt.timedelta(hours=2))
    with pytest.raises(BusyError, match="another machine"):
        jobs.run(config, NOW + dt.timedelta(hours=1))
    assert jobs.run(config, NOW + dt.timedelta(hours=2)).synced.pulls == {"changed": 1}


def test_a_killed_run_blocks_nobody_on_its_machine(config_path: Path) -> None:
    """kill -9 in the middle; the next run goes on at once."""
    code = (
        "import os, pathlib, sys; from sheets_sync import jobs; from sheets_sync.config import load_config;"
        "from sheets_sync.periods import parse_instant;"
        "c = load_config(pathlib.Path(sys.argv[1])); s = jobs.opened(c).__enter__();"
        "jobs.only_one(c, s, parse_instant('2564-02-05T08:00')).__enter__(); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(config_path)], check=False).returncode == -9
    assert jobs.run(load_config(config_path), NOW).synced.pulls == {"changed": 1}


def test_a_month_published_again_renders_and_composes_nothing(
    config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, month = load_config(config_path), Month(2021, 1)
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
        first = jobs.publish(config, store, month, NOW)
        monkeypatch.setattr(sys.modules["sheets_sync.jobs.publish"], "compose", None)
        monkeypatch.setattr(sys.modules["sheets_sync.jobs.press"], "render", None)
        second = jobs.publish(config, store, month, NOW)
    assert (first.editions, first.kept, first.messages) == (second.kept, 0, 1)
    assert (second.editions, second.messages) == (0, 0)


def test_who_is_named_later_gets_the_edition_as_it_was(config_path: Path) -> None:
    """Who had it gets nothing again."""
    config, month = load_config(config_path), Month(2021, 1)
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
        jobs.publish(config, store, month, NOW)
        config_path.write_text(
            config_path.read_text("utf-8").replace("}]", "}, {unit: '66', email: new@example.go.th}]")
        )
        later = jobs.publish(load_config(config_path), store, month, NOW)
        assert (later.editions, later.messages) == (0, 1)
        assert [row.recipient for row in store.messages()] == ["pc@example.go.th", "new@example.go.th"]


def test_a_run_lets_go_of_what_is_older_than_it_may_be(config_path: Path) -> None:
    """The bytes of mails sent a year and more ago, not their proof."""
    config = load_config(config_path)
    jobs.run(config, NOW)
    with jobs.opened(config) as store:
        before = store.messages()
    for days, kept in ((399, True), (402, False)):
        jobs.run(config, NOW + dt.timedelta(days=days), month=Month(2021, 1))
        with jobs.opened(config) as store:
            assert store.messages()[: len(before)] == [replace(row, purged=not kept) for row in before]
            with store._read() as connection:
                first = connection.execute(sa.text("SELECT eml FROM messages ORDER BY id LIMIT 1")).scalar()
        assert bool(first) is kept
