"""What makes code dangerous stands only where it was looked at: a new place is red until it stands here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from sheets_sync.render.templating import Templates

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "sheets_sync").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
REVIEWED = {
    r"\|\s*safe\b": [],
    r"\bMarkup\(": [
        "render/arranging.py",  # a section's name, between marks that the arranging takes out again
        "render/war_room/page.py",  # style and script out of files, and data as JSON in which no < is left
    ],
    r"from_string\(": [],
    r"\bautoescape\s*=\s*(?!True)|select_autoescape": [],
    r"yaml\.(?:unsafe_|full_)?load\(": ["programmes/__init__.py"],  # with a safe loader, in C
    r"\bpickle\b|\bmarshal\b|\beval\(|(?<!\.)\bexec\(": [
        "jobs/pool.py"
    ],  # from a process to those it started, by a pipe
    r"shell\s*=\s*True|os\.system|os\.popen": [],
    r"verify\s*=\s*False|CERT_NONE|check_hostname\s*=\s*False|_create_unverified": [],
    r"set_debuglevel|print_debug": [],
    r"\bextractall\(": [],
}


def places(pattern: str) -> list[str]:
    """Files in which it stands, the package's own path before them left out."""
    found = [path for path in (*CODE, *TEMPLATES) if re.search(pattern, path.read_text("utf-8"))]
    return [str(path.relative_to(ROOT)).removeprefix("sheets_sync/") for path in found]


@pytest.mark.parametrize("pattern", REVIEWED)
def test_what_is_dangerous_stands_where_it_was_reviewed(pattern: str) -> None:
    assert places(pattern) == REVIEWED[pattern]


def test_xml_is_parsed_by_defusedxml_or_expat_with_its_doors_shut() -> None:
    """Nobody parses a document by the standard library's ElementTree."""
    assert places(r"xml\.etree\.ElementTree\.(?:fromstring|parse|iterparse)|ET\.(?:fromstring|parse)\(") == []


@pytest.mark.parametrize("name", [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES])
def test_a_template_quotes_every_attribute_and_turns_nothing_off(name: str) -> None:
    """An attribute without quotes can be left by a blank; a filter `safe` or a block autoescape false by anything."""
    source = (ROOT / "templates" / name).read_text("utf-8")
    assert re.findall(r"<\w[^<>]*\s[\w-]+=\s*\{\{", source) == []
    tree = Templates.open(None).environment.parse(source)
    assert [each.name for each in tree.find_all(nodes.Filter) if each.name in ("safe", "xmlattr")] == []
    assert list(tree.find_all(nodes.ScopedEvalContextModifier)) == []
