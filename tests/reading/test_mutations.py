"""A good register with its columns renamed, moved, inserted, lost or copied: no value lands in another field unsaid.

Every cell of a mutated sheet remembers which cell of the good one it is, so what is read from it can be held against
what the good sheet gave. All 2,000 mutations take about 20 s of the processor.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from sheets_sync.model import BLANK, Cell, Tab, Table
from sheets_sync.model.a1 import column_index, column_letter, place_of
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.text import fold
from sheets_sync.sources.xlsx import read_xlsx

from .sheets import column, read, why
from .sheets import raised as loud
from .sheets import table as read_text

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.xlsx"))
MUTATIONS = 2000
STRANGE = ("ตรวจแล้ว", "ศพช.", "ผู้ประสาน", "ครั้งที่ประชุม", "x", "คอลัมน์1", "คะแนน", "ผ่าน ครม.", "ลว.")
NOISE = ("5", "12", "ok", "ก", "1/64", "-", "รอ", "3.5", "A7", "", "")
TITLES = ("", "", "ปรับปรุงใหม่", "กลุ่มงานส่งเสริมการพัฒนาชุมชน", "เอกสารใช้ภายใน", "ฉบับแก้ไข ครั้งที่ 2")
NAMES = ("Sheet1", "แผ่น2", "ข้อมูล", "งาน", "ชุดใหม่", "64", "ล่าสุด", "ส่งจังหวัด")

Origin = tuple[int, int]
Key = tuple[str | None, str | None, str]  # programme, shape, field


@dataclass(frozen=True)
class Sheet:
    """A tab, and for each of its cells the place in the good sheet from which it came; None for what was put in."""

    tab: Tab
    rows: tuple[tuple[Origin | None, ...], ...]
    width: int


@dataclass(frozen=True)
class Good:
    """A good sheet and what was read of it."""

    name: str
    title: str
    sheet: Sheet
    table: Table
    values: dict[Origin, dict[Key, object]]


def keyed(table: Table, sheet: Sheet):
    """Place in the mutated sheet, origin, field and value of everything that was read from a cell."""
    for record in table.records:
        for name, value in record.values.items():
            cell = table.cell_of(record, name)
            if value in (None, []) or not cell:
                continue
            row, column = place_of(cell)
            origin = sheet.rows[row][column]
            yield cell, origin, (table.programme, table.shape, name), value


def understood(sheet: Sheet, title: str) -> list[Table]:
    return [table for table in read(sheet.tab, title=title).tables if table.records]


@cache
def good() -> list[Good]:
    found = []
    for path in CASES:
        book = read_xlsx(path)
        for tab in book.tabs:
            width = max((len(row) for row in tab.rows), default=0)
            rows = tuple(row + (BLANK,) * (width - len(row)) for row in tab.rows)
            places = tuple(tuple((i, j) for j in range(width)) for i in range(len(rows)))
            sheet = Sheet(replace(tab, rows=rows), places, width)
            tables = understood(sheet, book.title)
            if len(tables) == 1 and tables[0].shape in ("register", "summary"):
                values: dict[Origin, dict[Key, object]] = {}
                for _, origin, key, value in keyed(tables[0], sheet):
                    values.setdefault(origin, {})[key] = value
                found.append(Good(f"{path.stem}/{tab.title}", book.title, sheet, tables[0], values))
    return found


# ---------------------------------------------------------------- mutations


def arranged(sheet: Sheet, order: list[int], put: dict[int, list[Cell]] | None = None) -> Sheet:
    """The sheet with its columns in another order; -1 in the order is a new column, filled from `put`."""
    new = put or {}
    rows = tuple(
        tuple(row[old] if old >= 0 else new[at][i] for at, old in enumerate(order))
        for i, row in enumerate(sheet.tab.rows)
    )
    origins = tuple(tuple(row[old] if old >= 0 else None for old in order) for row in sheet.rows)
    merges = []
    for merge in sheet.tab.merges:
        merges += [
            replace(merge, left=run[0], right=run[-1] + 1) for run in runs(order, range(merge.left, merge.right))
        ]
    hidden = frozenset(at for at, old in enumerate(order) if old in sheet.tab.hidden_columns)
    return Sheet(replace(sheet.tab, rows=rows, merges=tuple(merges), hidden_columns=hidden), origins, len(order))


def runs(order: list[int], covered: range) -> list[list[int]]:
    """The stretches of an order that lie within a merge; a column put in between does not tear it, a copy does."""
    found: list[list[int]] = []
    last = -1  # the column before, of those that were there
    for at, old in enumerate(order):
        if old in covered:
            if found and last in covered and old > last:
                found[-1] += range(found[-1][-1] + 1, at + 1)
            else:
                found.append([at])
        last = old if old >= 0 else last
    return found


def lone(case: Good) -> list[int]:
    """The columns that give a field and stand under no merge but those of the titles."""
    top = case.table.header_rows[0] - 1
    wide = [merge for merge in case.sheet.tab.merges if merge.right - merge.left > 1 and merge.top >= top]
    columns = {column_index(name) for name in case.table.columns.values()}
    return sorted(c for c in columns if not any(merge.left <= c < merge.right for merge in wide))


def seams(case: Good) -> list[int]:
    """The places between columns at which no merge of the table is torn."""
    top = case.table.header_rows[0] - 1
    wide = [merge for merge in case.sheet.tab.merges if merge.right - merge.left > 1 and merge.top >= top]
    return [c for c in range(case.sheet.width + 1) if not any(m.left < c < m.right for m in wide)]


def renamed(case: Good, chance: random.Random) -> Sheet | None:
    """One column headed with another of its field's words, which no other field of the shape has."""
    shape = next(p for p in shipped_programmes() if p.code == case.table.programme).shapes[case.table.shape]
    specs = {**shape.columns, **shape.fields}
    fields = Counter(case.table.columns.values())
    one = [name for name, column in sorted(case.table.columns.items()) if fields[column] == 1 and name in shape.fields]
    chance.shuffle(one)
    for name in one:
        others = {fold(word) for other, spec in specs.items() if other != name for word in (*spec.words, *spec.leaves)}
        words = [word for word in specs[name].words if fold(word) not in others]
        column = column_index(case.table.columns[name])
        heads = [r - 1 for r in case.table.header_rows if not case.sheet.tab.rows[r - 1][column].blank]
        if words and len(heads) == 1 and not case.sheet.tab.rows[heads[0]][column].link:
            word = chance.choice(words)
            rows = [list(row) for row in case.sheet.tab.rows]
            rows[heads[0]][column] = replace(rows[heads[0]][column], text=word, value=word)
            return replace(case.sheet, tab=replace(case.sheet.tab, rows=tuple(map(tuple, rows))))
    return None


