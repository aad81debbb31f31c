"""Every answer that any loopback server gives in any test is one that Google's discovery documents allow."""

import json
import threading

from sheets_sync.sources.emulator import Emulator
from sheets_sync.sources.emulator.answers import JSON, Answer, Call

from .sources.emulator.strict import checker

MESSAGES = {
    "spreadsheets.get": ("sheets.v4", "Spreadsheet"),
    "values.get": ("sheets.v4", "ValueRange"),
    "values.batchGet": ("sheets.v4", "BatchGetValuesResponse"),
    "values.update": ("sheets.v4", "UpdateValuesResponse"),
    "values.batchUpdate": ("sheets.v4", "BatchUpdateValuesResponse"),
    "values.clear": ("sheets.v4", "ClearValuesResponse"),
    "spreadsheets.batchUpdate": ("sheets.v4", "BatchUpdateSpreadsheetResponse"),
    "files.list": ("drive.v3", "FileList"),
    "files.get": ("drive.v3", "File"),
    "changes.list": ("drive.v3", "ChangeList"),
    "changes.getStartPageToken": ("drive.v3", "StartPageToken"),
}


class Witness:
    """Looks at what `Emulator.serve` answers, before a fault may alter it; counts, and keeps the mistakes."""

    def __init__(self) -> None:
        self.count = 0
        self.mistakes: list[str] = []
        self._seen: set[tuple[str, bytes]] = set()
        self._lock = threading.Lock()
        self._serve = Emulator.serve

    def __enter__(self) -> "Witness":
        witness = self

        def serve(emulator: Emulator, call: Call, abroad: bool = False) -> Answer:
            answer = witness._serve(emulator, call, abroad)
            witness.look(call, answer)
            return answer

        Emulator.serve = serve  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        Emulator.serve = self._serve  # type: ignore[method-assign]

    def look(self, call: Call, answer: Answer) -> None:
        """Judge one answer, once for the same bytes."""
        if call.name == "token" or answer.status != 200 or answer.content_type != JSON:
            return
        with self._lock:
            self.count += 1
            if (call.name, answer.body) in self._seen:
                return
            self._seen.add((call.name, answer.body))
        wrong = checker(*MESSAGES[call.name])(json.loads(answer.body)) if call.name in MESSAGES else " is not known"
        if wrong:
            self.mistakes.append(f"{call.name} {call.path}: {MESSAGES.get(call.name, ('', ''))[1]}{wrong}")

    def taken(self) -> list[str]:
        """The mistakes since the last look."""
        found, self.mistakes = self.mistakes, []
        return found


WITNESS = Witness()
