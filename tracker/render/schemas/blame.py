"""`tracker.blame/1`: since when each sentence stands there, as programs read it."""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.desk.blame import Appearance, BlameReport
from tracker.extract.document import BlockKind


class AppearanceRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The version with which something began."""

    version: str
    between: tuple[AwareDatetime, AwareDatetime] | None = Field(
        description="Last sighting without it, first sighting with it; null for what the first version has already."
    )
    captured_at: AwareDatetime
    notes: tuple[str, ...] = Field(description="The publisher's change notes that came with that version.")


class SentenceRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A sentence of the version that was asked for."""

    text: str
    start: int = Field(description="Offset in code points in that version's text.")
    end: int
    kind: BlockKind
    heading: str | None = Field(description="The nearest heading above.")
    worded: AppearanceRow = Field(description="Since when in these words.")
    first: AppearanceRow = Field(description="Since when in any words; equal to `worded` unless it was reworded.")
    before: str | None = Field(
        description="The earliest version that had these very words, if they went and came back."
    )


class Blame(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The sentences of one version in their order."""

    schema_: Literal["tracker.blame/1"] = Field(default="tracker.blame/1", alias="schema")
    version: str
    title: str
    mixed: bool = Field(description="Not all versions could be read by one reader: dates may be our reading.")
    sentences: tuple[SentenceRow, ...]

    @classmethod
    def of(cls, found: BlameReport) -> Self:
        """The rows of a version."""
        return cls(
            version=found.version.address,
            title=found.version.title,
            mixed=found.mixed,
            sentences=tuple(_row(found, index) for index in range(len(found.document.sentences))),
        )


def _row(found: BlameReport, index: int) -> SentenceRow:
    sentence, origin = found.document.sentences[index], found.origins[index]
    block = found.document.block_of(sentence)
    return SentenceRow(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        kind=block.kind,
        heading=block.path[-1] if block.path else None,
        worded=_since(found.since[origin.worded]),
        first=_since(found.since[origin.first]),
        before=None if origin.before is None else found.since[origin.before].version.address,
    )


def _since(one: Appearance) -> AppearanceRow:
    return AppearanceRow(
        version=one.version.address, between=one.between, captured_at=one.version.captured_at, notes=one.notes
    )
