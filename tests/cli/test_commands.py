"""Every command as it is called: what it says where, and with which exit status it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync import __version__, jobs
from sheets_sync.cli.main import app
from sheets_sync.config import load_config

from ..conftest import CASES, NOW
from ..soak.office import write_config, write_sheets
from .conftest import Said

Command = Callable[..., Said]
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


def test_the_commands_are_those_of_the_contract() -> None:
    """No more, no less, as far as this version goes."""
    assert set(COMMANDS) == set(
        "demo run sync publish deliver hand-back inspect findings status export doctor purge backup restore "
        "worker serve emulate".split()
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_an_example(command: Command, name: str) -> None:
    """`--help` ends well and shows how it is called."""
    said = command(name, "--help")
    assert said.status == 0
    assert f"Example: sheets-sync {name}" in said.out


def test_the_version_is_told(command: Command) -> None:
    """For whoever asks which one is installed."""
    assert command("--version").out.strip() == __version__


def test_a_run_reports_real_sheets(command: Command, office: Path) -> None:
    """Sheets in, editions of their provinces and mail out; exit 1, since officers have something to mend."""
    said = command("run", "--month", "2564-01", "--config", office)
    assert said.status == 1, said.err
    assert "Traceback" not in said.err
    editions = {path.stem for path in (office.parent / "out/editions/2564-01").glob("*.html")}
    assert {"nation", "region-12", "region-18", "46", "4607", "66", "6605"} <= editions
    assert len(list((office.parent / "mail").glob("*.eml"))) == 2


def test_a_second_run_does_nothing_twice(command: Command, office: Path) -> None:
    """Unchanged sheets are not read, published editions not published, sent mail not sent."""
    command("run", "--month", "2564-01", "--config", office)
    again = command("run", "--month", "2564-01", "--config", office)
    assert "3 unchanged" in again.out
    assert "0 new editions" in again.out
    assert "0 messages into the outbox" in again.out
    assert "nothing waited" in again.out


def test_a_dry_run_leaves_no_trace(command: Command, office: Path) -> None:
    """No store, no edition, no mail."""
    before = sorted(office.parent.rglob("*"))
    assert command("run", "--dry-run", "--month", "2564-01", "--config", office).status == 1
    assert sorted(office.parent.rglob("*")) == before


def test_status_accounts_for_every_tab(command: Command, office: Path) -> None:
    """Read, or named as not understood, in the contract's shape."""
    command("sync", "--config", office)
    stands = json.loads(command("status", "--json", "--config", office).out)
    assert {tuple(sorted(book)) for book in stands} == {
        tuple(sorted("id title units state read_at changed_at tabs findings message".split()))
    }
    tabs = {tab["tab"]: tab["programme"] for book in stands for tab in book["tabs"]}
    assert tabs["ทะเบียนแปลง"] == "khok_nong_na"
    assert tabs["เบอร์โทร"] is None


def test_status_counts_what_officers_should_look_at(command: Command, office: Path) -> None:
    """What was repaired without asking stands among the findings, and in no count of what is to be mended."""
    command("sync", "--config", office)
    found = json.loads(command("findings", "--json", "--config", office).out)
    to_mend = [each for each in found if each["severity"] != "info"]
    assert 0 < len(to_mend) < len(found)
    stands = json.loads(command("status", "--json", "--config", office).out)
    assert sum(book["findings"] for book in stands) == len(to_mend)


def test_findings_are_listed_by_office(command: Command, office: Path) -> None:
    """Each with cell, Thai sentence and age; an error still standing is exit 1."""
    command("sync", "--config", office)
    said = command("findings", "--unit", "4607", "--json", "--config", office)
    found = json.loads(said.out)
    assert said.status == 1
    assert found
    assert {each["unit"] for each in found} == {"4607"}
    assert all(each["cell"] and each["message"] and each["age_days"] >= 0 for each in found)


