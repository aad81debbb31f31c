"""Google's own discovery documents as strict JSON Schema: what an answer may hold, and nothing else."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import googleapiclient

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

DOCUMENTS = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"


@cache
def document(api: str) -> dict[str, Any]:
    """The discovery document of `sheets.v4` or `drive.v3`."""
    return dict(json.loads((DOCUMENTS / f"{api}.json").read_text(encoding="utf-8")))


@cache
def validator(api: str, message: str) -> "Draft202012Validator":
    """Accepts a message of an API as Google declares it."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - three seconds of every start of the tests

    schemas = {name: strict(schema) for name, schema in document(api)["schemas"].items()}
    return Draft202012Validator({"$ref": f"#/$defs/{message}", "$defs": schemas})


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """A discovery schema as JSON Schema in which an undeclared property is a mistake."""
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    kind = schema.get("type", "any")
    out: dict[str, Any] = {} if kind == "any" else {"type": kind}
    if "enum" in schema:
        out["enum"] = schema["enum"]
    if kind == "array":
        out["items"] = strict(schema["items"])
    if kind == "object":
        out["properties"] = {name: strict(inner) for name, inner in schema.get("properties", {}).items()}
        more = schema.get("additionalProperties")
        out["additionalProperties"] = strict(more) if more else False
    return out


def parameters(api: str, *path: str) -> set[str]:
    """The query parameters a method takes, those of every method included."""
    method = document(api)
    for name in path[:-1]:
        method = method["resources"][name]
    declared = method["methods"][path[-1]]["parameters"]
    own = {name for name, parameter in declared.items() if parameter["location"] == "query"}
    return own | set(document(api)["parameters"])