def moved(case: Good, chance: random.Random) -> Sheet | None:
    if not lone(case):
        return None
    column, seam = chance.choice(lone(case)), chance.choice(seams(case))
    order = [c for c in range(case.sheet.width) if c != column]
    order.insert(seam - (seam > column), column)
    return arranged(case.sheet, order)


def inserted(case: Good, chance: random.Random) -> Sheet:
    """A column under a header that says nothing we know, with anything in it."""
    seam, head = chance.choice(seams(case)), chance.choice(STRANGE)
    order = list(range(case.sheet.width))
    order.insert(seam, -1)
    records = {record.row - 1 for record in case.table.records}
    bottom = case.table.header_rows[-1] - 1
    texts = [
        head if i == bottom else chance.choice(NOISE) if i in records else "" for i in range(len(case.sheet.tab.rows))
    ]
    return arranged(case.sheet, order, {seam: [typed(text) for text in texts]})


def typed(text: str) -> Cell:
    if not text:
        return BLANK
    return Cell(text, float(text) if text.replace(".", "", 1).isdigit() else text)


def deleted(case: Good, chance: random.Random) -> Sheet | None:
    if not lone(case):
        return None
    gone = chance.choice(lone(case))
    return arranged(case.sheet, [c for c in range(case.sheet.width) if c != gone])


