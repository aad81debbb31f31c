"""Recipients that an office's registry lists: who gets what, who no more, and what a wrong row does."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.errors import SourceError
from sheets_sync.model import MessageState
from sheets_sync.periods import Month
from sheets_sync.sources.emulator import Emulator

from ..conftest import CASES, NOW

JANUARY = Month.parse("2564-01")
DAY = dt.timedelta(days=1)


class Office:
    """One district's workbook and a registry, served as Google serves them."""

    def __init__(self, server: Emulator, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.list("ks@example.go.th")

    def list(self, *emails: str, unit: str = "กาฬสินธุ์", title: str = "ผู้รับ") -> None:
        """Write the registry anew, each address a recipient of the unit."""
        book = openpyxl.Workbook()
        sheets = book.create_sheet("ชีต", 0)
        address = self.server.id_of("yangtalat.xlsx")
        sheets.append([f"https://docs.google.com/spreadsheets/d/{address}/edit", "กาฬสินธุ์", "ยางตลาด"])
        people = book.create_sheet(title)
        people.append(["หน่วย", "ชื่อ", "อีเมล"])
        for email in emails:
            people.append([unit, "พัฒนาการ", email])
        book.save(self.folder / "sheets" / "ทะเบียน.xlsx")

    def config(self, **more: object) -> Config:
        registry = self.server.id_of("ทะเบียน.xlsx")
        key = self.server.credentials(self.folder / "key.json")
        source = {"kind": "google", "endpoint": self.server.url, "credentials": key, "reads_per_minute": 6000}
        plain = {
            "source": source | {"registry": registry},
            "store": f"sqlite:///{self.folder}/store.db",
            "out": self.folder / "out",
            "mail": {"path": self.folder / "mail"},
            "regions": {12: ["46"]},
        }
        return Config.model_validate(plain | more)

    def sent(self) -> list[str]:
        return sorted(mail.name.rsplit("_", 1)[1].split("@")[0] for mail in (self.folder / "mail").glob("*.eml"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "sheets").mkdir()
    shutil.copy(CASES / "kalasin-yangtalat.xlsx", tmp_path / "sheets" / "yangtalat.xlsx")
    with Emulator(tmp_path / "sheets") as server:
        yield Office(server, tmp_path)


def test_who_is_listed_gets_the_report_of_the_unit(office: Office) -> None:
    """Beside those of config.yaml, each once."""
    own = [{"unit": "46", "email": "KS@example.go.th"}, {"unit": "4607", "email": "yt@example.go.th"}]
    jobs.run(office.config(recipients=own), NOW, month=JANUARY)
    assert office.sent() == ["ks", "yt"]


def test_who_is_taken_out_of_the_list_gets_nothing_more_and_what_waits_is_withdrawn(office: Office) -> None:
    office.list("ks@example.go.th", "old@example.go.th")
    config = office.config()
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
        assert jobs.publish(config, store, JANUARY, NOW).messages == 2
    office.list("ks@example.go.th", "new@example.go.th")
    done = jobs.run(config, NOW + DAY, month=JANUARY)
    assert done.delivered.states == {"sent": 2, "withdrawn": 1}
    assert office.sent() == ["ks", "new"]


def test_a_wrong_row_stops_nobody_s_mail_and_is_told_with_its_cell(office: Office) -> None:
    office.list("ks@example.go.th", "ks2@", "ks3@example.go.th")
    config, said = office.config(), []
    done = jobs.run(config, NOW, month=JANUARY, tell=said.append)
    assert office.sent() == ["ks", "ks3"]
    assert done.needs_person
    assert [line for line in said if line.startswith("ผู้รับ!C3: อีเมลนี้ใช้ส่งไม่ได้")]
    with jobs.opened(config) as store:
        found = [
            kept.finding.cell for kept in jobs.standing_findings(store, ()) if kept.finding.code == "RECIPIENT_WRONG"
        ]
    assert found == ["C3"]


def test_a_wrong_row_of_the_list_is_no_finding_in_any_report(office: Office) -> None:
    """Executives read of the offices' sheets, not of our list of addresses."""
    office.list("not-an-address")
    jobs.run(office.config(), NOW, month=JANUARY)
    page = (office.folder / "out" / "editions" / "2564-01" / "nation.html").read_text("utf-8")
    assert "แถวผู้รับรายงานใช้ไม่ได้" not in page


@pytest.mark.parametrize("harm", ["renamed", "down"])
def test_a_list_that_cannot_be_read_leaves_the_last_good_one(office: Office, harm: str) -> None:
    """A tab renamed by a slip, or Google down, takes nobody's report."""
    config = office.config()
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
    if harm == "renamed":
        office.list("ks@example.go.th", title="Sheet2")
        jobs.run(config, NOW + DAY, month=JANUARY)
    else:
        office.server.library.share(office.server.id_of("ทะเบียน.xlsx"), shared=False)
        with pytest.raises(SourceError, match="registry"):
            jobs.run(config, NOW + DAY, month=JANUARY)
    assert office.sent() == ["ks"]


def test_a_registry_taken_out_of_the_configuration_takes_its_recipients_along(office: Office) -> None:
    config = office.config()
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
        source = config.source.model_copy(update={"registry": None})
        without = config.model_copy(update={"source": source})
        assert jobs.publish(without, store, JANUARY, NOW).messages == 0


def test_who_wants_one_report_no_more_keeps_the_other(office: Office) -> None:
    """What waits of the unwanted one is withdrawn."""
    own = {"unit": "4607", "email": "yt@example.go.th"}
    config = office.config(recipients=[own | {"wants": ["monthly", "findings"]}])
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
        jobs.publish(config, store, JANUARY, NOW)
        less = office.config(recipients=[own | {"wants": ["findings"]}])
        jobs.deliver_with(less, store, NOW, tell=print)
        states = {row.recipient: row.state for row in store.messages()}
    assert states == {"yt@example.go.th": MessageState.REFUSED, "ks@example.go.th": MessageState.SENT}


def test_doctor_counts_recipients_by_level_and_names_units_without(office: Office) -> None:
    office.list("ks@example.go.th", "broken@")
    config = office.config(regions={12: ["46"]})
    with jobs.opened(config) as store:
        jobs.sync_with(config, store, NOW, tell=print)
    path = office.folder / "config.yaml"
    path.write_text(
        f"source: {{kind: google, endpoint: '{office.server.url}', credentials: key.json, "
        f"registry: {office.server.id_of('ทะเบียน.xlsx')}}}\n"
        "store: sqlite:///store.db\nregions: {12: ['46']}\nrecipients: [{unit: nation, email: dg@example.go.th}]",
        encoding="utf-8",
    )
    told = {check.what: check for check in jobs.doctor(path, NOW)}
    assert told["recipients: 2"].mend == "nation 1, region 0, province 1, district 0"
    assert told["recipients: ผู้รับ!C3"].state == "wrong"
    assert told["no recipient: 1 of level region"].mend == "region-12"
    assert told["no recipient: 18 of level district"].mend.startswith("4601 4602")
