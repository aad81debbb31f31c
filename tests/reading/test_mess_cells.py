"""Cells as officers type them, one row each, numbered as in the catalogue of messy sheets: typed → value, finding.

What it takes a whole table to tell is drawn in test_mess_tables.py, what the programmes' rules ask about in
tests/checks/test_mess_rules.py, and what it takes another month or workbook to tell in tests/test_mess_months.py.
"""

import datetime as dt

import pytest

from sheets_sync.codes import CODES
from sheets_sync.model import Cell
from sheets_sync.periods import Month
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.cells import Context, combine_area, combine_point, combine_utm, understand

(PLOTS,) = (programme for programme in shipped_programmes() if programme.code == "khok_nong_na")
STAGES = tuple((code, stage.spellings) for code, stage in PLOTS.stages.items())
AMERICAN = Context(day_first=False, today=dt.date(2021, 12, 31), since=dt.date(2019, 10, 1))


def ctx(**known):
    return Context(today=dt.date(2021, 4, 30), since=dt.date(2019, 10, 1), **known)


def day(serial, text="", pattern="d/m/yyyy"):
    """A cell that Sheets keeps as a day."""
    return Cell(text or "8/1/2564", float(serial), "DATE", pattern)


def check(kind, cell, context, value, finding):
    """`finding` is empty, `CODE`, or `CODE info` where its severity is not the code's own."""
    read = understand(kind, cell if isinstance(cell, Cell) else Cell(cell, cell), context)
    said = [f"{d.code} {d.severity}" if d.severity not in (None, CODES[d.code]) else d.code for d in read.doubts]
    assert read.value == value
    assert type(read.value) is type(value)
    assert said == ([finding] if finding else [])


@pytest.mark.parametrize(
    ("row", "kind", "typed", "province", "code", "finding"),
    [
        (1, "district", "อ.เมือง", "46", "4601", "VALUE_REPAIRED info"),
        (2, "district", "เมือง", "46", "4601", "VALUE_REPAIRED info"),
        (3, "district", "อำเภอเมืองฯ", "46", "4601", "VALUE_REPAIRED info"),
        (4, "district", "เมือง กส.", "46", "4601", "VALUE_REPAIRED info"),
        (4, "district", "เมือง พจ.", "66", "6601", "VALUE_REPAIRED info"),
        (5, "district", "กิ่ง อ.ดอนจาน", "46", "4617", "VALUE_REPAIRED info"),
        (5, "district", "กิ่งอำเภอดอนจาน", "46", "4617", "VALUE_REPAIRED info"),
        (6, "district", "กุฉินารายน์", "46", "4605", "GEO_SPELLING"),
        (6, "district", "โพธิไชย", "45", "4508", "GEO_SPELLING"),
        (6, "district", "ปทุมรัตน์", "45", "4503", "GEO_SPELLING"),
        (7, "district", "กุุสุมาลย์", "47", "4702", "VALUE_REPAIRED info"),
        (8, "district", "เเม่เเจ่ม", "50", "5003", "VALUE_REPAIRED info"),
        (9, "district", "นํ้าพอง", "40", "4007", ""),
        (10, "province", "ก ำแพงเพชร", "", "62", ""),
        (10, "province", "กาแพงเพชร", "", "62", "VALUE_REPAIRED info"),
        (11, "district", "ฆ้อง ชัย", "46", "4618", ""),
        (11, "district", "ฆ้องชัย\n", "46", "4618", ""),
        (12, "district", "สพอ.เขาวง", "46", "4606", ""),
        (12, "district", "เขาวง*", "46", "4606", ""),
        (12, "district", "เขาวง (เพิ่ม)", "46", "4606", ""),
        (13, "district", "หนองกุงศรี/สหัสขันธ์", "46", None, "GEO_MULTI"),
        (16, "district", "เฉลิมพระเกียรติ", "", None, "GEO_AMBIGUOUS"),
        (17, "district", "กมลาไสย", "45", None, "GEO_NOT_IN_PROVINCE"),
        (22, "province", "Kalasin", "", "46", "VALUE_REPAIRED info"),
        (22, "district", "Muang", "46", "4601", "VALUE_REPAIRED info"),
        (23, "tambon", "เทศบาลตำบลห้วยโพธิ์", "46", "460109", "GEO_LAO"),
        (23, "tambon", "อบต.หัวงัว", "46", "460702", "GEO_LAO"),
        (25, "district", "จังหวัด", "46", None, ""),
        (25, "district", "สนง.", "46", None, ""),
    ],
)
def test_places(row, kind, typed, province, code, finding):
    check(kind, typed, ctx(province=province), code, finding)


