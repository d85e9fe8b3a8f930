"""Aside: bodies in raw.git that are no versions, suspect ones and those that our own reader failed on."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from tracker.store import layout


class AsideBody(NamedTuple):
    """Files of one document, or of a source's list, in one of the trees for them."""

    tree: str
    source: str
    document: str
    files: Mapping[str, bytes]
    """By their last name."""

    @classmethod
    def failed(cls, source: str, document: str | None, body: bytes | None, error: str) -> Self:
        """A body that our own reader failed on, where there is one, and what it said."""
        files = {layout.ERROR: error.encode("utf-8", "replace")}
        return cls(
            layout.FAILED, source, document or layout.LIST, files if body is None else {layout.BODY: body, **files}
        )

    @property
    def paths(self) -> dict[str, bytes]:
        """The files by their paths."""
        folder = layout.folder(self.tree, self.source, self.document)
        return {f"{folder}/{name}": data for name, data in self.files.items()}
