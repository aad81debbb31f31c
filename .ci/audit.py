"""What we stand on: a list of it (CycloneDX), and whether anything in it is known to be vulnerable.

Looks at the hash-locked requirements. Where no list of vulnerabilities can be asked (no network, or one that knows
only a mirror of packages) it says so and lets the check pass. One that is known and not accepted in
`.ci/accepted-vulnerabilities.toml`, with a reason and a day, does not pass.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
ACCEPTED = ROOT / ".ci" / "accepted-vulnerabilities.toml"
BUILD = ROOT / "build"
SECONDS = 90
UNREACHED = re.compile(
    r"ConnectionError|NameResolution|Max retries|timed? ?out|Temporary failure|not found on PyPI|ProxyError|SSLError"
    r"|HTTPError|ServiceError"
)


def unaccepted(report: dict[str, Any], accepted: dict[str, dict[str, Any]], today: dt.date) -> Iterator[str]:
    """One line for each known vulnerability that nobody has accepted, or that was accepted until a day that is past."""
    for package in report["dependencies"]:
        for found in package.get("vulns", ()):
            names = {found["id"], *found.get("aliases", ())}
            taken = next((accepted[name] for name in names if name in accepted), None)
            if taken is None or taken["until"] < today:
                mend = " or ".join(found.get("fix_versions", ())) or "no version mends it yet; accept it with a reason"
                yield f"{package['name']} {package['version']}: {found['id']}; {mend}"


def list_of_all(lock: str) -> Path:
    """Write the bill of materials of a lock file; the same file gives the same bytes."""
    BUILD.mkdir(exist_ok=True)
    path = BUILD / "sbom.json"
    tool = Path(sys.executable).with_name("cyclonedx-py")
    command = [tool, "requirements", ROOT / lock, "--output-reproducible", "-o", path]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
    return path


def audited(lock: str) -> tuple[dict[str, Any] | None, str]:
    """pip-audit's report on a lock file, or None and why there is none."""
    report = BUILD / f"audit-{lock.removesuffix('.txt')}.json"
    report.unlink(missing_ok=True)
    tool = Path(sys.executable).with_name("pip-audit")
    command = [tool, "--strict", "--disable-pip", "--require-hashes", "-r", ROOT / lock, "-f", "json", "-o", report]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "--progress-spinner", "off"], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None, "timed out"
    if report.exists():
        return json.loads(report.read_text("utf-8")), ""
    return None, done.stderr.strip()


def main() -> int:
    """0 when nothing is known, or nothing could be asked; 1 for what is known, or for an audit that went wrong."""
    accepted = tomllib.loads(ACCEPTED.read_text("utf-8"))
    status = 0
    print(f"audit: {list_of_all(LOCKS[0]).relative_to(ROOT)} lists what {LOCKS[0]} installs")
    for lock in LOCKS:
        report, why = audited(lock)
        if report is None:
            skipped = UNREACHED.search(why) is not None
            last = why.splitlines()[-1][:160] if why else "no report"
            how = "not audited, no list of vulnerabilities can be asked" if skipped else "could not be audited"
            print(f"audit: {lock} {how}: {last}")
            if skipped:
                break  # what cannot be reached now cannot be reached for the next either
            status = 1
            continue
        lines = list(unaccepted(report, accepted, dt.date.today()))
        print(*(f"audit: {line}" for line in lines), sep="\n", end="\n" if lines else "")
        print(f"audit: {lock}: {len(report['dependencies'])} packages, {len(lines)} vulnerabilities not accepted")
        status |= bool(lines)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