@pytest.mark.parametrize(
    ("row", "typed", "parts"),
    [
        (18, "ต.หลุบ อ.เมือง จ.กาฬสินธุ์", {"tambon_code": "460103", "district_code": "4601", "province_code": "46"}),
        (19, "52 ม.3 บ้านโนนค้อ ต.นาคู", {"house_no": "52", "moo": 3, "village": "โนนค้อ", "tambon_code": "461601"}),
        (19, "162/5ม.4 ต.นาคู", {"house_no": "162/5", "moo": 4, "tambon_code": "461601"}),
        (19, "๔๕ หมู่ ๙ บ้านนาแก ตำบลบัวขาว", {"house_no": "45", "moo": 9, "village": "นาแก", "tambon_code": "460501"}),
        (19, "ม.5 ต.บ้านเป็ด จ.ขอนแก่น", {"moo": 5, "tambon_code": "400115", "province_code": "40"}),
    ],
)
def test_addresses(row, typed, parts):
    context = ctx() if "จ." in typed else ctx(province="46")
    read = understand("address", Cell(typed, typed), context)
    assert {name: value for name, value in read.values.items() if value is not None} == parts


@pytest.mark.parametrize(
    ("row", "kind", "typed", "value", "finding"),
    [
        (20, "moo", "ม.๕", 5, ""),
        (20, "moo", "หมู่ 5", 5, ""),
        (20, "moo", "หมู่ที่5", 5, ""),
        (20, "moo", "5", 5, ""),
        (20, "moo", "๐๕", 5, ""),
        (21, "house_no", day(46093, "12/3", "d/m"), "12/3", "VALUE_REPAIRED"),
        (21, "house_no", "162/5", "162/5", ""),
        (44, "money", Cell("#REF!", error="REF"), None, "FORMULA_ERROR"),
        (44, "money", "#N/A", None, "FORMULA_ERROR"),
        (44, "money", Cell("#DIV/0!", error="DIVIDE_BY_ZERO"), None, "FORMULA_ERROR"),
        (44, "count", "Loading...", None, "FORMULA_ERROR"),
        (44, "date", "กำลังโหลด…", None, "FORMULA_ERROR"),
    ],
)
def test_numbers_of_places_and_broken_formulas(row, kind, typed, value, finding):
    check(kind, typed, ctx(), value, finding)


@pytest.mark.parametrize(
    ("row", "kind", "typed", "value", "finding"),
    [
        (46, "money", "-", 0, "NUMBER_SUSPECT info"),
        (46, "count", "–", 0, "NUMBER_SUSPECT info"),
        (46, "count", "−", 0, "NUMBER_SUSPECT info"),
        (46, "count", "ไม่มี", 0, "NUMBER_SUSPECT info"),
        (46, "count", "ไม่มีข้อมูล", None, ""),
        (46, "money", "n/a", None, ""),
        (46, "count", ".", None, ""),
        (46, "percent", "-", None, ""),
        (46, "date", "-", None, ""),
        (46, "deed", "ไม่มี", None, ""),
        (47, "money", "๑,๒๐๐", 1200, ""),
        (47, "money", "1,200.-", 1200, ""),
        (47, "money", "1200 บาท", 1200, ""),
        (47, "money", "฿1,200", 1200, ""),
        (47, "money", "1 200", 1200, ""),
        (48, "money", "1.200", 1.2, "NUMBER_SUSPECT"),
        (49, "money", Cell("104,000.00", 104000.0, "NUMBER", "#,##0.00"), 104000, ""),
        (49, "money", "104000", 104000, ""),
        (49, "money", "104,000", 104000, ""),
        (49, "money", "1.04 แสน", 104000, ""),
        (49, "money", "1.04 ล้าน", 1040000, ""),
        (49, "money", "4.52 หมื่น", 45200, ""),
        (49, "money", "1O4,OOO", 104000, "NUMBER_SUSPECT"),
        (50, "count", "5 แปลง", 5, ""),
        (50, "count", "จำนวน 5", 5, ""),
        (50, "count", "5*", 5, ""),
        (50, "count", "5 (เพิ่ม 1)", 5, "NUMBER_SUSPECT"),
        (51, "count", "12,601,491 ครัวเรือน คิดเป็น 97.11%", 12601491, ""),
        (53, "money", "(24,673)", -24673, "NUMBER_SUSPECT"),
        (54, "count", "ครบ", None, "NUMBER_SUSPECT"),
        (54, "count", "ครบทุกแปลง", None, "NUMBER_SUSPECT"),
        (54, "count", "ทุกครัวเรือน", None, "NUMBER_SUSPECT"),
        (0, "money", "รอคลังโอน", None, "NUMBER_UNREADABLE"),
        (0, "count", "10-12", None, "NUMBER_UNREADABLE"),
        (0, "count", day(44204), None, "NUMBER_UNREADABLE"),
    ],
)
def test_numbers(row, kind, typed, value, finding):
    check(kind, typed, ctx(thousands=True), value, finding)


