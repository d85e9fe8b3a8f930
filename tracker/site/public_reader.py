"""Public reader: versions read as others may read them, without the words that are taken out."""

from tracker.capture.comparing import RevisionReader
from tracker.config.config import Config
from tracker.desk.gather import reader
from tracker.desk.redactor import Redactor
from tracker.extract.document import Document
from tracker.store.archive import Archive
from tracker.store.version import Version


class PublicReader(RevisionReader):
    """What differs only in words that are taken out is the same: texts are compared after that."""

    def __init__(self, archive: Archive, config: Config) -> None:
        of = reader(archive, config)
        super().__init__(of.archive, of.sources, of.people, of.readings)
        object.__setattr__(self, "_redactor", Redactor.of(config.redactions.standing))

    def recorded(self, version: Version) -> Document:
        """The document as it was recorded, but for those words."""
        return self._cut(super().recorded(version))

    def _today(self, version: Version) -> Document | None:
        found = super()._today(version)
        return None if found is None else self._cut(found)

    def _cut(self, document: Document) -> Document:
        redactor: Redactor = self._redactor  # type: ignore[attr-defined]
        return redactor.document(document)


class MemoReader(PublicReader):
    """Recalls what it read last: the new text of one change is the old text of the next."""

    def __init__(self, archive: Archive, config: Config) -> None:
        super().__init__(archive, config)
        object.__setattr__(self, "_recalled", {})

    def recorded(self, version: Version) -> Document:
        """The document as it was recorded, but for those words."""
        recalled: dict[tuple[str, str], Document] = self._recalled  # type: ignore[attr-defined]
        name = (version.text_id, version.meta_id)
        if name not in recalled:
            found = super().recorded(version)
            for old in list(recalled)[:-1]:
                del recalled[old]
            recalled[name] = found
        return recalled[name]
