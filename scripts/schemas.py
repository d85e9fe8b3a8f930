"""Write docs/schemas/*.schema.json from the models and the table of docs/formats.md, so that they never drift."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from tracker.cli.formats import page
from tracker.config.schema import sources_schema
from tracker.desk.briefing import Briefing
from tracker.desk.citation import Citation
from tracker.render.schemas.agreement import AgreementTold
from tracker.render.schemas.blame import Blame
from tracker.render.schemas.changes import Changes
from tracker.render.schemas.checkup import Checkup
from tracker.render.schemas.claims import Claims
from tracker.render.schemas.compare import Compare
from tracker.render.schemas.decision import CaptureDecision, CaptureDecisions
from tracker.render.schemas.declared import ConfigCheck, Declared, SourceAddition
from tracker.render.schemas.edits import PublisherAddition, SourceChange
from tracker.render.schemas.embeds import EmbedsCheck
from tracker.render.schemas.find import Find
from tracker.render.schemas.follows import Follows
from tracker.render.schemas.imports import ArchiveListing, Imports
from tracker.render.schemas.inbox import InboxResult
from tracker.render.schemas.log import Log
from tracker.render.schemas.moves import HeadMoves
from tracker.render.schemas.notes import PersonNotes
from tracker.render.schemas.notices import TargetNotices
from tracker.render.schemas.opened import Opened
from tracker.render.schemas.own import OwnImport
from tracker.render.schemas.pledges import Pledges
from tracker.render.schemas.redact import RedactionsKept
from tracker.render.schemas.reextract import ReextractionResult
from tracker.render.schemas.releases import ReleasesWaiting
from tracker.render.schemas.report import SiteBuild
from tracker.render.schemas.round import Round
from tracker.render.schemas.shown import VersionShown
from tracker.render.schemas.sources import Sources
from tracker.render.schemas.status import Status
from tracker.render.schemas.trace import Trace
from tracker.render.schemas.trial import TrialReport
from tracker.render.schemas.verdicts import VerdictsKept
from tracker.render.schemas.verify import Verify
from tracker.render.schemas.waiting import WaitingCounts

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
FOLDER = Path(__file__).parents[1] / "docs" / "schemas"
TOLD: tuple[type[BaseModel], ...] = (
    AgreementTold, ArchiveListing, Blame, Briefing, CaptureDecision, CaptureDecisions, Changes, Checkup, Citation, Claims,
    Compare, ConfigCheck, Declared, EmbedsCheck,
    Find, Follows, HeadMoves, Imports, InboxResult, Log, Opened, OwnImport, PersonNotes, Pledges, PublisherAddition,
    RedactionsKept, ReextractionResult, ReleasesWaiting, Round, SiteBuild, SourceAddition, SourceChange, Sources, Status,
    TargetNotices, Trace, TrialReport, VerdictsKept, Verify, VersionShown, WaitingCounts,
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


def formats_page() -> str:
    """docs/formats.md with the table of commands and formats as it is now."""
    before, _, rest = PAGE.read_text("utf-8").partition("<!-- table -->\n")
    return "\n".join([f"{before}<!-- table -->", *page(), f"<!-- end -->{rest.partition('<!-- end -->')[2]}"])


def main() -> None:
    """Write the files and name them."""
    PAGE.write_text(formats_page(), encoding="utf-8")
    print(PAGE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
