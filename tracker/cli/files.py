"""A file on disk as a Document, without a store."""

from pathlib import Path

from tracker.config.person import People
from tracker.errors import ExtractError, UsageError
from tracker.extract import article, govuk, paper, plain
from tracker.extract.document import Document

_HTML = {".html", ".htm", ".xhtml"}


def read_document(
    path: Path, *, publisher: str | None = None, published: str | None = None, people: People | None = None
) -> Document:
    """The Document in an HTML, PDF, DOCX, ODT, Content API, Markdown or text file. UsageError when there is none."""
    kind = next((one.type for one in (people.publisher if people else ()) if publisher in {one.id, one.name}), None)
    name = people.name_of(publisher) if people and publisher else publisher
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
