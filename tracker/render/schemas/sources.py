"""`tracker.sources/1`: what is watched, since when, under which licence, and how it fares. In a site's `data/`."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.capture.health import Health
from tracker.config.source import Source
from tracker.desk.published import Published


class CaptureSpan(NamedTuple):
    """When a source was captured first and last."""

    first: AwareDatetime
    last: AwareDatetime


class SourceRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One source. Outside of its window nothing is known of it."""

    id: str
    title: str | None
    publisher: str = Field(description="Its name for people.")
    publisher_type: str
    kind: str
    url: str | None = Field(
        description="Its public address; null for a saved file of which nobody said where it came from."
    )
    topics: tuple[str, ...]
    licence: str | None
    redistributable: bool = Field(description="false: only short extracts of its text are published.")
    enabled: bool
    state: str | None = Field(description="How it fares, as `tracker status` says it; null where nobody asked.")
    checked: AwareDatetime | None = Field(description="When it was asked last.")
    failing_since: AwareDatetime | None = Field(description="Since when the oldest of its troubles lasts.")
    first_captured: AwareDatetime | None = Field(description="The window begins; imported captures may lie far back.")
    last_seen: AwareDatetime | None = Field(description="The window ends: its latest good sighting.")
    documents: int
    versions: int


class Sources(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Sources in the order declared. No change seen is not: never changed."""

    schema_: Literal["tracker.sources/1"] = Field(default="tracker.sources/1", alias="schema")
    sources: tuple[SourceRow, ...]

    @classmethod
    def of(cls, published: Published, healths: Sequence[Health], held: Mapping[str, CaptureSpan]) -> Self:
        """Every declared source."""
        known = {one.source: one for one in healths}
        declared = published.config.sources
        return cls(sources=tuple(_row(one, published, known.get(one.id), held.get(one.id)) for one in declared))


def _row(source: Source, published: Published, health: Health | None, held: CaptureSpan | None) -> SourceRow:
    return SourceRow(
        id=source.id,
        title=source.title,
        publisher=published.config.people.name_of(source.publisher),
        publisher_type=source.publisher_type,
        kind=source.kind,
        url=source.address,
        topics=source.topics,
        licence=source.licence,
        redistributable=source.redistributable,
        enabled=source.enabled,
        state=health.state if health else None,
        checked=health.checked if health else None,
        failing_since=min((fault.since for fault in health.faults), default=None) if health else None,
        first_captured=held.first if held else None,
        last_seen=held.last if held else None,
        documents=health.documents if health else 0,
        versions=health.versions if health else 0,
    )
