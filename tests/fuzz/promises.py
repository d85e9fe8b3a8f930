"""What every reader and analysis promises whatever it is given: what keeps its own rules, or one clear error."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import bodies
import shapes

from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.diff.compare import compare
from tracker.diff.flags import flags as change_flags
from tracker.errors import ExtractError, FetchError, StoreError
from tracker.extract import article, canonical, docx, feed, govuk, leads, odt, pdf, plain, sitemap, wordpress
from tracker.extract.account import without_account
from tracker.extract.document import Document
from tracker.extract.sentence import split
from tracker.fetch import warc
from tracker.fetch.mhtml import read_mhtml
from tracker.links.cells import cells
from tracker.links.flags import evidence as link_flags
from tracker.store.record import from_json, to_json

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


def _of_paper(read: Callable[[bytes], Document], made: Callable[[bytes], bytes]) -> Callable[[bytes], None]:
    def promise(data: bytes) -> None:
        kept(lambda: read(made(data)))

    return promise


def _of_leads(data: bytes) -> None:
    _listed(lambda: leads.read(shapes.item(data)))


def _of_feed(data: bytes) -> None:
    _listed(lambda: feed.read(bodies.feed(data), url=URL))


def _of_sitemap(data: bytes) -> None:
    _listed(lambda: sitemap.read(bodies.sitemap(data)))


def _listed(read: Callable[[], object]) -> None:
    """What it names can be written down as JSON, or it is refused."""
    try:
        found = read()
    except ExtractError as error:
        _is_clear(str(error))
        return
    repr(found).encode("utf-8", "surrogatepass")


def _of_warc(data: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(bodies.warc(data))
        file.flush()
        try:
            for found in warc.read(Path(file.name)):
                told = (found.body is not None or found.why) if isinstance(found, warc.Record) else found.what
                assert told, "a body, or why there is none"
        except FetchError as error:
            _is_clear(str(error))


def _of_account(data: bytes) -> None:
    """What is taken out of a page is in it nowhere, however the page is made."""
    secret = "tok7f3a91c2e5d84b60aa17"  # noqa: S105 - made up
    page = shapes.page(data).decode("utf-8", "replace")
    try:
        found = without_account(f'<input name="token" value="{secret}">{page}<p>{secret}', rendered=len(data) % 2 == 0)
    except ExtractError as error:
        _is_clear(str(error))
        return
    assert secret not in found.html, "a token is nowhere"
    assert found.removed.total(), "what is taken out is counted"


def _of_mhtml(data: bytes) -> None:
    head = b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
    try:
        read_mhtml(head + data)
    except FetchError as error:
        _is_clear(str(error))


def _of_run_record(data: bytes) -> None:
    try:
        found = from_json(bodies.run_record(data))
    except StoreError as error:
        _is_clear(str(error))
        return
    assert from_json(to_json(found)) == found, "a record reads back"


def _page(text: str) -> Document | None:
    """Party or press, by how long it is; None for a text without words."""
    kind = ("party", "press")[len(text) % 2]
    when = datetime(2024, 6, 13, tzinfo=UTC)
    return kept(lambda: plain.read(f"# T\n\n{text}", publisher="Labour", publisher_type=kind, published=when))


def _of_claims(data: bytes) -> None:
    document = _page(bodies.speech(data))
    if document is None:
        return
    for claim in find_claims(document):
        assert document.text[claim.start : claim.end] == claim.text, "offsets are exact"
        assert all(claim.text[one.start : one.end] == one.text for one in claim.quantities), "amounts are exact"
        cells(claim)


def _of_quotes(data: bytes) -> None:
    document = _page(bodies.speech(data))
    if document is None:
        return
    for quote in find_quotes(document):
        assert document.text[quote.start : quote.end] == quote.text, "offsets are exact"


def _of_compare(data: bytes) -> None:
    old, new = map(_page, bodies.pair(data))
    if not old or not new:
        return
    assert compare(old, old) == (), "nothing changes into itself"
    for change in compare(old, new):
        for side, document in ((change.old, old), (change.new, new)):
            assert side is None or side.text.split()[0] in document.text, "it shows what stands there"


def _of_flags(data: bytes) -> None:
    old, new = (shown.replace("\ud800", "") for shown in bodies.pair(data))
    assert change_flags(old, old) == (), "the same words have no flag"
    change_flags(old, new)
    assert link_flags(old, new), "there is always one"


PROMISES: Mapping[str, Callable[[bytes], None]] = {
    "article": _of_article,
    "account": _of_account,
    "mhtml": _of_mhtml,
    "govuk": _of_govuk,
    "wordpress": _of_wordpress,
    "plain": _of_plain,
    "canonical": _of_canonical,
    "split": _of_split,
    "docx": _of_paper(docx.read, bodies.docx),
    "odt": _of_paper(odt.read, bodies.odt),
    "pdf": _of_paper(pdf.read, bodies.pdf),
    "feed": _of_feed,
    "sitemap": _of_sitemap,
    "leads": _of_leads,
    "warc": _of_warc,
    "run-record": _of_run_record,
    "claims": _of_claims,
    "quotes": _of_quotes,
    "compare": _of_compare,
    "flags": _of_flags,
}
"""For each reader, the check that bytes are put through."""