@pytest.mark.parametrize(
    ("row", "typed", "scale", "value", "finding"),
    [
        ("52a", "80", 1, 80, ""),
        ("52a", "80%", 100, 80, ""),
        ("52a", Cell("80%", 0.8, "PERCENT", "0%"), 1, 80, ""),
        ("52a", Cell("0.8", 0.8), 100, 80, ""),
        ("52a", Cell("0.8", 0.8), 0, 80, "PERCENT_SCALE"),
        ("52a", "ร้อยละ 80", 1, 80, ""),
        ("52a", "80.00", 1, 80, ""),
        ("52a", "8O%", 1, 80, "NUMBER_SUSPECT"),
        ("52b", Cell("295.9%", 2.959, "PERCENT", "0.0%"), 1, 295.9, "OVER_100"),
    ],
)
def test_percentages(row, typed, scale, value, finding):
    check("percent", typed, ctx(percent_scale=scale), value, finding)


@pytest.mark.parametrize(
    ("row", "typed", "value"),
    [
        (55, "✓", True),
        (55, "/", True),
        (55, "√", True),
        (55, "P", True),
        (55, Cell("P", "P", font="Wingdings 2"), True),
        (55, "1", True),
        (55, "TRUE", True),
        (55, Cell("TRUE", True), True),
        (55, "ใช่", True),
        (55, "มี", True),
        (55, "แล้ว", True),
        (55, "เสร็จ", True),
        (56, "x", False),
        (56, "×", False),
        (56, Cell("O", "O", font="Wingdings 2"), False),
        (56, "ยัง", False),
        (56, "ยังไม่", False),
        (56, "ไม่", False),
        (56, "FALSE", False),
        (56, Cell("FALSE", False), False),
        (56, "", None),
    ],
)
def test_ticks_and_crosses(row, typed, value):
    check("yes_no", typed, ctx(), value, "")


