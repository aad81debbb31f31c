"""Units below, problems, plans and model villages of one unit."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from ..areas import area_name
from ..model import Level, Standing, Unit
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec
from . import words
from .figures import (
    ASKING,
    coverage,
    due_percent,
    judged,
    level_below,
    office_digits,
    share_of,
    short_label,
    shown_shares,
    standing_of,
)
from .figures import seen as seen_of
from .links import cell_link
from .masking import masked
from .material import Material
from .told import Said
from .views import ModelVillages, PlotRow, Poverty, Problem, UnitGroup, UnitRow, UnitTable

MOST_UNITS = 32  # rows: the largest province has 32 districts, and the nation's mail stays under its limit
MOST_PROBLEMS = 6
MOST_PRACTICES = 3
MOST_REMEDIES = 2
MOST_LETTERS = 300  # of one text: six of them stay below 7 KB
MOST_NAMES = 24
TPMAP, TPMAP_STEPS = "tpmap", ("tpmap_dug", "tpmap_trained")  # indicators by these codes, in any programme
LINKED, LINKED_PLOTS = "linked_villages", "linked_plots"
MOST_BARS = 36  # of a table: each costs a quarter of a kilobyte


def unit_table(material: Material, unit: Unit) -> UnitTable | None:
    """The provinces or districts of a unit, those that need support first; the rest by name under their mark."""
    columns = shown_shares(material, unit)
    parts = material.parts_of(unit)
    if not parts or not columns:
        return None
    grades: dict[Standing, list[Unit]] = {standing: [] for standing in words.GRAVE}
    for part in parts:
        grades[standing_of(material, part)].append(part)
    telling = [part.code for members in grades.values() for part in members if _tells(material, part, columns)]
    shown = telling[:MOST_UNITS]  # a row of nothing known would say no more than the name
    bars = _barred(material, shown, columns)

    def group(standing: Standing, members: list[Unit]) -> UnitGroup:
        rows = tuple(_unit_row(material, part, columns, bars) for part in members if part.code in shown)
        others = " ".join(words.short_name(part) for part in members if part.code not in shown)
        return UnitGroup(words.MARKS[standing], f"{len(members):,}", rows, others)

    groups = tuple(group(standing, members) for standing, members in grades.items() if members)
    heads = tuple(short_label(spec) for _, spec in columns)
    due = tuple(words.percent(wanted) if (wanted := due_percent(material, spec)) else "–" for _, spec in columns)
    return UnitTable(f"ราย{level_below(unit)}", level_below(unit), heads, groups, due, _rule(columns))


def _tells(material: Material, part: Unit, columns: list[tuple[Programme, IndicatorSpec]]) -> bool:
    return any(judged(material.observations.get(p.code, spec.code, part.code)) for p, spec in columns)


def _rule(columns: list[tuple[Programme, IndicatorSpec]]) -> str:
    """From which share of what is due a figure is on its way, where all columns are held to the same one."""
    bounds = {(spec.target.hurry_below, spec.target.support_below) for _, spec in columns if spec.target}
    if len(bounds) != 1:
        return ""
    hurry, support = bounds.pop()
    marks = [words.MARKS[standing].sign for standing in (Standing.HURRY, Standing.SUPPORT)]
    return f"{marks[0]} ไม่ถึงร้อยละ {hurry:g} ของที่ควรได้ · {marks[1]} ไม่ถึงร้อยละ {support:g}"


def _barred(material: Material, shown: list[str], columns: list[tuple[Programme, IndicatorSpec]]) -> int:
    """How many of the columns can have bars before there are too many of them; one at least."""
    drawn = 0
    for number, (p, spec) in enumerate(columns):
        drawn += sum(material.observations.get(p.code, spec.code, code).value is not None for code in shown)
        if drawn > MOST_BARS:
            return max(number, 1)
    return len(columns)


def _unit_row(material: Material, part: Unit, columns: list[tuple[Programme, IndicatorSpec]], bars: int) -> UnitRow:
    """A part's shares, with bars in the first columns only where a table is long."""
    seen = [material.observations.get(p.code, spec.code, part.code) for p, spec in columns]
    shares = tuple(share_of(o, bar=number < bars) for number, o in enumerate(seen))
    return UnitRow(words.short_name(part), shares, _why(material, part, columns), _page(material, part))


