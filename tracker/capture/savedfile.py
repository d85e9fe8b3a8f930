"""Saved file: what a person saved from a browser, in whatever form, as captures, without the account of that person.

The body is cleaned before anything of it is kept (`extract/account.py`). Which source it is of is told by the address
inside; the address that is kept is the source's own, as the one in the file may carry a token.
"""

from collections import Counter
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from tracker.capture.elsewhere import Capture
from tracker.capture.fromwarc import Warcs
from tracker.capture.place import by_address, documents, folded, public
from tracker.capture.savedpage import SavedPage, cleaned, one_page
from tracker.capture.warden import Caller
from tracker.config.source import Source
from tracker.errors import FetchError, SourceError
from tracker.extract import paper
from tracker.fetch.file import read_file
from tracker.fetch.reason import shown
from tracker.fetch.wacz import warcs_of
from tracker.store.archive import Archive

HEADERS: Final = "private header"
_WARCS = (".warc", ".warc.gz", ".warc.zst")
_WACZ = ".wacz"


class SavedCapture(NamedTuple):
    """A page that a source watches."""

    source: Source
    capture: Capture
    removed: Counter[str]
    is_own_word: bool = False


class UnknownAddressError(SourceError):
    """The address in a file belongs to no source."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(
            f"{shown(url)} belongs to no source: `tracker sources add` declares one"
            if url
            else "it does not say where it was saved from: `tracker import file SOURCE FILE --seen DAY` says it"
        )


class SavedFiles:
    """Reads saved files for one folder's sources."""

    def __init__(self, sources: tuple[Source, ...], archive: Archive, apart: Caller, *, max_bytes: int) -> None:
        self._sources, self._archive = sources, archive
        self._apart, self._max_bytes = apart, max_bytes
        self._known = {_plain(url): found for url, found in by_address(sources, archive).items()}

    def captures(
        self, path: Path, *, by: str | None, hold_until: str | None = None, seen: datetime | None = None
    ) -> tuple[SavedCapture, ...]:
        """What a file holds of pages that sources watch. `seen` is said of a file of one page, whatever is inside.

        Raises:
            UnknownAddressError: it is of none.
            SourceError: it cannot be read, or not so that nothing private is kept.
        """
        made = _Maker(by, hold_until, path.name)
        if path.name.lower().endswith((_WACZ, *_WARCS)):
            return self._archived(path, made)
        page = self.page(path)
        source, document, url = self.place(page.url)
        at = seen or page.at or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return (SavedCapture(source, made.capture(document, url, at, page.body), page.removed, page.is_own_word),)

    def page(self, path: Path) -> SavedPage:
        """The page in a file of one page. FetchError, ExtractError or ReaderError."""
        body = read_file(path, url="", now=lambda: datetime.now(UTC), max_bytes=self._max_bytes).body
        return self._apart(one_page, body, path.name)

    def place(self, url: str) -> tuple[Source, str, str]:
        """(source, document, the source's own address of it). UnknownAddressError where it is of none."""
        try:
            found = self._known.get(_plain(folded(public(url)))) if url else None
        except ValueError:
            found = None
        if found is None:
            raise UnknownAddressError(url)
        source, document = found
        own = dict(documents(source, self._archive))[document]
        return source, document, own

    def _archived(self, path: Path, made: "_Maker") -> tuple[SavedCapture, ...]:
        with warcs_of(path) if path.name.lower().endswith(_WACZ) else nullcontext((path,)) as files:
            warcs = Warcs(files, self._sources, self._archive)
            found = warcs.captures()
        if warcs.faults or warcs.lost:
            why = warcs.faults[0] if warcs.faults else f"{warcs.lost[0].name}: {warcs.lost[0].why}"
            raise FetchError(f"it is damaged: {why.rstrip('.')}")
        if not found:
            raise UnknownAddressError(next(iter(warcs.unwatched), ""))
        taken = []
        for source, captures in found.values():
            for one in captures:
                body, removed = self._apart(cleaned, one.body or b"", one.charset, tuple(sorted(warcs.private)))
                charset = "utf-8" if removed else one.charset
                capture = made.capture(one.document, one.url, one.at, body).model_copy(update={"charset": charset})
                taken.append(SavedCapture(source, capture, removed))
        if warcs.private:
            taken[0].removed[HEADERS] += warcs.private.total()
        return tuple(taken)


class _Maker(NamedTuple):
    by: str | None
    hold_until: str | None
    name: str

    def capture(self, document: str, url: str, at: datetime, body: bytes) -> Capture:
        return saved(
            document, url, at.replace(microsecond=0), body, by=self.by, hold_until=self.hold_until, name=self.name
        )


def saved(
    document: str, url: str, at: datetime, body: bytes, *, by: str | None, hold_until: str | None, name: str
) -> Capture:
    """A capture that is marked as one that a person saved."""
    charset = None if paper.kind_of("", body) else "utf-8"
    return Capture(
        document=document,
        url=url,
        at=at,
        by=(by or "").strip() or "a person who saved it",
        where=name,
        body=body,
        charset=charset,
        saved_by=(by or "").strip() or "a person",
        hold_until=hold_until,
    )


def _plain(url: str) -> str:
    """A folded address without what newsletters and networks add to tell where a reader came from."""
    base, mark, query = url.partition("?")
    kept = [one for one in query.split("&") if not one.lower().startswith(("utm_", "fbclid=", "gclid="))]
    return f"{base}{mark}{'&'.join(kept)}" if any(kept) else base.rstrip("/")
