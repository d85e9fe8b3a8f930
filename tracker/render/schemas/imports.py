"""`tracker.import/1`: what came of an import, as programs read it."""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.capture.backfill import ImportTally


class LeftOutRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A capture that was not taken."""

    document: str
    at: AwareDatetime
    by: str
    where: str
    why: str


class ImportRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One source."""

    source: str
    recorded: int = Field(description="Versions.")
    same: int = Field(description="Captures that say what the version before them in time says.")
    known: int = Field(description="Captures that an earlier import took.")
    left_out: tuple[LeftOutRow, ...]

    @classmethod
    def of(cls, source: str, tally: ImportTally) -> Self:
        """What came of the captures of one source."""
        return cls(
            source=source,
            recorded=tally.recorded,
            same=tally.same,
            known=tally.known,
            left_out=tuple(
                LeftOutRow(document=one.document, at=one.at, by=one.by, where=one.where, why=why)
                for one, why in tally.left_out
            ),
        )


class Imports(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker import …`."""

    schema_: Literal["tracker.import/1"] = Field(default="tracker.import/1", alias="schema")
    imports: tuple[ImportRow, ...]
    removed: dict[str, int] = Field(
        default={},
        description="What was taken out of pages before they were kept, by its sort: tokens, account blocks …",
    )


class ArchivedRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A capture that an archive holds."""

    at: AwareDatetime
    url: str = Field(description="Where the archive shows it.")


class ArchivedDocument(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What an archive holds of one document."""

    source: str
    document: str
    url: str
    captures: tuple[ArchivedRow, ...] = Field(description="Those that would be asked for.")


class ArchiveListing(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker import wayback --dry-run`."""

    schema_: Literal["tracker.captures/1"] = Field(default="tracker.captures/1", alias="schema")
    documents: tuple[ArchivedDocument, ...]
