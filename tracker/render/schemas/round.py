"""`tracker.round/1`: what a round did, as programs read it."""

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.capture.outcome import Outcome
from tracker.capture.troubles import Troubles
from tracker.store.record import RunRecord


class Round(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """One round, or that none was due."""

    schema_: Literal["tracker.round/1"] = Field(default="tracker.round/1", alias="schema")
    run: RunRecord | None = Field(description="The record that was written; null when nothing was due and none was.")
    outcomes: tuple[Outcome, ...] = Field(description="What came of each document, in the order of the sources.")
    troubles: Troubles = Field(description="What is to be told of troubles, what goes on, and what is over.")
    next_due: AwareDatetime | None = Field(description="When nothing was due: when the first of those asked for is.")
    heads: Mapping[str, str] = Field(description="The newest commit of each repository: kept elsewhere, a witness.")

    @classmethod
    def of(cls, record: RunRecord, outcomes: Sequence[Outcome], troubles: Troubles, heads: Mapping[str, str]) -> Self:
        """The result of a round."""
        return cls(run=record, outcomes=tuple(outcomes), troubles=troubles, next_due=None, heads=heads)

    @classmethod
    def none(cls, next_due: AwareDatetime | None, heads: Mapping[str, str]) -> Self:
        """Nobody was asked."""
        return cls(run=None, outcomes=(), troubles=Troubles(), next_due=next_due, heads=heads)
