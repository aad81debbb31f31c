"""A workbook as it was understood, drawn on a terminal or as plain text in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import indent

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ..model import Severity
from ..reading.seen import DOUBLE, NOT_KEPT, NUMBERING, UNKNOWN, UNUSED
from ..render.inspection import DrawnColumn, DrawnTab, Inspection, together
from ..render.labels import label_of

MOST_CELLS = 3
SIGNS = {Severity.ERROR: "[red]![/red]", Severity.WARNING: "[yellow]?[/yellow]", Severity.INFO: "·"}
WHY = {"column_numbers": "column numbers", "total": "a sum", "sample": "an example", "scratch": "working notes"}
NOT_USED = {
    NUMBERING: "numbers the rows",
    NOT_KEPT: "known, and not kept",
    UNUSED: "empty",
    UNKNOWN: "not understood",
}


def inspection(drawn: Inspection, shown: Console) -> None:
    """A workbook tab by tab: columns, rows left out, findings, and what to pin where a guess is weak."""
    shown.print(f"[bold]{escape(drawn.name)}[/bold]")
    for tab in drawn.tabs:
        shown.print()
        if tab.programme is None:
            shown.print(f"[bold]{escape(tab.title)}[/bold]: neither programme's; left alone")
            continue
        _facts(tab, shown)
        _columns(tab, shown)
        _left_out(tab, shown)
        _findings(tab, shown)
        _pins(tab, shown)


def _facts(tab: DrawnTab, shown: Console) -> None:
    """What the tab is, of where and when."""
    table = tab.table
    records = f"{len(table.records)} record{'' if len(table.records) == 1 else 's'}"
    shown.print(f"[bold]{escape(tab.title)}[/bold]: {table.programme} {table.shape}, {records}")
    facts = grid()
    facts.add_row("place", tab.place or "not told")
    facts.add_row("as of", f"{tab.as_of} ({table.as_of})" if table.as_of else "not told")
    facts.add_row("header", f"row{'s' if len(table.header_rows) > 1 else ''} {tab.header_rows}")
    if table.copy_of:
        facts.add_row("copy", Text(f"of {table.copy_of}: read, not summed"))
    if table.other_year:
        facts.add_row("year", Text(f"fiscal year {table.other_year}: read, not summed"))
    shown.print(indented(facts))


def _columns(tab: DrawnTab, shown: Console) -> None:
    """Each column that was taken for a field, and the others by name."""
    shown.print("\n  columns")
    table = grid("", "header", "taken for", "field", "sure", "typed → read")
    for column in tab.used:
        seen = column.seen
        word = "sure" if not column.asks else "weak"
        table.add_row(
            seen.letter, Text(header(column)), seen.label, seen.name, f"{word} {seen.confidence:.0%}",
            Text("\n".join(examples(column))),
        )  # fmt: skip
    shown.print(indented(table))
    for state, group in _by_state(tab.unused).items():
        shown.print(Text(f"    not used, {state}: {', '.join(f'{c.seen.letter} {header(c)}' for c in group)}"))


def _by_state(columns: Iterable[DrawnColumn]) -> dict[str, list[DrawnColumn]]:
    found: dict[str, list[DrawnColumn]] = {}
    for column in columns:
        seen = column.seen
        why = f"{seen.name} has another column" if seen.state == DOUBLE else NOT_USED[seen.state]
        found.setdefault(why, []).append(column)
    return found


def header(column: DrawnColumn) -> str:
    """A column's header as typed, on one line."""
    return " ".join(column.seen.header.split()) or "(no header)"


def examples(column: DrawnColumn) -> Iterable[str]:
    """`๑๕ ไร่ → 15 ไร่`, one line an example."""
    for example in column.examples:
        yield f"{example.typed} → {example.read}" if example.changed else example.typed


def _left_out(tab: DrawnTab, shown: Console) -> None:
    """The rows that are no records, and why."""
    if tab.left_out:
        shown.print("\n  rows left out")
        table = grid()
        for why, rows in tab.left_out:
            table.add_row(WHY.get(why, why), rows)
        shown.print(indented(table))


def _findings(tab: DrawnTab, shown: Console) -> None:
    """What to look at, the gravest first, each beside its cell."""
    if not tab.findings:
        shown.print("\n  nothing to look at")
        return
    many = Counter(finding.severity for finding in tab.findings)
    told = ((Severity.ERROR, "not used"), (Severity.WARNING, "to confirm"), (Severity.INFO, "repaired"))
    shown.print(f"\n  to look at: {', '.join(f'{many[s]} {word}' for s, word in told if many[s])}")
    table = grid("", "cell", "what", "as typed", "suggestion", "why")
    for f, cells in together(tab.findings):
        table.add_row(
            SIGNS[f.severity], at(cells), Text(f"{f.code}\n{label_of(f.code)}"), Text(f.value), Text(f.suggestion),
            Text(f.message),
        )  # fmt: skip
    shown.print(indented(table))


def at(cells: Sequence[str]) -> str:
    """`O8`, or a few of many cells: `O8 O9 O10 +20`."""
    return " ".join(cells[:MOST_CELLS]) + (f" +{len(cells) - MOST_CELLS}" if len(cells) > MOST_CELLS else "")


def _pins(tab: DrawnTab, shown: Console) -> None:
    """What to paste into config.yaml where a column is in doubt."""
    if tab.pins:
        shown.print(
            "\n  a column is in doubt; to say what it is, put this into config.yaml, with the field that is right"
        )
        shown.print(Text(indent(tab.pins, " " * 4)), soft_wrap=True)


def grid(*heads: str) -> Grid:
    """A table without rules, its cells wrapped rather than cut."""
    table = Grid(box=None, pad_edge=False, show_header=bool(heads), header_style="dim")
    for head in heads or ("", ""):
        table.add_column(head, overflow="fold")
    return table


def indented(content: Grid | Text) -> Padding:
    """Content under its heading."""
    return Padding(content, (0, 0, 0, 4), expand=False)
