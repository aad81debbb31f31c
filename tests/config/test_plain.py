"""What YAML would read in its own way, or not survive, is one mistake with its line."""

from pathlib import Path

import pytest

from sheets_sync.config import load_config
from sheets_sync.config.wording import LONGEST
from sheets_sync.errors import ConfigError

SOURCE = "source: {kind: workbooks, path: a}\n"


def said(tmp_path: Path, text: str) -> str:
    """The message for a configuration with this second line."""
    path = tmp_path / "config.yaml"
    path.write_text(SOURCE + text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("? [a, b]\n: 1", "line 2, column 3: a key must be a word"),
        ("? {a: b}\n: 1", "line 2, column 3: a key must be a word"),
        ("office: 2021-13-45", "line 2, column 9: no such date or number: '2021-13-45'"),
        (f"closing: {{day: {'9' * 6000}}}", "line 2, column 16: no such date or number"),
        ("office: " + "[" * 3000, "line 2, column 28: nested deeper than 20 levels"),
        ("office: &a x", "line 2, column 9: an anchor or alias (&name, *name) is not taken here; write the value out"),
        ("office: *a", "line 2, column 9: an anchor or alias"),
        ("mail: {<<: {kind: folder}}", "line 2, column 8: a merge key (<<) is not taken here"),
        ("office: !!int ''", "line 2, column 9: a tag (!name) is not taken here"),
        ('office: "\\Uffffffff"', "line 2: "),
        ('out: "a\\0b"', "a text with a character that no file or mail takes"),
        ("office: \x01", "line 2: the character U+0001 cannot stand"),
        ("regions: {12: ['46'], '12': ['45']}", "key '12' stands twice"),
    ],
)
def test_what_is_not_plain_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """Never another exception than ConfigError."""
    assert problem in said(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("regions:", "regions: expected keys with values, got nothing"),
        ("regions: 5\nrecipients: [{unit: region-5, email: a@b.c}]", "regions: expected keys with values, got 5"),
        ("regions: {-1: ['46']}", "region -1: expected a number from 1 to 99"),
        ("regions: {100: ['46']}", "region 100: expected a number from 1 to 99"),
        ("recipients: [{unit: 046, email: a@b.c}]", "recipients[0].unit: no such unit: '046'"),
        ("mail: {host: h, from: a@b.c, port: 10:30}", 'mail.port: expected a number, got "10:30"'),
        ("mail: {host: '', from: a@b.c}", "mail.host: expected the name of a mail server such as smtp.example.go.th"),
        ("mail: {kind: folder, from: 'a@x.y, b@y.z'}", "mail.from: expected one sender"),
        ("mail: {host: h, from: 'a@x.y, b@y.z'}", "mail.from: expected one sender"),
        ('mail: {kind: folder, from: "A\\nBcc: <a@b.c>"}', "mail.from: expected one sender"),
        ("worker: {every_minutes: .nan}", "worker.every_minutes: "),
    ],
)
def test_a_value_out_of_bounds_is_named_with_its_key(tmp_path: Path, text: str, problem: str) -> None:
    """One line each."""
    assert problem in said(tmp_path, text)


@pytest.mark.parametrize("deadline", [".inf", ".nan", "1441", "0"])
def test_a_deadline_is_minutes_of_one_day(tmp_path: Path, deadline: str) -> None:
    """Infinity would never stop reading."""
    path = tmp_path / "config.yaml"
    path.write_text(f"source: {{kind: google, deadline: {deadline}}}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"source\.deadline: "):
        load_config(path)


@pytest.mark.parametrize("sender", ["a@b.c", "A <a@b.c>", "สพจ.กาฬสินธุ์ <a@b.c>", '"A, B" <a@b.c>', "<a@b.c>"])
def test_one_sender_is_taken_as_it_is(tmp_path: Path, sender: str) -> None:
    """Bare, or after a name."""
    path = tmp_path / "config.yaml"
    path.write_text(f"{SOURCE}mail: {{kind: folder, from: '{sender}'}}", encoding="utf-8")
    assert load_config(path).mail.sender == sender


@pytest.mark.parametrize(
    "text",
    [
        "store: [hunter2]",
        "mail: {host: h, from: a@b.c, password_file: [hunter2]}",
        "mail: smtp://me:hunter2@mx.example.org",
        "mail: [{password: hunter2}]",
        "office: [http://me:hun/ter2@x, hunter2]",
    ],
)
def test_a_secret_is_never_printed(tmp_path: Path, text: str) -> None:
    """Not of store, not of a password, not out of an address."""
    assert "ter2" not in said(tmp_path, text)


def test_a_long_value_is_cut(tmp_path: Path) -> None:
    """A message stays a line."""
    assert len(said(tmp_path, f"closing: {{day: {'x' * 5000}}}")) < LONGEST + 60
