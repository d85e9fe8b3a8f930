"""`tracker.compare/1`: documents compared by their commitments, as programs read it."""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.desk.manifestos import EXTRACT, ManifestoComparison, ManifestoDocument, TopicComparison, action
from tracker.links.link import Standing
from tracker.links.succession import SuccessionStatus
from tracker.links.turns import PledgeTurn


class ComparedDocument(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One of the documents."""

    version: str
    publisher: str
    title: str
    date: AwareDatetime = Field(description="When it was published; when it was first seen, where it does not say.")
    as_of: AwareDatetime = Field(description="When it was last seen to read so.")
    fault: str | None = Field(description="Why nobody can say what is missing from it; null where it is healthy.")
    commitments: int


class ComparedWords(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A commitment in its document's words."""

    claim: str
    lead_in: str | None
    text: str


class SuccessionRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What became of a commitment."""

    status: SuccessionStatus = Field(
        description="`perhaps`: the nearest sentence is given and nobody has checked it; `not_found` is not dropped."
    )
    old: ComparedWords | None
    new: ComparedWords | None
    turns: tuple[PledgeTurn, ...]
    standing: Standing | None
    score: float | None
    reasons: tuple[str, ...]


class TopicWords(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What one document says of the topic."""

    version: str
    claim: str
    extract: str = Field(description=f"The words of commitment, at most {EXTRACT} characters.")
    section: tuple[str, ...]


class Compare(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Two documents, the older first, with `rows`; or of one topic any number, by their publishers' names, with `said`."""

    schema_: Literal["tracker.compare/1"] = Field(default="tracker.compare/1", alias="schema")
    topic: str | None
    documents: tuple[ComparedDocument, ...]
    counts: dict[str, int] = Field(description="Rows by status; without a topic.")
    rows: tuple[SuccessionRow, ...] = Field(description="The older document's commitments in its order, then new ones.")
    said: tuple[TopicWords, ...] = Field(description="Of a topic; a document without any says nothing that was found.")

    @classmethod
    def of(cls, found: ManifestoComparison | TopicComparison) -> Self:
        """The result of `tracker compare`."""
        if isinstance(found, TopicComparison):
            said = (
                TopicWords(version=one.address, claim=claim.id, extract=action(claim), section=claim.section)
                for one, claims in zip(found.documents, found.said, strict=True)
                for claim in claims
            )
            return cls(
                topic=found.topic,
                documents=tuple(map(_document, found.documents)),
                counts={},
                rows=(),
                said=tuple(said),
            )
        rows = (
            SuccessionRow(
                status=row.status,
                old=row.old and ComparedWords(claim=row.old.id, lead_in=row.old.lead_in, text=row.old.text),
                new=row.new and ComparedWords(claim=row.new.id, lead_in=row.new.lead_in, text=row.new.text),
                turns=row.turns,
                standing=row.link and row.link.standing,
                score=row.link and row.link.score,
                reasons=row.link.reasons if row.link else (),
            )
            for row in found.rows
        )
        return cls(
            topic=None,
            documents=(_document(found.old), _document(found.new)),
            counts={str(status): count for status, count in sorted(found.counts().items())},
            rows=tuple(rows),
            said=(),
        )


def _document(one: ManifestoDocument) -> ComparedDocument:
    return ComparedDocument(
        version=one.address,
        publisher=one.publisher,
        title=one.title,
        date=one.at,
        as_of=one.as_of,
        fault=one.fault,
        commitments=len(one.commitments),
    )
