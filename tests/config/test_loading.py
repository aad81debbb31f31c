"""config.yaml: what is right is frozen, what is wrong is said at once, each with its path."""

from pathlib import Path

import pytest

from sheets_sync.config import load_config
from sheets_sync.errors import ConfigError
from sheets_sync.model import Level


def mistakes(tmp_path: Path, text: str) -> list[str]:
    """Every mistake in a configuration."""
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return caught.value.mistakes


def test_only_the_source_is_needed(tmp_path: Path) -> None:
    """All else has defaults, and paths are taken from the file's folder."""
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: workbooks, path: sheets}", encoding="utf-8")
    config = load_config(path)
    assert config.source.path == tmp_path / "sheets"  # type: ignore[union-attr]
    assert config.store == f"sqlite:///{tmp_path}/state/sheets_sync.db"
    assert (config.out, config.mail.kind, config.regions[12]) == (tmp_path / "out", "folder", ("40", "44", "45", "46"))


def test_every_mistake_is_said_at_once_with_its_path(tmp_path: Path) -> None:
    """One run shows all there is to mend."""
    assert mistakes(
        tmp_path,
        """
        source: {kind: google, folder: [x], endpoint: "http://10.0.0.1"}
        mail: {kind: smtp, host: smtp.example.go.th, port: abc, from: report@example.go.th}
        recipients:
          - {unit: "9999", email: dg@example.go.th}
          - {unit: "46", email: "ks@example.go.th\\nBcc: all@example.org"}
        """,
    ) == [
        "source.endpoint: expected a loopback address such as http://127.0.0.1:8085, got 'http://10.0.0.1'",
        "source.folder: unknown key; did you mean folders?",
        'mail.port: expected a number, got "abc"',
        "recipients[0].unit: no such unit: '9999'; write nation, region-N of `regions:`, or a code such as 46 or 4607",
        "recipients[1].email: expected one e-mail address such as name@example.go.th, "
        "got 'ks@example.go.th\\nBcc: all@example.org'",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected keys such as `source:`, got nothing"),
        ("source: {kind: excel}", "source.kind: expected 'google', 'workbooks' or 'emulator', got \"excel\""),
        ("store: x", "source: is missing"),
        ("source: {kind: workbooks}", "source.path: is missing"),
        ("source: [", "not YAML: line 1"),
        ("source: {kind: workbooks, path: a, path: b}", "key 'path' stands twice"),
        ("source: {kind: google, spreadsheets: ['https://example.org/x']}", "expected the link or the id"),
        ("source: {kind: workbooks, path: a}\nregions: {12: ['46', '99']}", "no province has the code '99'"),
        ("source: {kind: workbooks, path: a}\nregions: {1: ['46'], 2: ['46']}", "province 46 is in region 1 and in"),
        ("source: {kind: workbooks, path: a}\nclosing: {day: 31}", "closing.day: "),
        (
            "source: {kind: workbooks, path: a}\nmail: {kind: smtp, host: mx.example.org, from: a@b.c, security: none}",
            "mail: security: none is only for a mail server on this machine",
        ),
        (
            'source: {kind: workbooks, path: a}\nmail: {kind: smtp, host: h, from: "A\\r\\nBcc: x@y.z <a@b.c>"}',
            "mail.from: ",
        ),
    ],
)
def test_a_mistake_says_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    """Each names the key and what belongs there."""
    assert any(said in line for line in mistakes(tmp_path, text)), mistakes(tmp_path, text)


def test_a_code_that_yaml_took_for_a_number_is_a_code(tmp_path: Path) -> None:
    """`unit: 46` without quotes means the province."""
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: workbooks, path: a}\nrecipients: [{unit: 46, email: a@b.c}]", encoding="utf-8")
    assert load_config(path).people[0].unit == "46"


def test_a_link_is_as_good_as_an_id(tmp_path: Path) -> None:
    """Officers copy the address bar."""
    path = tmp_path / "config.yaml"
    path.write_text(
        "source: {kind: google, spreadsheets: ['https://docs.google.com/spreadsheets/d/1GhI-x_9/edit#gid=0', 1DeF]}",
        encoding="utf-8",
    )
    assert load_config(path).source.spreadsheets == ("1GhI-x_9", "1DeF")  # type: ignore[union-attr]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(ConfigError, match=r"none\.yaml: cannot be read: No such file"):
        load_config(tmp_path / "none.yaml")


