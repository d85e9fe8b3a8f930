"""`tracker.changes/1`: what changed, as programs read it. Printed by `changes` and `diff --format json`."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from tracker.config.person import PeriodKind
from tracker.desk.comparison import Comparison
from tracker.desk.news import News, SharedEdit, SharedFact, sort_out
from tracker.desk.notes import PersonNote
from tracker.diff.change import Change, ChangeKind, Flag, NoiseKind, Part, Side, Word
from tracker.diff.fact import FactName
from tracker.extract.document import Attachment
from tracker.store.version import Version

Between = tuple[AwareDatetime, AwareDatetime]


class SideRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One side of a change."""

    text: str = Field(description="The sentences, joined with spaces.")
    version: str = Field(description="Address of the version, or the path of the file.")
    start: int = Field(description="Offset in code points in that version's text.")
    end: int
    heading: str | None = Field(description="The nearest heading above.")


class ChangeRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One change of the text."""

    kind: ChangeKind
    source: str | None = Field(description="null where two files are compared.")
    document: str | None
    between: Between | None = Field(description="Last sighting of the old text, first sighting of the new one.")
    old: SideRow | None = Field(description="null for what was added.")
    new: SideRow | None = Field(description="null for what was removed.")
    part: Part
    words: tuple[Word, ...] = Field(description="Old and new words in reading order; empty for added and removed.")
    flags: tuple[Flag, ...] = Field(description="Changes of meaning, with the words that prove them.")
    moved: bool
    unmentioned: bool = Field(description="The publisher's notes on this update say nothing of it.")
    noise: bool = Field(description="It says nothing new; text output lists it only with --all.")
    noise_kind: NoiseKind | None
    score: float = Field(description="0 to 1: how much it is worth a reader's time.")
    reasons: tuple[str, ...]
    silent: bool = Field(description="Of the document: its text changed, the publisher's date and notes did not.")
    notes: tuple[PersonNote, ...] = Field(
        default=(), description="What persons wrote on it, a headline first; not the publisher's words."
    )


class FactRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A change in what the page states beside its text: attachments, notes, state, dates."""

    fact: FactName
    kind: Literal["added", "removed", "edited"]
    source: str | None
    document: str | None
    between: Between | None
    old_version: str
    new_version: str
    about: str
    old: str
    new: str
    said: str = Field(description="The whole in one line for people. Not escaped: it holds the publisher's words.")
    old_attachment: Attachment | None
    new_attachment: Attachment | None
    score: float


class DocumentRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A document that changed, and how the publisher announced it."""

    name: str = Field(description="source or source/document.")
    source: str | None
    document: str | None
    title: str
    publisher: str | None
    publisher_type: str | None
    url: str | None
    old: str = Field(description="Address of the version, or the path of the file.")
    new: str
    between: Between | None
    notes: tuple[str, ...] = Field(description="The publisher's change notes that came with this update.")
    silent: bool
    undated: bool = Field(default=False, description="The text changed, and the page shows no date of change.")
    reverted: str | None = Field(description="Address of the earlier version whose text is back.")
    again: int = Field(
        default=0,
        description="How often before the document went from this very text to the other: it alternates, which is no news.",
    )
    mixed: bool = Field(description="Read by two versions of tracker: differences may be our reading.")
    score: float
    noise: int = Field(description="How many of its changes say nothing new.")
    corrections: tuple[str, ...] = Field(
        default=(), description="In what is published: what was corrected of our pages on it."
    )


class SameEditRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One edit that was made in several documents."""

    old: str | None
    new: str | None
    versions: tuple[str, ...] = Field(description="Addresses of the new versions.")


class SameDetailRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One thing that became so beside the text of three documents or more."""

    fact: FactName
    said: str = Field(description="In one line for people. Not escaped: it holds the publisher's words.")
    versions: tuple[str, ...] = Field(description="Addresses of the new versions.")


class PeriodRow(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """A time of config/people.toml in which no change says little, or a day on which the government changed."""

    kind: PeriodKind
    name: str
    binds: tuple[str, ...] = Field(description="Publishers and types of publishers.")
    from_: date = Field(alias="from")
    to: date | None
    source: str = Field(description="Where it is stated.")


class NewDocumentRow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A document without an earlier version; nothing in it changed."""

    version: str
    title: str
    url: str
    captured_at: AwareDatetime