def doubled(case: Good, chance: random.Random) -> Sheet | None:
    """A column and its copy, beside it or at the far end."""
    if not lone(case):
        return None
    column = chance.choice(lone(case))
    order = list(range(case.sheet.width))
    order.insert(chance.choice((column + 1, case.sheet.width)), column)
    return arranged(case.sheet, order)


def lowered(case: Good, chance: random.Random) -> Sheet:
    """One to three rows, blank or with a title, put in at the top or right above the header."""
    at = chance.choice((0, case.table.header_rows[0] - 1))
    texts = [chance.choice(TITLES) for _ in range(chance.randint(1, 3))]
    tab, more, width = case.sheet.tab, len(texts), case.sheet.width
    rows = tuple((typed(text), *[BLANK] * (width - 1)) for text in texts)
    merges = tuple(
        replace(m, top=m.top + more * (m.top >= at), bottom=m.bottom + more * (m.bottom > at)) for m in tab.merges
    )
    hidden = frozenset(row + more * (row >= at) for row in tab.hidden_rows)
    lower = replace(tab, rows=(*tab.rows[:at], *rows, *tab.rows[at:]), merges=merges, hidden_rows=hidden)
    nothing = ((None,) * width,) * more
    return Sheet(lower, (*case.sheet.rows[:at], *nothing, *case.sheet.rows[at:]), width)


def emptied(case: Good, chance: random.Random) -> Sheet:
    """One to three records with nothing left in their rows."""
    records = [record.row - 1 for record in case.table.records]
    gone = set(chance.sample(records, min(chance.randint(1, 3), len(records))))
    rows = tuple((BLANK,) * case.sheet.width if i in gone else row for i, row in enumerate(case.sheet.tab.rows))
    origins = tuple((None,) * case.sheet.width if i in gone else row for i, row in enumerate(case.sheet.rows))
    return replace(case.sheet, tab=replace(case.sheet.tab, rows=rows), rows=origins)


def retitled(case: Good, chance: random.Random) -> Sheet:
    return replace(case.sheet, tab=replace(case.sheet.tab, title=chance.choice(NAMES)))


KINDS: list[Callable[[Good, random.Random], Sheet | None]] = [
    renamed,
    moved,
    inserted,
    deleted,
    doubled,
    lowered,
    emptied,
    retitled,
]

# ---------------------------------------------------------------- what must hold


@dataclass
class Outcome:
    """What came of one mutation: values in another field unsaid, and how many of the good ones were read again."""

    strayed: list[str]
    again: int
    of: int


def raised(table: Table) -> set[str]:
    """The cells, and the letters of columns whose header is named, about which the officer is told something."""
    heads = set(table.header_rows)
    cells = {finding.cell for finding in table.findings if finding.severity != "info"}
    columns = {column_letter(place_of(cell)[1]) for cell in cells if place_of(cell)[0] + 1 in heads}
    return cells | columns


def rows_told(table: Table) -> set[int]:
    """The rows that lack a name or a number by which they could be anything, and of which that is said."""
    return {place_of(f.cell)[0] for f in table.findings if f.code == "REQUIRED_MISSING"}


def within(key: Key, value: object, was: dict[Key, object]) -> bool:
    """Whether a place is the one, or one around the one, that the same cell was read as: ต.เมืองเก่า lies in อ.เมือง."""
    codes = [str(old) for (_, _, name), old in was.items() if name.endswith("_code")]
    return key[2].endswith("_code") and any(code.startswith(str(value)) for code in codes)


