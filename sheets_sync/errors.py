"""What is wrong with the machine or the configuration; what is wrong with a sheet is a Finding instead."""

from __future__ import annotations

import errno

DISK = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "the account's share of the disk is used up; free some space and run again",
    errno.EFBIG: "the disk takes no larger file; free some space, or raise the limit",
    errno.EROFS: "the disk is read-only; look at the system's log",
    errno.EIO: "the disk fails; look at the system's log",
    errno.EACCES: "give the program's user the right to write there",
    errno.EPERM: "give the program's user the right to write there",
    errno.EMFILE: "too many files are open; raise the limit",
    errno.ENFILE: "too many files are open on this machine",
}


def disk_trouble(error: BaseException) -> str:
    """What a person can do about an error of the disk; empty for any other error."""
    mend = DISK.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    return f"{error.filename}: {mend}" if mend and isinstance(error, OSError) and error.filename else mend


class SheetsSyncError(Exception):
    """Someone must mend the machine or its configuration; the message says where and how."""


class UsageError(SheetsSyncError):
    """A command was called with an argument that cannot be meant."""


class ConfigError(SheetsSyncError):
    """config.yaml, or a file that it names, is wrong: all mistakes at once, each with its path."""

    def __init__(self, mistakes: list[str], path: str = "") -> None:
        self.mistakes = mistakes
        self.path = path
        super().__init__("\n".join(mistakes))


class SourceError(SheetsSyncError):
    """The sheets cannot be reached at all: not one workbook, but every one of them."""


class StoreError(SheetsSyncError):
    """The database cannot be opened, written or trusted."""


class BusyError(SheetsSyncError):
    """Another run is at work on the same store: it does what `run` would have done; all else is to be called again."""


class RenderError(SheetsSyncError):
    """A template cannot be rendered, or figures that must agree do not."""


class TooLargeError(RenderError):
    """An edition whose mail would be cut off however short it is made; those of other units are none the worse."""


class MailError(SheetsSyncError):
    """The mail server refused, or did not answer."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        self.permanent = permanent
        super().__init__(message)
