"""config.yaml as frozen settings: read whole, every mistake at once, each with the path of its key."""

from .loading import load_config
from .mail import FolderMail, MailSettings, SmtpMail
from .settings import Config
from .source import GoogleSource, SourceSettings, WorkbookSource

__all__ = [
    "Config",
    "FolderMail",
    "GoogleSource",
    "MailSettings",
    "SmtpMail",
    "SourceSettings",
    "WorkbookSource",
    "load_config",
]