def test_an_own_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A slip in its name must not quietly mean the shipped ones."""
    said = mistakes(
        tmp_path,
        "source: {kind: workbooks, path: a}\nprogrammes: no-1/\ntemplates: no-2/\nboundaries: no-3\n"
        "pins: {a: {b: {c: D}}}",
    )
    assert said == [
        f"programmes: no such folder: '{tmp_path}/no-1'",
        f"templates: no such folder: '{tmp_path}/no-2'",
        f"boundaries: no such file: '{tmp_path}/no-3'",
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (None, "no such file"),
        (b"<svg/>", "is no PNG, JPEG or WEBP"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000, "is larger than 200 KB"),
    ],
    ids="missing svg large".split(),
)
def test_a_logo_that_cannot_be_one_is_named(tmp_path: Path, raw: bytes | None, said: str) -> None:
    if raw is not None:
        (tmp_path / "logo.png").write_bytes(raw)
    (mistake,) = mistakes(tmp_path, "source: {kind: workbooks, path: a}\nlogo: logo.png")
    assert mistake.startswith("logo: ")
    assert said in mistake


def test_photographs_of_drive_need_drive(tmp_path: Path) -> None:
    said = mistakes(tmp_path, "source: {kind: workbooks, path: a}\nphotos: {fetch: drive}")
    assert said == ["photos.fetch: drive needs source.kind google; write public or none for a folder"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sections: [decisions, figuers]", "sections[1]: expected 'decisions', "),
        ("sections: [plan, plan]", "sections: plan stands twice"),
        ("wording: {ต้องเร่ง: '{{ view }}'}", "wording: 'ต้องเร่ง': expected words without line breaks"),
        ("thresholds: {hurry_below: often}", 'thresholds.hurry_below: expected a number, got "often"'),
        ("thresholds: {hurry_below: 50, support_below: 60}", "thresholds: support_below 60 is above hurry_below 50"),
        (
            "thresholds: {of: {khok_nong_na.disbursd: {hurry_below: 80}}}",
            "thresholds.of.khok_nong_na.disbursd: no such indicator with a target; did you mean khok_nong_na.disb",
        ),
        ("thresholds: {of: {khok_nong_na.disbursed: {hury_below: 80}}}", "hury_below: unknown key"),
        ("notices: {weekday: 8}", "notices.weekday: "),
        ("notices: {hour: 24}", "notices.hour: "),
    ],
)
def test_what_an_office_may_choose_is_validated_with_its_path(tmp_path: Path, text: str, said: str) -> None:
    found = mistakes(tmp_path, f"source: {{kind: workbooks, path: a}}\n{text}")
    assert any(said in line for line in found), found


def test_annexes_are_told_for_each_level_or_for_all(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: workbooks, path: .}\nannexes: [pdf]\n", encoding="utf-8")
    assert {load_config(path).annexes_for(level) for level in Level} == {("pdf",)}
    path.write_text("source: {kind: workbooks, path: .}\nannexes: {nation: [], district: [docx]}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"annexes.district\[0\]: expected 'pdf', 'xlsx', 'kml' or 'picture'"):
        load_config(path)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://reports.example.go.th/editions/", "https://reports.example.go.th/editions"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
        ("http://reports.example.go.th/x", None),
        ("javascript:alert(1)", None),
        ("https://somebody:secret@example.go.th/", None),
        ("https://example.go.th/?a=b", None),
        ("//example.go.th/x", None),
    ],
)
def test_pages_are_published_over_https_or_on_this_machine(tmp_path: Path, url: str, kept: str | None) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f'source: {{kind: workbooks, path: a}}\npages: {{url: "{url}"}}\n', "utf-8")
    if kept:
        assert load_config(path).pages.url == kept
        return
    with pytest.raises(ConfigError) as error:
        load_config(path)
    (mistake,) = error.value.mistakes
    assert mistake.startswith("pages.url: expected an address such as https://reports.example.go.th/editions, got ")
    assert "secret" not in mistake


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://tiles.example.go.th/{z}/{x}/{y}.png", True),
        ("http://127.0.0.1:8080/{z}/{x}/{y}.png?key=a", True),
        ("https://tiles.example.go.th/{z}/{x}.png", False),
        ("https://tiles.example.go.th; script-src *; x/{z}/{x}/{y}", False),
        ("https://user@tiles.example.go.th/{z}/{x}/{y}.png", False),
        ("javascript:alert(1)/{z}/{x}/{y}", False),
    ],
)
def test_an_address_of_tiles_cannot_widen_the_policy_of_the_page(tmp_path: Path, url: str, *, fine: bool) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f'source: {{kind: workbooks, path: a}}\npages: {{tiles: "{url}"}}\n', "utf-8")
    if fine:
        assert load_config(path).pages.tiles == url
        return
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert "pages.tiles: expected an address such as" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source: {kind: workbooks, path: a}\nfindings_tab: {}", "findings_tab: needs source.kind google; nothing is"),
        ("source: {kind: google}\nfindings_tab: {titel: ก}", "findings_tab.titel: unknown key; did you mean title?"),
        (
            "source: {kind: google}\nfindings_tab: {title: ' '}",
            "findings_tab.title: expected the name of a tab, one line",
        ),
        ("source: {kind: google}\nfindings_tab: {minutes: 0}", "findings_tab.minutes: "),
        ("source: {kind: google}\nfindings_tab: true", "findings_tab: expected keys with values"),
        (
            "source: {kind: google, credentials: a.json}\nfindings_tab: {credentials: ./a.json}",
            "findings_tab.credentials: is the key of source.credentials, which only reads; make a second account",
        ),
        (
            "source: {kind: google}\nfindings_tab: {credentials: out/key.json}",
            "findings_tab.credentials: ",
        ),
    ],
)
def test_a_findings_tab_needs_google_and_an_account_of_its_own(tmp_path: Path, text: str, said: str) -> None:
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.startswith(said)


def test_the_findings_tab_is_off_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("source: {kind: google}\n", "utf-8")
    assert load_config(path).findings_tab is None
    path.write_text("source: {kind: google}\nfindings_tab: {}\n", "utf-8")
    tab = load_config(path).findings_tab
    assert tab
    assert (tab.credentials, tab.title) == (tmp_path / "findings-writer.json", "สิ่งที่ควรแก้")
