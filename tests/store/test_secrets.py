"""The key that citizen IDs are hashed with."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from sheets_sync.errors import StoreError
from sheets_sync.store.secrets import citizen_key, keyed_hash

INVENTED = "1460700000001"


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    key = citizen_key(tmp_path / "state")
    assert (len(key), citizen_key(tmp_path / "state")) == (32, key)
    (file,) = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_offices_have_two_keys(tmp_path: Path) -> None:
    assert citizen_key(tmp_path / "a") != citizen_key(tmp_path / "b")


def test_eight_first_runs_at_once_agree_on_one_key(tmp_path: Path) -> None:
    keys: list[bytes] = []
    barrier = threading.Barrier(8)

    def first_run() -> None:
        barrier.wait()
        keys.append(citizen_key(tmp_path))

    threads = [threading.Thread(target=first_run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(keys), len(set(keys))) == (8, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["citizen-key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    citizen_key(tmp_path)
    (tmp_path / "citizen-key").chmod(mode)
    with pytest.raises(StoreError, match="can be read by others; run: chmod 600 "):
        citizen_key(tmp_path)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    """A new key would make every person a new one."""
    citizen_key(tmp_path)
    (tmp_path / "citizen-key").write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged: .* restore it from the backup"):
        citizen_key(tmp_path)
    assert (tmp_path / "citizen-key").read_bytes() == content


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    with pytest.raises(StoreError, match="citizen-key cannot be read or made: File exists"):
        citizen_key(tmp_path / "state")


def test_one_person_is_one_hash_under_one_key_only() -> None:
    mine, other = keyed_hash(b"a" * 32), keyed_hash(b"b" * 32)
    assert mine(INVENTED) == keyed_hash(b"a" * 32)(INVENTED) == "2a00831fe7357ccd656ffe10b188e63b"
    assert len({mine(INVENTED), other(INVENTED), mine("1460700000002")}) == 3
    assert INVENTED not in mine(INVENTED)
