"""From a web archive: a source's pages as captures, fetched one at a time, only those that no import has taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.capture.elsewhere import Capture, key_of
from tracker.capture.place import documents
from tracker.config.source import Source
from tracker.errors import FetchError
from tracker.fetch.webarchive import Memento, WebArchive, first_of_each
from tracker.store.archive import Archive

PATIENCE = 3
"""Captures in a row that the archive does not answer for; then it is left alone."""
TOO_MANY = 429


class ArchiveSilentError(FetchError):
    """The archive does not answer now, or asks to be left alone: a later run goes on from here."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which captures are wanted: of which days, and all, the first of a day, or those whose bytes differ."""

    first: date | None = None
    last: date | None = None
    every: Literal["capture", "day", "change"] = "change"


def listed(archive: WebArchive, wish: Wish, url: str) -> tuple[Memento, ...]:
    """What the archive holds of an address, thinned as wished. FetchError when it does not say."""
    return tuple(first_of_each(archive.listed(url, first=wish.first, last=wish.last), wish.every))


def captures(archive: WebArchive, wish: Wish, source: Source, store: Archive) -> Iterator[Capture]:
    """Captures of every document that a source is known to have, as `of_page` gives them. FetchError as there."""
    for document, url in documents(source, store):
        taken = store.imported(source.id, document)
        held = [one for one in listed(archive, wish, url) if key_of(one.at, archive.name) not in taken]
        yield from of_page(archive, held, document=document, url=url)


def of_page(archive: WebArchive, held: Iterable[Memento], *, document: str, url: str) -> Iterator[Capture]:
    """Each capture with its bytes, or why the archive does not play it.

    One that fails in a way that may pass is passed by, for the next run.

    Raises:
        ArchiveSilentError: the archive is not to be asked any more now.
    """
    silent = 0
    for one in held:
        try:
            answer = archive.body(one)
        except FetchError as error:
            silent = silent + 1 if error.transient else 0
            if silent == PATIENCE or error.status == TOO_MANY or (error.blocked and error.status is None):
                raise ArchiveSilentError(error.reason, transient=error.transient, status=error.status) from error
            if not error.transient:
                yield _capture(archive, one, document, url, why=f"the archive does not play it: {error.reason}")
            continue
        silent = 0
        yield _capture(archive, one, document, url, body=answer.body, charset=answer.charset)


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
