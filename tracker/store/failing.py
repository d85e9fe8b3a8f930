"""Streaks: a source or document that has had no good capture for a while; Recovery: it has one again."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from tracker.store.record import KeptBody


class FailureStreak(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Rounds in a row that failed, since the last good one."""

    since: AwareDatetime
    """When the first of these rounds started."""
    count: int
    """How many rounds in a row."""
    reason: str
    """What the latest of them said."""
    status: int | None = None
    """The HTTP status of the latest of them, if there was one."""
    blocked: bool = False
    """In the latest of them the site said that it will not answer us."""


class SuspectStreak(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Rounds in a row in which a document did not look like the page, and nobody has decided yet."""

    since: AwareDatetime
    """When the first of these rounds started."""
    count: int
    """How many rounds in a row."""
    reason: str
    """What the latest of them said."""
    body: KeptBody | None
    """The body of the latest of them that was kept."""


class Streak(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Rounds in a row without a good capture, whether they failed or were suspect."""

    since: AwareDatetime
    """When the first of these rounds started."""
    latest: AwareDatetime
    """When the latest of them started."""
    previous: AwareDatetime | None
    """When the one before the latest started."""
    count: int
    """How many rounds in a row."""
    state: Literal["failing", "blocked", "suspect", "watches nothing"]
    """What the latest of them was."""
    alike: int
    """How many of them were that: with 1 the latest is the first."""
    reason: str
    """What the latest of them said."""
    anew: bool
    """The latest is the first of them with its reason."""
    turned: AwareDatetime
    """When the latest of those started that gave a reason which none before it had given."""
    before: str | None = None
    """What the one before that said, in short, while the latest still gives its reason; None where that was the first."""
    host: str | None = None
    """The host, where the fault of the latest is all of it."""
    undecided: bool = False
    """A body of one of them waits for a person's decision."""
    kept: str | None = None
    """The git object id, in raw.git, of the body that our own reader failed on in the latest of them."""


class Recovery(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A streak that the latest round with an answer has ended."""

    run: str
    """The round that ended it."""
    since: AwareDatetime
    count: int
