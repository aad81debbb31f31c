"""Templates of an office and those that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.errors import RenderError
from sheets_sync.render import Templates


def test_the_shipped_templates_compile() -> None:
    Templates.open(None).try_all()


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    """An office's own body with a tag left open: file and line are in the message."""
    path = tmp_path / "monthly" / "body.txt.j2"
    path.parent.mkdir()
    path.write_text("ก\nข {% if view.mark %}\n", encoding="utf-8")
    with pytest.raises(RenderError, match=r"monthly/body\.txt\.j2:2: "):
        Templates.open(tmp_path).try_all()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="nowhere"):
        Templates.open(tmp_path / "nowhere")
