"""A folder of what offices send: whatever lies in it is read, or named with what to do about it."""

import os
from pathlib import Path

import pytest

from sheets_sync.config.source import WorkbookSource
from sheets_sync.errors import SourceError
from sheets_sync.model import Mark, Pull, PullState, WorkbookState
from sheets_sync.sources import UnreadableWorkbook, examine, open_source, read_file

from .books import book, ods_row, raw_ods, said


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of one .xlsx, one .ods and one .csv that say the same."""
    (tmp_path / "46").mkdir()
    book(tmp_path / "ก.xlsx", lambda sheet: sheet.append(["นามน", "หมู่"]))
    raw_ods(tmp_path / "46" / "ข.ODS", ods_row(said("นามน"), said("หมู่")))
    (tmp_path / "ค.csv").write_text("นามน,หมู่\n", encoding="utf-8")
    return tmp_path


def pulled(folder: Path, *known: str) -> dict[str, Pull]:
    with open_source(WorkbookSource(kind="workbooks", path=folder)) as source:
        return {pull.workbook_id: pull for pull in source.pull({name: Mark(name, "") for name in known})}


def test_three_kinds_of_file_are_read_alike(shared: Path) -> None:
    pulls = pulled(shared)
    assert list(pulls) == ["46/ข.ODS", "ก.xlsx", "ค.csv"]
    for name, pull in pulls.items():
        assert pull.state is PullState.CHANGED
        assert pull.workbook is not None
        assert (pull.workbook.id, pull.title) == (name, Path(name).stem)
        assert [cell.value for cell in pull.workbook.tabs[0].rows[0]] == ["นามน", "หมู่"]


def test_locks_hidden_files_and_other_documents_are_left_alone(shared: Path) -> None:
    for name in (".~lock.ข.ods#", "~$ก.xlsx", ".ซ่อน.csv", "อ่านก่อน.txt", "รูป.jpg"):
        (shared / name).write_bytes(b"x")
    assert len(pulled(shared)) == 3
    assert "3 files" in examine(WorkbookSource(kind="workbooks", path=shared))[0][2]


@pytest.mark.parametrize("name", ["เก่า.xls", "มาโคร.XLSM", "แบบ.xlsb", "แบน.fods", "แท็บ.tsv", "แมค.numbers"])
def test_other_kinds_of_workbook_are_asked_for_anew(shared: Path, name: str) -> None:
    (shared / name).write_bytes(b"x")
    pull = pulled(shared)[name]
    assert (pull.state, pull.failure) == (PullState.FAILED, WorkbookState.OFFICE_FILE)
    assert f"ไฟล์ {name}" in pull.message
    assert "บันทึกเป็น" in pull.message
    with pytest.raises(UnreadableWorkbook, match=name):
        read_file(shared / name)


def test_what_is_named_as_a_workbook_and_is_no_file_is_told(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.csv"
    elsewhere.write_text("ลับ,1\n", encoding="utf-8")
    (shared / "แฟ้ม.xlsx").mkdir()
    (shared / "ขาด.ods").symlink_to(shared / "ไม่มี.ods")
    (shared / "วน.csv").symlink_to(shared / "วน.csv")
    (shared / "นอก.csv").symlink_to(elsewhere)
    os.mkfifo(shared / "ท่อ.csv")
    pulls = pulled(shared)
    told = {name: pull.message for name, pull in pulls.items() if pull.failure is WorkbookState.UNREADABLE}
    assert told.keys() == {"แฟ้ม.xlsx", "ขาด.ods", "วน.csv", "นอก.csv", "ท่อ.csv"}
    assert "ไม่ใช่ไฟล์" in told["แฟ้ม.xlsx"]
    assert "ไม่ใช่ไฟล์" in told["ท่อ.csv"]
    assert "นอกโฟลเดอร์" in told["นอก.csv"]
    assert "เปิดไฟล์ไม่ได้" in told["ขาด.ods"]
    assert "เปิดไฟล์ไม่ได้" in told["วน.csv"]


def test_a_link_within_the_folder_is_followed(shared: Path) -> None:
    (shared / "ลิงก์.csv").symlink_to(shared / "ค.csv")
    assert pulled(shared)["ลิงก์.csv"].state is PullState.CHANGED


def test_a_name_in_old_thai_letters_is_shown_in_them_and_asked_to_be_changed(shared: Path) -> None:
    os.rename(os.fsencode(shared / "ค.csv"), os.fsencode(shared) + "/นามน.csv".encode("cp874"))
    pulls = pulled(shared, "นามน.csv")
    assert pulls["นามน.csv"].failure is WorkbookState.UNREADABLE
    assert "เปลี่ยนชื่อไฟล์" in pulls["นามน.csv"].message
    assert "".join(pulls).encode()


def test_one_file_is_read_for_itself_and_none_outside(shared: Path) -> None:
    with open_source(WorkbookSource(kind="workbooks", path=shared)) as source:
        assert source.read("46/ข.ODS").tabs[0].title == "แปลง"
        assert source.url("46/ข.ODS") == (shared / "46" / "ข.ODS").as_uri()
        with pytest.raises(UnreadableWorkbook, match="ไม่พบไฟล์"):
            source.read("ไม่มี.ods")
        with pytest.raises(SourceError, match="is not in"):
            source.read("46/../../passwd.csv")
