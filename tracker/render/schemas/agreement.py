"""`tracker.agreement/1`: how often two people said the same who did not see each other's decisions, as programs read it."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.config.agreement import Agreement
from tracker.render.schemas.verdicts import VerdictRow, rows_of


class DifferingRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What two people said otherwise."""

    said: tuple[VerdictRow, VerdictRow] = Field(description="In the order of `people`.")


class AgreementRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Of two people and one queue."""

    queue: Literal["changes", "links", "claims"]
    people: tuple[str, str]
    number: int = Field(description="Items on which both have decided blind.")
    alike: int = Field(description="Those of which they said the same.")
    share: float = Field(description="alike / number, 0 to 1.")
    kappa: float | None = Field(description="Cohen's kappa; null where both gave one and the same answer to all.")
    differ: tuple[DifferingRow, ...]


class AgreementTold(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker review --agreement`."""

    schema_: Literal["tracker.agreement/1"] = Field(default="tracker.agreement/1", alias="schema")
    agreements: tuple[AgreementRow, ...]

    @classmethod
    def of(cls, found: Iterable[Agreement]) -> Self:
        """All of them."""
        return cls(agreements=tuple(map(_row, found)))


def _row(one: Agreement) -> AgreementRow:
    differ = []
    for pair in one.differ:
        first, second = rows_of(pair)
        differ.append(DifferingRow(said=(first, second)))
    return AgreementRow(
        queue=one.queue, people=one.people, number=one.number, alike=one.number - len(differ), share=round(one.share, 4),
        kappa=None if one.kappa is None else round(one.kappa, 4), differ=tuple(differ),
    )  # fmt: skip
