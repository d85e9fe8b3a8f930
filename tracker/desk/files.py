"""A file on disk as a Document, without a store."""

from pathlib import Path, PurePath
from typing import Any

from tracker.capture.fault import ReaderError
from tracker.capture.warden import Caller, here
from tracker.config.person import People, Publisher
from tracker.errors import ExtractError, UsageError
from tracker.extract import article, govuk, paper, plain
from tracker.extract.document import Document

_HTML = {".html", ".htm", ".xhtml"}
_FILES = {*_HTML, ".pdf", ".docx", ".odt", ".json", ".md", ".txt", ".csv"}
_PATHS = ("/", "./", "../", "~/")


def _is(known: Publisher, publisher: str | None) -> bool:
    """Whether the publisher is meant, by id, name or another name, in any case."""
    forms = {form.casefold() for form in (known.id, known.name, *known.names)}
    return publisher is not None and publisher.casefold() in forms


def refuse_no_file(asked: str) -> None:
    """UsageError for what is written as the path of a file, where there is none: neither words nor versions are."""
    if asked.startswith(_PATHS) or (" " not in asked and PurePath(asked).suffix.lower() in _FILES):
        there = "is a folder" if Path(asked).is_dir() else "is not there"
        raise UsageError(f"The file {asked[:200]} {there}: see how its name is spelt, and in which folder you are.")


def read_document(
    path: Path,
    *,
    publisher: str | None = None,
    published: str | None = None,
    people: People | None = None,
    apart: Caller = here,
) -> Document:
    """The Document in an HTML, PDF, DOCX, ODT, Content API, Markdown or text file. UsageError when there is none."""
    known = next((one for one in (people.publisher if people else ()) if _is(one, publisher)), None)
    kind, name = (known.type, known.name) if known else (None, publisher)
    try:
        body = path.read_bytes()
        return apart(_read, body, path.name, publisher=name, publisher_type=kind, published=published)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    except (ExtractError, ReaderError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _read(body: bytes, name: str, **facts: Any) -> Document:
    if form := paper.kind_of(name, body):
        return paper.READERS[form](body, **facts)
    ending = PurePath(name).suffix.lower()
    if ending in _HTML:
        return article.read(body, url=f"file:{name}", **facts)
    if ending == ".json":
        return govuk.read(body, **facts)
    return plain.read(plain.decoded(body), **facts)
