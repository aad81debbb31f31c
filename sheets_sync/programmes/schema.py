"""What a programme file may say: the shape of khok_nong_na.yaml, as published in docs/programme.schema.json."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ShapeName = Literal["register", "summary", "plan"]


class Part(BaseModel):
    """Base of every part: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldSpec(Part):
    """One field of a shape: how its cells are read, and the words that officers head its column with."""

    kind: str = Field(description="How a cell is understood: money, count, date, name, stage … (reading/cells)")
    label: str = Field(description="The field's name in findings, mails and exports, Thai")
    words: list[str] = Field(default=[], description="Header words, the most usual first")
    under: list[str] = Field(default=[], description="Words of the band above that make the header this field's")
    leaves: list[str] = Field(default=[], description="Words that head the column only below, or right of, `under`")
    never: list[str] = Field(default=[], description="Words that make a header another field's, whatever else it says")
    never_under: list[str] = Field(default=[], description="The same, of the band above")
    fills: list[str] = Field(default=[], description="Fields that a column of several, or of a piece of one, gives")
    telling: bool = Field(default=False, description="Such a column speaks for the programme where no title does")
    tells: list[str] = Field(default=[], description="Header words that make it so")
    unit: str = Field(default="", description="Unit of the figure, Thai; empty for a text")
    personal: bool = Field(default=False, description="Masked outside the district's own office")
    options: dict[str, Any] = Field(default={}, description="What the kind needs to know besides")


class Shape(Part):
    """One shape of table: what a row is, its fields, and what tells two rows apart."""

    row: str = Field(description="What one row is, English: plot, village, activity, district")
    row_label: str = Field(description="The same in Thai: แปลง, หมู่บ้าน …")
    words: list[str] = Field(default=[], description="Words of titles and tab names that speak for this shape")
    required: list[list[str]] = Field(default=[], description="Of each list at least one field must be filled")
    identity: list[list[str]] = Field(default=[], description="Field lists, any of which equal means the same row")
    cumulative: list[str] = Field(default=[], description="Fields that never fall from month to month")
    yearly: bool = Field(default=False, description="A tab is of one fiscal year; tabs of another are not summed")
    core: list[list[str]] = Field(default=[], description="Of each list one must have a column, or it is no such table")
    columns: dict[str, FieldSpec] = Field(default={}, description="Columns of several fields, or of a piece of one")
    fields: dict[str, FieldSpec]


class Stage(Part):
    """One stage of a plot, in order of work; `weight` is its share of the way, 0–100."""

    label: str
    words: list[str] = []
    weight: float = 0
    off_track: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that officers may type for the stage: its label, then its other words."""
        return (self.label, *self.words)


class Rule(Part):
    """One check of the programme: a finding code, what it looks at, and its parameters."""

    code: str
    check: str = Field(description="Name of the check in sheets_sync.checks")
    shape: ShapeName = "register"
    options: dict[str, Any] = {}


class Measure(Part):
    """How a numerator or denominator comes out of the rows of one shape: their number, or a field's sum."""

    count: bool = False
    sum: str = ""
    where: dict[str, dict[str, Any]] = Field(
        default={}, description="field -> {is, in, not_in, at_least (a stage or a number), known}; all must hold"
    )
    any_of: list[dict[str, dict[str, Any]]] = Field(
        default=[], description="Conditions written as in `where`, of which one must hold besides"
    )
    zero_before: str = Field(
        default="", description="A blank counts as 0 where the row's stage is before this one: nothing could be paid"
    )
    presence: bool = Field(default=False, description="1 for a district where it comes to more than nothing, else 0")
    districts: bool = Field(default=False, description="1 for every district, whether it has reported or not")


class Target(Part):
    """What an indicator is held against: a percentage of its denominator, a number a district, or the pace."""

    percent: float | None = None
    per_district: float | None = None
    pace: bool = Field(default=False, description="Due in step with the fiscal year, so 4/12 of it in January")
    least_known: float = Field(
        default=33, description="Percent of the districts that must be known before a share is judged"
    )
    hurry_below: float = Field(default=90, description="Percent of what is due below which to hurry")
    support_below: float = Field(default=60, description="Percent of what is due below which to support")


class IndicatorSpec(Part):
    """One indicator (DHIS2): numerator, denominator, unit and target, from a register or else from a summary."""

    code: str
    label: str
    unit: str
    numerator: dict[ShapeName, Measure]
    denominator: dict[ShapeName, Measure] = {}
    target: Target | None = None
    headline: bool = False
    money: bool = False
    explain: str = Field(default="", description="One Thai sentence: what is counted, and by which rule")
    short: str = Field(default="", description="The label in a narrow column; the label itself when empty")
    urge: str = Field(default="", description="What to do where it is late, Thai; เร่งรัด and the label when empty")


class Programme(Part):
    """A programme as data: its words, fields, choices, stages, rules and indicators."""

    code: str
    name: str
    short: str
    words: list[str] = Field(description="Words by which a title or a tab's name speaks of this programme")
    since: str = Field(description="ISO date before which no date of the programme can lie")
    shapes: dict[ShapeName, Shape]
    choices: dict[str, dict[str, list[str]]] = Field(
        default={}, description="choice -> code -> words officers use; deed_type, model, status …"
    )
    stages: dict[str, Stage] = {}
    rules: list[Rule] = []
    indicators: list[IndicatorSpec] = []
