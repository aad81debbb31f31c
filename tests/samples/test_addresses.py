"""The demonstration's configuration is one that the program accepts."""

from pathlib import Path

from sheets_sync import samples
from sheets_sync.config import load_config


def test_the_configuration_beside_the_sheets_is_whole(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(samples.demo_config(), encoding="utf-8")
    config = load_config(tmp_path / "config.yaml")
    assert config.source.kind == "emulator"
    assert config.source.path == tmp_path / "sheets"
    assert config.out == tmp_path
    assert config.people == samples.recipients()


def test_the_configuration_of_a_folder_can_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(samples.demo_config(tmp_path / "demo"), encoding="utf-8")
    config = load_config(tmp_path / "elsewhere.yaml")
    assert config.source.kind == "emulator"
    assert config.source.path == tmp_path / "demo" / "sheets"
    assert config.out == tmp_path / "demo"
    assert config.mail.kind == "folder"
    assert config.mail.path == tmp_path / "demo" / "mail"
