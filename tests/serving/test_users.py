"""The users' file, its passwords, and which unit sees which."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.serving import User, hashed, is_name, load_users, save_user
from sheets_sync.serving.hashing import is_hash, matches
from sheets_sync.serving.rights import sees

HASH = "scrypt:1024:8:1:c2FsdHNhbHRzYWx0c2FsdA:" + "A" * 43
REGIONS = {1: ("10",), 12: ("40", "46")}


def known(unit: str) -> bool:
    return unit in ("nation", "region-12", "46", "4607")


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "users.yaml"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def test_a_hash_is_its_password_s_alone_and_never_the_same_twice() -> None:
    one, other = hashed("ข้าวหลาม ๑"), hashed("ข้าวหลาม ๑")
    assert one != other
    assert one.startswith("scrypt:32768:8:3:")
    assert is_hash(one)
    assert [matches(said, one) for said in ("ข้าวหลาม ๑", "ข้าวหลาม 2", "", "x" * 10_000)] == [True, False, False, False]


def test_a_password_is_one_in_whichever_order_its_signs_are_typed() -> None:
    """Sara am is one letter or two; accents are one or two as well."""
    assert matches("น\u0e4d\u0e32 cafe\u0301", hashed("น\u0e33 caf\u00e9"))


COSTS = [HASH.replace("1024", "1000"), HASH.replace("1024", "4194304"), HASH.replace(":8:", ":0:")]


@pytest.mark.parametrize("odd", ["", "secret", HASH[:-1], HASH + "A", "md5" + HASH, *COSTS])
def test_what_is_no_hash_or_too_costly_is_none(odd: str) -> None:
    assert not is_hash(odd)


def test_a_user_is_added_once_and_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "users.yaml"
    assert save_user(path, User("ks", "46", HASH), known)
    assert save_user(path, User("ยางตลาด", "4607", HASH), known)
    assert not save_user(path, User("KS", "region-12", HASH), known)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {name: user.unit for name, user in load_users(path, known).items()} == {"ks": "region-12", "ยางตลาด": "4607"}


@pytest.mark.skipif(os.geteuid() != 0, reason="run as root: only root adds users to another account's file")
def test_a_file_of_another_account_stays_that_account_s(tmp_path: Path) -> None:
    path = tmp_path / "users.yaml"
    save_user(path, User("ks", "46", HASH), known)
    os.chown(path, 1234, 1234)
    save_user(path, User("yt", "4607", HASH), known)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1234)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601, 0o644])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, f"- {{name: ks, unit: '46', password: '{HASH}'}}", mode)
    with pytest.raises(ConfigError, match=f"run: chmod 600 {path}"):
        load_users(path, known)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected a list of users"),
        ("ks: 46", "expected a list of users"),
        ("- ks", r"\[0\]: expected name, unit and password"),
        (f"- {{name: ks, password: '{HASH}'}}", r"\[0\]: expected name, unit and password"),
        (f"- {{name: ks, unit: '46', password: '{HASH}', admin: true}}", "and nothing else"),
        (f"- {{name: k s, unit: '46', password: '{HASH}'}}", "without blanks"),
        (f"- {{name: ks, unit: '99', password: '{HASH}'}}", "no such unit: '99'"),
        ("- {name: ks, unit: '46', password: geheim}", r"\[0\].password: expected what `sheets-sync serve --add-user`"),
        (f"- {{name: ks, unit: '46', password: '{HASH}'}}\n" * 2, r"\[1\].name: 'ks' stands twice"),
        ("- !!python/object/apply:os.system ['true']", "not YAML: line 1"),
    ],
)
def test_each_mistake_is_named_and_no_password_shown(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as raised:
        load_users(written(tmp_path, text), known)
    assert "geheim" not in str(raised.value)


def test_a_file_that_is_not_there_is_named_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="serve --add-user NAME --unit 46"):
        load_users(tmp_path / "users.yaml", known)


@pytest.mark.parametrize(
    ("name", "fine"), [("ks", True), ("สมชาย.ใ", True), ("", False), ("a b", False), ("a\n", False), ("x" * 65, False)]
)
def test_a_name_is_one_word(name: str, fine: bool) -> None:
    assert is_name(name) is fine


@pytest.mark.parametrize(
    ("own", "below", "not_below"),
    [
        ("nation", "nation region-1 region-12 46 4607", ""),
        ("region-12", "region-12 46 4607 40", "nation region-1 10 1001 60"),
        ("46", "46 4607", "nation region-12 40 4001"),
        ("4607", "4607", "nation region-12 46 4601"),
        ("region-7", "region-7", "46 nation"),
    ],
)
def test_nobody_sees_upwards_or_beside(own: str, below: str, not_below: str) -> None:
    assert [unit for unit in below.split() if not sees(own, unit, REGIONS)] == []
    assert [unit for unit in not_below.split() if sees(own, unit, REGIONS)] == []


@pytest.mark.parametrize("odd", ["", "..", "46.html", "460701", "région", "region-0", "๔๖", "46\n"])
def test_what_is_no_unit_is_nobody_s(odd: str) -> None:
    assert not sees("nation", odd, REGIONS)
