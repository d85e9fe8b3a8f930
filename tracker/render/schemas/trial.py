"""`tracker.trial/1`: what came of trying a source, as programs read it."""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.capture.trial import Trial
from tracker.extract.document import BlockKind, Document, Precision
from tracker.extract.parts import Parts
from tracker.extract.second import Opinion
from tracker.render.schemas.dropped import DroppedRow


class KeptBlock(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A heading, paragraph, entry or row that would be kept."""

    kind: BlockKind
    text: str


class OpinionRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Where a second extractor reads the page differently."""

    by: str
    only_here: tuple[str, ...] = Field(description="Lines that only tracker keeps.")
    only_there: tuple[str, ...] = Field(description="Lines that only the other keeps.")


class TrialDocument(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The document that a round would read."""

    title: str
    published: AwareDatetime | None = Field(description="As the page dates itself.")
    precision: Precision | None
    author: str | None
    state: str
    kept: float | None = Field(description="Share of the visible text, 0 to 1; null where that cannot be told.")
    blocks: tuple[KeptBlock, ...] = Field(description="All of them, the title first.")

    @classmethod
    def of(cls, document: Document) -> Self:
        """What is read of a document."""
        return cls(
            title=document.title,
            published=document.published,
            precision=document.precision,
            author=document.author,
            state=document.state.kind,
            kept=document.kept,
            blocks=tuple(KeptBlock(kind=one.kind, text=document.text[one.start : one.end]) for one in document.blocks),
        )


class TrialReport(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker sources try`. Nothing was recorded."""

    schema_: Literal["tracker.trial/1"] = Field(default="tracker.trial/1", alias="schema")
    source: str
    url: str = Field(description="The address that answered.")
    status: int
    bytes: int
    extractor: str
    document: TrialDocument | None
    fault: str | None = Field(description="Why there is no document.")
    suspicion: str | None = Field(description="Why a round would not record it.")
    warnings: tuple[str, ...]
    dropped: tuple[DroppedRow, ...] = Field(description="What was left out, the largest first; of a web page alone.")
    select: str | None = Field(description="A lasting CSS selector of what holds the article, if there is one.")
    opinion: OpinionRow | None = Field(description="Where the extra `generic` is installed and finds something.")

    @classmethod
    def of(cls, found: Trial) -> Self:
        """The whole report; nothing of it is cut."""
        parts = found.parts or Parts((), 0, None)
        return cls(
            source=found.source.id,
            url=found.response.final_url,
            status=found.response.status,
            bytes=len(found.response.body),
            extractor=found.extractor,
            document=TrialDocument.of(found.document) if found.document else None,
            fault=found.fault,
            suspicion=found.suspicion,
            warnings=found.warnings,
            dropped=tuple(DroppedRow(**one._asdict()) for one in parts.dropped),
            select=parts.select,
            opinion=_opinion(found.opinion),
        )


def _opinion(found: Opinion | None) -> OpinionRow | None:
    return OpinionRow(**found._asdict()) if found else None
