"""The workbooks of the sample on disk."""

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from sheets_sync import samples
from sheets_sync.periods import Closing, Month


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.xlsx"))}


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, tuple[str, int]]]:
    """File -> (digest, time of change) after each of the three months, written one over the other."""
    folder = tmp_path_factory.mktemp("sheets")
    seen = []
    for month in samples.MONTHS:
        samples.write_month(folder, month)
        seen.append({name: (digest, (folder / name).stat().st_mtime_ns) for name, digest in digests(folder).items()})
    return seen


def test_there_are_131_offices_and_one_sends_its_workbook_a_month_later(
    months: list[dict[str, tuple[str, int]]],
) -> None:
    assert [len(month) for month in months] == [130, 131, 131]
    assert {o.file for o in samples.offices()} == set(months[2])


def test_a_file_that_did_not_change_keeps_bytes_and_time(months: list[dict[str, tuple[str, int]]]) -> None:
    for before, after in pairwise(months):
        kept = [name for name in before if before[name][0] == after[name][0]]
        assert kept
        assert all(before[name] == after[name] for name in kept)
        assert all(before[name][1] < after[name][1] for name in before if name not in kept)


def test_changes_are_spread_over_days_before_each_closing(months: list[dict[str, tuple[str, int]]]) -> None:
    for month, files in zip(samples.MONTHS, months, strict=True):
        closing = month.closes(Closing()).timestamp()
        assert all(time / 1e9 < closing for _, time in files.values())
        assert len({int((closing - time / 1e9) // 86400) for _, time in files.values()}) >= 5


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 2564), ("b", 2564), ("c", 1)):
        samples.write_month(tmp_path / name, samples.MONTHS[2], seed=seed)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert not digests(tmp_path / "a").items() & digests(tmp_path / "c").items()


def test_a_month_without_sheets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no sample sheets for 2564-02; there are 2563-11, 2563-12, 2564-01"):
        samples.write_month(tmp_path, Month(2021, 2))
