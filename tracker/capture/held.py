"""Held: a document as the store holds it now."""

from dataclasses import dataclass, replace
from typing import Self

from tracker.errors import ExtractError
from tracker.extract import canonical
from tracker.extract.document import Document, State
from tracker.store.archive import Archive
from tracker.store.version import Version

OVER = frozenset({"redirected", "gone", "missing"})
"""States of a page that has no text of its own any more: the last one stays."""
LOST = frozenset({"gone", "missing"})
"""Those of them in which nothing stands in the page's place."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the last version says; nothing where there is none."""

    version: Version | None = None
    text: str | None = None
    meta: bytes | None = None
    comparable: bool = True
    """Read with today's configuration; otherwise its length says nothing about today's page."""

    @classmethod
    def of(cls, archive: Archive, source: str, document: str) -> Self:
        """What the store holds of a document."""
        version = archive.latest(source, document)
        return cls(version, archive.text(version), archive.meta(version)) if version else cls()

    @property
    def document(self) -> Document | None:
        """The document that was recorded."""
        if self.text is None or self.meta is None:
            return None
        return canonical.read(self.text, self.meta)

    def standing(self, state: State) -> Document:
        """The held document in another state. ExtractError where nothing is held: such a page has no words of its own."""
        held = self.document
        if held is None:
            where = f" to {state.to}" if state.to else ""
            raise ExtractError(f"the page is {state.kind}{where}; set the source's address to where it is now")
        return held.model_copy(update={"state": state})

    def saying(self, document: Document) -> Self:
        """As it will be once that document is recorded."""
        return replace(self, text=document.text, meta=canonical.meta(document))
