"""Which tests try which of the faults that a run must survive, and the line that says how many of each passed."""

from __future__ import annotations

from collections.abc import Iterable

TRIED_BY = {
    "T1 anything typed": ("reading/test_anything", "security/test_outputs", "security/test_huge"),
    "T2 Google fails": ("sources/google/test_failures", "sources/google/test_troubles"),
    "T3 three calls in ten": ("soak/test_google.py::test_with",),
    "T4 killed at a step": ("soak/test_crashes",),
    "T5 killed at random": ("soak/test_store", "store/test_kills"),
    "T6 power lost": ("soak/test_power",),
    "T7 disk full": ("soak/test_disk",),
    "T8 started at once": ("soak/test_starts", "jobs/test_run"),
    "T9 one poisoned": ("soak/test_google.py::test_one_poisoned", "sources/test_poisons"),
    "T10 clocks": ("soak/test_calendar", "jobs/test_due"),
    "T11 mail servers": ("mail/test_behaviours", "mail/test_real_server", "mail/test_security"),
    "T12 resumed": ("jobs/test_resume",),
    "T13 columns moved": ("reading/test_mutations",),
    "T14 shrunk": ("jobs/test_guard",),
    "T15 written back": ("soak/test_findings_tabs", "jobs/test_hand_back", "jobs/test_touched"),
    "T16 canaries": ("security/test_canaries", "security/test_secrets", "sources/google/test_no_secrets"),
    "T17 worker": ("test_worker", "test_stopping"),
    "T18 restored": ("jobs/test_backup", "store/test_database"),
    "T19 the same bytes": ("cli/test_sameness", "jobs/test_pool"),
    "T20 quota": ("sources/google/test_quota", "sources/google/test_fleet"),
    "T21 planted": ("soak/test_planted",),
}
"""By number (faults.md, section 5), the beginnings of the tests' names under `tests/`."""


def tally(passed: Iterable[str], failed: Iterable[str]) -> str:
    """`T2 Google fails 96 · T12 resumed 3`, of tests' names; what failed is named beside, what was not run is not."""
    good, bad = list(passed), list(failed)
    told = []
    for what, places in TRIED_BY.items():
        begins = tuple(f"tests/{place}" for place in places)
        right, wrong = (sum(name.startswith(begins) for name in names) for names in (good, bad))
        if right or wrong:
            told.append(f"{what} {right:,}" + (f", {wrong:,} FAILED" if wrong else ""))
    return " · ".join(told)