class Changes(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """What changed. Rows are in order of capture; rank them by score."""

    schema_: Literal["tracker.changes/1"] = Field(default="tracker.changes/1", alias="schema")
    documents: tuple[DocumentRow, ...]
    changes: tuple[ChangeRow, ...]
    facts: tuple[FactRow, ...]
    same_edits: tuple[SameEditRow, ...]
    same_details: tuple[SameDetailRow, ...] = ()
    periods: tuple[PeriodRow, ...] = Field(
        default=(),
        description="Those of the time looked at in which nothing was seen to change, and changes of government.",
    )
    first_seen: tuple[NewDocumentRow, ...]
    left_out: int = Field(description="Changes and facts that the filters left out.")

    @classmethod
    def of(cls, found: News) -> Self:
        """The rows of all that was found, noise included and marked."""
        every = (*found.changed, *found.alternating)
        entries = sort_out(found)
        shared = (one for one in entries if isinstance(one, SharedEdit))
        stories = (one for one in entries if isinstance(one, SharedFact))
        return cls(
            documents=tuple(_document(one) for one in every if one.is_news(everything=True)),
            changes=tuple(row for one in every for row in _changes(one)),
            facts=tuple(row for one in every for row in _facts(one)),
            same_edits=tuple(map(_same, shared)),
            same_details=tuple(map(_detail, stories)),
            periods=tuple(PeriodRow.model_validate(one.model_dump(by_alias=True)) for one in found.periods),
            first_seen=tuple(map(_first, found.firsts)),
            left_out=found.left_out,
        )


def _document(one: Comparison) -> DocumentRow:
    source, document = _home(one)
    return DocumentRow(
        name=one.name,
        source=source,
        document=document,
        title=one.title,
        publisher=one.texts[1].publisher,
        publisher_type=one.texts[1].publisher_type,
        url=one.texts[1].url,
        old=one.old,
        new=one.new,
        between=one.between,
        notes=one.found.notes,
        silent=one.found.silent,
        undated=one.found.undated and one.revision is not None,
        reverted=one.reverted,
        again=one.again,
        mixed=one.mixed,
        score=round(one.found.score, 3),
        noise=one.noise,
    )


def _changes(one: Comparison) -> Iterator[ChangeRow]:
    source, document = _home(one)
    for change in one.found.changes:
        yield ChangeRow(
            kind=change.kind,
            source=source,
            document=document,
            between=one.between,
            old=_place(change.old, one.old),
            new=_place(change.new, one.new),
            part=change.part,
            words=change.words,
            flags=change.flags,
            moved=change.moved,
            unmentioned=change.unmentioned,
            noise=change.noise,
            noise_kind=change.noise_kind,
            score=round(change.score, 3),
            reasons=change.reasons,
            silent=one.found.silent,
            notes=one.written_on(change),
        )


def _facts(one: Comparison) -> Iterator[FactRow]:
    source, document = _home(one)
    for fact in one.found.facts:
        yield FactRow(
            fact=fact.fact,
            kind=fact.kind,
            source=source,
            document=document,
            between=one.between,
            old_version=one.old,
            new_version=one.new,
            about=fact.about,
            old=fact.old,
            new=fact.new,
            said=fact.said,
            old_attachment=fact.old_attachment,
            new_attachment=fact.new_attachment,
            score=round(fact.score, 3),
        )


def _home(one: Comparison) -> tuple[str | None, str | None]:
    return (one.revision.new.source, one.revision.new.document) if one.revision else (None, None)


def _place(side: Side | None, version: str) -> SideRow | None:
    if side is None:
        return None
    return SideRow(text=side.text, version=version, start=side.start, end=side.end, heading=side.heading)


def _same(one: SharedEdit) -> SameEditRow:
    change: Change = one.change
    return SameEditRow(
        old=change.old.text if change.old else None,
        new=change.new.text if change.new else None,
        versions=tuple(place.new for place in one.places),
    )


def _detail(one: SharedFact) -> SameDetailRow:
    return SameDetailRow(fact=one.fact.fact, said=one.fact.said, versions=tuple(place.new for place in one.places))


def _first(one: Version) -> NewDocumentRow:
    return NewDocumentRow(version=one.address, title=one.title, url=one.url, captured_at=one.captured_at)
