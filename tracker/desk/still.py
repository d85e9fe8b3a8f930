"""Standing: whether words that a document said once are still in its latest version."""

from tracker.claims.claim import Claim, Place
from tracker.desk.gather import document
from tracker.store.archive import Archive
from tracker.wording.fold import fold


class StillThere:
    """Asks of each claim whether its document says it now. Each document's latest text is read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts: dict[tuple[str, str], tuple[str, str] | None] = {}

    def stands(self, claim: Claim) -> bool | None:
        """Whether the latest version has the very words; None of a claim without a document in the record.

        Words folded: another quotation mark or a line break is no other wording.
        """
        place = claim.place or Place()
        latest = self._latest((place.source or "", place.document or ""))
        if latest is None:
            return None
        return claim.text in latest[0] or fold(claim.text) in latest[1]

    def _latest(self, name: tuple[str, str]) -> tuple[str, str] | None:
        if name not in self._texts:
            version = self._archive.latest(*name) if all(name) else None
            text = document(self._archive, version).text if version else None
            self._texts[name] = None if text is None else (text, fold(text))
        return self._texts[name]
