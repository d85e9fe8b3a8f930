"""Version: a document as recorded; Entry: what is to be recorded; Revision: two versions that follow each other."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from tracker.store.layout import name
from tracker.store.sense import Location, Moment, ObjectId, RunId, SavedDay, Status

VersionKind = Literal["first", "content", "meta", "reextract", "recovered", "import"]
NEWS: frozenset[VersionKind] = frozenset({"content", "meta", "recovered"})
"""The kinds that are the publisher's doing. The others are ours and are never news.

`recovered` is a change that was found when a document could be read again (docs/decisions/0010-recovered.md).
"""
HISTORY: frozenset[VersionKind] = frozenset({"import"})
"""What others captured before us: the publisher's doing, told where the past is asked for and announced nowhere."""


class Entry(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One document version to be recorded, with the bytes it came from."""

    source: str
    document: str
    kind: VersionKind
    title: str
    text: bytes
    """text.md: UTF-8, LF, final newline."""
    meta: bytes
    """meta.json: canonical JSON, sorted keys, final newline."""
    raw: bytes | None
    """The body as received; None when nothing was fetched (an import without raw bytes)."""
    picture: bytes | None = None
    """The page as a browser showed it, a PNG; None where none was taken."""
    url: Location
    final_url: str
    status: Status
    fetched_at: Moment
    etag: str | None = None
    last_modified: str | None = None
    charset: str | None = None
    """The encoding that the server named: without it the same bytes may give another text."""
    extractor: str
    """Name and number, e.g. `tracker-html/1`."""
    config_key: str
    """Hash of the source's configuration that shapes the text; validators are keyed to it."""
    seen_by: str | None = None
    """Who captured it, when that was not us: `web.archive.org`, `a WARC file` …"""
    seen_in: str | None = None
    """Where that capture can be looked up: the archive's address, the commit, the name of the file."""
    saved_by: str | None = None
    """The person who opened the page in a browser and saved it: others see none of it until somebody releases it."""
    hold_until: SavedDay | None = None
    """The day before which others see none of it, whoever releases it; None without one."""


class VersionFacts(BaseModel, frozen=True, defer_build=True):
    """What the trailers of a version's commit say, as far as the index needs it to be right."""

    kind: VersionKind = Field(alias="Change-Kind")
    url: Location = Field(alias="Url")
    captured: Moment = Field(alias="Fetched-At")
    status: Status = Field(alias="Http-Status")
    raw_id: ObjectId | None = Field(default=None, alias="Raw-Blob")
    extractor: str = Field(alias="Extractor")
    config_key: str = Field(alias="Config-Key")
    run: RunId = Field(alias="Run-Id")
    title: str = Field(default="", alias="Title")
    charset: str | None = Field(default=None, alias="Charset")
    seen_by: str | None = Field(default=None, alias="Seen-By")
    seen_in: str | None = Field(default=None, alias="Seen-In")
    saved_by: str | None = Field(default=None, alias="Saved-By")
    hold_until: SavedDay | None = Field(default=None, alias="Hold-Until")


class Version(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A recorded version. `commit`, `text_id`, `meta_id`, `raw_id` are full git object ids."""

    source: str
    document: str
    number: int
    """N of `source[/document]@N`: in recording order from 1, never renumbered."""
    kind: VersionKind
    title: str
    url: str
    captured_at: AwareDatetime
    last_seen: AwareDatetime
    """The latest sighting of this text: its capture, or a later round that found it unchanged."""
    commit: str
    text_id: str
    meta_id: str
    raw_id: str | None
    status: int
    charset: str | None = None
    """The encoding that the server named; None also in records from before it was kept."""
    extractor: str
    config_key: str
    run: str
    """Id of the round that recorded it."""
    seen_by: str | None = None
    """Who captured it, when that was not us."""
    seen_in: str | None = None
    """Where that capture can be looked up."""
    saved_by: str | None = None
    """The person who saved it from a browser: others see it when it is released (docs/decisions/0039-inbox.md)."""
    hold_until: str | None = None
    """The day before which others do not see it in any case."""

    @property
    def name(self) -> str:
        """`source` or `source/document`: how a person names the document."""
        return name(self.source, self.document)

    @property
    def address(self) -> str:
        """`source[/document]@N`."""
        return f"{self.name}@{self.number}"


class Revision(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Two versions of one document that follow each other. What differs changed between two sightings."""

    old: Version
    new: Version

    @property
    def between(self) -> tuple[AwareDatetime, AwareDatetime]:
        """(last sighting of the old text, first sighting of the new one). Never say "changed on".

        Where a clock was wrong the sightings may stand the other way round; a time never ends before it begins.
        """
        seen = self.old.last_seen, self.new.captured_at
        return min(seen), max(seen)
