"""Condense Can I email's data to what the tests ask: run with the path of `caniemail.json` of npm's `caniemail`.

    npm pack caniemail@2.0.2 && tar xzf caniemail-2.0.2.tgz
    python tests/render/clients/condense.py package/data/caniemail.json

The package and its data are under the MIT licence (caniemail.com by HTeuMeuLeu and contributors; package by Avi Goldman
and Andrew Powell). Of each feature only the newest answer of each client is kept, one letter a client: y yes, n no,
a partly, u unknown.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FAMILIES = ("gmail", "outlook", "apple-mail")
CATEGORIES = ("html", "css", "image")


def condensed(whole: dict[str, Any]) -> dict[str, Any]:
    """Date of the data, clients, and of each feature a letter for each client in their order."""
    features = [feature for feature in whole["data"] if feature["category"] in CATEGORIES]
    told = {(family, platform) for f in features for family in FAMILIES for platform in f["stats"].get(family, ())}
    clients = sorted(told)

    def letter(feature: dict[str, Any], family: str, platform: str) -> str:
        answers = feature["stats"].get(family, {}).get(platform) or {"": "u"}
        return str(list(answers.values())[-1])[0]

    return {
        "date": whole["last_update_date"][:10],
        "clients": [".".join(client) for client in clients],
        "features": {f["slug"]: "".join(letter(f, *client) for client in clients) for f in features},
    }


if __name__ == "__main__":
    found = condensed(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    (HERE / "caniemail.json").write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
