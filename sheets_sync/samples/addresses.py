"""Who would get the reports of the sample's units, and the configuration that sends them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from .. import areas
from ..model import Recipient
from . import people
from .people import dice
from .places import REGIONS, offices

EXECUTIVES = ("monthly", "quarterly")


@cache
def recipients() -> tuple[Recipient, ...]:
    """One invented executive for the nation, both regions, the 8 provinces and the 123 districts."""
    found = [Recipient("nation", _name("nation", "อธิบดีกรมการพัฒนาชุมชน"), "director-general@example.go.th", EXECUTIVES)]
    for number in REGIONS:
        role = f"ผู้ตรวจราชการกรม เขต {number}"
        found.append(
            Recipient(f"region-{number}", _name(f"r{number}", role), f"inspector{number}@example.go.th", EXECUTIVES)
        )
    for office in offices():
        place, user = areas.area_name(office.code), office.slug
        role = f"พัฒนาการ{'จังหวัด' if office.is_province else 'อำเภอ'}{place}"
        wants = EXECUTIVES if office.is_province else ("monthly", "findings")
        found.append(Recipient(office.code, _name(office.code, role), f"{user}@example.go.th", wants))
    return tuple(found)


def _name(code: str, role: str) -> str:
    return f"{people.person(dice('recipient', code))} {role}"


def demo_config(folder: Path | None = None) -> str:
    """The text of the demonstration's config.yaml.

    Without a folder the paths are relative, for a file beside `sheets/`; with one they are absolute, inside it.
    """
    root = f"{folder.resolve().as_posix()}/" if folder else ""
    settings = {
        "source": {"kind": "emulator", "path": f"{root}sheets/"},
        "store": f"sqlite:///{root}state/sheets_sync.db",
        "out": root or "./",
        "mail": {"kind": "folder", "path": f"{root}mail/", "from": "Sheets Sync <report@example.go.th>"},
        "photos": {"fetch": "drive"},
        "regions": {number: list(provinces) for number, provinces in REGIONS.items()},
        "recipients": [
            {"unit": r.unit, "name": r.name, "email": r.email, "wants": list(r.wants)} for r in recipients()
        ],
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=200)
