"""The door: who comes in, for how long, and what it costs to try passwords."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.serving import User, hashed, save_user
from sheets_sync.serving.hashing import matches

from .conftest import HOURS, PASSWORD, Served, serving


@pytest.fixture(scope="module")
def behind_https(users_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serving(users_file, tmp_path_factory.mktemp("https"), https=True)


def cookie_of(served: Served, name: str) -> str:
    answer = served.login(name)
    assert answer.status == 303
    return str(answer.headers["Set-Cookie"]).partition(";")[0].partition("=")[2]


def test_the_right_password_leads_to_what_was_asked_for(served: Served) -> None:
    asked = served.ask("GET", "/4607.html?wall")
    assert (asked.status, 'value="/4607.html?wall"' in asked.text) == (401, True)
    answer = served.login("yt", onward="/4607.html?wall")
    assert (answer.status, answer.headers["Location"]) == (303, "/4607.html?wall")


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/x",
        "/46.html#<b>",
        "javascript:1",
        "/46.html?\r\nX: y",
        "",
    ],
)
def test_a_login_never_leads_elsewhere(served: Served, onward: str) -> None:
    assert served.login("ks", onward=onward).headers["Location"] == "/"


def test_a_cookie_is_for_this_site_alone_and_for_no_script(served: Served, behind_https: Served) -> None:
    plain = str(served.login("yt").headers["Set-Cookie"]).split("; ")
    assert plain[0].startswith("room=")
    assert sorted(plain[1:]) == ["HttpOnly", "Path=/", "SameSite=strict"]
    safe = str(behind_https.login("yt").headers["Set-Cookie"]).split("; ")
    assert safe[0].startswith("__Host-room=")
    assert sorted(safe[1:]) == ["HttpOnly", "Path=/", "SameSite=strict", "Secure"]


@pytest.mark.parametrize(
    ("name", "password"),
    [("yt", "x"), ("yt", ""), ("yt", PASSWORD + "ๆ"), ("nobody", PASSWORD), ("", ""), ("yt", "ก" * 900)],
)
def test_a_wrong_password_and_an_unknown_name_are_told_alike(served: Served, name: str, password: str) -> None:
    answer = served.login(name, password)
    assert (answer.status, answer.headers["Set-Cookie"]) == (401, None)
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in answer.text
    assert served.told == [
        f"a wrong password for {'yt' if name == 'yt' else 'a name that is not known'}, from 127.0.0.1"
    ]


def test_an_unknown_name_costs_as_much_as_a_known_one(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """One look at one hash of the same cost each, in the same order: a clock tells no difference on a busy machine."""
    looked: list[list[str]] = []

    def look(password: str, kept: str) -> bool:
        looked.append(kept.split(":")[:4])
        return matches(password, kept)

    monkeypatch.setattr("sheets_sync.serving.door.matches", look)
    assert [served.login(name, "z").status for name in ("yt", "nobody")] == [401, 401]
    assert looked == [["scrypt", "128", "8", "1"]] * 2


def test_fifty_wrong_passwords_are_throttled(served: Served) -> None:
    """The first five are looked at; then it waits, longer with each; in an hour it comes to twelve more."""
    statuses = [served.login("yt", f"guess {number}").status for number in range(50)]
    assert statuses == [401] * 5 + [429] * 45
    late = served.login("yt", PASSWORD)
    assert (late.status, late.headers["Retry-After"]) == (429, "1")
    assert "โปรดรอ 1 วินาที" in late.text
    looked_at = 0
    for _ in range(3600):
        served.at += 1
        looked_at += served.login("yt", "guess").status == 401
    assert looked_at == 12


def test_fifty_at_once_are_not_better_off(served: Served) -> None:
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(served.login("yt", "guess").status)) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(statuses), statuses.count(401)) == (50, 5)


def test_the_right_password_wins_after_a_wait_and_clears_what_was_counted(served: Served) -> None:
    for _ in range(6):
        served.login("yt", "guess")
    served.at += 2
    assert served.login("yt").status == 303
    assert [served.login("yt", "guess").status for _ in range(5)] == [401] * 5


def test_a_login_ends_with_its_time_with_a_logout_and_with_a_new_password(served: Served, users_file: Path) -> None:
    kept = cookie_of(served, "mk")
    assert served.ask("GET", "/4601.html", token=kept).status == 200
    served.at += HOURS * 3600 + 1
    assert served.ask("GET", "/4601.html", token=kept).status == 401
    kept = cookie_of(served, "mk")
    assert served.ask("POST", "/logout", token=kept, Sec_Fetch_Site="same-origin").status == 303
    assert served.ask("GET", "/4601.html", token=kept).status == 401
    kept = cookie_of(served, "mk")
    save_user(users_file, User("mk", "4601", hashed("another one")), lambda _: True)
    assert served.ask("GET", "/4601.html", token=kept).status == 401
    save_user(users_file, User("mk", "4601", hashed(PASSWORD)), lambda _: True)


def test_who_opens_the_list_of_users_to_others_locks_everybody_out(served: Served, users_file: Path) -> None:
    kept = cookie_of(served, "ks")
    users_file.chmod(0o644)
    assert served.ask("GET", "/46.html", token=kept).status == 401
    assert served.login("ks").status == 401
    assert any("chmod 600" in line for line in served.told)
    users_file.chmod(0o600)
    assert served.ask("GET", "/46.html", token=kept).status == 200


def test_each_login_has_a_token_of_its_own_and_the_one_before_in_this_browser_ends(served: Served) -> None:
    first = cookie_of(served, "ks")
    second = str(served.login("ks", Cookie=f"room={first}").headers["Set-Cookie"]).partition(";")[0]
    assert second != f"room={first}"
    assert served.ask("GET", "/46.html", token=first).status == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec_Fetch_Site": "none"}, 303),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 303),
    ],
)
def test_a_form_of_another_site_logs_nobody_in_or_out(served: Served, headers: dict[str, str], status: int) -> None:
    assert served.login("ks", **headers).status == status
    kept = served.token("ks")
    assert served.ask("POST", "/logout", token=kept, **headers).status == status
    assert (served.ask("GET", "/", token=kept).status == 401) == (status == 303)


LONG, MANY = "name=ks&password=" + "x" * 9000, "&".join("abcdefghijklm")


@pytest.mark.parametrize(
    ("body", "kind"), [(LONG, ""), (MANY, ""), ("{}", "application/json"), ("name=%FF", ""), ("ก", "")]
)
def test_what_is_no_small_form_is_refused(served: Served, body: str, kind: str) -> None:
    headers = {"Content_Type": kind} if kind else {}
    assert served.ask("POST", "/login", body=body, **headers).status == 400


def test_a_link_in_a_web_mail_asks_once_more_from_here(served: Served) -> None:
    """Its request comes without a cookie that is SameSite=Strict; asked again from our page, it has it."""
    first = served.ask("GET", "/46.html?wall", Sec_Fetch_Site="cross-site")
    assert (first.status, first.headers["Refresh"]) == (401, "0; url=/46.html?wall&again")
    for headers in ({"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}, {}):
        assert served.ask("GET", "/46.html", **headers).headers["Refresh"] is None
    assert served.ask("GET", "/46.html?again", Sec_Fetch_Site="cross-site").headers["Refresh"] is None


def test_behind_a_proxy_each_address_waits_for_itself(behind_https: Served) -> None:
    """What the proxy says of who asks is taken; without a proxy it is not."""
    for number in range(7):
        answer = behind_https.login("yt", "guess", X_Forwarded_For="203.0.113.9")
        assert answer.status == (401 if number < 5 else 429)
    assert behind_https.login("yt", X_Forwarded_For="198.51.100.7").status == 303


def test_without_a_proxy_nobody_can_name_another_address_as_theirs(served: Served) -> None:
    statuses = [served.login("yt", "guess", X_Forwarded_For=f"203.0.113.{number}").status for number in range(7)]
    assert statuses == [401] * 5 + [429] * 2