def outcome(case: Good, sheet: Sheet) -> Outcome:
    strayed, kept = [], set()
    for table in understood(sheet, case.title):
        told, lacking = raised(table), rows_told(table)
        other = (table.programme, table.shape) != (case.table.programme, case.table.shape)
        if other and any(finding.code == "COLUMN_MISSING" for finding in table.findings):
            continue  # the officer is told that the table lacks what makes it one
        for cell, origin, key, value in keyed(table, sheet):
            was = case.values.get(origin, {}) if origin else {}
            if key in was:
                kept.add((origin, key))
            elif not (
                within(key, value, was)
                or {cell, column_letter(place_of(cell)[1])} & told
                or place_of(cell)[0] in lacking
            ):
                strayed.append(f"{case.name} {cell} {'/'.join(map(str, key))}={value!r}, was {was}")
    left = {origin for row in sheet.rows for origin in row}
    return Outcome(strayed, len(kept), sum(len(was) for origin, was in case.values.items() if origin in left))


def mutate(seed: int) -> tuple[Good, Sheet] | None:
    chance = random.Random(seed)  # noqa: S311 - the same mutations at every run
    case = chance.choice(good())
    sheet = KINDS[seed % len(KINDS)](case, chance)
    return (case, sheet) if sheet else None


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=[kind.__name__ for kind in KINDS])
def test_no_value_lands_in_another_field_unsaid(kind):
    strayed, again, of = {}, 0, 0
    for seed in range(kind, MUTATIONS, len(KINDS)):
        made = mutate(seed)
        if made:
            came = outcome(*made)
            again, of = again + came.again, of + came.of
            if came.strayed:
                strayed[seed] = (len(came.strayed), came.strayed[0])
    print(kind, again, of, again / of)
    assert strayed == {}
    assert again > 0.95 * of > 0


# ---------------------------------------------------------------- what they found, in sight

VILLAGES = "โก่งธนูโมเดล อำเภอตาคลี จังหวัดนครสวรรค์"


def test_column_numbers_stay_such_when_a_column_is_moved_copied_or_deleted():
    for counted in ("(1)|(2)|(4)|(5)|(3)|(6)", "(1)|(2)|(2)|(3)|(4)|(5)", "(1)|(2)|(3)|(5)|(6)|(7)"):
        got = read_text(
            f"""{VILLAGES}
            ที่|หมู่บ้าน|หมู่ที่|ครัวเรือนทั้งหมด|ครัวเรือนเป้าหมาย|ปลูก 10 ชนิดขึ้นไป
            {counted}
            1|วังไทร|4|161|117|102"""
        )
        assert column(got, "hh_total") == [161]
        assert "column_numbers" in why(got).values()


def test_a_sum_whose_label_stands_in_two_columns_is_a_sum():
    got = read_text(
        f"""{VILLAGES}
        ที่|หมู่บ้าน|หมู่ที่|ตำบล|ครัวเรือนทั้งหมด|ครัวเรือนเป้าหมาย|ปลูก 10 ชนิดขึ้นไป
        1|วังไทร|4|ตาคลี|161|117|102
        2|ดงพลับ|7|ตาคลี|169|146|125
        |รวม 2 หมู่บ้าน|รวม 2 หมู่บ้าน||330|263|227"""
    )
    assert column(got, "hh_total") == [161, 169]


def test_a_copied_column_is_said_to_be_one_and_fills_no_other_field():
    got = read_text(
        """โคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์
        ที่|ชื่อ-สกุล|ตำบล|พื้นที่|พื้นที่|ประเภท
        1|นายสมชาย ใจดี|หัวงัว|3|3|HLM
        2|นายสมปอง มีสุข|หัวงัว|1|1|HLM
        3|นางสมใจ ดีงาม|หัวงัว|15|15|CLM"""
    )
    assert ("E2", "COLUMN_DUPLICATE") in loud(got)
    assert "E" not in got.columns.values()
