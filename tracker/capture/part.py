"""Part: a list has parts (each sitemap of an index, the list's own file); one that fails costs none of the others.

A failed part is a failure of its own, recorded under a name that no document can have.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from tracker.capture.outcome import Failed
from tracker.errors import FetchError, TrackerError
from tracker.fetch.reason import shown
from tracker.store.layout import document_id

_MARK = "list--"
"""Names of documents have no two hyphens in a row."""


def name(url: str) -> str:
    """As run records name the part of a list that stands at an address."""
    parts = urlsplit(url)
    return _MARK + document_id(url, parts.path.rstrip("/").rpartition("/")[2] or parts.hostname or "")


def of_sources(names: Iterable[str]) -> dict[str, set[str]]:
    """Those of some names in run records that are parts of lists, by source."""
    found: dict[str, set[str]] = {}
    for one in names:
        source, _, document = one.partition("/")
        if document.startswith(_MARK):
            found.setdefault(source, set()).add(one)
    return found


def failed(source: str, url: str, error: TrackerError, *, at: datetime) -> Failed:
    """The part at an address could not be read; its address is in the reason."""
    fault = Failed.of(source, error, at=at, document=name(url))
    where = shown(url)
    return fault if where in fault.reason else fault.model_copy(update={"reason": f"{where}: {fault.reason}"})


def lossy(source: str, url: str, losses: Sequence[str], *, at: datetime) -> Iterator[Failed]:
    """The part at an address was read, but for what `losses` say, in words that follow "it"; nothing where they say none."""
    if losses:
        reason = f"{shown(url)} {' and '.join(losses)}; the rest of it was read"
        yield failed(source, url, FetchError(reason), at=at)
