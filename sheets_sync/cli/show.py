"""Results as people read them on a terminal: on stdout, in plain columns that a pipe keeps."""

from __future__ import annotations

import contextlib
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from .. import areas
from ..jobs import (
    Check,
    Delivered,
    HandedBack,
    Health,
    Old,
    Played,
    Proof,
    Published,
    Ran,
    Stuck,
    Synced,
    masked_address,
)
from ..model import KeptFinding
from ..store import Erased, MessageRow

SHOWN_FILES = 8  # that a purge names
METER = 20  # columns of a full gauge
WIDE = 110  # columns of a pipe or a log, where no terminal says how wide it is
SIGNS = {"error": "!", "warning": "?", "info": "·"}


class Shown(Console):
    """A console that leaves a pipe closed by its reader, as `head` does, to whoever called."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, markup: bool = False, err: bool = False) -> Console:
    """A console on stdout, or stderr, as wide as the terminal, or wide enough for a log."""
    terminal = (sys.stderr if err else sys.stdout).isatty()
    width = None if terminal else WIDE
    return Shown(width=width, highlight=False, markup=markup, soft_wrap=not terminal, stderr=err)


def line(text: str) -> None:
    """One line of news on stderr; a log whose disk is full stops nothing."""
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)


def grid(*heads: str) -> Grid:
    """An empty table with plain rules; heads that begin with `#` are right-aligned."""
    table = Grid(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head.removeprefix("#"), justify="right" if head.startswith("#") else "left", overflow="fold")
    return table


def add(table: Grid, *values: str) -> None:
    """One row, each value as it stands: what officers type is never taken for markup."""
    table.add_row(*map(Text, values))


def demo(played: Played) -> None:
    """The demonstration's table and the paths to open."""
    table = grid("month", "#read", "#failed", "#records", "#to mend", "#editions", "#notices", "#mails", "#seconds")
    for each in played.months:
        synced, pulls = each.ran.synced, each.ran.synced.pulls
        add(
            table,
            each.month.thai,
            *(f"{pulls.get(key, 0):,}" for key in ("changed", "failed")),
            f"{synced.records:,}",
            f"{synced.findings.get('error', 0) + synced.findings.get('warning', 0):,}",
            f"{sum(p.editions for p in each.ran.published):,}",
            f"{each.ran.noticed.editions if each.ran.noticed else 0:,}",
            f"{sum(each.ran.delivered.states.values()):,}",
            f"{each.seconds:.1f}",
        )
    shown = console()
    shown.print(table)
    shown.print()
    out = played.folder
    for what, path in (
        ("the report of Kalasin", played.shown),
        *(("the quarter of region 12", each.folder / "region-12.html") for each in played.quarters),
        ("every edition", out / "editions"),
        ("notices to offices", out / "notices"),
        ("the mails, one .eml each", out / "mail"),
        ("the officers' sheets", out / "sheets"),
    ):
        shown.print(f"{what:26} {path}")
    program = sys.argv[0] if sys.argv[0].endswith("/sheets-sync") else "sheets-sync"  # as it was called
    sheet, config = shlex.quote(str(played.sheet)), shlex.quote(str(out / "config.yaml"))
    for what, command in (
        ("how a sheet was read", f"{program} inspect {sheet}"),
        ("what officers should mend", f"{program} findings --unit 46 --config {config}"),
    ):
        shown.print(f"{what:26} {command}")


def run(done: Ran) -> None:
    """A run in three or four lines."""
    synced(done.synced)
    published(done.published)
    if done.noticed:
        each = done.noticed
        console().print(f"notices    {each.week}: {each.editions:,} offices, {each.messages:,} messages; {each.folder}")
    delivered(done.delivered)
    if done.handed_back:
        handed_back(done.handed_back)
    if done.dry:
        console().print("dry run: nothing was kept and nothing was sent")


def synced(done: Synced) -> None:
    """What was pulled, understood and found."""
    shown = console()
    shown.print(f"pulled     {counts(done.pulls) or 'no workbook'}")
    if done.tabs:
        shown.print(f"tabs       {counts(done.tabs)}")
    if done.stale:
        shown.print(f"stale      {done.stale:,} workbooks, not touched for the month that closed last")
    shown.print(f"records    {done.records:,}")
    shown.print(f"findings   {counts(done.findings) or 'none'}")
    shown.print(f"snapshot   {done.snapshot.hash[:12]}")


def published(done: Iterable[Published]) -> None:
    """What was rendered, and where it lies."""
    shown = console()
    nothing = True
    for each in done:
        nothing = False
        shown.print(
            f"published  {each.period}: {each.editions:,} new editions, {each.kept:,} that were there, "
            f"{each.messages:,} messages into the outbox; {each.folder}"
        )
        for what, lines in (("large", each.noted), ("refused", each.refused)):
            for line in lines:
                shown.print(f"{what:10} {line}")
        if each.held:
            shown.print(f"held       {each.held:,} of them may have left before; `deliver --uncertain` asks of each")
    if nothing:
        shown.print("published  nothing is due")


def proof(shown: Proof) -> None:
    """The page of an edition, and how large its mail is."""
    plain = console()
    plain.print(f"page       {shown.page}")
    plain.print(f"subject    {shown.edition.letter.subject}")
    if shown.edition.told:
        plain.print(f"large      {shown.edition.told}")
    for gauge in shown.gauges:
        filled = min(round(gauge.share * METER), METER)
        told = f"{gauge.size / 1000:,.1f} of {gauge.limit / 1000:,.0f} KB"
        said = "" if gauge.state == "ok" else "too much" if gauge.state == "over" else "much"
        note = " · ".join(part for part in (said, gauge.note) if part)
        plain.print(f"{gauge.what:10} {'█' * filled}{'░' * (METER - filled)} {told}{' · ' if note else ''}{note}")


