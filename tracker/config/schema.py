"""The JSON Schema of sources.toml, by which an editor completes keys and marks faults while one types."""

from typing import Any

from pydantic import BaseModel, Field

from tracker.config.source import Source

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that the TOML language servers know."""


class SourcesFile(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What tracker watches: one [[source]] for each page, site or file."""

    source: tuple[Source, ...] = Field(default=(), description="Something that tracker watches.")


def sources_schema() -> dict[str, object]:
    """The schema, the same each time. TOML has no null, so optional keys are just not required."""
    made = _for_toml(SourcesFile.model_json_schema())
    return {"$schema": DIALECT, **made, "title": "sources.toml of tracker"}


def _for_toml(node: Any) -> Any:
    if isinstance(node, list):
        return [_for_toml(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _for_toml(inner) for key, inner in node.items() if not _idle(key, inner)}
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        return {**choices[0], **kept}
    return kept


def _idle(key: str, value: Any) -> bool:
    """A default of null, or a title that only repeats the key; a property called title is a table, not a text."""
    return (key == "default" and value is None) or (key == "title" and isinstance(value, str))
