"""Twenty-three mistakes planted one at a time into a copy of the package: each turns a test red."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 240  # for all of them together
AT_ONCE = 2


@dataclass(frozen=True)
class Planted:
    """A mistake: in which file, which words become which, and the tests that must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: str


MISTAKES = (
    Planted("no fsync", "files.py", "        os.fsync(file.fileno())\n", "", "tests/test_files.py"),
    Planted(
        "claims without a where",
        "store/outbox.py",
        "                    .where(c.id == row.id, c.state == row.state, c.attempts == row.attempts)\n",
        "",
        "tests/store/test_outbox.py",
    ),
    Planted(
        "takes back before the lease is over",
        "store/outbox.py",
        "c.state == was.value, c.lease_until <= now",
        "c.state == was.value",
        "tests/store/test_outbox.py",
    ),
    Planted(
        "marks what is in another's hand",
        "store/outbox.py",
        "[s.value for s in MAY_FOLLOW.get(state, ())]), mine)",
        "[s.value for s in MAY_FOLLOW.get(state, ())]))",
        "tests/store/test_outbox.py",
    ),
    Planted(
        "dots without a commit",
        "jobs/deliver.py",
        "            self.store.mark_message(message.id, MessageState.DOTTED, self.tick())\n",
        "",
        "tests/mail/test_delivery.py",
    ),
    Planted(
        "a message id by chance",
        "mail/message.py",
        "{edition_key}|{recipient.lower()}",
        "{edition_key}|{id(object())}{dt.datetime.now()}",
        "tests/mail/test_message.py",
    ),
    Planted(
        "commits that a power cut undoes",
        "store/database.py",
        '"synchronous=FULL"',
        '"synchronous=OFF"',
        "tests/store/test_database.py",
    ),
    Planted(
        "no escaping",
        "render/templating.py",
        "autoescape=True",
        "autoescape=False",
        "tests/render/test_edition.py -k run",
    ),
    Planted(
        "nobody is masked",
        "render/masking.py",
        "    for pattern in (EMAIL, CITIZEN_ID, PHONE):\n",
        "    for pattern in ():\n",
        "tests/render/test_masking.py",
    ),
    Planted(
        "formulas live",
        "render/formats.py",
        '        return "\'" + value\n',
        "        return value\n",
        "tests/render/test_register.py",
    ),
    Planted(
        "any address is a link",
        "render/links.py",
        "if book and SAFE_LINK.fullmatch(book.url) else",
        "if book else",
        "tests/security/test_threats.py -k addresses",
    ),
    Planted(
        "no retry",
        "sources/google/client.py",
        "number == tries or",
        "True or",
        "tests/sources/google/test_client.py -k pass",
    ),
    Planted(
        "a deadline that is not kept",
        "sources/google/pacing.py",
        "if self.clock.now() + wait > deadline:",
        "if False:",
        "tests/sources/google/test_pacing.py",
    ),
    Planted(
        "a key that others can read",
        "sources/google/credentials.py",
        "if mode & 0o077:",
        "if False:",
        "tests/sources/google/test_credentials.py",
    ),
    Planted(
        "any certificate",
        "mail/connection.py",
        "ssl.create_default_context()",
        "ssl._create_unverified_context()",
        "tests/mail/test_security.py",
    ),
    Planted(
        "bombs are unpacked",
        "sources/archive.py",
        "if len(parts) > MAX_PARTS or total > MAX_BYTES or packed:",
        "if False:",
        "tests/sources/test_bombs.py -k parts",
    ),
    Planted(
        "an edition without its revision",
        "model/kept.py",
        '/{self.unit}/{self.revision}"',
        '/{self.unit}"',
        "tests/store/test_editions.py",
    ),
    Planted(
        "old data as new",
        "model/kept.py",
        "WorkbookState.STALE if good and untouched else self.state",
        "self.state",
        "tests/test_model.py tests/render/test_edition.py -k stale",
    ),
    Planted(
        "unknown is nought",
        "indicators/measuring.py",
        "math.fsum(there) if there else None",
        "math.fsum(there)",
        "tests/test_indicators.py",
    ),
    Planted(
        "a door through which any tab is written",
        "sources/google/writer.py",
        'if not ours or not all(map(_only_ours, (body or {}).get("requests", ()))):',
        "if False:",
        "tests/jobs/test_hand_back.py -k gets_out",
    ),
    Planted(
        "our hand is taken for the office's",
        "jobs/touched.py",
        "return replace(pull, changed_at=held.changed_at)",
        "return pull",
        "tests/jobs/test_touched.py",
    ),
    Planted(
        "sums that need not agree",
        "indicators/sums.py",
        "    if wrong:\n",
        "    if False:\n",
        "tests/test_indicators.py",
    ),
    Planted(
        "in the order of the day",
        "store/pulls.py",
        "tuple(sorted(map(_noun, rows), key=lambda kept: kept.workbook_id))",
        "tuple(sorted(map(_noun, rows), key=lambda kept: str(kept.read_at)))",
        "tests/store/test_snapshots.py",
    ),
)


