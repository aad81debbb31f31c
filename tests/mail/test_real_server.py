"""One run against a real mail server: a private Postfix on loopback that delivers into mailboxes of its own."""

from __future__ import annotations

import email
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.policy import default
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config, load_config
from sheets_sync.mail import compose, message_id
from sheets_sync.model import Attachment, Edition, Letter, MessageState, Recipient
from sheets_sync.store import NewMessage

from .servers import SENDER, scripted
from .test_delivery import NOW

POSTFIX = shutil.which("postfix", path="/usr/sbin:/usr/bin")
pytestmark = pytest.mark.skipif(
    POSTFIX is None or os.geteuid() != 0, reason="a real mail server: apt install postfix, and run as root"
)
LIMIT = 200_000
MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {home}
maillog_file = {home}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.go.th
mydestination =
mynetworks = 127.0.0.0/8
message_size_limit = {limit}
recipient_delimiter = +
virtual_mailbox_domains = example.go.th
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = texthash:{home}/boxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_mailbox_limit = 0
transport_maps = texthash:{home}/transport
alias_maps =
local_recipient_maps =
smtp_tls_security_level = none
smtpd_tls_security_level = none
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Server:
    """Where it listens, and what lies in whose mailbox."""

    home: Path
    port: int

    def mailbox(self, name: str, wait: Callable[[list[bytes]], bool] = bool) -> list[bytes]:
        """The mails of one mailbox, once there are such as are waited for."""
        found: list[bytes] = []
        for _ in range(600):
            found = [path.read_bytes() for path in sorted((self.home / "mail" / name / "new").glob("*"))]
            if wait(found):
                return found
            time.sleep(0.1)
        return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """Another server, to which this one relays, and which knows nobody."""
    with scripted({"RCPT": "550 5.1.1 no such user"}) as server:
        yield server.port


@pytest.fixture
def postfix(elsewhere: int) -> Iterator[Server]:
    assert POSTFIX
    home = Path(tempfile.mkdtemp(prefix="sheets-sync-postfix-"))
    home.chmod(0o755)
    port = free_port()
    for name in ("etc", "queue", "data", "mail"):
        (home / name).mkdir()
    for name in ("data", "mail"):
        shutil.chown(home / name, "postfix")
    owner = (home / "mail").stat()
    texts = {
        "etc/main.cf": MAIN.format(home=home, limit=LIMIT, uid=owner.st_uid, gid=owner.st_uid),
        "etc/master.cf": MASTER.format(port=port),
        "boxes": "".join(f"{name}@example.go.th {name}/\n" for name in ("a", "b", "gone", "bounces")),
        "transport": f"gone@example.go.th smtp:[127.0.0.1]:{elsewhere}\n",
    }
    for name, text in texts.items():
        (home / name).write_text(text)
    call = [POSTFIX, "-c", str(home / "etc")]
    started = subprocess.run([*call, "start"], capture_output=True, text=True, check=False)
    try:
        log = (home / "log").read_text() if (home / "log").exists() else ""
        assert started.returncode == 0, started.stdout + started.stderr + log
        yield Server(home, port)
    finally:
        subprocess.run([*call, "abort"], capture_output=True, check=False)
        print((home / "log").read_text() if (home / "log").exists() else "no log")  # shown where the test fails
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def config(postfix: Server, tmp_path: Path) -> Config:
    path = tmp_path / "config.yaml"
    people = "".join(f"  - {{unit: '46', email: {name}@example.go.th}}\n" for name in ("a", "b", "nobody", "gone"))
    path.write_text(
        f"source: {{kind: workbooks, path: .}}\nrecipients:\n{people}"
        f"mail: {{host: localhost, port: {postfix.port}, security: none, per_minute: 60000, "
        f"from: {SENDER}, bounces: bounces@example.go.th}}\n",
        encoding="utf-8",
    )
    return load_config(path)


def test_each_mail_arrives_once_and_what_cannot_comes_back(config: Config, postfix: Server) -> None:
    """Two mailboxes, one that there is not, and one behind a server that refuses later; a PDF beyond its size."""
    letter = Letter("รายงานเดือนมกราคม 2564", ".\nแนบมาด้วย: เอกสาร PDF สำหรับพิมพ์\n", "<p>น้ำ ที่นี่ ผู้ใหญ่</p>")
    pdf = Attachment("รายงาน.pdf", "application/pdf", os.urandom(LIMIT))
    edition = Edition("monthly", "46", "2564-01", 0, letter, "abc", attachments=(pdf,))
    mails = []
    for person in config.people:
        eml = compose(letter, SENDER, Recipient("46", "", person.email), edition.key, date=NOW, attachments=[pdf])
        mails.append(NewMessage(person.email, message_id(edition.key, person.email, SENDER), eml))
    with jobs.opened(config) as store:
        store.keep_edition(edition, mails, NOW)
        jobs.deliver_with(config, store, NOW, tell=print)
        rows = {row.recipient.partition("@")[0]: row for row in store.messages()}
        assert {name: row.state for name, row in rows.items()} == {
            "a": MessageState.SENT,
            "b": MessageState.SENT,
            "nobody": MessageState.REFUSED,
            "gone": MessageState.SENT,  # so the server said; it comes back
        }
        assert rows["nobody"].text.startswith("5.1.1 <nobody@example.go.th>: Recipient address rejected")
        for name in "ab":
            (raw,) = postfix.mailbox(name)
            mail = email.message_from_bytes(raw, policy=default)
            assert mail["Message-ID"] == rows[name].message_id
            assert str(mail["Return-Path"]).startswith(f"<bounces+{rows[name].id}-")
            text = mail.get_body(("plain",))
            assert text is not None
            assert "ไม่ได้แนบ เอกสาร PDF สำหรับพิมพ์ เพราะระบบอีเมลรับได้ไม่เกิน 0.2 เมกะไบต์" in text.get_content()
        (came_back,) = postfix.mailbox("bounces")
        told = email.message_from_bytes(came_back, policy=default)
        jobs.bounced(config, store, str(told["X-Original-To"]), NOW)
        assert {row.recipient: row.state for row in store.messages()}["gone@example.go.th"] is MessageState.REFUSED
        jobs.deliver_with(config, store, NOW, tell=print)
    assert [len(postfix.mailbox(name)) for name in ("a", "b", "bounces")] == [1, 1, 1]
    print("\nT11: Postfix: 4 recipients, 2 delivered, 1 refused, 1 came back; 0 lost, 0 doubled")
