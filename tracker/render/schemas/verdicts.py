"""`tracker.verdicts/1`: what a person decided, or took back, as programs read it."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.config.keep import TABLES
from tracker.config.verdict import (
    Alias,
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
)
from tracker.render.schemas.decision import CaptureDecision


class VerdictRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A verdict as its file holds it."""

    about: Literal["alias", "link", "claim", "thread", "change", "note", "release"] = Field(
        description="The table of its file it stands in."
    )
    verdict: Alias | LinkVerdict | ClaimVerdict | ThreadVerdict | ChangeVerdict | NoteVerdict | ReleaseVerdict


class VerdictsKept(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Verdicts that were written down, or marked as withdrawn."""

    schema_: Literal["tracker.verdicts/1"] = Field(default="tracker.verdicts/1", alias="schema")
    file: str = Field(description="Where they are kept.")
    done: Literal["kept", "withdrawn"]
    verdicts: tuple[VerdictRow, ...]
    again: tuple[VerdictRow, ...] = Field(
        default=(), description="What the same person had decided before, so that nothing was written."
    )
    captures: tuple[CaptureDecision, ...] = Field(
        default=(), description="Of `review --import`: what was decided of suspect captures."
    )

    @classmethod
    def of(
        cls,
        file: str,
        done: Literal["kept", "withdrawn"],
        verdicts: Sequence[Verdict],
        again: Sequence[Verdict] = (),
        captures: Sequence[CaptureDecision] = (),
    ) -> Self:
        """The result of a command that decides."""
        return cls(file=file, done=done, verdicts=rows_of(verdicts), again=rows_of(again), captures=tuple(captures))


def rows_of(verdicts: Sequence[Verdict]) -> tuple[VerdictRow, ...]:
    """Each with the table it stands in."""
    return tuple(VerdictRow.model_validate({"about": TABLES[type(one)], "verdict": one}) for one in verdicts)
