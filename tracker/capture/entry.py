"""Entry: what is to be recorded of a document, from an answer, or from the bytes of a version that is held."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker.capture.reading import extractor_of
from tracker.config.key import config_key
from tracker.config.source import Page
from tracker.fetch.picture import size_of
from tracker.fetch.response import Response
from tracker.later import later
from tracker.store.version import Entry, Version, VersionKind

if TYPE_CHECKING:
    from tracker.extract import canonical
    from tracker.extract.document import Document
else:
    canonical = later("tracker.extract.canonical")


def of_answer(
    page: Page,
    document: str,
    says: tuple[str, bytes, bytes],
    *,
    kind: VersionKind,
    response: Response,
    final_url: str | None = None,
) -> Entry:
    """What an answer says (title, text.md, meta.json); `final_url` is where it leads, if not where it came from."""
    extractor = extractor_of(page)
    return Entry(
        source=page.id,
        document=document,
        kind=kind,
        title=says[0],
        text=says[1],
        meta=says[2],
        raw=response.body,
        picture=picture_of(response),
        url=response.url,
        final_url=final_url or response.final_url,
        status=response.status,
        fetched_at=response.fetched_at,
        etag=response.header("etag"),
        last_modified=response.header("last-modified"),
        charset=response.charset,
        extractor=extractor,
        config_key=config_key(page, extractor),
    )


def picture_of(response: Response) -> bytes | None:
    """The picture that came with an answer, if it is a PNG of a size that is kept; whatever else it is, the body counts."""
    return response.picture if response.picture and size_of(response.picture) else None


def of_version(
    version: Version,
    *,
    kind: VersionKind,
    says: tuple[str, bytes, bytes],
    raw: bytes | None,
    final_url: str,
    at: datetime,
    **other: Any,
) -> Entry:
    """The bytes of a version, now saying (title, text.md, meta.json); `other` is what else is not as it was."""
    title, text, meta = says
    facts = {name: getattr(version, name) for name in _AS_IT_WAS} | other
    return Entry(kind=kind, title=title, text=text, meta=meta, raw=raw, final_url=final_url, fetched_at=at, **facts)


_AS_IT_WAS = ("source", "document", "url", "status", "charset", "extractor", "config_key")


def words(found: "Document") -> tuple[str, bytes, bytes]:
    """(title, text.md, meta.json) of a document."""
    return found.title, found.text.encode(), canonical.meta(found)
