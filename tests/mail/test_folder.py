"""Mail laid down as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.config.mail import FolderMail
from sheets_sync.errors import MailError
from sheets_sync.mail import Answer, open_mailer
from sheets_sync.mail.folder import file_name
from sheets_sync.model import MessageState

EML = b"To: ks@example.go.th\r\n\r\n"


def nothing() -> None:
    """What a caller that keeps no outbox does at the dot."""


def send(folder: Path, name: str, eml: bytes = EML) -> Answer:
    with open_mailer(FolderMail(path=folder)) as mailer:
        return mailer.send(eml, "ks@example.go.th", name=name, on_dot=nothing)


def test_each_message_is_one_file_named_for_people(tmp_path: Path) -> None:
    answer = send(tmp_path / "mail", "monthly/2564-01/46/0")
    (file,) = (tmp_path / "mail").iterdir()
    assert (file.name, file.read_bytes()) == ("monthly_2564-01_46_0_ks@example.go.th.eml", EML)
    assert (answer.state, answer.text) == (MessageState.SENT, str(file))


def test_trying_again_doubles_nothing(tmp_path: Path) -> None:
    assert send(tmp_path, "a") == send(tmp_path, "a")
    assert [file.name for file in tmp_path.iterdir()] == ["a_ks@example.go.th.eml"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..", "", "\x00", "CON", "-rf", "อำเภอยางตลาด" * 30, "a\nb", "．．／x", "a."],
)
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    send(tmp_path / "mail", name)
    (file,) = tmp_path.rglob("*.eml")
    assert file.parent == tmp_path / "mail"
    assert file.name.isascii()
    assert not file.name.startswith((".", "-"))


@given(st.sets(st.text(max_size=200), min_size=2, max_size=20))
def test_two_names_never_share_a_file(names: set[str]) -> None:
    files = {file_name(name) for name in names}
    assert len({file.lower() for file in files}) == len(names)
    assert max(map(len, files)) <= 120


def test_two_people_of_one_office_have_a_file_each(tmp_path: Path) -> None:
    with open_mailer(FolderMail(path=tmp_path)) as mailer:
        for who in ("a@example.go.th", "b@example.go.th"):
            mailer.send(EML, who, name="monthly/2564-01/46/0", on_dot=nothing)
    assert len(list(tmp_path.iterdir())) == 2


def test_the_dot_is_announced_before_there_is_a_file(tmp_path: Path) -> None:
    there: list[int] = []
    with open_mailer(FolderMail(path=tmp_path)) as mailer:
        mailer.send(EML, "ks@example.go.th", name="a", on_dot=lambda: there.append(len(list(tmp_path.glob("*.eml")))))
    assert there == [0]


def test_a_caller_that_cannot_note_the_dot_leaves_no_file(tmp_path: Path) -> None:
    def full_disk() -> None:
        raise RuntimeError

    with open_mailer(FolderMail(path=tmp_path)) as mailer, pytest.raises(RuntimeError):
        mailer.send(EML, "ks@example.go.th", name="a", on_dot=full_disk)
    assert list(tmp_path.glob("*.eml")) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "mail").touch()
    with pytest.raises(
        MailError, match=r"mail\.path: .*a_ks@example\.go\.th\.eml cannot be written: File exists; free space or give"
    ):
        send(tmp_path / "mail", "a")
