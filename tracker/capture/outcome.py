"""Outcome: what came of one capture. A failing source is a result, not a stop."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.errors import FetchError, TrackerError
from tracker.store.version import VersionKind


class Recorded(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The document is new or says something else than before."""

    kind: Literal["recorded"] = "recorded"
    source: str
    document: str
    title: str
    version_kind: VersionKind
    at: AwareDatetime


class Unchanged(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The document says what it said."""

    kind: Literal["unchanged"] = "unchanged"
    source: str
    document: str
    at: AwareDatetime
    not_modified: bool
    """The server answered 304, or a listing said so."""


class Suspect(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """There was an answer, but it does not look like the page. The last good version stays."""

    kind: Literal["suspect"] = "suspect"
    source: str
    document: str
    reason: str
    at: AwareDatetime

    @property
    def name(self) -> str:
        """As run records name it."""
        return f"{self.source}/{self.document}"


class Failed(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """No usable answer."""

    kind: Literal["failed"] = "failed"
    source: str
    document: str | None
    reason: str
    transient: bool
    status: int | None
    host: str | None = None
    """The host, where the fault is all of it and not this page's."""
    blocked: bool = False
    """The site says that it will not answer us."""
    nothing: bool = False
    """All answered well, but there is nothing to watch."""
    at: AwareDatetime

    @classmethod
    def of(cls, source: str, error: TrackerError, *, at: datetime, document: str | None = None) -> Self:
        """What an error says of a capture."""
        fault = error if isinstance(error, FetchError) else FetchError(str(error))
        return cls(
            source=source,
            document=document,
            reason=fault.reason,
            transient=fault.transient,
            status=fault.status,
            host=fault.host,
            blocked=fault.blocked,
            at=at,
        )

    @property
    def name(self) -> str:
        """As run records name it."""
        return self.source if self.document is None else f"{self.source}/{self.document}"


Outcome = Annotated[Recorded | Unchanged | Suspect | Failed, Field(discriminator="kind")]