NOTHING = Planted("nothing at all", "files.py", "", "", "")
RED = re.compile(r"^(?:FAILED|ERROR) ([^\s\[]+(?:\[[\w.-]+\](?=\s))?)", re.MULTILINE)  # with a parameter that is a word


def planted(folder: Path, mistake: Planted) -> Path:
    """A copy of the package, its templates and tests with the mistake in it."""
    copy = folder / mistake.name.replace(" ", "-")
    for name in ("sheets_sync", "templates", "tests"):  # with the bytecode of what stays as it is
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("golden"))
    for name in ("pyproject.toml", "config.yaml"):
        shutil.copy(ROOT / name, copy)
    path = copy / "sheets_sync" / mistake.file
    source = path.read_text("utf-8")
    assert mistake.old in source, f"{mistake.name}: {mistake.file} says it no more; plant it anew"
    path.write_text(source.replace(mistake.old, mistake.new), "utf-8")
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()
    return copy


def run(copy: Path, tests: str) -> tuple[int, str]:
    """pytest's exit status, 1 when a test failed, and what it said."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-rfE", "-p", "no:cacheprovider", *tests.split()]
    there = os.environ | {"PYTHONPATH": str(copy), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # none of them is needed
    there.pop("SHEETS_SYNC_TEST_POSTGRESQL", None)
    done = subprocess.run(command, cwd=copy, env=there, capture_output=True, text=True, check=False, timeout=SECONDS)
    return done.returncode, done.stdout


@pytest.mark.soak
def test_each_planted_mistake_turns_a_test_red_that_is_green_without_it(tmp_path: Path) -> None:
    copies = [planted(tmp_path, mistake) for mistake in MISTAKES]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = list(pool.map(run, copies, [mistake.tests for mistake in MISTAKES]))
    unnoticed = {m.name: said[-1500:] for m, (status, said) in zip(MISTAKES, ends, strict=True) if status != 1}
    assert unnoticed == {}
    red = dict.fromkeys(RED.search(said)[1] for _, said in ends)  # type: ignore[index]
    status, said = run(planted(tmp_path, NOTHING), " ".join(red))
    assert status == 0, said[-1500:]
    print(f"{len(MISTAKES)} mistakes planted, each noticed; the {len(red)} tests that were red are green without one")


def test_every_mistake_can_still_be_planted() -> None:
    """The words that a mistake changes are in the code, and its tests are there."""
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 20
    for mistake in MISTAKES:
        source = (ROOT / "sheets_sync" / mistake.file).read_text("utf-8")
        assert mistake.old in source, mistake.name
        for test in mistake.tests.split():
            assert test.startswith("-") or (ROOT / test.split("::")[0]).exists() or not test.startswith("tests"), test