@pytest.mark.parametrize(
    ("row", "typed", "context", "value", "finding"),
    [
        (57, "8 ม.ค. 64", ctx(), "2021-01-08", ""),
        (57, "8 มค64", ctx(), "2021-01-08", ""),
        (57, "๘ ม.ค. ๖๔", ctx(), "2021-01-08", ""),
        (57, "8 มกราคม พ.ศ. 2564", ctx(), "2021-01-08", ""),
        (57, "วันที่ 8 มกราคม 2564", ctx(), "2021-01-08", ""),
        (58, day(242530), ctx(), "2021-01-08", ""),
        (58, "8/1/2564", ctx(), "2021-01-08", ""),
        (59, day(23384), ctx(), "2021-01-08", "YEAR_2DIGIT"),
        (60, day(44204), ctx(), "2021-01-08", ""),
        (60, "8/1/2021", ctx(), "2021-01-08", ""),
        (60, "2021-01-08", ctx(), "2021-01-08", ""),
        (61, "13/1/2564", AMERICAN, "2021-01-13", ""),
        (61, day(44409), AMERICAN, "2021-08-01", "DATE_ORDER"),
        (61, "1/13/2564", ctx(), "2021-01-13", "DATE_ORDER"),
        (62, "29/2/2563", ctx(), "2020-02-29", ""),
        (63, day(242582), ctx(), None, "DATE_IMPOSSIBLE"),
        (63, "29/2/2564", ctx(), None, "DATE_IMPOSSIBLE"),
        (63, "31 ก.ย. 64", ctx(), None, "DATE_IMPOSSIBLE"),
        (64, "ม.ค.64", ctx(), None, "DATE_UNREADABLE info"),
        (64, "ม.ค. - มี.ค. 64", ctx(), None, "DATE_UNREADABLE info"),
        (64, "ไตรมาส 2", ctx(), None, "DATE_UNREADABLE info"),
        (64, "ไตร3-4", ctx(), None, "DATE_UNREADABLE info"),
        (64, "ต้นเดือน ก.พ.", ctx(), None, "VALUE_REPAIRED"),
        (65, "15-17 ก.พ. 64", ctx(role="start"), "2021-02-15", ""),
        (65, "15-17 ก.พ. 64", ctx(role="end"), "2021-02-17", ""),
        (65, "11 – 17 พฤศจิกายน 2563", ctx(role="end"), "2020-11-17", ""),
        (65, "28 ก.พ. - 3 มี.ค. 64", ctx(role="start"), "2021-02-28", ""),
        (68, "8 ก.พ. 2546", ctx(), "2003-02-08", "DATE_OUT_OF_RANGE"),
        (68, "๑๕ มี.ค. ๔๖", ctx(), "2003-03-15", "DATE_OUT_OF_RANGE"),
        (68, "30 ก.ย. 62", ctx(), "2019-09-30", "DATE_OUT_OF_RANGE"),
        (68, "1 ต.ค. 62", ctx(), "2019-10-01", ""),
        (68, "3 ก.พ. 2584", ctx(), "2041-02-03", "DATE_OUT_OF_RANGE"),
        (68, "30 ก.ย. 64", ctx(future=True), "2021-09-30", ""),
        (69, "๑๕ ธ.ต. ๖๓", ctx(), "2020-12-15", "VALUE_REPAIRED"),
        (69, "5 มิย 63", ctx(), "2020-06-05", ""),
        (69, "5 กพ 64", ctx(), "2021-02-05", ""),
        (69, "5 เม.ษ. 64", ctx(), "2021-04-05", ""),
        (0, "ถามช่างก่อน", ctx(), None, "DATE_UNREADABLE"),
        (0, "ยังไม่เสร็จ", ctx(), None, "DATE_UNREADABLE info"),
    ],
)
def test_dates(row, typed, context, value, finding):
    check("date", typed, context, value, finding)


@pytest.mark.parametrize(
    ("row", "typed", "parts"),
    [
        (65, "9-12 ก.พ. 64", {"start": "2021-02-09", "end": "2021-02-12"}),
        (65, "28 ม.ค. - 3 ก.พ. 64", {"start": "2021-01-28", "end": "2021-02-03"}),
        (65, "8/2/64 - 10/2/64", {"start": "2021-02-08", "end": "2021-02-10"}),
        (65, "3 ก.พ. 64", {"start": "2021-02-03", "end": None}),
    ],
)
def test_date_ranges(row, typed, parts):
    assert understand("date_range", Cell(typed, typed), ctx()).values == parts


@pytest.mark.parametrize(
    ("row", "typed", "year"),
    [(66, "ปี 64", 2564), (66, "2564", 2564), (66, "FY2021", 2564), (66, "งบปี 63 (เงินกู้)", 2563)],
)
def test_fiscal_years(row, typed, year):
    check("fiscal_year", typed, ctx(), year, "")


@pytest.mark.parametrize(("row", "typed", "year"), [(67, "30 ก.ย. 64", 2564), (67, "1 ต.ค. 64", 2565)])
def test_the_fiscal_year_ends_with_september(row, typed, year):
    day_ = dt.date.fromisoformat(str(understand("date", Cell(typed, typed), ctx(future=True)).value))
    assert Month(day_.year, day_.month).fiscal_year == year


