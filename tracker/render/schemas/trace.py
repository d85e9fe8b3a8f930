"""`tracker.trace/1`: a text beside the record, as programs read it. Printed by `trace FILE`."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.claims.saying import Saying
from tracker.desk.checking import SayingCheck, SearchScope, Wording
from tracker.diff.change import Flag, FlagName
from tracker.render.schemas.find import FirstSighting, LastSighting
from tracker.store.utterance import Utterance
from tracker.wording.shift.shift import ShiftKind


class SayingPlace(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A sentence of one document that says it, or nearly."""

    text: str
    first: FirstSighting
    last: LastSighting
    there: bool = Field(description="Whether the latest version of the document still says it.")
    url: str = Field(description="The page's address, as its publisher gave it when the words were first seen.")


class DifferenceRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What the record says otherwise than the text; an empty side says nothing of it."""

    name: FlagName = Field(description="As of a change: `modality` is how firm it is, `actor` who is bound or speaks.")
    kind: ShiftKind | None = Field(description="What it is more closely: a condition, a limit, what is counted.")
    record: str
    text: str


class SayingRow(Saying, frozen=True, extra="forbid"):
    """A statement of the text, and what the record holds of it."""

    how: Literal["exact", "near", "none"] = Field(description="`none`: not found in what we hold.")
    differs: tuple[DifferenceRow, ...] = Field(description="None of it, where near: other words.")
    record: str | None = Field(description="The sentence that we hold.")
    nearest: str | None = Field(description="The nearest wording that we hold, where it is not the same.")
    score: float
    publisher: str | None = Field(description="Who published it first.")
    stands: bool | None = Field(description="Whether any document still says it; null where nothing was found.")
    newest: Wording | None = Field(description="What is said instead by now, where that is another wording.")
    thread: str | None = Field(description="The pledge it is a stage of, for `tracker trace`.")
    cite: str | None = Field(description="What `tracker cite` takes: the claim, else the version that said it first.")
    places: tuple[SayingPlace, ...] = Field(description="Where it stands, the earliest first.")


class Trace(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Statements in reading order."""

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
        differs=tuple(map(_difference, one.differs)),
        record=one.held.text,
        nearest=one.held.text if one.held.how == "near" else None,
        score=one.held.score,
        publisher=one.publisher,
        stands=one.stands,
        newest=one.newest,
        thread=one.thread,
        cite=one.cite,
        places=tuple(map(_place, one.places)),
    )


def _difference(one: Flag) -> DifferenceRow:
    return DifferenceRow(name=one.name, kind=one.kind, record=one.old, text=one.new)


def _place(one: Utterance) -> SayingPlace:
    return SayingPlace(
        text=one.sentence,
        first=FirstSighting(version=one.first.address, captured_at=one.first.captured_at),
        last=LastSighting(version=one.last.address, last_seen=one.last.last_seen),
        there=one.there,
        url=one.first.url,
    )
