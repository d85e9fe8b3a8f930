"""Failing: a source or document that has had no good capture for a while."""

from pydantic import AwareDatetime, BaseModel


class Failing(BaseModel, frozen=True, extra="forbid"):
    """Rounds in a row that failed, since the last good one."""

    since: AwareDatetime
    """When the first of these rounds started."""
    count: int
    """How many rounds in a row."""
    reason: str
    """What the latest of them said."""
