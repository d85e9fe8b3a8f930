"""`tracker.releases/1`: what was decided and waits to be released, as programs read it."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.config.decided import key
from tracker.desk.releasing import WaitingRelease
from tracker.store.version import Version


class ReleaseRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A thread or a change that others do not see, or not all of it."""

    what: str = Field(description="Its id, as `tracker release` takes it.")
    words: str = Field(description="A thread's first words, or a headline.")
    decisions: tuple[str, ...] = Field(description="What waits, by the keys that a release names.")
    decided_by: tuple[str, ...]
    released_by: tuple[str, ...] = Field(description="Who released all of it already, where it takes two people.")


class SavedRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A version that a person saved from a browser."""

    what: str = Field(description="Its address, as `tracker release` takes it.")
    title: str
    saved_by: str
    hold_until: str | None = Field(description="The day before which others do not see it in any case.")


class ReleasesWaiting(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """All that waits."""

    schema_: Literal["tracker.releases/1"] = Field(default="tracker.releases/1", alias="schema")
    needs: int = Field(description="People who must release what was confirmed; 0: it is shown at once.")
    waiting: tuple[ReleaseRow, ...]
    saved: tuple[SavedRow, ...] = Field(default=(), description="Versions that people saved and others do not see.")

    @classmethod
    def of(cls, waiting: Sequence[WaitingRelease], needs: int, saved: Sequence[Version] = ()) -> Self:
        """As they stand."""
        rows = (
            ReleaseRow(
                what=one.what,
                words=one.words,
                decisions=tuple(map(key, one.decisions)),
                decided_by=one.decided_by,
                released_by=one.released_by,
            )
            for one in waiting
        )
        versions = (
            SavedRow(what=one.address, title=one.title, saved_by=one.saved_by or "", hold_until=one.hold_until)
            for one in saved
        )
        return cls(needs=needs, waiting=tuple(rows), saved=tuple(versions))
