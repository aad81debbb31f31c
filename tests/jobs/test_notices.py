"""When a notice leaves, to whom, and that it leaves once."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync import jobs
from sheets_sync.config import Config
from sheets_sync.errors import RenderError, SourceError
from sheets_sync.jobs.notices import due_since
from sheets_sync.model import Finding, Pull, PullState, Reading, Severity, WorkbookState
from sheets_sync.periods import BANGKOK, Week
from sheets_sync.store import Store

from ..conftest import CASES

MONDAY = dt.datetime(2021, 2, 1, 8, tzinfo=BANGKOK)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
OFFICES = ("4607", "4601", "46")


def configured(folder: Path, *units: str, **more: object) -> Config:
    """A folder of workbooks, and a recipient of each unit who wants its findings."""
    plain = {
        "source": {"kind": "workbooks", "path": folder / "sheets"},
        "store": f"sqlite:///{folder}/state/store.db",
        "out": folder / "out",
        "mail": {"path": folder / "mail"},
        "regions": {12: ["46"]},  # few editions beside the notices
        "recipients": [{"unit": u, "email": f"u{u}@example.go.th", "wants": ["findings"]} for u in units],
    }
    return Config.model_validate(plain | more)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Two offices' workbooks as they were typed, and their three readers."""
    (tmp_path / "sheets").mkdir()
    for name in ("kalasin-yangtalat", "kalasin-province"):
        shutil.copy(CASES / f"{name}.xlsx", tmp_path / "sheets")
    return configured(tmp_path, "4607", "46", "4601")


def mails(config: Config) -> list[str]:
    """`2564-W05 4607` for each notice that left."""
    names = (mail.name.split("_") for mail in (config.out.parent / "mail").glob("notice_*.eml"))
    return sorted(f"{week.upper()} {unit}" for _, week, unit, *_ in names)


def test_each_office_gets_its_own_rows_once_a_week(config: Config) -> None:
    """The district its workbook's, the province its own; who has nothing to mend gets nothing."""
    for at in (MONDAY, MONDAY + HOUR, MONDAY + 3 * DAY):
        jobs.run(config, at)
    assert mails(config) == ["2564-W05 46", "2564-W05 4607"]
    pages = {code: (config.out / "notices" / "2564-W05" / f"{code}.txt").read_text("utf-8") for code in ("46", "4607")}
    assert "== kalasin-yangtalat ==" in pages["4607"]
    assert "kalasin-province" not in pages["4607"]
    assert "== kalasin-province ==" in pages["46"]
    assert "kalasin-yangtalat" not in pages["46"]


def test_before_the_hour_of_the_week_nothing_is_due(config: Config) -> None:
    """The week before is made up at a first run; this one waits for Monday at eight."""
    jobs.run(config, MONDAY - HOUR)
    jobs.run(config, MONDAY - HOUR / 2)
    assert {name.split()[0] for name in mails(config)} == {"2564-W04"}


def test_a_machine_that_was_off_makes_up_one_week_and_no_other(config: Config) -> None:
    jobs.run(config, MONDAY)
    jobs.run(config, MONDAY + 24 * DAY)
    jobs.run(config, MONDAY + 25 * DAY)
    assert sorted({name.split()[0] for name in mails(config)}) == ["2564-W05", "2564-W08"]


def test_notices_wait_for_sheets_that_can_be_read(config: Config) -> None:
    """Nobody is asked on Monday about what was put right on Friday, only because the source was down."""
    jobs.run(config, MONDAY - 3 * DAY)
    away = shutil.move(config.out.parent / "sheets", config.out.parent / "away")
    with pytest.raises(SourceError):
        jobs.run(config, MONDAY)
    shutil.move(away, config.out.parent / "sheets")
    jobs.run(config, MONDAY + DAY)
    assert {name.split()[0] for name in mails(config)} == {"2564-W04", "2564-W05"}


def test_a_dry_run_sends_no_notice(config: Config) -> None:
    jobs.run(config, MONDAY, dry_run=True)
    jobs.run(config, MONDAY)
    assert len(mails(config)) == 2


