"""A whole run over sheets full of people's numbers, with failures on the way: no file that it leaves tells one."""

from __future__ import annotations

import email
import email.policy
import io
import logging
import random
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pypdfium2
import pytest

from sheets_sync.cli.main import call
from sheets_sync.store.blobs import HOLE

from .nasty import SHAPES, SOUND, Canaries

WIDE = 8


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Two workbooks whose free columns hold IDs, telephones and addresses, a broken one, and who wants what."""
    (tmp_path / "sheets").mkdir()
    dice, canaries = random.Random(5), Canaries(5)  # noqa: S311 - the same sheet each time
    for number, (place, district) in enumerate((("ยางตลาด", "4607"), ("กุฉินารายณ์", "4605"))):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        _, shape = SHAPES[0]
        heads = [
            (name, spec.words[0])
            for name, spec in shape.fields.items()
            if spec.words and spec.kind not in ("money", "percent")
        ]
        sheet.append([f"โคก หนอง นา อำเภอ{place} จังหวัดกาฬสินธุ์"])
        sheet.append([word for _, word in heads])
        for _ in range(40):
            sound = SOUND | {"district_code": place, "tambon_code": ""}
            sheet.append([sound.get(name, f"คุย {canaries.typed(dice)} แล้ว") for name, _ in heads])
        book.save(tmp_path / "sheets" / f"{number}-{district}.xlsx")
    (tmp_path / "sheets" / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    config = tmp_path / "config.yaml"
    config.write_text(
        """
source: {kind: workbooks, path: sheets}
mail: {kind: folder, path: mail}
annexes: [pdf, xlsx, kml, picture]
regions: {12: ["46"]}
recipients:
  - {unit: nation, name: ก, email: dg@example.go.th}
  - {unit: "46", name: ข, email: ks@example.go.th, wants: [monthly, findings]}
  - {unit: "4607", name: ค, email: yt@example.go.th, wants: [monthly, findings]}
  - {unit: "4605", name: ง, email: kn@example.go.th, wants: [monthly, findings]}
""",
        encoding="utf-8",
    )
    return config


MAGIC = {b"%PDF": "annex.pdf", b"\x89PNG": "picture.png", b"\xff\xd8\xff": "photo.png"}


def texts_in(raw: bytes, name: str) -> Iterator[str]:
    """All texts of a file, whatever it is packed in."""
    if name.endswith(".pdf") and raw:
        document = pypdfium2.PdfDocument(raw)
        yield from (page.get_textpage().get_text_bounded() for page in document)
        document.close()
    elif raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for part in archive.namelist():
                yield from texts_in(archive.read(part), part)
    elif name.endswith(".eml"):
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        for part in mail.walk():
            if not part.is_multipart():
                content = part.get_content()
                yield from texts_in(content, str(part.get_filename())) if isinstance(content, bytes) else [content]
    elif name.endswith(".parquet"):
        yield str(pyarrow.parquet.read_table(io.BytesIO(raw)).to_pylist())
    elif not name.endswith(".png"):
        yield raw.decode("utf-8", "replace")


def kept_in(database: Path) -> Iterator[str]:
    """Every value of every table, unpacked; a mail without the annexes that it shares, which are blobs themselves."""
    with sqlite3.connect(database) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - its own names
                for value in row:
                    if isinstance(value, bytes):
                        yield from _unpacked(value, table)
                    elif isinstance(value, str):
                        yield value
    connection.close()


def _unpacked(value: bytes, table: str) -> Iterator[str]:
    if table == "blobs":
        kind = next((kind for start, kind in MAGIC.items() if value.startswith(start)), "")
        yield from texts_in(value, kind)
    elif table == "messages":
        yield from texts_in(HOLE.sub(b"", zlib.decompress(value)) if value else b"", "mail.eml")
    else:
        yield from texts_in(value if value.startswith(b"PK") or not value else zlib.decompress(value), "")


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Callable[..., str]:
    def said(*arguments: str) -> str:
        caplog.clear()
        caplog.set_level(logging.DEBUG)
        assert call([*arguments, "--config", str(office)]) in (0, 1)
        captured = capsys.readouterr()
        return captured.out + captured.err + caplog.text

    return said


def test_no_file_of_a_run_tells_a_number_of_a_person(office: Path, run: Callable[..., str]) -> None:
    canaries = Canaries(5)
    said = [run("run", "--now", "2564-02-08T09:00"), run("status"), run("findings"), run("findings", "--json")]
    said += [run("export", "khok_nong_na", "--to", kind) for kind in ("csv", "xlsx", "kml", "geojson", "parquet")]
    folder = office.parent
    left = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_relative_to(folder / "sheets")]
    handed_on = [p for p in left if not p.is_relative_to(folder / "state")]
    assert {p.suffix for p in handed_on} >= set(".html .txt .xlsx .pdf .eml .kml .csv .geojson .parquet".split())
    found = [
        (p.name, each) for p in handed_on for t in texts_in(p.read_bytes(), p.name) for each in canaries.told_by(t)
    ]
    assert found == []
    ids = set(canaries.ids)
    store = [each for text in kept_in(folder / "state" / "sheets_sync.db") for each in canaries.told_by(text)]
    assert store  # telephones are kept, since officers need them back
    assert ids & {*store, *(each for text in said for each in canaries.told_by(text))} == set()


@pytest.mark.parametrize("to", ["csv", "xlsx", "geojson", "parquet"])
def test_the_look_sees_into_each_export(office: Path, run: Callable[..., str], tmp_path: Path, to: str) -> None:
    """With names, which only its owner may ask for, telephones stand in it and are found."""
    canaries, file = Canaries(5), tmp_path / f"names.{to}"
    run("sync")
    run("export", "khok_nong_na", "--to", to, "--unmasked", "--file", str(file))
    assert [each for text in texts_in(file.read_bytes(), file.name) for each in canaries.told_by(text)]
