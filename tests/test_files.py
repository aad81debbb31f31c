"""Files are whole-old or whole-new."""

import os
import stat
from pathlib import Path

import pytest

from sheets_sync.files import make_folder, write_whole

UMASK = os.umask(0)
os.umask(UMASK)


def test_a_file_is_put_in_place_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """Old content, then new; one file in the folder."""
    path = tmp_path / "new" / "46.html"
    write_whole(path, b"old")
    write_whole(path, b"new", mode=0o600)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "fchmod"])
def test_what_fails_on_the_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A full or broken disk shows nobody half a report."""
    path = tmp_path / "46.html"
    write_whole(path, b"old")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, broken)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_a_new_folder_s_entry_is_forced_to_disk_with_all_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a power cut takes folder and files, however well those were written."""
    synced: list[str] = []
    monkeypatch.setattr("sheets_sync.files.sync_folder", lambda folder: synced.append(folder.name))
    write_whole(tmp_path / "editions" / "2564-01" / "46.html", b"new")
    write_whole(tmp_path / "editions" / "2564-01" / "46.txt", b"new")
    assert synced == [tmp_path.name, "editions", "2564-01", "2564-01"]


def test_a_folder_s_mode_is_its_own_and_not_that_of_those_above_it(tmp_path: Path) -> None:
    """`/srv/data/state` that only its owner may enter does not shut everybody out of `/srv/data`."""
    make_folder(tmp_path / "data" / "state", mode=0o700)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("data", "data/state")]
    assert modes == [0o777 & ~UMASK, 0o700]
