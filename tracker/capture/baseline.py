"""Baseline: a document as the store holds it now."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from tracker.errors import ExtractError
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.extract import canonical
    from tracker.extract import document as documents
    from tracker.extract.document import Document, State
else:
    canonical, documents = later("tracker.extract.canonical"), later("tracker.extract.document")

OVER = frozenset({"redirected", "gone", "missing"})
"""States of a page that has no text of its own any more: the last one stays."""
LOST = frozenset({"gone", "missing"})
"""Those of them in which nothing stands in the page's place."""


Words = tuple[str, bytes]
"""A text, and the metadata beside it."""


@dataclass(frozen=True)
class Baseline:
    """What the last version says; nothing where there is none."""

    version: Version | None = None
    comparable: bool = True
    """Read with today's configuration; otherwise its length says nothing about today's page."""
    read: Callable[[], Words] | None = None
    """Gives the words when they are first wanted: a page that is answered 304 needs none."""

    @classmethod
    def of(cls, archive: Archive, source: str, document: str) -> Self:
        """What the store holds of a document."""
        version = archive.latest(source, document)
        if version is None:
            return cls()
        return cls(version, read=lambda: (archive.text(version), archive.meta(version)))

    @cached_property
    def words(self) -> Words | None:
        """Both, read once."""
        return self.read() if self.read else None

    @property
    def text(self) -> str | None:
        """Its text.md."""
        return self.words[0] if self.words else None

    @property
    def meta(self) -> bytes | None:
        """Its meta.json."""
        return self.words[1] if self.words else None

    @property
    def document(self) -> "Document | None":
        """The document that was recorded."""
        return canonical.read(*self.words) if self.words else None

    @property
    def state(self) -> "State":
        """What was recorded of the page's place."""
        return state_in(self.meta) if self.meta else documents.State()

    def standing(self, state: "State") -> "Document":
        """As `standing`, of what is held."""
        return standing(self.words, state)

    def saying(self, words: Words) -> Self:
        """As it will be once these are recorded."""
        return replace(self, read=lambda: words)


def standing(held: Words | None, state: "State") -> "Document":
    """A document in another state. ExtractError where nothing is held: such a page has no words of its own."""
    if held is None:
        where = f" to {state.to}" if state.to else ""
        raise ExtractError(f"the page is {state.kind}{where}; set the source's address to where it is now")
    return canonical.read(*held).model_copy(update={"state": state})


def state_in(meta: bytes) -> "State":
    """The state that a meta.json tells."""
    return documents.State.model_validate(json.loads(meta).get("state", {}), extra="ignore")
