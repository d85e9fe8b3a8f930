"""`tracker.reextract/1`: recorded pages read anew, as programs read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.capture.outcome import Failed, Outcome, Recorded
from tracker.capture.reextract import RereadChange
from tracker.config.verdict import ClaimVerdict, LinkVerdict, ThreadVerdict
from tracker.links.settled import Settled


class ClaimPart(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One of the claims that a sentence is now."""

    id: str
    text: str


class OpenVerdictRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A verdict on a sentence that is several claims now: somebody must decide it again."""

    verdict: ClaimVerdict | LinkVerdict | ThreadVerdict
    parts: tuple[ClaimPart, ...] = Field(description="The claims that it could mean.")


class SettledVerdicts(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What has become of people's verdicts since claims are read otherwise."""

    stand: int = Field(description="Stand as they did.")
    moved: int = Field(description="Moved with their words to a claim with another id.")
    again: tuple[OpenVerdictRow, ...] = Field(description="To be decided again.")


class RereadRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Why a document differs, or cannot be read."""

    name: str = Field(description="source/document.")
    because: str = Field(description="For people: which reader it was and is, the source's settings, or the fault.")
    differs: Literal["text", "facts"] | None = Field(description="In its text, or in its facts alone; null if unread.")


class ReextractionResult(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker reextract`."""

    schema_: Literal["tracker.reextract/1"] = Field(default="tracker.reextract/1", alias="schema")
    differ: int = Field(description="Re-read: recorded as ours, never news.")
    same: int = Field(description="As they were.")
    failed: int = Field(description="Cannot be read; the exit code is 3 where there are any.")
    outcomes: tuple[Outcome, ...] = Field(description="What came of each document.")
    reasons: tuple[RereadRow, ...] = Field(
        default=(), description="Of each document that differs or cannot be read, in the order of the outcomes."
    )
    undeclared: tuple[str, ...] = Field(description="Left as they are, because no source declares them.")
    verdicts: SettledVerdicts | None = Field(description="null where nobody has decided anything.")

    @classmethod
    def of(
        cls,
        outcomes: Sequence[Outcome],
        changes: Mapping[str, RereadChange],
        *,
        differ: int,
        same: int,
        failed: int,
        undeclared: tuple[str, ...],
        verdicts: Settled | None,
    ) -> Self:
        """The result with its counts. `changes`: by `source/document`."""
        counts = {"differ": differ, "same": same, "failed": failed}
        kept = _settled(verdicts) if verdicts else None
        reasons = tuple(_reasons(outcomes, changes))
        return cls(**counts, outcomes=tuple(outcomes), reasons=reasons, undeclared=undeclared, verdicts=kept)


def _reasons(outcomes: Sequence[Outcome], changes: Mapping[str, RereadChange]) -> Iterator[RereadRow]:
    for one in outcomes:
        if isinstance(one, Failed):
            yield RereadRow(name=one.name, because=one.reason, differs=None)
        elif isinstance(one, Recorded):
            name = f"{one.source}/{one.document}"
            found = changes[name]
            yield RereadRow(name=name, because=found.because, differs="text" if found.text else "facts")


def _settled(found: Settled) -> SettledVerdicts:
    again = tuple(
        OpenVerdictRow(verdict=one.verdict, parts=tuple(ClaimPart(id=part.id, text=part.text) for part in one.parts))
        for one in found.again
    )
    return SettledVerdicts(stand=found.stand, moved=found.moved, again=again)