@pytest.mark.parametrize(
    ("row", "kind", "typed", "value", "finding"),
    [
        (70, "area", "3-0-25", 3.0625, ""),
        (71, "area", day(45660, "3 ม.ค. 2025", "d mmm yyyy"), 3.3125, "AREA_AS_DATE"),
        (72, "area", day(18296, "2 ก.พ. 1950", "d mmm yyyy"), 2.625, "AREA_AS_DATE"),
        (73, "area", "3 ไร่ 2 งาน", 3.5, ""),
        (73, "area", "3ไร่2งาน", 3.5, ""),
        (73, "area", "3 ร. 2 ง.", 3.5, ""),
        (74, "size", "3 ไร่", 3, ""),
        (74, "size", "3", 3, ""),
        (74, "size", "๓", 3, ""),
        (74, "size", "สามไร่", 3, ""),
        (74, "size", "3.0", 3, ""),
        (75, "area", "1,225 ตร.ว.", 3.0625, ""),
        (75, "area", "1225 วา", 3.0625, ""),
        (76, "area", "4,800 ตร.ม.", 3, ""),
        (76, "area", "4800 m2", 3, ""),
        (77, "area", "3/2/50", 3.625, "VALUE_REPAIRED"),
        (77, "area", "3.2.50", 3.625, "VALUE_REPAIRED"),
        (78, "area", "3-5-20", 4.3, "AREA_UNITS"),
        (0, "area", "ตามโฉนด", None, "AREA_UNREADABLE"),
        (81, "ratio", Cell("01:01", 61 / 1440, "TIME", "h:mm"), "1:1", "RATIO_AS_TIME"),
        (81, "ratio", Cell("01:02", 62 / 1440, "TIME", "h:mm"), "1:2", "RATIO_AS_TIME"),
        (81, "ratio", Cell("1:03", 63 / 1440, "TIME", "h:mm"), "1:3", "RATIO_AS_TIME"),
        (82, "ratio", "1ต่อ3", "1:3", ""),
        (82, "ratio", "1/3", "1:3", ""),
        (82, "ratio", "1: 3", "1:3", ""),
        (82, "ratio", "1;3", "1:3", ""),
        (82, "ratio", "แบบ 3", "1:3", "VALUE_REPAIRED"),
        (83, "model", "HML", "HLM", "VALUE_REPAIRED"),
        (83, "model", "hlm", "HLM", ""),
        (83, "model", "H.L.M.", "HLM", ""),
        (83, "model", "ครัวเรือน", "HLM", ""),
        (83, "model", "ระดับครัวเรือน", "HLM", ""),
        (83, "model", "CLM ตำบล", "CLM", ""),
        (83, "model", "ซีแอลเอ็ม", "CLM", ""),
        (83, "model", "แบบสาธิต", None, "MODEL_UNKNOWN"),
        (84, "soil", "เหนียว", "เหนียว", ""),
        (84, "soil", "ดินเหนียวปนทราย", "ดินเหนียวปนทราย", ""),
        (84, "soil", "ร่วนปนทราย", "ร่วนปนทราย", ""),
        (84, "soil", "ลูกรัง", "ลูกรัง", ""),
        (84, "soil", "ดินจอมปลวก", "ดินจอมปลวก", ""),
        (85, "deed", "โฉนด", "chanote", ""),
        (85, "deed", "นส.4", "chanote", ""),
        (85, "deed", "น.ส.๔ จ", "chanote", ""),
        (86, "deed", "นส 3ก", "ns3k", ""),
        (86, "deed", "น.ส.3 ก.", "ns3k", ""),
        (86, "deed", "นส.๓ก.", "ns3k", ""),
        (86, "deed", "นส3", "ns3", ""),
        (86, "deed", "น.ส. ๓ ข.", "ns3kh", ""),
        (87, "deed", "สปก", "spk401", ""),
        (87, "deed", "ส.ป.ก.4-01ก", "spk401", ""),
        (87, "deed", "สปก 4/01", "spk401", ""),
        (87, "deed", day(46026, "4-01", "d-mm"), "spk401", "VALUE_REPAIRED"),
        (88, "deed", "ภทบ5", "pbt5", "DEED_NOT_TITLE"),
        (88, "deed", "ภ.บ.ท 5", "pbt5", "DEED_NOT_TITLE"),
        (88, "deed", "สค1", "sk1", "DEED_NOT_TITLE"),
        (89, "deed", "โฉนด/สปก", None, "MULTI_VALUE"),
        (90, "deed", "มี", None, "DEED_TYPE_MISSING"),
        (90, "deed", "มีเอกสารสิทธิ์", None, "DEED_TYPE_MISSING"),
    ],
)
def test_land(row, kind, typed, value, finding):
    check(kind, typed, ctx(), value, finding)