def _page(material: Material, part: Unit) -> str:
    """Where the cells behind a part's figures are listed, for the parts that need support first."""
    return material.page_of(part.code) if standing_of(material, part) is Standing.SUPPORT else ""


def _why(material: Material, part: Unit, columns: list[tuple[Programme, IndicatorSpec]]) -> str:
    """The figures outside the table that make a part stand as it does; empty where the table itself shows it."""
    stands = standing_of(material, part)
    by = [(p, spec, o) for p, spec, o in seen_of(material, part) if spec.headline and o.standing is stands]
    if stands not in ASKING or any((p, spec) in columns for p, spec, _ in by):
        return ""
    told = (
        f"{short_label(spec)} {f'{words.percent(o.value)}%' if spec.denominator else words.number(o.numerator)}"
        for _, spec, o in by
    )
    return " · ".join(told)


def plots_of(material: Material, unit: Unit) -> tuple[PlotRow, ...]:
    """For a district: its plots that are off the track or furthest behind, owners masked; none above it."""
    return material.told.plots.get(unit.code, ()) if unit.level is Level.DISTRICT else ()


def problems_of(material: Material, unit: Unit) -> tuple[Problem, ...]:
    """What officers wrote under problems, told most often first, with what they suggest; nobody's name is in it."""
    return _voices(material, unit, material.told.problems)


def practices_of(material: Material, unit: Unit) -> tuple[Problem, ...]:
    """What officers wrote of work that goes well."""
    return _voices(material, unit, material.told.practices)[:MOST_PRACTICES]


def _voices(material: Material, unit: Unit, told: Mapping[str, tuple[Said, ...]]) -> tuple[Problem, ...]:
    by_text: dict[str, list[tuple[str, Said]]] = {}
    for code in material.places_of(unit):
        for said in told.get(code, ()):
            by_text.setdefault(said.text, []).append((code, said))
    order = sorted(by_text.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_voice(material, text, found, unit) for text, found in order[:MOST_PROBLEMS])


def _voice(material: Material, text: str, found: list[tuple[str, Said]], unit: Unit) -> Problem:
    """One text with its offices; a very long one is cut, and its cell named, where it stands whole."""
    digits = office_digits(unit)
    offices = dict.fromkeys(words.office_of_code(code[:digits]) for code, _ in found)
    remedies = dict.fromkeys(cut(said.remedy, MOST_LETTERS) for _, said in found if said.remedy)
    first = found[0][1].cell
    shown = cut(text, MOST_LETTERS)
    return Problem(
        shown,
        words.listed([o for o in offices if o] or ["ไม่ระบุหน่วยงาน"], 3),
        f"{len(found):,} รายการ" if len(found) > 1 else "",
        tuple(remedies)[:MOST_REMEDIES],
        f"ข้อความเต็ม {len(text):,} ตัวอักษร อยู่ที่แท็บ {masked(first.tab)} ช่อง {first.cell}"
        if shown != text and first
        else "",
        cell_link(material.books.get(first.workbook_id), first.tab_id, first.cell) if shown != text and first else "",
    )


def cut(text: str, most: int) -> str:
    """A text of at most so many letters, cut at a blank where one is near; marks stay with their letter."""
    if len(text) <= most:
        return text
    end = text.rfind(" ", most - 40, most)
    end = end if end > 0 else most
    while end > 0 and unicodedata.category(text[end]).startswith("M"):
        end -= 1
    return text[:end].rstrip() + " …"


