"""What an operator must know of the Google source before the first run: each with its mend."""

from __future__ import annotations

from ...config.source import GoogleSource
from ...errors import ConfigError, SourceError
from ..unreadable import UnreadableWorkbook
from .credentials import TokenRequest, clock_offset, load_account, sign_in, token_session
from .listing import SPREADSHEET
from .pacing import OutOfTime
from .source import GoogleWorkbooks
from .troubles import Trouble

Step = tuple[str, str, str]  # what, ok or wrong, and what to do about it (or what was found)
SKEW = 60  # seconds


def examine(settings: GoogleSource) -> list[Step]:
    """(what, ok or wrong, the detail or the mend) for credentials, token, clock, sharing address and files."""
    try:
        account = load_account(settings.credentials, settings.endpoint)
    except ConfigError as error:
        return [("credentials", "wrong", str(error))]
    email = str(account.service_account_email)
    found: list[Step] = [("credentials", "ok", str(settings.credentials)), ("sharing address", "ok", email)]
    source = GoogleWorkbooks(settings)
    try:
        found += _signed_in(source, settings)
        if all(state == "ok" for _, state, _ in found):
            found += _files(source, email)
    finally:
        source.close()
    return found


def _signed_in(source: GoogleWorkbooks, settings: GoogleSource) -> list[Step]:
    session = token_session(settings.endpoint)
    request = TokenRequest(session)
    try:
        source.client.persist(lambda: sign_in(source.client.account, request), tries=3)
    except (SourceError, Trouble, OutOfTime) as error:
        return [("token", "wrong", str(error))]
    finally:
        session.close()
    offset = clock_offset(request.date)
    if offset is not None and abs(offset) > SKEW:
        return [("token", "ok", ""), ("clock", "wrong", f"{offset} s off; switch on NTP: timedatectl set-ntp true")]
    return [("token", "ok", ""), ("clock", "ok", "")]


def _files(source: GoogleWorkbooks, email: str) -> list[Step]:
    try:
        entries = [entry for entry in source.entries({}) if not entry.trouble]
        sheets = [entry for entry in entries if entry.mime == SPREADSHEET]
        if not sheets:
            return [("files visible", "wrong", f"none; share the folder or the sheets with {email} as Viewer")]
        source.read(sheets[0].id)
    except (SourceError, UnreadableWorkbook) as error:
        return [("files visible", "wrong", str(error))]
    others = f", {len(entries) - len(sheets)} other files" if len(entries) > len(sheets) else ""
    return [("files visible", "ok", f"{len(sheets)} spreadsheets{others}")]