def test_row_71_in_an_english_file_the_month_was_typed_first():
    check("area", day(45717, "3/1/2025"), AMERICAN, 3.3125, "AREA_AS_DATE")


def test_row_85_type_and_number_in_one_cell():
    assert understand("deed", Cell("โฉนดเลขที่ 12345", "x"), ctx()).values == {"value": "chanote", "deed_no": "12345"}


def test_row_83_model_and_size_in_one_cell():
    assert understand("model_size", Cell("HLM ๓ ไร่", "x"), ctx()).values == {"model": "HLM", "size_rai": 3}


@pytest.mark.parametrize(
    ("row", "typed", "point", "finding"),
    [
        (91, "16.432810, 103.506580", (16.43281, 103.50658), ""),
        (91, "16.432810 103.506580", (16.43281, 103.50658), ""),
        (92, "103.506580, 16.432810", (16.43281, 103.50658), "LATLON_SWAPPED"),
        (93, "16°25'58.1\"N 103°30'23.7\"E", (16.4328056, 103.5065833), ""),
        (93, "16 25 58.1 N 103 30 23.7 E", (16.4328056, 103.5065833), ""),
        (93, "๑๖.๔๓๒๘๑, ๑๐๓.๕๐๖๕๘", (16.43281, 103.50658), ""),
        (94, "16,432810 103,506580", (16.43281, 103.50658), "VALUE_REPAIRED"),
        (94, "16.43.2810", None, "COORD_UNREADABLE"),
        (95, "0340550 1817399", (16.432807, 103.5065812), "DATUM_UNKNOWN"),
        (95, "48Q 340550 1817399", (16.432807, 103.5065812), "DATUM_UNKNOWN"),
        (95, "E 340550 N 1817399", (16.432807, 103.5065812), "DATUM_UNKNOWN"),
        (96, "https://maps.app.goo.gl/Qx7", None, "SHORT_LINK"),
        (96, "goo.gl/maps/Demo", None, "SHORT_LINK"),
        (
            97,
            "https://www.google.com/maps/place/x/@16.43,103.50,17z/data=!3m1!3d16.4399!4d103.5111",
            (16.4399, 103.5111),
            "",
        ),
        (97, "https://www.google.com/maps?q=16.4399,103.5111", (16.4399, 103.5111), ""),
        (98, "CGM4+4J เมืองกาฬสินธุ์", (16.432812, 103.506563), "VALUE_REPAIRED"),
        (99, "16.4, 103.5", (16.4, 103.5), "COORD_COARSE"),
        (101, "0,0", None, "POINT_OUTSIDE_COUNTRY"),
        (101, "13.7, 139.7", None, "POINT_OUTSIDE_COUNTRY"),
        (102, "ปักหมุดแล้ว", None, "COORD_UNREADABLE"),
    ],
)
def test_points(row, typed, point, finding):
    read = understand("point", Cell(typed, typed), ctx(province="46"))
    assert tuple(read.values.values()) == (point or (None, None))
    assert [doubt.code for doubt in read.doubts] == ([finding] if finding else [])


def test_row_97_the_link_behind_the_words_is_read():
    read = understand("point", Cell("ดูแผนที่", "ดูแผนที่", link="https://maps.google.com/?q=16.4399,103.5111"), ctx())
    assert read.values == {"latitude": 16.4399, "longitude": 103.5111}


