"""`tracker.declared/1`: the sources of config/sources.toml, as programs read them. Printed by `sources list`."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.config.person import Publisher
from tracker.config.source import Source


class DeclaredRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A source as it is declared; how it fares is in `tracker.status/1`."""

    id: str
    kind: str
    publisher: str = Field(description="An id of people.toml.")
    publisher_type: str
    title: str | None
    location: str = Field(description="Its public address, or the path of its file.")
    url: str | None = Field(description="Its public address; null for a saved file from nowhere.")
    evidence: str | None
    topics: tuple[str, ...]
    licence: str | None
    redistributable: bool = Field(description="Copies may be handed on.")
    interval: str | None = Field(description="How long `snapshot --due` waits; null: as settings.toml says.")
    enabled: bool

    @classmethod
    def of(cls, source: Source) -> Self:
        """The row of a source."""
        return cls(**{name: getattr(source, "address" if name == "url" else name) for name in cls.model_fields})


class Declared(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Every declared source, in the order declared."""

    schema_: Literal["tracker.declared/1"] = Field(default="tracker.declared/1", alias="schema")
    sources: tuple[DeclaredRow, ...]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Self:
        """The result of `tracker sources list`."""
        return cls(sources=tuple(map(DeclaredRow.of, sources)))


class ConfigCheck(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker sources check` where all is well declared: faults are told on standard error, exit code 2."""

    schema_: Literal["tracker.check/1"] = Field(default="tracker.check/1", alias="schema")
    sources: int
    not_enabled: int = Field(description="How many of them are not enabled.")


class SourceAddition(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker sources add`."""

    schema_: Literal["tracker.added/1"] = Field(default="tracker.added/1", alias="schema")
    source: DeclaredRow
    publisher: Publisher | None = Field(
        default=None, description="The publisher, where it was added to people.toml too."
    )
    entry: str = Field(description="The entry as TOML, with its comments.")
    says: str = Field(description="What was recognised, in words that follow “It is”.")
    remarks: tuple[str, ...] = Field(description="What else a person should look at.")
    written: bool = Field(description="false with --dry-run: nothing was written.")
    next: str = Field(description="The command to go on with.")
