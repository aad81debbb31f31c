"""A store of its own for every test: a SQLite file, and PostgreSQL where a server is given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sheets_sync.store import Store

POSTGRESQL = os.environ.get("SHEETS_SYNC_TEST_POSTGRESQL", "")
SCHEMA = f"sheets_sync_tests_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"  # of our own: nothing else is touched


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/state/sheets_sync.db"
    engine = sa.create_engine(POSTGRESQL)
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
        connection.execute(sa.text(f"CREATE SCHEMA {SCHEMA}"))
    engine.dispose()
    ours = sa.make_url(POSTGRESQL).update_query_dict({"options": f"-csearch_path={SCHEMA}"})
    return ours.render_as_string(hide_password=False)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
