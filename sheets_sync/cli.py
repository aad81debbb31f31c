"""The commands: parse, call a job, print, exit code."""


def main() -> None:
    """Entry point of `sheets-sync`."""