def test_inspect_needs_no_configuration(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An officer tries one file of theirs."""
    monkeypatch.chdir(tmp_path)
    said = command("inspect", CASES / "kalasin-yangtalat.xlsx", "--json")
    assert said.status == 0
    read = json.loads(said.out)
    assert read["workbook"] == "kalasin-yangtalat.xlsx"
    assert [tab["programme"] for tab in read["tabs"]] == ["khok_nong_na", "kong_thanu", "khok_nong_na", None]
    assert list(tmp_path.iterdir()) == []


def test_inspect_draws_the_tab_for_people(command: Command) -> None:
    """Header rows, columns, what was left out and why."""
    said = command("inspect", CASES / "kalasin-yangtalat.xlsx")
    assert "khok_nong_na register" in said.out
    assert "เบอร์โทร: neither programme's; left alone" in said.out


@pytest.mark.parametrize("to", ["csv", "xlsx", "kml", "geojson", "parquet"])
def test_export_masks_personal_data(command: Command, office: Path, to: str) -> None:
    """No owner's name in any format, unless asked for."""
    command("sync", "--config", office)
    said = command("export", "khok_nong_na", "--to", to, "--config", office)
    assert said.status == 0, said.err
    content = Path(said.out.strip()).read_bytes()
    assert len(content) > 500
    assert "วิไล".encode() not in content


def test_export_with_names_is_for_its_owner_alone(command: Command, office: Path, tmp_path: Path) -> None:
    """`--unmasked` writes a file that others cannot read."""
    command("sync", "--config", office)
    file = tmp_path / "full.csv"
    command("export", "khok_nong_na", "--to", "csv", "--unmasked", "--file", file, "--config", office)
    assert "วิไล" in file.read_text("utf-8-sig")
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run", "--month", "มกราคม"], "--month: 'มกราคม' is not a month"),
        (["run", "--now", "tomorrow"], "--now: 'tomorrow' is not an instant"),
        (["run", "--month", "2564-01", "--now", "2564-01-20T08:00"], "--month 2564-01: มกราคม 2564 is not over"),
        (["publish", "--month", "2564-01"], "nothing has been read yet"),
        (["publish", "--quarter", "2564-Q5"], "--quarter: '2564-Q5' is not a quarter"),
        (["publish", "--quarter", "2564-Q1", "--rooms"], "--rooms goes with a month"),
        (["export", "otop", "--to", "csv"], "otop: no such programme"),
        (["export", "kong_thanu", "--to", "docx"], "--to docx: no such format"),
        (["inspect", "no-such-file.xlsx"], "no-such-file.xlsx: there is no such file"),
        (["frobnicate"], "No such command"),
        (["run", "--frobnicate"], "No such option"),
    ],
)
def test_wrong_usage_is_named_and_ends_with_2(command: Command, office: Path, arguments: list[str], named: str) -> None:
    """The option or argument is in the message, and nothing else happens."""
    with_config = [*arguments, "--config", str(office)] if arguments[0] not in ("frobnicate",) else arguments
    said = command(*with_config)
    assert said.status == 2
    assert named in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("source: {kind: workbooks, path: sheets}\nmial: {}", "mial: unknown key; did you mean mail?"),
        ("source: {kind: workbooks, path: sheets}\nclosing: {day: first}", "closing.day: expected a number"),
        (
            "source: {kind: workbooks, path: sheets}\nrecipients: [{unit: '47x', email: a@b.c}]",
            "recipients[0].unit: no such unit",
        ),
        (
            'source: {kind: workbooks, path: sheets}\nrecipients: [{unit: nation, email: "a@b.c\\nBcc: x@y.z"}]',
            "recipients[0].email: expected one e-mail address",
        ),
        ("source: {kind: google, credentials: none.json}", "none.json"),
    ],
)
def test_a_wrong_configuration_is_named_and_ends_with_2(
    command: Command, tmp_path: Path, text: str, named: str
) -> None:
    """With the path of the key."""
    (tmp_path / "sheets").mkdir()
    config = tmp_path / "config.yaml"
    config.write_text(text, encoding="utf-8")
    said = command("run", "--config", config)
    assert (said.status, "Traceback" in said.err) == (2, False)
    assert named in said.err


@pytest.mark.parametrize(
    ("content", "mode", "named"),
    [
        ("{}", 0o644, "chmod 600"),
        ("not json", 0o600, "credentials.json"),
        ('{"type": "authorized_user"}', 0o600, "service account"),
    ],
)
def test_wrong_credentials_name_file_and_mend(
    command: Command, tmp_path: Path, content: str, mode: int, named: str
) -> None:
    """Readable by others, not JSON, not a service account's."""
    key = tmp_path / "credentials.json"
    key.write_text(content)
    key.chmod(mode)
    config = tmp_path / "config.yaml"
    config.write_text("source: {kind: google}", encoding="utf-8")
    said = command("sync", "--config", config)
    assert (said.status, "Traceback" in said.err) == (2, False)
    assert named in said.err


