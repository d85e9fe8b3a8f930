"""Own pledges: those that a desk keeps itself, with where each is found in the record. Read from config/pledges.toml."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, Field

from tracker.config.field import Line
from tracker.config.verdict import Address, ClaimId, ThreadId

LONGEST_ID = 200


def _short(value: str) -> str:
    if len(value) > LONGEST_ID:
        raise ValueError(f"an id of at most {LONGEST_ID} characters")
    return value


class OwnPledge(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One row of a desk's own sheet, cell for cell as it was given, and the claim that its words are in the record."""

    id: Annotated[Line, AfterValidator(_short)] = Field(description="Your own id of it, e.g. EDU-12. It never changes.")
    title: Line | None = Field(default=None, description="What you call it.")
    words: Line | None = Field(default=None, description="Its exact words, as they were published.")
    source: Line | None = Field(default=None, description="Where they stand: a web address, or an id of sources.toml.")
    claim: Line | None = Field(default=None, description="A claim’s id, where you know it.")
    deadline: Line | None = Field(default=None, description="By when, as you write it.")
    topic: Line | None = Field(default=None, description="Your topic.")
    territory: Line | None = Field(default=None, description="Where it holds.")
    status: Line | None = Field(default=None, description="Your own verdict on it. Nothing is concluded from it.")
    link: Line | None = Field(default=None, description="Your own page about it.")
    more: Mapping[str, Line] = Field(default_factory=dict, description="Further columns of yours, by their headings.")
    anchor: ClaimId | None = Field(default=None, description="The claim that it was found to be; none if not found.")
    said: Line | None = Field(default=None, description="That claim, word for word.")
    at: Address | None = Field(default=None, description="The version in which it was found.")
    thread: ThreadId | None = Field(default=None, description="The thread of that claim, when it was found.")
    by: Line | None = Field(default=None, description="Who brought it in.")
    on: date | None = Field(default=None, description="The day it was found, or else brought in.")

    @property
    def cells(self) -> dict[str, str]:
        """What the sheet says, without what it leaves blank."""
        return {name: value for name in CELLS if (value := getattr(self, name))} | dict(self.more)


CELLS: Final = ("id", "title", "words", "source", "claim", "deadline", "topic", "territory", "status", "link")
"""Columns that we understand, in the order in which we write them."""


class OwnPledges(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/pledges.toml."""

    pledge: tuple[OwnPledge, ...] = ()
