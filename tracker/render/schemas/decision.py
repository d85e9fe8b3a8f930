"""`tracker.decision/1`: what a person decided about a capture or a trouble, as programs read it.

`tracker.decisions/1` where several were decided at once.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from tracker.capture.outcome import Outcome


class CaptureDecision(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `accept`, `dismiss` and `acknowledge`."""

    schema_: Literal["tracker.decision/1"] = Field(default="tracker.decision/1", alias="schema")
    done: Literal["accepted", "looked at", "dismissed", "acknowledged"]
    name: str = Field(description="source/document; of what is acknowledged also a source alone.")
    by: str | None = Field(default=None, description="Of `accept` and `dismiss`: who decided, if that is known.")
    outcome: Outcome | None = Field(default=None, description="Of `accept`: what was recorded.")
    text: str | None = Field(default=None, description="Of `accept --look`: the text that would be recorded.")
    until: date | None = Field(default=None, description="Of `acknowledge`: the last day on which it is no news.")


class CaptureDecisions(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `accept`, `dismiss` and `acknowledge` where several are named."""

    schema_: Literal["tracker.decisions/1"] = Field(default="tracker.decisions/1", alias="schema")
    decisions: tuple[CaptureDecision, ...]


def decided(found: Iterable[CaptureDecision]) -> CaptureDecision | CaptureDecisions:
    """One by itself; of several all of them."""
    listed = tuple(found)
    return listed[0] if len(listed) == 1 else CaptureDecisions(decisions=listed)