def test_a_broken_template_sends_nobody_half_a_notice(config: Config, tmp_path: Path) -> None:
    """And the week is made up once the template is mended."""
    own = tmp_path / "templates" / "notice" / "body.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ view.headnig }}", encoding="utf-8")
    broken = config.model_copy(update={"templates": tmp_path / "templates"})
    with pytest.raises(RenderError, match=r"notice/body\.txt\.j2:1"):
        jobs.run(broken, MONDAY)
    assert mails(config) == []
    jobs.run(config, MONDAY + HOUR)
    assert len(mails(config)) == 2


def test_the_mail_is_a_triple_with_the_message_id_of_its_edition(config: Config) -> None:
    jobs.run(config, MONDAY)
    path = next((config.out.parent / "mail").glob("notice_*_4607_*.eml"))
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "อำเภอยางตลาด" in str(mail["Subject"])
    assert "notice/2564-W05/4607/0" in plain.get_content()
    assert "notice/2564-W05/4607/0" in html.get_content()
    assert mail["Message-ID"] == jobs_message_id("notice/2564-W05/4607/0", "u4607@example.go.th")


def jobs_message_id(key: str, recipient: str) -> str:
    from sheets_sync.mail import message_id  # noqa: PLC0415

    return message_id(key, recipient, "Sheets Sync <report@localhost>")


