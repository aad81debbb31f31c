"""The tables as the newest migration leaves them, and how instants, words and lists are kept in them."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from ..periods import BANGKOK

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # neither UTF-8 nor PostgreSQL can hold these


class Instant(TypeDecorator[dt.datetime]):
    """An instant: UTC in the database, Bangkok's clock outside; one without a zone is refused with ValueError."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone, so it is no instant")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).astimezone(BANGKOK)


class Words(TypeDecorator[str]):
    """Text that came out of a sheet or a server; what no database can hold is shown as U+FFFD."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return UNKEEPABLE.sub("\ufffd", value) if value else value


class Json(TypeDecorator[Any]):
    """A small list or mapping as canonical ASCII JSON."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(value, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return json.loads(value or "null")


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("counts", Json, nullable=False),
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("kept_at", Instant, nullable=False),
)


def _standing() -> tuple[sa.Column[Any], ...]:
    """How a workbook stands: the columns that a snapshot freezes."""
    return (
        sa.Column("title", Words, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reading_hash", sa.Text, sa.ForeignKey("readings.hash")),
        sa.Column("read_at", Instant),
        sa.Column("changed_at", Instant),
        sa.Column("message", Words, nullable=False),
        sa.Column("units", Json, nullable=False),
        sa.Column("url", Words, nullable=False),
    )


workbooks = sa.Table(
    "workbooks",
    metadata,
    sa.Column("workbook_id", sa.Text, primary_key=True),
    *_standing(),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("checked_at", Instant, nullable=False),
    sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
)
STANDING = ("workbook_id", *(column.name for column in _standing()))

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("taken_at", Instant, nullable=False, index=True),
    sa.Column("hash", sa.Text, nullable=False),
)

snapshot_workbooks = sa.Table(
    "snapshot_workbooks",
    metadata,
    sa.Column("snapshot_id", sa.Integer, sa.ForeignKey("snapshots.id"), primary_key=True),
    sa.Column("workbook_id", sa.Text, primary_key=True),
    *_standing(),
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("workbook_id", sa.Text, nullable=False),
    sa.Column("tab_id", sa.BigInteger, nullable=False),  # NO_TAB for a finding about the workbook as a whole
    sa.Column("cell", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("message", Words, nullable=False),
    sa.Column("value", Words, nullable=False),
    sa.Column("suggestion", Words, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("tab", Words, nullable=False),
    sa.Column("unit", sa.Text, nullable=False, index=True),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
)
sa.Index(
    "uq_findings_open",
    findings.c.workbook_id,
    findings.c.tab_id,
    findings.c.cell,
    findings.c.code,
    unique=True,
    sqlite_where=findings.c.closed_at.is_(None),
    postgresql_where=findings.c.closed_at.is_(None),
)
NO_TAB = -1

blobs = sa.Table(
    "blobs",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

editions = sa.Table(
    "editions",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("letter", sa.LargeBinary, nullable=False),
    sa.Column("snapshot_hash", sa.Text, nullable=False),
    sa.Column("numbers", Json, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.UniqueConstraint("report", "period", "unit", "revision"),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("edition_key", sa.Text, sa.ForeignKey("editions.key"), nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("message_id", sa.Text, nullable=False),
    sa.Column("eml", sa.LargeBinary, nullable=False),
    sa.Column("eml_sha256", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("state_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("first_tried_at", Instant),
    sa.Column("next_at", Instant),
    sa.Column("lease_owner", sa.Text, nullable=False),
    sa.Column("lease_until", Instant),
    sa.Column("code", sa.Integer, nullable=False),
    sa.Column("text", Words, nullable=False),
)
sa.Index("uq_messages_edition_recipient", messages.c.edition_key, sa.func.lower(messages.c.recipient), unique=True)
sa.Index("ix_messages_state_next_at", messages.c.state, messages.c.next_at)

recipients = sa.Table(
    "recipients",
    metadata,
    sa.Column("registry", sa.Text, primary_key=True),  # id of the spreadsheet that lists them
    sa.Column("cell", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("wants", Json, nullable=False),
)

findings_tabs = sa.Table(
    "findings_tabs",
    metadata,
    sa.Column("workbook_id", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),  # of its office: what stands in its own tabs, as a hash
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("writer", sa.Text, nullable=False),
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("until", Instant, nullable=False),
)
