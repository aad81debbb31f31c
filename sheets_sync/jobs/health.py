"""Whether the machine itself does its work: when a run ended last, what is due, what mail is stuck."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..config import Config
from ..model import MessageState
from ..store import Run, Store
from .due import due_periods
from .run import RUN
from .settling import Stuck, stuck

DONE = "done"


@dataclass(frozen=True, slots=True)
class Health:
    """How runs and mail stand."""

    last: Run | None  # that began last
    good_at: dt.datetime | None  # when one last did all it had to
    overdue: bool  # whether that is longer ago than `overdue_hours`
    due: tuple[str, ...]  # periods that the next run reports
    outbox: Mapping[str, int]  # state -> messages
    stuck: tuple[Stuck, ...]

    @property
    def needs_person(self) -> bool:
        """Whether no run comes to its end any more, or a message waits for somebody's word."""
        return self.overdue or any(each.state is not MessageState.DEFERRED for each in self.stuck)

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON; addresses are masked."""
        run = self.last
        return {
            "last_run": run
            and {
                "state": run.state,
                "started_at": run.started_at.isoformat(),
                "ended_at": run.ended_at.isoformat() if run.ended_at else None,
                "reason": run.reason,
            },
            "good_at": self.good_at.isoformat() if self.good_at else None,
            "overdue": self.overdue,
            "due": list(self.due),
            "outbox": dict(self.outbox),
            "stuck": [
                {
                    "id": each.id,
                    "edition": each.edition,
                    "recipient": each.recipient,
                    "state": str(each.state),
                    "since": each.since.isoformat(),
                    "why": each.why,
                    "mend": each.mend,
                }
                for each in self.stuck
            ],
        }


def health(config: Config, store: Store, now: dt.datetime) -> Health:
    """How runs and mail stand; a store in which no run was ever begun is worked by hand, and nothing is overdue."""
    last, first = store.last_run(RUN), store.first_run(RUN)
    good = store.last_run(RUN, state=DONE)
    since = good.ended_at if good else first.started_at if first else None
    return Health(
        last,
        good.ended_at if good else None,
        since is not None and now - since > dt.timedelta(hours=config.overdue_hours),
        tuple(str(period) for period in due_periods(config, store, now)),
        dict(Counter(str(row.state) for row in store.messages())),
        tuple(stuck(config, store)),
    )