@pytest.mark.parametrize(
    ("now", "weekday", "hour", "week"),
    [
        ("2021-02-01T08:00", 1, 8, "2564-W05"),
        ("2021-02-01T07:59", 1, 8, "2564-W04"),
        ("2021-02-07T23:59", 1, 8, "2564-W05"),
        ("2021-02-04T16:00", 5, 8, "2564-W04"),
        ("2021-02-05T08:00", 5, 8, "2564-W05"),
        ("2021-01-01T12:00", 1, 8, "2563-W53"),
    ],
)
def test_the_week_that_is_due(tmp_path: Path, now: str, weekday: int, hour: int, week: str) -> None:
    config = configured(tmp_path, notices={"weekday": weekday, "hour": hour})
    assert str(due_since(config, dt.datetime.fromisoformat(now).replace(tzinfo=BANGKOK))[0]) == week


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that has seen a workbook of each office."""
    with Store.open(configured(tmp_path).store) as opened:
        run = opened.start_run("sync", MONDAY)
        for unit in OFFICES:
            pull = Pull(f"w{unit}", f"ชีต {unit}", PullState.CHANGED, "v1", changed_at=MONDAY)
            opened.keep_pull(run, pull, MONDAY, Reading(pull.workbook_id, pull.title, ()), state=WorkbookState.FRESH)
        opened.keep_snapshot(run, MONDAY)
        yield opened


def standing(*places: str) -> list[Finding]:
    """`4607!H9` for each finding that stands."""
    pairs = (place.split("!") for place in places)
    return [
        Finding("AREA_UNITS", Severity.WARNING, cell, "ดู", cell, workbook_id=f"w{unit}", tab="ก", tab_id=0, unit=unit)
        for unit, cell in pairs
    ]


@pytest.mark.parametrize("seed", range(2))
def test_over_a_quarter_each_office_gets_one_notice_a_week_in_which_it_has_something(
    tmp_path: Path, store: Store, seed: int
) -> None:
    """Three ticks a day for ninety days, the machine off on some, cells going wrong and right by dice."""
    dice = random.Random(seed)  # noqa: S311 - the same days each time
    config = configured(tmp_path, *OFFICES)
    wrong: set[str] = set()
    asked: dict[str, set[str]] = {}
    due: set[str] = set()
    seen: set[Week] = set()
    for number in range(90):
        if dice.random() < 0.2:
            continue  # off all day
        for hour in (7, 9, 17):
            now = MONDAY.replace(hour=hour) + number * DAY
            changed = {f"{unit}!H{row}" for unit in OFFICES for row in range(3) if dice.random() < 0.02}
            if changed:
                wrong ^= changed
                store.keep_findings(standing(*wrong), now)
            jobs.notices(config, store, now)
            week = due_since(config, now)[0]
            if week not in seen:
                seen.add(week)
                for unit in OFFICES:
                    ours = {place for place in wrong if place.startswith(f"{unit}!")}
                    if ours or asked.get(unit, set()) - wrong:
                        due.add(f"notice/{week}/{unit}/0")
                        asked[unit] = ours
    told = Counter(row.edition_key for row in store.messages())
    assert set(told) == due
    assert set(told.values()) == {1}
    assert len(due) > 15


def test_what_was_put_right_is_thanked_for_once(tmp_path: Path, store: Store) -> None:
    config = configured(tmp_path, "4607")

    def week(number: int, *places: str) -> str:
        now = MONDAY + number * 7 * DAY
        store.keep_findings(standing(*places), now - HOUR)
        done = jobs.notices(config, store, now)
        assert done is not None
        path = done.folder / "4607.txt"
        return path.read_text("utf-8") if path.exists() else ""

    assert "ขอบคุณ" not in week(0, "4607!H9", "4607!H10")
    assert "ขอบคุณที่แก้ไขแล้ว 1 จุด" in week(1, "4607!H10")
    assert "ไม่มีจุดที่ขอให้ตรวจสอบแล้ว" in week(2)
    assert week(3) == ""


def test_a_cell_that_only_moved_is_not_put_right(tmp_path: Path, store: Store) -> None:
    """A row put in above moves all below it."""
    config = configured(tmp_path, "4607")
    store.keep_findings(standing("4607!H9"), MONDAY - HOUR)
    jobs.notices(config, store, MONDAY)
    moved = [finding.at(cell="H10") for finding in standing("4607!H9")]
    store.keep_findings(moved, MONDAY + 6 * DAY)
    done = jobs.notices(config, store, MONDAY + 7 * DAY)
    assert done is not None
    assert "ขอบคุณ" not in (done.folder / "4607.txt").read_text("utf-8")


def test_notes_on_what_was_repaired_without_asking_are_no_reason_to_write(tmp_path: Path, store: Store) -> None:
    store.keep_findings([f.at(severity=Severity.INFO) for f in standing("4607!H9")], MONDAY - HOUR)
    done = jobs.notices(configured(tmp_path, "4607"), store, MONDAY)
    assert done is not None
    assert done.editions == 0


def test_a_killed_run_is_taken_up_and_doubles_nothing(tmp_path: Path, store: Store) -> None:
    """Of three offices one had its notice when the machine went."""
    config = configured(tmp_path, *OFFICES)
    store.keep_findings(standing("4607!H9", "4601!H9", "46!H9"), MONDAY - HOUR)
    first = configured(tmp_path, "4607")
    jobs.notices(first, store, MONDAY)
    run = store.start_run("notices", MONDAY + HOUR)
    assert run
    jobs.notices(config, store, MONDAY + 2 * HOUR)
    told = Counter(row.edition_key for row in store.messages())
    assert told == Counter(f"notice/2564-W05/{unit}/0" for unit in OFFICES)


def test_findings_of_no_known_office_are_the_nation_s(tmp_path: Path, store: Store) -> None:
    """A region keeps no sheet, so it gets none."""
    config = configured(tmp_path, "nation", "region-12")
    nowhere = [finding.at(unit="", workbook_id="wX") for finding in standing("4607!H9")]
    store.keep_findings(nowhere, MONDAY - HOUR)
    jobs.notices(config, store, MONDAY)
    assert [row.edition_key for row in store.messages()] == ["notice/2564-W05/nation/0"]


def test_notices_hold_no_snapshot_back_from_being_forgotten(tmp_path: Path, store: Store) -> None:
    """A week's notice must not keep a week's personal data for ever."""
    store.keep_findings(standing("4607!H9"), MONDAY - HOUR)
    jobs.notices(configured(tmp_path, "4607"), store, MONDAY)
    store.keep_snapshot(store.start_run("sync", MONDAY + DAY), MONDAY + DAY)
    assert store.forget(MONDAY + 2 * DAY).snapshots == 1