def test_rows_92_to_101_in_two_columns():
    context = ctx(province="46")
    assert [d.code for d in combine_point(103.50658, 16.43281, context).doubts] == ["LATLON_SWAPPED"]
    assert [d.code for d in combine_point(16.4, 103.3, context).doubts] == ["COORD_COARSE"]
    assert [d.code for d in combine_point(0, 0, context).doubts] == ["POINT_OUTSIDE_COUNTRY"]
    assert combine_point(16.43281, None, context).values == {"latitude": None, "longitude": None}
    check("latitude", "16,432810", context, 16.43281, "VALUE_REPAIRED")
    check("latitude", "16.43.2810", context, None, "COORD_UNREADABLE")
    check("latitude", "16 25 58.1 N", context, 16.4328056, "")


@pytest.mark.parametrize(
    ("context", "findings"),
    [
        (Context(zone=48, datum_known=True), []),
        (Context(province="45", datum_known=True), ["VALUE_REPAIRED"]),
        (Context(zone=48), ["DATUM_UNKNOWN"]),
    ],
)
def test_row_95_metres_in_two_columns(context, findings):
    read = combine_utm(389388, 1768306, context)
    assert read.values == pytest.approx({"latitude": 15.9918247, "longitude": 103.9662515}, abs=1e-7)
    assert [doubt.code for doubt in read.doubts] == findings


def test_row_95_without_zone_or_province_nobody_knows_where():
    assert [d.code for d in combine_utm(389388, 1768306, Context()).doubts] == ["COORD_UNREADABLE"]


def test_row_78_area_in_three_columns():
    assert combine_area(3, 1, 25).value == 3.3125
    assert [d.code for d in combine_area(3, 5, 25).doubts] == ["AREA_UNITS"]
    assert [d.code for d in combine_area(3, None, 25).doubts] == ["AREA_UNREADABLE"]
    assert combine_area(None, None, None).doubts == ()


@pytest.mark.parametrize(
    ("row", "typed", "value", "finding"),
    [
        (103, "นายสมชาย ใจดี", "นายสมชาย ใจดี", ""),
        (103, "นาย สมชาย  ใจดี", "นายสมชาย ใจดี", ""),
        (103, "สมชาย ใจดี (นาย)", "นายสมชาย ใจดี", ""),
        (103, "น.ส.ศิริพร นาทองดำ", "นางสาวศิริพร นาทองดำ", ""),
        (103, "นส. ศิริพร นาทองดำ", "นางสาวศิริพร นาทองดำ", ""),
        (103, "ด.ต.สมพงษ์ ดีดอนยาง", "ด.ต.สมพงษ์ ดีดอนยาง", ""),
        (103, "ว่าที่ ร.ต.ชัยยา ขวัญนาเกลือ", "ว่าที่ ร.ต.ชัยยา ขวัญนาเกลือ", ""),
        (103, "พระครูพิพัฒน์ธรรมคุณ", "พระครูพิพัฒน์ธรรมคุณ", ""),
        (103, "ดร.สมชาย ใจดี", "ดร.สมชาย ใจดี", ""),
        (103, "นายประสิทธิ์\nภูขามคม", "นายประสิทธิ์ ภูขามคม", ""),
        (104, "นางมลทิพย์สิทธิใจงาม", "นางมลทิพย์สิทธิใจงาม", "NAME_NO_SPACE"),
        (0, "นายสมชาย ใจดี และนางสมศรี ใจดี", None, "MULTI_VALUE"),
    ],
)
def test_names(row, typed, value, finding):
    check("name", typed, ctx(), value, finding)


@pytest.mark.parametrize(
    ("row", "typed", "value", "finding"),
    [
        (105, "3-4601-95123-45-1", "3451", ""),
        (105, "3 4601 95123 45 1", "3451", ""),
        (105, "๓-๔๖๐๑-๙๕๑๒๓-๔๕-๑", "3451", ""),
        (106, Cell("3.4602E+12", 3460195123451.0, "SCIENTIFIC", "0.0000E+00"), "3451", ""),
        (106, "3.4601E+12", None, "CID_BAD"),
        (107, "346019512345", None, "CID_BAD"),
        (107, "34601951234512", None, "CID_BAD"),
        (107, "3460195123452", None, "CID_BAD"),
        (107, "1111111111119", None, "CID_BAD"),
        (107, Cell("-346019512345", -346019512345.0), None, "CID_BAD"),
        (107, "xxxxxxxxxxxxx", None, "CID_BAD info"),
    ],
)
def test_citizen_ids(row, typed, value, finding):
    check("citizen_id", typed, ctx(), value, finding)


