"""`tracker.status/1`: how each source fares, as programs read it."""

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.capture.health import Health
from tracker.store.record import RunRecord


class Status(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Every declared source, in the order declared."""

    schema_: Literal["tracker.status/1"] = Field(default="tracker.status/1", alias="schema")
    sources: tuple[Health, ...]
    last_round: str | None = Field(description="Id of the newest record; null in an empty store.")
    heads: Mapping[str, str] = Field(description="The newest commit of each repository: kept elsewhere, a witness.")

    @classmethod
    def of(cls, found: Sequence[Health], last: RunRecord | None, heads: Mapping[str, str]) -> Self:
        """The result of `tracker status`."""
        return cls(sources=tuple(found), last_round=last.id if last else None, heads=heads)
