"""The story, readable aloud: sync, publish, deliver – the one place where the edges meet the core."""

from .backup import BackedUp, backup, restore
from .deliver import Delivered, deliver, masked_address
from .demo import Played, PlayedMonth, demo
from .doctor import Check, doctor
from .due import due_periods, last_reported
from .emulate import Rehearsal, emulate
from .export import export
from .hand_back import HandedBack, hand_back
from .health import Health, health
from .inspect import Inspected, inspect, write_page
from .notices import Noticed, notices
from .proof import Proof, proof, send_test, tester
from .publish import Published, publish
from .purge import Old, erase, purge
from .run import Ran, deliver_with, only_one, opened, run, sync_with
from .serve import add_user, refuse_odd_user, serve
from .settling import FAILED, Stuck, arrived, bounced, send_again, stuck
from .status import findings_as_dicts, standing_findings, status
from .sync import Synced, sync
from .units import area_codes

__all__ = [
    "FAILED",
    "BackedUp",
    "Check",
    "Delivered",
    "HandedBack",
    "Health",
    "Inspected",
    "Noticed",
    "Old",
    "Played",
    "PlayedMonth",
    "Proof",
    "Published",
    "Ran",
    "Rehearsal",
    "Stuck",
    "Synced",
    "add_user",
    "area_codes",
    "arrived",
    "backup",
    "bounced",
    "deliver",
    "deliver_with",
    "demo",
    "doctor",
    "due_periods",
    "emulate",
    "erase",
    "export",
    "findings_as_dicts",
    "hand_back",
    "health",
    "inspect",
    "last_reported",
    "masked_address",
    "notices",
    "only_one",
    "opened",
    "proof",
    "publish",
    "purge",
    "refuse_odd_user",
    "restore",
    "run",
    "send_again",
    "send_test",
    "serve",
    "standing_findings",
    "status",
    "stuck",
    "sync",
    "sync_with",
    "tester",
    "write_page",
]
