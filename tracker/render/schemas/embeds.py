"""`tracker.embeds/1`: which cards and embeds say something else than the record by now, as programs read it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

EmbedState = Literal["corrected", "withdrawn", "changed", "unknown", "stands"]


class EmbedCorrection(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A correction that concerns it, of the day on which it was made or later."""

    on: date | None
    what: str


class EmbedCheck(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One card or embed, as it was made, held against the record."""

    id: str = Field(description="A pledge (t-…) or a change (plan@3#d-…).")
    edition: str | None = Field(description="Eight letters for what it said; null where they are not known.")
    as_of: date | None = Field(description="The day to which the record reached then.")
    where: str | None = Field(
        description="Where it stands, as the list or the page says; null for all that the site made."
    )
    state: EmbedState
    says: str | None = Field(description="What it would say now; null where it is withdrawn or a change.")
    permalink: str | None = Field(description="Its page now; null where it has none.")
    corrections: tuple[EmbedCorrection, ...] = ()


class EmbedsCheck(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker report DIR --check-embeds`."""

    schema_: Literal["tracker.embeds/1"] = Field(default="tracker.embeds/1", alias="schema")
    as_of: date | None = Field(description="The day to which the record reaches.")
    checked: tuple[EmbedCheck, ...] = Field(description="All of them, also those that stand.")
