"""Checking a text against the record: each of its claims and quotations exact, near or not found. Nothing is recorded."""

from collections.abc import Sequence

from pydantic import AwareDatetime, BaseModel

from tracker.claims.saying import Saying, sayings
from tracker.config.verdict import Alias
from tracker.extract.document import Document
from tracker.links.library import Library, SentenceMatch
from tracker.store import layout
from tracker.store.archive import Archive
from tracker.store.utterance import Utterance


class SayingCheck(BaseModel, frozen=True, extra="forbid"):
    """A claim or quotation of the text, what we hold of it, and where that stands, the earliest first."""

    saying: Saying
    held: SentenceMatch
    places: tuple[Utterance, ...] = ()


class SearchScope(BaseModel, frozen=True, extra="forbid"):
    """What was searched: so many sentences of these documents, as of the last round."""

    sentences: int
    documents: tuple[str, ...]
    as_of: AwareDatetime | None
    unread: int = 0
    """Damaged texts that could not be searched."""


def check(
    document: Document, archive: Archive, aliases: Sequence[Alias]
) -> tuple[tuple[SayingCheck, ...], SearchScope]:
    """What the record holds of everything said in the text, in reading order; and what was searched."""
    sentences = archive.sentences()
    library = Library(sentences, aliases)
    rounds = archive.runs(limit=1)
    searched = SearchScope(
        sentences=len(sentences),
        documents=tuple(layout.name(*one) for one in archive.documents()),
        as_of=rounds[0].started if rounds else None,
        unread=archive.unread(),
    )
    return tuple(_checked(saying, library, archive) for saying in sayings(document)), searched


def _checked(saying: Saying, library: Library, archive: Archive) -> SayingCheck:
    held = library.holds(saying.text)
    return SayingCheck(saying=saying, held=held, places=archive.said_by(held.numbers))
