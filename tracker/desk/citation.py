"""Citation: where exact words stand, in which version of which page, and how anybody can find and check them again."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from tracker.desk.notes import PersonNote
from tracker.diff.change import ChangeKind
from tracker.extract.document import Precision

Cites = Literal["version", "change", "claim", "stage"]


class CitationVersion(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A version that a citation points to."""

    version: str = Field(description="source[/document]@N, never renumbered.")
    title: str
    url: str = Field(description="The page's own address, as its publisher gives it.")
    captured_at: AwareDatetime
    last_seen: AwareDatetime = Field(description="The latest sighting of this very text.")
    seen_by: str | None = Field(description="Who captured it, when that was not us.")
    seen_in: str | None = Field(description="Where that capture can be looked up.")
    saved_by: str | None = Field(
        default=None, description="The person who saved it from a browser; what showed their account was taken out."
    )
    commit: str = Field(description="The commit in store.git that recorded it.")
    text_sha256: str = Field(description="SHA-256 of its text.md.")
    raw_sha256: str | None = Field(
        description="SHA-256 of the page as received, or as kept of what a person saved; null where no bytes were kept."
    )
    picture_sha256: str | None = Field(
        default=None, description="SHA-256 of the picture of the page (PNG); null where none was kept."
    )
    permalink: str | None = Field(description="Its page on the site of `tracker report`, where settings name one.")
    saved: str | None = Field(description="Its address at a web archive that was asked to save it.")


class Excerpt(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Words of a version. Offsets are code points of its text.md; null where the words were read another way."""

    words: str
    cut: bool = Field(description="Only an extract is given: the source's licence allows no more.")
    start: int | None
    end: int | None
    seen: CitationVersion


class CitationItem(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One thing that is cited: a version, a change between two, a claim, or a stage of a pledge."""

    kind: Cites
    id: str | None = Field(description="Of a change (d-…) or a claim (c-…).")
    publisher: str
    title: str
    url: str
    published: AwareDatetime | None = Field(description="As the page dates itself.")
    precision: Precision | None
    updated: AwareDatetime | None = Field(description="The update that the page declares, where it does.")
    speaker: str | None = Field(description="Who says it, where that is somebody else than the publisher.")
    change: ChangeKind | None = None
    old: Excerpt | None = Field(description="The words before, of a change.")
    new: Excerpt | None = Field(description="The words cited, or those after a change.")
    version: CitationVersion = Field(description="Where it stands: the later version of a change.")
    between: tuple[AwareDatetime, AwareDatetime] | None = Field(
        description="Last sighting of what was before, first sighting of what is cited."
    )
    still: CitationVersion | None = Field(
        default=None, description="The last version that has the words, where that is a later one."
    )
    permalink: str | None
    remarks: tuple[str, ...] = Field(
        default=(), description="How sure it is, and what else a reader must know, in words."
    )


class Citation(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """What was asked for, ready to be printed in any form."""

    schema_: Literal["tracker.citation/1"] = Field(default="tracker.citation/1", alias="schema")
    asked: str
    pledge: str | None = Field(default=None, description="Id of the thread whose stages are cited.")
    name: str | None = Field(default=None, description="The pledge's name, where a person gave it one.")
    cited: tuple[CitationItem, ...]
    notes: tuple[PersonNote, ...] = Field(
        default=(), description="What persons wrote on it and released, replies among them; not the record's words."
    )

    @property
    def versions(self) -> tuple[CitationVersion, ...]:
        """Every version that it rests on, once each, in the order in which they are met."""
        found: dict[str, CitationVersion] = {}
        for one in self.cited:
            sides = [side.seen for side in (one.old, one.new) if side]
            for seen in (*sides, one.version):
                found.setdefault(seen.version, seen)
        return tuple(found.values())
