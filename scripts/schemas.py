"""Write docs/schemas/*.schema.json from the models, so that they never drift from them."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from tracker.config.schema import sources_schema
from tracker.desk.citation import Citation
from tracker.render.schemas.blame import Blame
from tracker.render.schemas.changes import Changes
from tracker.render.schemas.claims import Claims
from tracker.render.schemas.find import Find
from tracker.render.schemas.log import Log
from tracker.render.schemas.pledges import Pledges
from tracker.render.schemas.round import Round
from tracker.render.schemas.sources import Sources
from tracker.render.schemas.status import Status
from tracker.render.schemas.verify import Verify

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"
TOLD: tuple[type[BaseModel], ...] = (
    Blame, Changes, Citation, Claims, Find, Log, Pledges, Round, Sources, Status, Verify,
)  # fmt: skip
"""What `--format json` prints. The number in a name is that of the schema; it rises when a reader could break."""


def schemas() -> Iterator[tuple[str, str]]:
    """(file name, JSON) of each schema."""
    yield "sources.schema.json", _json(sources_schema())
    for model in TOLD:
        name = model.model_fields["schema_"].default
        said = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{name.replace('/', ':')}"}
        told = model.model_json_schema(mode="serialization")
        told["required"] = ["schema", *(one for one in told["required"] if one != "schema")]
        yield f"{name.replace('/', '-')}.schema.json", _json(said | told | {"title": name})


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the files and name them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
