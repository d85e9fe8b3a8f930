"""The schemas under docs/ are those of what the program prints."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("script_schemas", ROOT / "scripts" / "schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCHEMAS = dict(_script().schemas())


def test_every_schema_is_the_one_of_the_models() -> None:
    """`make schemas` was run after the last change of what is printed, and no old file is left."""
    folder = ROOT / "docs" / "schemas"

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")} == SCHEMAS


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - {"sources.schema.json"}))
def test_every_output_names_its_schema_and_its_version(name: str) -> None:
    """A program can tell from the object itself by which schema to read it, and nothing undeclared is in it."""
    schema = json.loads(SCHEMAS[name])

    assert schema["properties"]["schema"]["const"] == name.removesuffix(".schema.json").replace("-", "/")
    assert "schema" in schema["required"]
    assert schema["additionalProperties"] is False
    assert f"`{name}`" in (ROOT / "docs" / "schemas" / "README.md").read_text(encoding="utf-8")
