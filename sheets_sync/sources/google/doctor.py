"""What an operator must know of the Google source before the first run: each with its mend."""

from __future__ import annotations

from ...config.findings_tab import FindingsTabSettings
from ...config.source import GoogleSource
from ...errors import ConfigError, SourceError
from ..unreadable import UnreadableWorkbook
from .client import Client
from .credentials import TokenRequest, clock_offset, load_account, sign_in, token_session
from .listing import SPREADSHEET
from .pacing import OutOfTime
from .source import GoogleWorkbooks
from .troubles import Trouble
from .writer import FindingsWriter

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
        found += _signed_in(source.client, settings)
        if all(state == "ok" for _, state, _ in found):
            found += _files(source, email)
    finally:
        source.close()
    return found


def examine_writer(settings: GoogleSource, findings: FindingsTabSettings) -> list[Step]:
    """The same for the account that writes the findings tab; which sheets it may write only writing tells."""
    try:
        writer = FindingsWriter(settings, findings)
    except ConfigError as error:
        return [("findings tab", "wrong", str(error))]
    try:
        signed = _signed_in(writer.client, settings)
    finally:
        writer.close()
    address = f"{writer.email}: share each sheet with it as Editor"
    return [("findings tab", "ok", address), *((f"findings tab: {what}", state, mend) for what, state, mend in signed)]


def _signed_in(client: Client, settings: GoogleSource) -> list[Step]:
    session = token_session(settings.endpoint)
    request = TokenRequest(session)
    try:
        client.persist(lambda: sign_in(client.account, request), tries=3)
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
