"""The schema that editors read."""

import json
from pathlib import Path

from tracker.config.schema import sources_schema
from tracker.config.source import KINDS

WRITTEN = Path(__file__).parents[2] / "docs" / "schemas" / "sources.schema.json"


def test_the_written_schema_is_current() -> None:
    """`make schemas` was run after the last change of a model."""
    expected = json.dumps(sources_schema(), indent=2, ensure_ascii=False) + "\n"

    assert WRITTEN.read_text(encoding="utf-8") == expected


def test_the_schema_knows_every_kind_and_no_null() -> None:
    """Each kind has a table of its own, told by `kind`; TOML has no null."""
    schema = sources_schema()
    tables = schema["$defs"]

    assert isinstance(tables, dict)
    assert sorted(table["properties"]["kind"]["const"] for table in tables.values()) == sorted(KINDS)
    assert all({"id", "kind", "publisher", "publisher_type"} <= set(table["required"]) for table in tables.values())
    assert all(table["properties"]["title"]["type"] == "string" for table in tables.values())
    assert "null" not in json.dumps(schema)
