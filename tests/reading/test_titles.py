"""Titles and tab names say where, as of when, for which year and from which money."""

import datetime as dt

import pytest

from sheets_sync.reading.titles import district_named, model_in, read_titles

from .sheets import cell, column, read, tab, table

TODAY = dt.date(2021, 6, 30)


def titled(*lines: str, title: str = "แผ่น1"):
    return read_titles([[cell(part) for part in text.split("|")] for text in lines], title, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ข้อมูล ณ วันที่ 25 ธ.ค. 63", "2020-12-25"),
        ("(ข้อมูล ณ วันที่ ๒๐ เม.ย. ๖๔)", "2021-04-20"),
        ("ผลการดำเนินงาน ณ ๓๑ พ.ค. ๖๔", "2021-05-31"),
        ("อ.เสลภูมิ จ.ร้อยเอ็ด    ณ วันที่ 15 มี.ค. 2564", "2021-03-15"),
        ("(หน่วย : บาท)   ข้อมูล ณ วันที่ 30/6/2564", "2021-06-30"),
        ("ข้อมูลถึงวันที่ 5 มกราคม พ.ศ. 2564", "2021-01-05"),
        ("ข้อมูล ณ วันที่ | 5/1/2564", "2021-01-05"),
        ("ประจำเดือน มกราคม 2564", None),
        ("ข้อมูล ณ วันที่ 29/2/2564", None),
    ],
)
def test_the_day_as_of_which(text, day):
    assert titled(text).as_of == day


@pytest.mark.parametrize(
    ("text", "province", "district"),
    [
        ("สำนักงานพัฒนาชุมชนอำเภอยางตลาด จังหวัดกาฬสินธุ์", "46", "4607"),
        ("สพอ.บางมูลนาก จ.พิจิตร", "66", "6605"),
        ("อ.เมือง จ.กาฬสินธุ์", "46", "4601"),
        ("รายอำเภอ จังหวัดร้อยเอ็ด", "45", ""),
        ("แม่วงก์ / แม่เปิน / ชุมตาบง  จ.นครสวรรค์", "60", ""),
        ("อ.แม่วงก์ และ อ.แม่เปิน จ.นครสวรรค์", "60", ""),
        ("ระดับอำเภอ จังหวัดกาฬสินธุ์", "46", ""),
        ("ทะเบียนแปลง", "", ""),
    ],
)
def test_the_office(text, province, district):
    scope = titled(text)
    assert (scope.province, scope.district) == (province, district)


@pytest.mark.parametrize(
    ("text", "year"),
    [("ปีงบประมาณ พ.ศ. 2564", 2564), ("งบปี 63 (เงินกู้)", 2563), ("FY2021", 2564), ("ปี 2563 และปี 2564", None)],
)
def test_the_fiscal_year(text, year):
    assert titled(text).fiscal_year == year


def test_the_money_and_the_model():
    scope = titled("สร้างพื้นที่เรียนรู้ โคก หนอง นา โมเดล (งบเงินกู้)", "แปลง HLM")
    assert (scope.budget_source, scope.model) == ("งบเงินกู้", "HLM")
    assert titled("ปีงบประมาณ 2564 งบประมาณที่ได้รับ").budget_source is None
    assert model_in("CLM-HLM") is None


@pytest.mark.parametrize(
    ("title", "code"), [("แปลงบางมูลนาก", "6605"), ("เมือง", "6601"), ("ทะเบียนแปลง", ""), ("บางมูลนาก-โพทะเล", "")]
)
def test_a_tabs_name_may_tell_the_district(title, code):
    assert district_named(title, "66") == code


def test_a_tab_without_a_place_takes_the_one_all_other_tabs_agree_upon():
    head = "เจ้าของแปลง | ประเภท | ขนาด | ตำบล\nนายสมชาย ใจดี | HLM | 3 | หัวงัว"
    first = tab("ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จังหวัดกาฬสินธุ์\n" + head, "แปลง 1")
    second = tab("ทะเบียนแปลงโคก หนอง นา งวดที่ 2\n" + head.replace("สมชาย", "วีระ"), "แปลง 2", number=1)
    assert [column(found, "tambon_code") for found in read(first, second).tables] == [["460702"], ["460702"]]


def test_what_a_title_says_stands_in_every_record():
    found = table(
        "ทะเบียนแปลงโคก หนอง นา อำเภอยางตลาด จ.กาฬสินธุ์ ปีงบประมาณ 2564\nเจ้าของแปลง | ประเภท | ขนาด\nนายก ข | HLM | 3"
    )
    assert (column(found, "fiscal_year"), column(found, "district_code")) == ([2564], ["4607"])


def test_a_note_below_may_tell_the_day():
    found = table(
        "โคก หนอง นา อำเภอยางตลาด จ.กาฬสินธุ์\nเจ้าของแปลง | ประเภท | ขนาด\nนายก ข | HLM | 3\n\nข้อมูล ณ วันที่ 5 ม.ค. 64"
    )
    assert found.as_of == "2021-01-05"


VILLAGES = "หมู่ที่ | ชื่อบ้าน | ครัวเรือนทั้งหมด | ครัวเรือนที่ปลูก\n1 | โคกสะอาด | 67 | 37"


@pytest.mark.parametrize(
    ("title", "tambon"),
    [
        ("โก่งธนูโมเดล ตำบลห้วยนาง อำเภอห้วยยอด จังหวัดตรัง", "920617"),
        ("หมู่บ้านโก่งธนู อ.ห้วยยอด จ.ตรัง\nต.ลำภูรา", "920615"),
        ("โก่งธนูโมเดล ต.ลำภูรา ต.ห้วยนาง อำเภอห้วยยอด จังหวัดตรัง", None),
        ("โก่งธนูโมเดล อำเภอห้วยยอด จังหวัดตรัง\nที่ว่าการอำเภอห้วยยอด ต.ห้วยยอด", None),
        ("โก่งธนูโมเดล อำเภอห้วยยอด จังหวัดตรัง องค์การบริหารส่วนตำบลห้วยนาง", None),
        ("โก่งธนูโมเดล อำเภอห้วยยอด จังหวัดตรัง ระดับตำบล", None),
    ],
)
def test_a_tab_of_one_tambon_may_say_so_in_its_title(title, tambon):
    assert column(table(f"{title}\n{VILLAGES}"), "tambon_code") == [tambon]
