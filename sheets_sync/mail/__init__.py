"""Mail: composing a letter, and sending it through a server or into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..config.mail import FolderMail, MailSettings
from .answer import Answer, Mailer, StoppedAtDot, retry_at
from .examine import examine
from .folder import FolderMailer
from .message import compose, message_id, recomposed
from .returning import message_in, return_path, token_of
from .smtp import SmtpMailer

__all__ = [
    "Answer",
    "Mailer",
    "StoppedAtDot",
    "compose",
    "examine",
    "message_id",
    "message_in",
    "open_mailer",
    "recomposed",
    "retry_at",
    "return_path",
    "token_of",
]


@contextmanager
def open_mailer(settings: MailSettings) -> Iterator[Mailer]:
    """A mailer of the configured kind; it connects at the first message and closes at the end."""
    if isinstance(settings, FolderMail):
        yield FolderMailer(settings.path)
        return
    mailer = SmtpMailer(settings)
    try:
        yield mailer
    except KeyboardInterrupt:
        mailer.hang_up()
        raise
    finally:
        mailer.close()