def model_villages(material: Material, unit: Unit) -> ModelVillages | None:
    """Which districts have a model village, which have not told of one, and how many have told nothing at all."""
    found = presence_of(material)
    if found is None or unit.level is Level.DISTRICT:
        return None
    programme, spec = found
    districts = material.districts_of(unit)
    having = [code for code in districts if material.observations.get(programme.code, spec.code, code).numerator]
    rest = [code for code in districts if code not in set(having)]
    lacking = material.known(rest)
    waiting = len(rest) - len(lacking)
    stands = material.observations.get(programme.code, spec.code, unit.code).standing
    if stands not in ASKING:
        stands = Standing.HURRY if lacking else Standing.UNKNOWN if waiting else Standing.ON_TRACK
    sentence = f"มีหมู่บ้านต้นแบบแล้ว {len(having):,} จาก {len(districts):,} อำเภอ"
    silent = f"{waiting:,} อำเภอยังไม่ส่งข้อมูล" if waiting else ""
    if not rest:
        sentence = f"มีหมู่บ้านต้นแบบครบทั้ง {len(districts):,} อำเภอ"
    elif waiting == len(districts):  # of whom nothing is known: that is not none
        sentence, silent = f"ทั้ง {silent}", ""
    return ModelVillages(
        f"หมู่บ้านต้นแบบ{programme.short}",
        sentence,
        names_of(having, unit) if rest else "",
        names_of(lacking, unit),
        words.MARKS[stands],
        silent,
        _linked(material, unit),
    )


def _linked(material: Material, unit: Unit) -> str:
    """`หมู่บ้านที่เชื่อมกับแปลงโคก หนอง นา 12 จาก 40 หมู่บ้าน (19 แปลง)`; empty where no programme tells."""
    told = {spec.code: o for _, spec, o in seen_of(material, unit) if spec.code in (LINKED, LINKED_PLOTS)}
    villages = told.get(LINKED)
    if villages is None or villages.numerator is None:
        return ""
    of = f" จาก {words.number(villages.denominator)}" if villages.denominator is not None else ""
    plots = told.get(LINKED_PLOTS)
    number = f" ({words.number(plots.numerator)} แปลง)" if plots and plots.numerator is not None else ""
    known = f" · {coverage(villages)}" if coverage(villages) else ""
    return f"หมู่บ้านที่เชื่อมกับแปลงโคก หนอง นา {words.number(villages.numerator)}{of} หมู่บ้าน{number}{known}"


def poverty_of(material: Material, unit: Unit) -> Poverty | None:
    """The plots of households on the poverty list and how far they are; None where no programme tells of them."""
    told = {spec.code: (spec, o) for _, spec, o in seen_of(material, unit) if spec.code in (TPMAP, *TPMAP_STEPS)}
    if TPMAP not in told:
        return None
    _, all_of = told[TPMAP]
    if all_of.numerator is None:
        return Poverty("รอข้อมูล: ยังไม่มีอำเภอใดระบุว่าแปลงใดเป็นของครัวเรือนเป้าหมาย TPMAP", (), "")
    whole = f" จาก {words.number(all_of.denominator)} แปลงที่ระบุไว้" if all_of.denominator is not None else ""
    steps = tuple(
        (short_label(spec), f"{words.number(o.numerator)} แปลง ({words.percent(o.value)}%)")
        for spec, o in (told[code] for code in TPMAP_STEPS if code in told)
        if o.value is not None
    )
    return Poverty(
        f"ครัวเรือนเป้าหมาย TPMAP ที่มีแปลงแล้ว {words.number(all_of.numerator)} ครัวเรือน{whole}", steps, coverage(all_of)
    )


def presence_of(material: Material) -> tuple[Programme, IndicatorSpec] | None:
    """The indicator that counts the districts in which a programme is present, with its programme."""
    for programme in material.programmes:
        for spec in programme.indicators:
            if any(part.presence for part in spec.numerator.values()):
                return programme, spec
    return None


def names_of(codes: list[str], unit: Unit) -> str:
    """Districts by name, or by province with their number where there are too many to name."""
    if len(codes) <= MOST_NAMES:
        return " ".join(area_name(code) for code in codes)
    if unit.level is Level.PROVINCE:
        return words.listed([area_name(code) for code in codes], MOST_NAMES)
    numbers = Counter(code[:2] for code in codes)
    return " ".join(f"{area_name(code)} {count:,}" for code, count in numbers.items())
