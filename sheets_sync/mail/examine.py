"""Whether mail could be sent, told step by step to the person who sets it up."""

from __future__ import annotations

import tempfile

from ..config.mail import FolderMail, MailSettings, SmtpMail
from ..errors import MailError
from .connection import connect, size_limit

Step = tuple[str, str, str]  # what, ok or wrong, and what to do about it (or what was found)


def examine(settings: MailSettings) -> list[Step]:
    """Each step with `ok` or `wrong`; nothing is sent, and a login is tried once."""
    return _folder(settings) if isinstance(settings, FolderMail) else _server(settings)


def _folder(settings: FolderMail) -> list[Step]:
    what = f"mail folder {settings.path}"
    try:
        settings.path.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=settings.path):
            return [(what, "ok", "")]
    except OSError as error:
        return [(what, "wrong", f"{error.strerror}; create it or give the program's user the right to write there")]


def _server(settings: SmtpMail) -> list[Step]:
    what = f"mail server {settings.host}:{settings.port}, {settings.security}"
    if settings.username:
        what += f", login as {settings.username}"
    try:
        client = connect(settings, timeout=20)
    except MailError as error:
        return [(what, "wrong", str(error))]
    limit = size_limit(client)
    client.close()
    return [(what, "ok", f"takes messages up to {limit:,} bytes" if limit else "")]
