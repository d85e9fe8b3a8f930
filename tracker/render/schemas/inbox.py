"""`tracker.inbox/1`: what came of files that people saved, as programs read it."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field


class TakenRow(BaseModel, frozen=True, extra="forbid"):
    """A page that was taken in."""

    file: str
    source: str
    document: str
    at: AwareDatetime = Field(description="When it was saved.")
    version: str | None = Field(description="The version that was recorded; null where it says what was held already.")
    removed: dict[str, int] = Field(description="What was taken out of it before it was kept, by its sort.")


class LeftRow(BaseModel, frozen=True, extra="forbid"):
    """A file that stays where it is."""

    file: str
    why: str


class InboxResult(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True):
    """The result of `tracker inbox`."""

    schema_: Literal["tracker.inbox/1"] = Field(default="tracker.inbox/1", alias="schema")
    taken: tuple[TakenRow, ...]
    left: tuple[LeftRow, ...]
