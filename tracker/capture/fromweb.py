"""From a web archive: a source's pages as captures, fetched one at a time, only those that no import has taken."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.capture.elsewhere import Capture, key_of
from tracker.capture.place import documents
from tracker.config.source import Source
from tracker.errors import FetchError
from tracker.fetch.webarchive import Every, Memento, MementoList, WebArchive, first_of_each
from tracker.store.archive import Archive

PATIENCE = 3
"""Captures in a row that the archive does not answer for; then it is left alone."""
TOO_MANY = 429


class ArchiveSilentError(FetchError):
    """The archive does not answer now, or asks to be left alone: a later run goes on from here."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which captures are wanted: of which days, and all, the first of a day or month, or those whose bytes differ.

    `latest`: only the last of them, from before `first` where none is of later.
    """

    first: date | None = None
    last: date | None = None
    every: Every = "change"
    latest: bool = False


def listed(archive: WebArchive, wish: Wish, url: str) -> MementoList:
    """What the archive holds of an address, thinned as wished. FetchError when it does not say."""
    found = archive.listed(url, first=wish.first, last=wish.last)
    if wish.latest:
        found = found if found.held or not wish.first else archive.listed(url, last=wish.last)
        return found.model_copy(update={"held": found.held[-1:]})
    return found.model_copy(update={"held": tuple(first_of_each(found.held, wish.every))})


class WebCaptures:
    """Captures that an archive holds of sources' documents, and what it does not give of them."""

    def __init__(self, archive: WebArchive, wish: Wish, store: Archive) -> None:
        self.passed: Counter[str] = Counter()
        """Rows of its lists that are no pages, by what they are, in words that follow "rows"."""
        self.lost: Counter[str] = Counter()
        """Rows and parts of its lists that cannot be read, likewise."""
        self.unlisted: list[str] = []
        """Documents of which it gives no list, a sentence each."""
        self.waiting: list[str] = []
        """Captures that it did not play now, a sentence each: the next run asks for them again."""
        self._archive, self._wish, self._store = archive, wish, store
        self.is_heard = False
        """Whether it has answered at all."""
        self._silent = 0
        """Answers in a row that failed in a way that may pass."""

    def of_source(self, source: Source) -> Iterator[Capture]:
        """Captures of every document that a source is known to have. A document of which there is no list is passed by.

        Raises:
            ArchiveSilentError: the archive is not to be asked any more now.
        """
        for document, url in documents(source, self._store):
            try:
                found = listed(self._archive, self._wish, url)
            except FetchError as error:
                self._heed(error)
                self.unlisted.append(f"{source.id}/{document}: {error.reason}")
                continue
            self._silent, self.is_heard = 0, True
            self.passed.update(found.passed)
            self.lost.update(found.lost)
            taken = self._store.imported(source.id, document)
            held = [one for one in found.held if key_of(one.at, self._archive.name) not in taken]
            yield from self._of_page(held, document=document, url=url)

    def _of_page(self, held: Iterable[Memento], *, document: str, url: str) -> Iterator[Capture]:
        """Each capture with its bytes, or why the archive does not play it."""
        for one in held:
            try:
                answer = self._archive.body(one)
            except FetchError as error:
                self._heed(error)
                if error.transient:
                    self.waiting.append(error.reason)
                else:
                    why = f"the archive does not play it: {error.reason}"
                    yield _capture(self._archive, one, document, url, why=why)
                continue
            self._silent = 0
            yield _capture(self._archive, one, document, url, body=answer.body, charset=answer.charset)

    def _heed(self, error: FetchError) -> None:
        """Go on to the next, unless the archive is not to be asked any more now."""
        self._silent = self._silent + 1 if error.transient else 0
        if self._silent == PATIENCE or error.status == TOO_MANY or (error.blocked and error.status is None):
            raise ArchiveSilentError(error.reason, transient=error.transient, status=error.status) from error


def _capture(
    archive: WebArchive,
    one: Memento,
    document: str,
    url: str,
    *,
    body: bytes | None = None,
    why: str = "",
    charset: str | None = None,
) -> Capture:
    return Capture(
        document=document, url=url, at=one.at, by=archive.name, where=one.replay, body=body, why=why, charset=charset
    )
