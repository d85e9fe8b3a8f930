"""Place: which document of which source an address belongs to."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from tracker.config.declaration import ListSource
from tracker.config.source import Source
from tracker.store.archive import Archive
from tracker.store.layout import PAGE


def documents(source: Source, archive: Archive) -> Iterator[tuple[str, str]]:
    """(document, public address) of everything that a source is known to hold: itself, and what it led to."""
    if own := own_address(source):
        yield PAGE, own
    for document, met in sorted(archive.met(source.id).items()):
        yield document, public(met.url)


def own_address(source: Source) -> str | None:
    """The public address of a source that is a page; None where it is a list, or a file from nowhere."""
    return None if isinstance(source, ListSource) else source.address


def public(url: str) -> str:
    """The address for people of a Content API item; any other address as it is."""
    base, slash, path = url.partition("/api/content/")
    return f"{base}/{path}" if slash else url


def by_address(sources: Iterable[Source], archive: Archive) -> dict[str, tuple[Source, str]]:
    """(source, document) by address, folded: archives hold pages under http and https, with and without www."""
    found: dict[str, tuple[Source, str]] = {}
    for source in sources:
        for document, address in documents(source, archive):
            found.setdefault(folded(address), (source, document))
    return found


def folded(url: str) -> str:
    """An address without what does not tell pages apart: scheme, www, case of the host, a last slash, a fragment."""
    parts = urlsplit(url)
    host = (parts.netloc or "").lower().removeprefix("www.")
    host = host.removesuffix(":80").removesuffix(":443")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