def delivered(done: Delivered) -> None:
    """How the messages ended."""
    console().print(f"delivered  {counts(done.states) or 'nothing waited'}")


def handed_back(done: HandedBack) -> None:
    """How many findings tabs say something new, and which cannot be written, with the mend."""
    console().print(f"tabs       {counts(done.tabs) or 'no workbook'}")
    for why in done.refused:
        console().print(f"refused    {why}")


def health(health: Health) -> None:
    """When a run ended last, what is overdue, and the mail that has not simply arrived."""
    shown, run = console(), health.last
    if run is None:
        shown.print("last run   none yet")
    elif run.ended_at is None:
        shown.print(f"last run   begun {run.started_at:%Y-%m-%d %H:%M}; at work, or killed")
    else:
        why = f": {run.reason}" if run.reason else ""
        shown.print(f"last run   {run.state} {run.ended_at:%Y-%m-%d %H:%M}{why}")
    if health.overdue:
        good = f"since {health.good_at:%Y-%m-%d %H:%M}" if health.good_at else "ever"
        shown.print(f"overdue    no run has come to its end {good}; see cron's or the worker's log, and `doctor`")
    if health.due:
        shown.print(f"due        {', '.join(health.due)}; the next run reports it")
    shown.print(f"mail       {counts(health.outbox) or 'none'}")
    stuck(health.stuck)


def stuck(found: Iterable[Stuck], *, err: bool = False) -> None:
    """Each message with its number, why it has not arrived, and what to do, as a line that can be copied."""
    shown = console(err=err)
    for each in found:
        number = f"message {each.id}"
        shown.print(f"{number}  {each.state} since {each.since:%Y-%m-%d %H:%M}  {each.edition} to {each.recipient}")
        for line in (each.why, each.mend):
            shown.print(f"{' ' * len(number)}  {line}")


def bounced(row: MessageRow) -> None:
    """Whose mail it was that came back."""
    console().print(
        f"message {row.id}: {row.edition_key} to {masked_address(row.recipient)} came back; noted as refused"
    )


def counts(numbers: Mapping[str, int]) -> str:
    """`131 changed, 2 failed`."""
    return ", ".join(f"{number:,} {str(name).replace('_', ' ')}" for name, number in sorted(numbers.items()) if number)


def status(stands: Sequence[Mapping[str, Any]]) -> None:
    """One line a workbook."""
    table = grid("state", "units", "#findings", "read at", "workbook", "message")
    for workbook in stands:
        units = workbook["units"]
        add(
            table,
            workbook["state"],
            units[0] if len(units) == 1 else f"{units[0]} +{len(units) - 1}" if units else "–",
            str(workbook["findings"]),
            (workbook["read_at"] or "never")[:16].replace("T", " "),
            workbook["title"] or workbook["id"],
            workbook["message"],
        )
    console().print(table if stands else "nothing has been read yet; run `sheets-sync sync`")


def findings(found: Sequence[KeptFinding]) -> None:
    """What to mend, office by office; what was repaired without a doubt is only counted."""
    shown = console()
    to_mend = [kept for kept in found if kept.finding.severity != "info"]
    if not to_mend:
        shown.print("nothing to mend")
    for unit, group in groupby(to_mend, key=lambda kept: kept.finding.unit):
        kept = list(group)
        shown.print(f"\n{unit_name(unit)}  {len(kept)}", style="bold")
        table = grid("", "cell", "tab", "code", "since", "what to look at", "as typed", "suggestion")
        for each in kept:
            f = each.finding
            add(
                table,
                SIGNS[f.severity],
                f.cell,
                f.tab,
                f.code,
                f"{each.opened_at:%Y-%m-%d}",
                f.message,
                f.value,
                f.suggestion,
            )
        shown.print(table)
    if len(found) > len(to_mend):
        shown.print(f"\nand {len(found) - len(to_mend):,} notes on what was repaired without a doubt; --json has them")


def unit_name(code: str) -> str:
    """`4607 อำเภอยางตลาด`."""
    return f"{code} {areas.unit(code).name}" if code else "office unknown"


def doctor(checked: Sequence[Check]) -> None:
    """What was looked at, and the mend of what is wrong."""
    table = grid("", "looked at", "what to do")
    for check in checked:
        add(table, {"ok": "✓", "wrong": "!"}.get(check.state, "·"), check.what, check.mend)
    console().print(table)


def old(found: Old) -> None:
    """What is older than the month, by kind."""
    rows = found.rows
    line(f"snapshots {rows.snapshots:,} · readings of workbooks {rows.readings:,} · mended findings {rows.findings:,}")
    line(f"letters of editions {rows.letters:,} · sent and refused mails {rows.mails:,} · files {len(found.files):,}")
    for path in found.files[:SHOWN_FILES]:
        line(f"  {path}")
    if len(found.files) > SHOWN_FILES:
        line(f"  and {len(found.files) - SHOWN_FILES:,} more")
    line("kept: the figures, hashes and recipients of every edition, and when each mail was sent or refused")


def erased(found: Erased) -> None:
    """In how many places one person stands, and what their offices have to mend first."""
    line(f"earlier readings {found.readings:,} · mended findings {found.findings:,}")
    for title in found.standing:
        line(f"stands in the sheet now: {title}; ask its office to take the row's name out, then `sheets-sync sync`")
