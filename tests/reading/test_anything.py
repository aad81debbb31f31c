"""Whatever officers type, a workbook is read: nothing raises, nothing is said of cells that are not there."""

from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sheets_sync.checks import check_tables
from sheets_sync.model import Cell, Merge, Tab
from sheets_sync.model.a1 import place_of
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import inspect_dict

from .sheets import read, tab
from .test_cells_property import PIECES

SHAPES = [
    [spec.words[0] for spec in shape.fields.values()]
    for programme in shipped_programmes()
    for shape in programme.shapes.values()
]
HEADS = [word for words in SHAPES for word in words]
WORDS = (
    """ยางตลาด|หัวงัว|HLM|3|3-1-25|นายสมชาย ใจดี|โฉนด|รวม|รวมทั้งสิ้น|-|"|16.4, 103.3|ขุดเสร็จ|8 ม.ค. 64|104,000|หมายเหตุ"""
    """|ตัวอย่าง|อำเภอเขาวง|✓|(1)|ครบ|5 (เพิ่ม 1)||"""
    f"|\u200b|{'ก' * 300}"
).split("|")
TITLES = ["โคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์", "โก่งธนูโมเดล จ.กาฬสินธุ์", "แผนปฏิบัติการโคก หนอง นา", ""]


@st.composite
def cells(draw):
    match draw(st.integers(0, 9)):
        case 0:
            return Cell(draw(st.text(max_size=12)))
        case 1:
            number = draw(st.floats(allow_nan=True, allow_infinity=True))
            return Cell(f"{number}", number, draw(st.sampled_from(["", "DATE", "TIME", "PERCENT"])))
        case 2:
            return Cell("#REF!", None, error="REF", formula="=A1")
        case 3:
            return Cell(value=False, text="FALSE", fill="92D050", struck=True)
        case _:
            text = draw(st.sampled_from(WORDS))
            return Cell(text, text)


@st.composite
def tabs(draw):
    width = draw(st.integers(1, 8))
    head = tuple(Cell(text, text) for text in draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width)))
    body = draw(st.lists(st.lists(cells(), max_size=width + 1).map(tuple), max_size=12))
    title = draw(st.sampled_from(TITLES))
    edges = st.integers(0, 14)
    merges = draw(st.lists(st.builds(Merge, edges, edges, edges, edges), max_size=3))
    return Tab(
        1, draw(st.text(max_size=8)), ((Cell(title, title),), head, *body), tuple(merges), hidden_rows=frozenset({3})
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tabs())
def test_no_sheet_is_too_odd_to_be_read(sheet):
    reading = check_tables(read(sheet), shipped_programmes())
    for table in reading.tables:
        rows = [record.row for record in table.records]
        assert len(set(rows) & {ignored.row for ignored in table.ignored_rows}) == 0
        for finding in table.findings:
            row, column = place_of(finding.cell)
            assert 0 <= row < max(len(sheet.rows), 1)
            assert 0 <= column < 30
            assert finding.message
    assert inspect_dict(reading)["tabs"]


def typed_by_chance(chance):
    """A cell as no officer would type it, and as some do."""
    text = chance.choice(["", " ", ""]).join(chance.choices(PIECES + WORDS, k=chance.randint(0, 6)))
    value = chance.choice([text, None, True, chance.uniform(-1e6, 1e6), float(chance.randint(-(10**14), 10**14))])
    kind = chance.choice(["", "", "", "DATE", "TIME", "PERCENT", "SCIENTIFIC", "TEXT"])
    error, formula = ("REF", "=A1") if chance.random() < 0.02 else ("", "")
    return Cell(text, value, kind, error=error, formula=formula, link=chance.choice(["", "", "https://a.th/" + text]))


def test_a_hundred_thousand_cells_are_read_or_doubted(record_property):
    """200 sheets of 25 rows under 20 headers of one of the kinds of table, whatever stands in them."""
    seen = 0

    @settings(max_examples=200, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=True))
    def one_sheet(chance):
        nonlocal seen
        heads = [Cell(text, text) for text in chance.choices(chance.choice(SHAPES), k=20)]
        rows = [tuple(typed_by_chance(chance) for _ in heads) for _ in range(25)]
        title = chance.choice(TITLES)
        sheet = Tab(1, "ทะเบียน", ((Cell(title, title),), tuple(heads), *rows))
        inspect_dict(check_tables(read(sheet), shipped_programmes()))
        seen += sum(map(len, rows))

    one_sheet()
    record_property("cells", seen)
    assert seen >= 100_000


def test_a_sheet_that_may_not_read_another_says_so():
    sheet = tab("")
    refused = Cell("#REF!", None, error="REF", formula='=IMPORTRANGE("1abc","แปลง!A1:Z")')
    (table,) = read(replace(sheet, rows=((refused,),))).tables
    assert [(f.cell, f.code, f.severity.value) for f in table.findings] == [("A1", "SOURCE_UNREADABLE", "error")]


def test_forged_merges_cost_no_more_than_their_cells():
    sheet = tab("ก | ข\nค | ง")
    everything = Merge(0, 0, 10**6, 10**6)
    (table,) = read(replace(sheet, merges=(everything,) * 1000)).tables
    assert table.programme is None
