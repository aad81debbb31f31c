"""A progress bar on a terminal, plain lines in cron, always on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from . import show


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Give a function that takes one line of news after another."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield show.line
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[what]}"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", what=what, total=None)
        steps = 0

        def tell(line: str) -> None:
            nonlocal steps
            steps += 1
            room = max(console.width - 30, 20)
            bar.update(task, description=f"{steps}  {line}"[:room])

        yield tell
