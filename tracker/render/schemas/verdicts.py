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


class VerdictRow(BaseModel, frozen=True, extra="forbid"):
    """A verdict as its file holds it."""

    about: Literal["alias", "link", "claim", "thread", "change", "note", "release"] = Field(
        description="The table of its file it stands in."
    )
    verdict: Alias | LinkVerdict | ClaimVerdict | ThreadVerdict | ChangeVerdict | NoteVerdict | ReleaseVerdict


class VerdictsKept(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True):
    """Verdicts that were written down, or marked as withdrawn."""

    schema_: Literal["tracker.verdicts/1"] = Field(default="tracker.verdicts/1", alias="schema")
    file: str = Field(description="Where they are kept.")
    done: Literal["kept", "withdrawn"]
    verdicts: tuple[VerdictRow, ...]
    again: tuple[VerdictRow, ...] = Field(
        default=(), description="What the same person had decided before, so that nothing was written."
    )

    @classmethod
    def of(
        cls,
        file: str,
        done: Literal["kept", "withdrawn"],
        verdicts: Sequence[Verdict],
        again: Sequence[Verdict] = (),
    ) -> Self:
        """The result of a command that decides."""
        return cls(file=file, done=done, verdicts=_rows(verdicts), again=_rows(again))


def _rows(verdicts: Sequence[Verdict]) -> tuple[VerdictRow, ...]:
    return tuple(VerdictRow.model_validate({"about": TABLES[type(one)], "verdict": one}) for one in verdicts)
