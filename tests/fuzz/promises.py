"""What every reader promises whatever it is given: a document that keeps its own rules, or one clear ExtractError."""

from collections.abc import Callable, Mapping

import shapes

from tracker.errors import ExtractError
from tracker.extract import article, canonical, govuk, plain, wordpress
from tracker.extract.document import Document
from tracker.extract.sentence import split

URL = "https://www.example.org/news/teams"


def kept(read: Callable[[], Document]) -> Document | None:
    """The document a reader gives, its promises checked; None when it refuses with an ExtractError.

    Raises:
        AssertionError: a promise is broken.
        Exception: anything else a reader lets out, which it must not.
    """
    try:
        document = read()
    except ExtractError as error:
        _is_clear(str(error))
        return None
    for sentence in document.sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text, "offsets are exact"
    assert canonical.read(document.text, canonical.meta(document)) == document, "canonical text reads back"
    document.text.encode()
    return document


def _of_article(data: bytes) -> None:
    kept(lambda: article.read(shapes.page(data), url=URL))


def _of_govuk(data: bytes) -> None:
    kept(lambda: govuk.read(shapes.item(data)))


def _of_wordpress(data: bytes) -> None:
    kept(lambda: wordpress.read(shapes.post(data)))


def _of_plain(data: bytes) -> None:
    kept(lambda: plain.read(shapes.text(data)))


def _of_canonical(data: bytes) -> None:
    half = len(data) // 2
    text, meta = f"# T\n{shapes.text(data[:half])}", shapes.meta(data[half:])
    try:
        canonical.read(text, meta)
    except ExtractError as error:
        _is_clear(str(error))


def _is_clear(sentence: str) -> None:
    assert sentence.strip(), "an error says something"
    assert "\n" not in sentence, "an error is one line"


def _of_split(data: bytes) -> None:
    sentences = split(shapes.text(data))
    assert split(" ".join(sentences)) == sentences, "splitting again changes nothing"
    assert all(split(sentence) == (sentence,) for sentence in sentences), "a sentence is one sentence"


PROMISES: Mapping[str, Callable[[bytes], None]] = {
    "article": _of_article,
    "govuk": _of_govuk,
    "wordpress": _of_wordpress,
    "plain": _of_plain,
    "canonical": _of_canonical,
    "split": _of_split,
}
"""For each reader, the check that bytes are put through."""
