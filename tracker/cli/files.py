"""A file on disk as a Document, without a store."""

from pathlib import Path

from tracker.config.person import People, Publisher
from tracker.errors import ExtractError, UsageError
from tracker.extract import article, govuk, paper, plain
from tracker.extract.document import Document

_HTML = {".html", ".htm", ".xhtml"}


def _is(known: Publisher, publisher: str | None) -> bool:
    """Whether the publisher is meant, by id, name or another name, in any case."""
    forms = {form.casefold() for form in (known.id, known.name, *known.names)}
    return publisher is not None and publisher.casefold() in forms


def read_document(
    path: Path, *, publisher: str | None = None, published: str | None = None, people: People | None = None
) -> Document:
    """The Document in an HTML, PDF, DOCX, ODT, Content API, Markdown or text file. UsageError when there is none."""
    known = next((one for one in (people.publisher if people else ()) if _is(one, publisher)), None)
    kind, name = (known.type, known.name) if known else (None, publisher)
    try:
        body = path.read_bytes()
        if form := paper.kind_of(path.name, body):
            return paper.READERS[form](body, publisher=name, publisher_type=kind, published=published)
        if path.suffix.lower() in _HTML:
            url = f"file:{path.name}"
            return article.read(body, url=url, publisher=name, publisher_type=kind, published=published)
        if path.suffix.lower() == ".json":
            return govuk.read(body, publisher=name, publisher_type=kind, published=published)
        return plain.read(plain.decoded(body), publisher=name, publisher_type=kind, published=published)
    except (OSError, ExtractError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
