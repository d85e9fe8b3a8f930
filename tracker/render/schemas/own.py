"""`tracker.own/1`: the pledges that a desk keeps itself, and where each stands in the record, as programs read them."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.config.own_sheet import OwnSheet, RowFault
from tracker.config.pledge import OwnPledge
from tracker.config.verdict import ClaimVerdict, ThreadVerdict
from tracker.desk.anchoring import Anchored, Anchoring


class OwnPledgeRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One of them, as config/pledges.toml holds it."""

    pledge: OwnPledge
    anchored: bool = Field(description="Whether its words, or its claim, are in the record.")
    reason: str | None = Field(description="Why it is not anchored.")
    near: str | None = Field(description="The nearest words in the record, where it is not anchored and there are any.")
    near_at: str | None = Field(description="The version in which those stand.")
    remark: str | None = Field(description="What a person should look at though it is anchored.")


class OwnFaultRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A row of the file that was not imported."""

    line: int
    id: str | None
    reason: str


class OwnImport(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker pledges import`. Every row of the file is in `pledges`, in `faults` or in `aside`."""

    schema_: Literal["tracker.own/1"] = Field(default="tracker.own/1", alias="schema")
    file: str | None = Field(description="The sheet; null where those that are kept were looked for again.")
    kept_in: str
    written: bool = Field(description="false with --dry-run: nothing was written.")
    columns: dict[str, str] = Field(description="Headings of the file, and as what each was read.")
    pledges: tuple[OwnPledgeRow, ...]
    faults: tuple[OwnFaultRow, ...]
    aside: int = Field(description="Rows of a sheet of ours to which nobody has given an id.")
    absent: tuple[str, ...] = Field(description="Ids from earlier sheets but not in this one; still kept.")
    verdicts: tuple[ClaimVerdict | ThreadVerdict, ...] = Field(description="Verdicts that were written for them.")

    @classmethod
    def of(
        cls, sheet: OwnSheet, done: Anchored, *, file: str | None, kept_in: str, absent: Sequence[str], written: bool
    ) -> Self:
        """The result."""
        return cls(
            file=file,
            kept_in=kept_in,
            written=written,
            columns=dict(sheet.columns),
            pledges=tuple(map(_row, done.found)),
            faults=tuple(map(_fault, sheet.faults)),
            aside=sheet.aside,
            absent=tuple(absent),
            verdicts=done.verdicts,
        )


def _row(one: Anchoring) -> OwnPledgeRow:
    return OwnPledgeRow(
        pledge=one.pledge,
        anchored=one.pledge.anchor is not None,
        reason=one.reason,
        near=one.near,
        near_at=one.near_at,
        remark=one.remark,
    )


def _fault(one: RowFault) -> OwnFaultRow:
    return OwnFaultRow(line=one.line, id=one.id, reason=one.reason)
