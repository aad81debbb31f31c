"""Which call a fault befalls, and how often."""

from pathlib import Path

import pytest

from sheets_sync.files import stable_id
from sheets_sync.sources.emulator import Call, Emulator, Rule
from sheets_sync.sources.emulator.rules import Faults, parse

from ..conftest import READ, Wire, signed_in

LIST = Call("GET", "/drive/v3/files", name="files.list")
NAMON = stable_id("46/namon.xlsx")
GET = Call("GET", f"/v4/spreadsheets/{NAMON}", name="spreadsheets.get", id=NAMON)


def struck(rule: Rule, calls: int = 9, seed: int = 0) -> str:
    """A letter a call: x where the rule strikes."""
    faults = Faults([rule], seed)
    return "".join("x" if faults.strike(GET) else "." for _ in range(calls))


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("G12", "xxxxxxxxx"),
        ("G12:once", "x........"),
        ("G12:always", "xxxxxxxxx"),
        ("G12:spreadsheets.get:every=3", "..x..x..x"),
        ("G12:*:first=2", "xx......."),
        ("G12:after=4,first=2", "....xx..."),
        ("G12:every=2,first=3", ".x.x.x..."),
        ("G12:after=1,every=4", "....x...x"),
        ("G12:chance=0", "........."),
        ("G12:chance=1", "xxxxxxxxx"),
    ],
)
def test_how_often(text: str, pattern: str) -> None:
    assert struck(parse(text)) == pattern


def test_chance_is_the_seed_s() -> None:
    found = {seed: struck(Rule("G12", chance=0.3), 1000, seed) for seed in (1, 2)}
    assert found[1] == struck(Rule("G12", chance=0.3), 1000, 1)
    assert found[1] != found[2]
    assert 250 < found[1].count("x") < 350


@pytest.mark.parametrize(
    ("calls", "befallen"),
    [
        ("", [LIST, GET]),
        ("*", [LIST, GET]),
        ("files.*", [LIST]),
        ("spreadsheets.get", [GET]),
        ("/v4/spreadsheets/*", [GET]),
        ("46/namon.xlsx", [GET]),
        (NAMON, [GET]),
        ("files.list|spreadsheets.*", [LIST, GET]),
        ("kamalasai.xlsx", []),
    ],
)
def test_which_calls(calls: str, befallen: list[Call]) -> None:
    assert [call for call in (LIST, GET) if Rule("G12", calls).befalls(call)] == befallen


def test_a_failure_has_calls_of_its_own() -> None:
    assert not Rule("G3").befalls(GET)
    assert not Rule("G1").befalls(LIST)
    assert Rule("G25").befalls(Call("POST", "/token", name="token"))
    assert not Rule("G12").befalls(Call("POST", "/token", name="token"))


def test_a_path_may_hold_a_colon() -> None:
    assert parse("G9:/v4/*/values:batchGet:every=2") == Rule("G9", "/v4/*/values:batchGet", every=2)
    assert parse("G15.silent:files.list:first=1,seconds=2") == Rule("G15.silent", "files.list", first=1, seconds=2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("G33", "there is no fault G33"),
        ("", "there is no fault"),
        ("G12:*:every=x", "every=x: expected once, always, or every=N"),
        ("G12:*:often=3", "often=3: expected"),
        ("G12:every=0", "every is 1 or more"),
        ("G12:chance=1.5", "chance is from 0 to 1"),
        ("G12:first=-1", "first, after and seconds are 0 or more"),
    ],
)
def test_a_wrong_rule_is_told(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse(text)


def test_the_first_rule_that_strikes_decides() -> None:
    faults = Faults([Rule("G12", every=2), Rule("G7", first=1), Rule("G13")])
    names = [found[0].failure for _ in range(4) if (found := faults.strike(GET))]
    assert names == ["G7", "G12", "G13", "G12"]


def test_a_rule_strikes_on_the_wire_and_spares_the_rest(folder: Path, tmp_path: Path) -> None:
    rules = [Rule("G4", "kamalasai.xlsx"), Rule("G12", "files.list", every=2)]
    with Emulator(folder, faults=rules) as emulator:
        wire = Wire(emulator.url, signed_in(emulator, tmp_path / "key.json", READ))
        statuses = [wire.get("/drive/v3/files").status_code for _ in range(4)]
        sheets = [
            wire.get(f"/v4/spreadsheets/{emulator.id_of(name)}").status_code
            for name in ("kamalasai.xlsx", "yangtalat.xlsx")
        ]
        wire.session.close()
    assert statuses == [200, 503, 200, 503]
    assert sheets == [403, 200]
