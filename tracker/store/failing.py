"""Failing, Suspected: a source or document that has had no good capture for a while."""

from pydantic import AwareDatetime, BaseModel

from tracker.store.record import Kept


class Failing(BaseModel, frozen=True, extra="forbid"):
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


class Suspected(BaseModel, frozen=True, extra="forbid"):
    """Rounds in a row in which a document did not look like the page, and nobody has decided yet."""

    since: AwareDatetime
    """When the first of these rounds started."""
    count: int
    """How many rounds in a row."""
    reason: str
    """What the latest of them said."""
    body: Kept | None
    """The body of the latest of them that was kept."""
