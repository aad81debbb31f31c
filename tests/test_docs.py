"""What is written down is true: every command, option and key is documented, and every link leads somewhere."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import get_type_hints

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from sheets_sync.cli.main import app
from sheets_sync.codes import CODES
from sheets_sync.config import Config, load_config
from sheets_sync.programmes.schema import Programme
from sheets_sync.sources.emulator import FAILURES

ROOT = Path(__file__).parents[1]
PROSE = [ROOT / name for name in ("README.md", "README.th.md", *(str(p) for p in sorted(ROOT.glob("docs/**/*.md"))))]
TEXT = "\n".join(path.read_text("utf-8") for path in PROSE) + (ROOT / "config.yaml").read_text("utf-8")
SCHEMA = ROOT / "docs" / "programme.schema.json"


def options() -> list[tuple[str, str]]:
    """Every command with every option it takes."""
    found = []
    for command in app.registered_commands:
        assert command.callback
        name = command.name or command.callback.__name__
        for parameter in get_type_hints(command.callback, include_extras=True).values():
            for extra in getattr(parameter, "__metadata__", ()):
                spelt = (getattr(extra, "default", ""), *(getattr(extra, "param_decls", ()) or ()))
                found += [(name, option) for option in spelt if str(option).startswith("--")]
    return found


def test_every_command_is_in_the_readme() -> None:
    """With its own row in the table of commands."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in app.registered_commands:
        assert command.callback
        assert re.search(rf"^\| `{command.name or command.callback.__name__}\b", readme, re.MULTILINE)


def test_every_option_is_documented() -> None:
    """Somewhere in README or docs."""
    assert len(options()) > 15
    assert {f"{name} {option}" for name, option in options() if f"{option}" not in TEXT} == set()


def keys(model: type[BaseModel]) -> set[str]:
    """Every key of a section and of the sections in it."""
    found = set()
    for name, info in model.model_fields.items():
        found.add(info.alias or name)
        for part in _sections(info.annotation):
            found |= keys(part)
    return found


def _sections(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in getattr(annotation, "__args__", ()) for model in _sections(part)]


def test_every_configuration_key_is_documented() -> None:
    """In config.yaml or in the docs."""
    assert len(keys(Config)) > 30
    assert {key for key in keys(Config) if not re.search(rf"\b{key}\b", TEXT)} == set()


def test_the_example_configuration_is_right() -> None:
    """`config.yaml` loads, and its credentials' example has the keys that a service account's has."""
    assert load_config(ROOT / "config.yaml").recipients
    assert json.loads((ROOT / "credentials.example.json").read_text())["type"] == "service_account"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """Files that the prose names are there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_test_that_is_named_is_there(path: Path) -> None:
    """A promise that is shown by a test of another name is shown by none."""
    named = re.findall(r"`(?:tests/)?((?:\w+/)*test_\w+\.py)(?:::(test_\w+))?`", path.read_text("utf-8"))
    tests = {file: (ROOT / "tests" / file).read_text("utf-8") for file, _ in named if (ROOT / "tests" / file).exists()}
    assert [file for file, _ in named if file not in tests] == []
    assert [test for file, test in named if test and f"def {test}(" not in tests[file]] == []


def test_the_published_schema_is_the_code_s() -> None:
    """`make schema` writes it anew."""
    assert json.loads(SCHEMA.read_text("utf-8")) == Programme.model_json_schema()


@pytest.mark.parametrize("name", ["khok_nong_na", "kong_thanu"])
def test_the_shipped_programmes_keep_the_published_schema(name: str) -> None:
    """Checked by another hand than the code that reads them."""
    data = yaml.safe_load((ROOT / "sheets_sync" / "programmes" / f"{name}.yaml").read_text("utf-8"))
    jsonschema.validate(data, json.loads(SCHEMA.read_text("utf-8")))


def test_every_code_that_is_raised_has_a_severity() -> None:
    """No finding's code is written in the package but not in the table of codes."""
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "sheets_sync").rglob("*.py"))
    raised = set(
        re.findall(r'(?:Doubt|doubt|Finding|finding_at|CODES)\W+"([A-Z]{2,}[A-Z0-9]*(?:_[A-Z0-9]+)+)"', source)
    )
    assert raised
    assert raised - set(CODES) == set()


def test_every_failure_of_the_loopback_server_is_documented() -> None:
    """With what is sent for it."""
    page = (ROOT / "docs" / "emulator.md").read_text("utf-8")
    assert [name for name, failure in FAILURES.items() if f"| `{name}` | {failure.title} |" not in page] == []


def test_the_locked_requirements_name_no_index() -> None:
    """Whoever installs uses the index of their own choice; hashes say what is right."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "--index" not in text
        assert "://" not in text
        assert text.count("--hash=sha256:") > 50


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """A dependency added to pyproject.toml without `make lock` is noticed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.txt").read_text("utf-8").lower()
    names = {re.split(r"[\[<>=]", asked)[0].lower() for asked in project["dependencies"]}
    assert {name for name in names if f"\n{name}==" not in locked} == set()
