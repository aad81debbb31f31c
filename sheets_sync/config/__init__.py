"""config.yaml as frozen settings: read whole, every mistake at once, each with the path of its key."""

from .loading import load_config
from .settings import Config, FolderMail, GoogleSource, MailSettings, SmtpMail, SourceSettings, WorkbookSource

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