def test_a_broken_workbook_harms_no_other(command: Command, office: Path) -> None:
    """One that cannot be opened and one that is empty are named; the others are read."""
    sheets = office.parent / "sheets"
    (sheets / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (sheets / "empty.xlsx").write_bytes(b"")
    said = command("sync", "--config", office)
    assert said.status == 1
    stands = {book["title"]: book for book in json.loads(command("status", "--json", "--config", office).out)}
    assert {title for title, book in stands.items() if book["state"] == "fresh"} == {
        "kalasin-yangtalat",
        "kalasin-province",
        "phichit-bangmunnak",
    }
    assert all(stands[title]["message"] for title in stands if title in ("broken", "empty"))


def test_all_the_cases_go_through(command: Command, office: Path) -> None:
    """Ten offices' workbooks as officers type them: exit 0 or 1, never a traceback."""
    for path in CASES.glob("*.xlsx"):
        shutil.copy(path, office.parent / "sheets")
    said = command("run", "--month", "2564-01", "--config", office)
    assert said.status in (0, 1)
    assert "Traceback" not in said.err
    editions = {path.stem for path in (office.parent / "out/editions/2564-01").glob("*.html")}
    assert {"45", "46", "60", "66", "4502", "4510", "4605", "4607", "6007", "6013", "6605"} <= editions


def test_doctor_names_each_mend(command: Command, tmp_path: Path) -> None:
    """Everything wrong at once, each with what to do."""
    config = tmp_path / "config.yaml"
    config.write_text(
        "source: {kind: google}\nmail: {kind: smtp, host: 127.0.0.1, port: 1, from: a@b.c}",
        encoding="utf-8",
    )
    said = command("doctor", "--config", config)
    assert said.status == 1
    for word in ("credentials", "127.0.0.1", "recipients"):
        assert word in said.out


def test_doctor_names_files_that_the_configuration_misses(command: Command, tmp_path: Path) -> None:
    """Before anything else is looked at, since nothing else can be trusted."""
    config = tmp_path / "config.yaml"
    config.write_text("source: {kind: google}\nboundaries: none.geojson\ntemplates: none/", encoding="utf-8")
    said = command("doctor", "--config", config)
    assert said.status == 1
    assert "boundaries: no such" in said.out
    assert "templates: no such" in said.out


def test_doctor_looks_at_what_an_office_made_its_own(command: Command, office: Path) -> None:
    """A phrase that nothing says, and a template whose name is a slip."""
    own = office.parent / "own" / "monthly" / "body.htm.j2"
    own.parent.mkdir(parents=True)
    own.write_text("x", encoding="utf-8")
    text = office.read_text("utf-8") + "templates: own/\nwording: {เรื่องที่ควรพิจารนา: เรื่องด่วน}\n"
    office.write_text(text, encoding="utf-8")
    said = command("doctor", "--config", office)
    assert said.status == 1
    assert "wording.เรื่องที่ควรพิจารนา: no template" in " ".join(said.out.split())
    assert "body.htm.j2" in said.out


def test_a_log_on_a_full_disk_stops_no_run(office: Path) -> None:
    """Cron's news go to a file; what counts is in the store and in the mail."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sheets_sync", "run", "--now", "2564-02-05T08:00", "--config", str(office)],
            stderr=full, stdout=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode in (0, 1)
    assert b"published" in done.stdout


def test_a_result_that_cannot_be_written_is_told_in_words(office: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sheets_sync", "status", "--json", "--config", str(office)],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert b"the disk is full" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(("arguments", "status"), [(["run"], 0), (["sync"], 2), (["publish"], 2)])
def test_while_another_works_a_run_has_nothing_to_do_and_no_other_command_says_it_did(
    command: Command, office: Path, arguments: list[str], status: int
) -> None:
    """A run's work is done by the other; what a person asked for by name is not."""
    config = load_config(office)
    with jobs.opened(config) as store, jobs.only_one(config, store, NOW):
        said = command(*arguments, "--config", office)
    assert (said.status, "at work here" in said.err) == (status, True)
    assert ("nothing was done: call this again" in said.err) is bool(status)


def test_the_war_room_is_laid_anew_when_asked_also_when_nothing_is_due(command: Command, tmp_path: Path) -> None:
    """Without a month it is the latest that is reported."""
    config = write_config(tmp_path, tmp_path / "sheets")
    write_sheets(tmp_path / "sheets")
    call = ("--config", tmp_path / "config.yaml", "--now", "2564-02-05T08:00")
    command("run", *call)
    page = config.out / "pages" / "74.html"
    whole = page.read_bytes()
    page.write_bytes(b"old")
    command("publish", *call)
    assert page.read_bytes() == b"old"
    command("publish", "--rooms", *call)
    assert page.read_bytes() == whole
