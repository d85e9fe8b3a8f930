"""Reading: from the bytes of a source to its Document, by the source's kind."""

from pathlib import PurePath

from tracker.config.person import People
from tracker.config.source import FileSource, GovukSource, HtmlSource, PaperSource, Source, WordpressSource
from tracker.errors import ExtractError
from tracker.extract import article, govuk, paper, plain, wordpress
from tracker.extract.document import Document
from tracker.extract.registry import EXTRACTOR

_HTML = {".html", ".htm", ".xhtml"}


def extractor_of(source: Source) -> str:
    """Name and number of the extractor that reads this source; a file's is that of its ending."""
    return EXTRACTOR[_format(source.path) if isinstance(source, FileSource) else source.kind]


def _format(path: str) -> str:
    ending = PurePath(path).suffix.lower()
    return paper.kind_of(path) or ("html" if ending in _HTML else "govuk" if ending == ".json" else "plain")


def read(body: bytes, *, source: Source, url: str, people: People, charset: str | None = None) -> Document:
    """The Document in a body. ExtractError when there is none."""
    publisher, kind = people.name_of(source.publisher), source.publisher_type
    match source:
        case GovukSource():
            return govuk.read(body, url=url, publisher=publisher, publisher_type=kind)
        case WordpressSource():
            return wordpress.read(
                body, select=source.select, drop=source.drop, ignore_lines=source.ignore_lines,
                publisher=publisher, publisher_type=kind,
            )  # fmt: skip
        case HtmlSource():
            return article.read(
                body, url=url, select=source.select, drop=source.drop, ignore_lines=source.ignore_lines,
                charset=charset, publisher=publisher, publisher_type=kind,
            )  # fmt: skip
        case PaperSource():
            return paper.READERS[source.kind](body, url=url, publisher=publisher, publisher_type=kind)
        case FileSource():
            return _file(body, source=source, url=source.url or url, publisher=publisher)


def _file(body: bytes, *, source: FileSource, url: str, publisher: str) -> Document:
    kind, published = source.publisher_type, source.published
    ending = _format(source.path)
    if (content := paper.kind_of("", body)) and content != ending:
        raise ExtractError(f"the file holds a {content.upper()}, but its name does not end in .{content}: rename it")
    if ending in paper.READERS:
        return paper.READERS[ending](body, url=url, publisher=publisher, publisher_type=kind, published=published)
    if ending == "html":
        return article.read(
            body, url=url, select=source.select, drop=source.drop, ignore_lines=source.ignore_lines,
            publisher=publisher, publisher_type=kind, published=published,
        )  # fmt: skip
    if ending == "govuk":
        return govuk.read(body, url=url, publisher=publisher, publisher_type=kind, published=published)
    return plain.read(
        body.decode("utf-8", "replace"), url=url, publisher=publisher, publisher_type=kind, published=published
    )
