"""Write docs/schemas/sources.schema.json from the models, so that it never drifts from them."""

import json
from pathlib import Path

from tracker.config.schema import sources_schema

TARGET = Path(__file__).parents[1] / "docs" / "schemas" / "sources.schema.json"


def main() -> None:
    """Write the file and say so."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(sources_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(TARGET)


if __name__ == "__main__":
    main()
