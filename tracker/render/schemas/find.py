"""`tracker.find/1`: who said something first and last, as programs read it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.store.utterance import Utterance

_AS_WRITTEN: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class FirstSighting(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The earliest version, by capture, that said it."""

    version: str
    captured_at: AwareDatetime


class LastSighting(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The latest version that said it."""

    version: str
    last_seen: AwareDatetime


class UtteranceRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A sentence of one document. Between first and last it need not have stood there throughout."""

    source: str
    document: str
    text: str
    first: FirstSighting
    last: LastSighting
    there: bool = Field(description="Whether the latest version of the document still says it.")


class Find(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Sentences with all the words, the earliest first."""

    schema_: Literal["tracker.find/1"] = Field(default="tracker.find/1", alias="schema")
    words: str = Field(description="What was asked.")
    more: bool = Field(description="Whether `--limit` left some out.")
    unread: int = Field(description="Damaged texts that were not searched.")
    meant: dict[str, tuple[str, ...]] = Field(
        default={},
        description="For each word that stands nowhere: near ones, of which the first was searched for in its place.",
    )
    sentences: tuple[UtteranceRow, ...]

    @classmethod
    def of(
        cls,
        words: str,
        found: Sequence[Utterance],
        *,
        more: bool,
        unread: int,
        meant: Mapping[str, tuple[str, ...]] = _AS_WRITTEN,
    ) -> Self:
        """The result of `tracker find`."""
        return cls(words=words, more=more, unread=unread, meant=dict(meant), sentences=tuple(map(_row, found)))


def _row(one: Utterance) -> UtteranceRow:
    return UtteranceRow(
        source=one.source,
        document=one.document,
        text=one.sentence,
        first=FirstSighting(version=one.first.address, captured_at=one.first.captured_at),
        last=LastSighting(version=one.last.address, last_seen=one.last.last_seen),
        there=one.there,
    )
