"""`tracker.log/1`: the history of documents, as programs read it."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.desk.log import LogEntry
from tracker.store.version import VersionKind


class VersionRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One version, and how it came."""

    address: str = Field(description="source[/document]@N, never renumbered.")
    source: str
    document: str
    number: int
    kind: VersionKind = Field(description="`content`, `meta` and `recovered` are the publisher's doing.")
    title: str
    url: str
    between: tuple[AwareDatetime, AwareDatetime] | None = Field(
        description="Last sighting of the version before, first sighting of this one; null where there is none before."
    )
    captured_at: AwareDatetime
    last_seen: AwareDatetime
    notes: tuple[str, ...] = Field(description="The publisher's change notes that came with it.")
    silent: bool = Field(description="The text changed, the publisher's date and notes did not.")
    reverted: str | None = Field(description="Address of the earlier version whose text is back.")
    commit: str
    text_id: str
    meta_id: str
    raw_id: str | None
    status: int
    charset: str | None
    extractor: str
    config_key: str
    run: str = Field(description="Id of the round that recorded it.")
    seen_by: str | None = Field(description="Who captured it, when that was not us: an archive, a WARC file.")
    seen_in: str | None = Field(description="Where that capture can be looked up.")
    saved_by: str | None = Field(
        description="The person who saved it from a browser: others see it when it is released."
    )
    hold_until: str | None = Field(description="The day before which others do not see it in any case.")
    saved: str | None = Field(description="Its copy at a web archive that was asked to save it.")


class Log(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Versions, newest first."""

    schema_: Literal["tracker.log/1"] = Field(default="tracker.log/1", alias="schema")
    versions: tuple[VersionRow, ...]
    older: int = Field(description="How many older versions `--limit` left out.")

    @classmethod
    def of(cls, found: Sequence[LogEntry], *, older: int = 0) -> Self:
        """The rows of versions in the order given."""
        return cls(versions=tuple(map(_row, found)), older=older)


def _row(one: LogEntry) -> VersionRow:
    return VersionRow(
        address=one.version.address,
        between=one.between,
        notes=one.notes,
        silent=one.silent,
        reverted=one.reverted,
        saved=one.saved.address if one.saved else None,
        **dict(one.version),
    )