def test_a_citizen_id_is_hashed_where_the_context_hashes():
    read = understand(
        "citizen_id", Cell("3-4601-95123-45-1", "x"), Context(hash_id=lambda digits: f"hash of {len(digits)}")
    )
    assert read.values == {"value": "3451", "citizen_id_hash": "hash of 13"}


@pytest.mark.parametrize(
    ("row", "typed", "value", "finding"),
    [
        (108, "812345678", ["0812345678"], "PHONE_BAD info"),
        (108, Cell("812345678", 812345678.0), ["0812345678"], "PHONE_BAD info"),
        (108, "0812345678", ["0812345678"], ""),
        (108, "081-234-5678", ["0812345678"], ""),
        (108, "+66812345678", ["0812345678"], ""),
        (108, "081 2345678 , 043-811xxx", ["0812345678"], ""),
        (108, "๐๘๑-๒๓๔-๕๖๗๘, ๐๔๓-๘๕๑๒๒๓", ["0812345678", "043851223"], ""),
        (108, "0812345678\n0956007712", ["0812345678", "0956007712"], ""),
        (108, "08123456", None, "PHONE_BAD"),
        (108, "0812-34-567890", None, "PHONE_BAD"),
        (109, "ไม่มีโทรศัพท์", None, ""),
    ],
)
def test_telephones(row, typed, value, finding):
    check("phones", typed, ctx(), value, finding)


@pytest.mark.parametrize(
    ("row", "cell", "value", "finding"),
    [  # whether a link is private (PHOTO_PRIVATE) only its keeper could tell
        (110, Cell("ภาพอยู่ในไลน์", "ภาพอยู่ในไลน์"), None, "PHOTO_NOT_LINKED"),
        (110, Cell("", None, formula="=IMAGE()"), None, "PHOTO_NOT_LINKED"),
        (110, Cell("https://drive.google.com/drive/folders/1A"), ["https://drive.google.com/drive/folders/1A"], ""),
        (
            110,
            Cell("", None, formula='=IMAGE("https://drive.google.com/uc?id=1A")'),
            ["https://drive.google.com/uc?id=1A"],
            "",
        ),
        (
            110,
            Cell("ภาพ", "ภาพ", link="https://drive.google.com/file/d/1A/view"),
            ["https://drive.google.com/file/d/1A/view"],
            "",
        ),
        (
            111,
            Cell("https://a.th/1\nhttps://a.th/2, https://a.th/3"),
            ["https://a.th/1", "https://a.th/2", "https://a.th/3"],
            "",
        ),
    ],
)
def test_photographs(row, cell, value, finding):
    check("photos", cell, ctx(), value, finding)


@pytest.mark.parametrize(
    ("row", "typed", "value", "finding"),
    [
        (113, "ขุดแล้วเสร็จ", "dug", ""),
        (113, "ขุดเเล้วเสร็จ", "dug", ""),
        (113, "ขุดเสร็จแล้ว รอตรวจรับแล้ว", "dug", ""),
        (113, "ขุดเสร็จ ตรวจรับแล้ว", "accepted", ""),
        (113, "กำลังขุดด", "digging", ""),
        (113, "สละสิทธิ์ (ย้ายไปต่างจังหวัด)", "withdrawn", ""),
        (113, "ขุดเสร็จ 50%", None, "STAGE_UNKNOWN"),
        (113, "ยังไม่ได้ตรวจรับแล้ว", None, "STAGE_UNKNOWN"),
        (113, "รอน้ำลด", "paused", ""),
        (113, "รอผู้รับจ้าง", None, "STAGE_UNKNOWN"),
        (113, "ดำเนินการแล้ว", None, "STAGE_UNKNOWN"),
        (113, "เรียบร้อย", None, "STAGE_UNKNOWN"),
        (113, "อยู่ระหว่างดำเนินการ", None, "STAGE_UNKNOWN"),
    ],
)
def test_stages(row, typed, value, finding):
    check("stage", typed, ctx(choices=STAGES), value, finding)
