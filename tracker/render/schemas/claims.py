"""`tracker.claims/1`: who commits whom to what, as programs read it."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.claims.claim import Claim
from tracker.claims.explain import Reason, explain


class ClaimRow(Claim, frozen=True, extra="forbid"):
    """A claim, and why its fields are what they are."""

    reasons: tuple[Reason, ...] = Field(default=(), description="With `--explain`: the words that decided each field.")
    standing: str | None = Field(
        default=None, description="In what is published: who checked it. A person, or nobody; else null."
    )
    corrections: tuple[str, ...] = Field(default=(), description="In what is published: what was corrected of it.")


class Claims(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Claims in reading order, document by document."""

    schema_: Literal["tracker.claims/1"] = Field(default="tracker.claims/1", alias="schema")
    claims: tuple[ClaimRow, ...]

    @classmethod
    def of(cls, claims: Sequence[Claim], *, explained: bool = False) -> Self:
        """The result of `tracker claims`."""
        return cls(claims=tuple(_row(claim, explained=explained) for claim in claims))


def _row(claim: Claim, *, explained: bool) -> ClaimRow:
    return ClaimRow(**dict(claim), reasons=explain(claim) if explained else ())
