"""What is wrong with the machine or the configuration; what is wrong with a sheet is a Finding instead."""


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
    """Another run is at work on the same store; it does what this one would have done."""


class RenderError(SheetsSyncError):
    """A template cannot be rendered, or figures that must agree do not."""


class TooLargeError(RenderError):
    """An edition whose mail would be cut off however short it is made; those of other units are none the worse."""


class MailError(SheetsSyncError):
    """The mail server refused, or did not answer."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        self.permanent = permanent
        super().__init__(message)
