"""`tracker.trace/1`: a text beside the record, as programs read it. Printed by `trace FILE`."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.claims.saying import Saying
from tracker.desk.checking import SayingCheck, SearchScope
from tracker.render.schemas.find import FirstSighting, LastSighting
from tracker.store.utterance import Utterance


class SayingPlace(BaseModel, frozen=True, extra="forbid"):
    """A sentence of one document that says it, or nearly."""

    text: str
    first: FirstSighting
    last: LastSighting
    there: bool = Field(description="Whether the latest version of the document still says it.")


class SayingRow(Saying, frozen=True, extra="forbid"):
    """A claim or quotation of the text, and what the record holds of it."""

    how: Literal["exact", "near", "none"] = Field(description="`none`: not found in what we hold.")
    nearest: str | None = Field(description="The nearest wording that we hold, where it is not the same.")
    score: float
    places: tuple[SayingPlace, ...] = Field(description="Where it stands, the earliest first.")


class Trace(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True):
    """Claims and quotations in reading order."""

    schema_: Literal["tracker.trace/1"] = Field(default="tracker.trace/1", alias="schema")
    searched: SearchScope
    sayings: tuple[SayingRow, ...]

    @classmethod
    def of(cls, found: Sequence[SayingCheck], searched: SearchScope) -> Self:
        """The result of `tracker trace FILE`."""
        return cls(searched=searched, sayings=tuple(map(_row, found)))


def _row(one: SayingCheck) -> SayingRow:
    return SayingRow(
        **dict(one.saying),
        how=one.held.how,
        nearest=one.held.text,
        score=one.held.score,
        places=tuple(map(_place, one.places)),
    )


def _place(one: Utterance) -> SayingPlace:
    return SayingPlace(
        text=one.sentence,
        first=FirstSighting(version=one.first.address, captured_at=one.first.captured_at),
        last=LastSighting(version=one.last.address, last_seen=one.last.last_seen),
        there=one.there,
    )
