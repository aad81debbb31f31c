"""`hand-back` as it is called: off it is refused, on it says what was written, and doctor knows the second account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs

from ..conftest import NOW
from ..jobs.writing import District, district
from .conftest import Said

Command = Callable[..., Said]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[District]:
    with district(tmp_path) as one:
        yield one


def test_without_the_key_it_is_a_mistake_of_the_configuration(command: Command, office: District) -> None:
    office.set("")
    said = command("hand-back", "--config", office.folder / "config.yaml")
    assert said.status == 2
    assert "findings_tab: is missing; without it nothing is ever written into a sheet" in said.err


def test_it_says_how_many_tabs_were_written(command: Command, office: District) -> None:
    office.sync()
    said = command("hand-back", "--config", office.folder / "config.yaml")
    assert (said.status, said.out) == (0, "tabs       1 unchanged, 1 written\n")


def test_what_cannot_be_written_needs_a_person(command: Command, office: District) -> None:
    office.sync()
    office.emulator.library.view_only(office.id("ยางตลาด"))
    said = command("hand-back", "--config", office.folder / "config.yaml")
    assert said.status == 1
    assert "refused    ยางตลาด: may not be written: share it with findings-writer@" in said.out


def test_a_key_that_others_read_ends_with_2_and_the_report_has_left(command: Command, office: District) -> None:
    (office.folder / "findings-writer.json").chmod(0o640)
    said = command("run", "--config", office.folder / "config.yaml")
    assert said.status == 2
    assert "findings_tab.credentials: others can read" in said.err
    assert len(list((office.folder / "mail").glob("*.eml"))) == 1


def test_doctor_tells_with_whom_the_sheets_are_to_be_shared_as_editor(office: District) -> None:
    def told() -> dict[str, tuple[str, str]]:
        checks = jobs.doctor(office.folder / "config.yaml", NOW)
        return {check.what: (check.state, check.mend) for check in checks if check.what.startswith("findings tab")}

    address = "findings-writer@emulator.iam.gserviceaccount.com: share each sheet with it as Editor"
    good = ("ok", "")
    assert told() == {"findings tab": ("ok", address), "findings tab: token": good, "findings tab: clock": good}
    (office.folder / "findings-writer.json").unlink()
    (mend,) = [mend for state, mend in told().values() if state == "wrong"]
    assert mend.startswith("findings_tab.credentials: no such file")


def test_with_a_loopback_server_of_its_own_it_is_a_rehearsal(command: Command, office: District) -> None:
    config = office.folder / "config.yaml"
    config.write_text("source: {kind: emulator, path: drive}\nfindings_tab: {}\n", "utf-8")
    command("sync", "--config", config)
    assert command("hand-back", "--config", config).out == "tabs       1 unchanged, 1 written\n"
