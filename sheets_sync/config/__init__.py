"""config.yaml as frozen settings: read whole, every mistake at once, each with the path of its key."""

from .loading import load_config
from .mail import FolderMail, MailSettings, SmtpMail
from .serving import ServeSettings
from .settings import Config
from .source import GoogleSource, SourceSettings, WorkbookSource

__all__ = [
    "Config",
    "FolderMail",
    "GoogleSource",
    "MailSettings",
    "ServeSettings",
    "SmtpMail",
    "SourceSettings",
    "WorkbookSource",
    "load_config",
]
