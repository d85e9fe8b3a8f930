"""What reads hostile text: the analyses and the readers, each with a text of any length put where it can do harm."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from made import claim, folded, inside, numbered, office, page, paper, party, press, sentences
from units import ATTRIBUTES, CUTS, DATA, ENTRIES, LINES, MARKS, MARKUP, OFFICE, PLACES, PROLOGUES, TEXTS, WORDS

from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.diff.compare import compare
from tracker.diff.differences import differences
from tracker.diff.flags import flags as change_flags
from tracker.errors import ExtractError
from tracker.extract import (
    article,
    canonical,
    clean,
    docx,
    feed,
    govuk,
    leads,
    mojibake,
    odt,
    pdf,
    plain,
    reflow,
    scan,
    sitemap,
    wordpress,
)
from tracker.extract.account import without_account
from tracker.extract.origin import origin_of_page
from tracker.extract.sentence import split
from tracker.links.candidates import nearest
from tracker.links.cells import cells
from tracker.links.flags import evidence as link_flags
from tracker.links.search import search
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.fold import stems
from tracker.wording.modality import find_modality
from tracker.wording.names import acronyms, find_names, find_proper
from tracker.wording.negation import find_negation
from tracker.wording.quantities import find_quantities
from tracker.wording.reported import reported
from tracker.wording.scope import find_scope

_URL = "https://www.example.org/news/a"
_SAID = "<p>We will act, they said."
_FEED = "<rss version='2.0'><channel><title>T</title>@</channel></rss>"
_ENTRY = "<item><title>@</title><link>@</link><description>@</description></item>"

_ACCOUNT = (
    "<input name=token value=a1b2c3d4e5>", "<p data-user=a1b2c3d4>", "<b>Sign out</b>", "?sid=", "&token=a1", "eyJ",
    "a1b2c3d4e5f60718", "<!-- -->", "<meta name=csrf content=a1b2c3d4>", "<textarea>a1b2c3d4e5f60718</textarea>", "a@b.c",
)  # fmt: skip
_IN_SCRIPT = ("token='a1b2c3d4'", "{user:{", "}}", "token", "_", "-token", '"', "'", "\\", ":", " ")
_ORIGINS = (
    "<!-- saved from url=(1)",
    "<!-- Page saved with SingleFile ",
    "url: ",
    "<link ",
    "rel=canonical ",
    "href=",
    " ",
    "'",
)


def _without_account(body: bytes) -> object:
    return without_account(body.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is done with a text, after it was put into the shape that the work takes."""

    name: str
    shape: Callable[[str], Any]
    done: Callable[[Any], Any]
    units: tuple[str, ...]
    """What belongs to it, beside what every text may hold."""


def works() -> list[Work]:
    """Every analysis and every reader."""
    return [*_wording(), *_analyses(), *_pairs(), *_pages(), *_feeds(), *_papers()]


def _wording() -> Iterator[Work]:
    for function in (
        split,
        find_quantities,
        find_dates,
        find_deadlines,
        find_modality,
        find_scope,
        find_names,
        find_proper,
        find_negation,
        acronyms,
        stems,
        reported,
        clean.line,
    ):
        yield Work(function.__name__, str, function, WORDS)
    yield Work("mojibake", lambda text: [text], mojibake.mend, ("â€", "Ã©"))


def _analyses() -> Iterator[Work]:
    yield Work("find_claims", party, find_claims, WORDS)
    yield Work("find_claims, in sentences", lambda text: party(sentences(text)), find_claims, WORDS)
    yield Work("find_quotes", press, find_quotes, WORDS)
    yield Work("find_quotes, in sentences", lambda text: press(sentences(text)), find_quotes, WORDS)
    yield Work("cells", claim, cells, WORDS)
    yield Work("nearest", lambda text: [text, f"We will {text}", "We act"], lambda pool: nearest(pool, pool), WORDS)
    yield Work("search", claim, lambda one: search(one.text, (), [one]), WORDS)


def _pairs() -> Iterator[Work]:
    """Two texts: one with other verbs than the other, one with other numbers and names."""
    for name, done in (("change flags", change_flags), ("link flags", link_flags)):
        yield Work(name, _reworded, _two(done), WORDS)
        yield Work(f"{name}, other marks", lambda text: (numbered(text), numbered(text, 7)), _two(done), MARKS)
    for name, compared in (("compare", compare), ("differences", differences)):
        yield Work(name, lambda text: tuple(map(party, _reworded(text))), _two(compared), WORDS)
    yield Work(
        "compare, other marks", lambda text: (party(numbered(text)), party(numbered(text, 7))), _two(compare), MARKS
    )
    yield Work(
        "compare, in sentences", lambda text: (party(sentences(text)), party(sentences(text, 7))), _two(compare), WORDS
    )


def _pages() -> Iterator[Work]:
    read = _reader(lambda body: article.read(body, url=_URL))
    data = "<script type='application/ld+json'>@</script>"
    yield Work("article", inside(f"<body><h1>T</h1>{_SAID}@"), read, (*MARKUP, *WORDS))
    yield Work("article, head", inside(f"<head><title>T</title>@</head><body>{_SAID}"), read, MARKUP)
    yield Work("article, data", inside(f"<head>{data}</head><body>{_SAID}"), read, DATA)
    yield Work("article, attributes", lambda text: inside(f"<body><p @>{_SAID}")(numbered(text)), read, ATTRIBUTES)
    yield Work("govuk", lambda text: _item({"body": f"<p>{text}"}), _reader(govuk.read), (*MARKUP, *WORDS))
    yield Work("account", inside(f"<body>{_SAID}@"), _reader(_without_account), (*MARKUP, *_ACCOUNT))
    yield Work("account, script", inside(f"<script>@</script><body>{_SAID}"), _reader(_without_account), _IN_SCRIPT)
    yield Work("origin", str, origin_of_page, (*MARKUP, *_ORIGINS))
    yield Work(
        "govspeak",
        lambda text: _item({"body": [{"content_type": "text/govspeak", "content": text}]}),
        _reader(govuk.read),
        (*LINES, *WORDS),
    )
    yield Work("leads", lambda text: _item({"body": text, "url": f"/{text}"}), _reader(leads.read), ("/", "a.", "?"))
    yield Work("wordpress", _post, _reader(wordpress.read), (*MARKUP, *WORDS))
    yield Work("plain", str, _reader(plain.read), (*LINES, *WORDS))
    yield Work("scan", lambda text: f"# T\n\n{text}", scan.scan, LINES)
    yield Work("canonical", lambda text: f"# T\n\n{text}\n", _reader(lambda text: canonical.read(text, b"{}")), LINES)


def _feeds() -> Iterator[Work]:
    read = _reader(lambda body: feed.read(body, url=_URL))
    place = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.uk/@</loc></url></urlset>"
    yield Work("feed, prologue", inside(f"@{_FEED.replace('@', 'a')}"), read, PROLOGUES)
    yield Work("feed, declaration", inside(f"<?xml @?>{_FEED}"), read, PROLOGUES)
    yield Work("feed, title", inside(_FEED.replace("@", _ENTRY)), read, (*MARKUP, *ENTRIES))
    yield Work("feed, entries", inside(_FEED), read, ENTRIES)
    yield Work("sitemap", inside(place), _reader(sitemap.read), PLACES)


def _papers() -> Iterator[Work]:
    yield Work("docx", office("docx"), _reader(docx.read), WORDS)
    yield Work("docx, markup", office("docx", markup=True), _reader(docx.read), OFFICE)
    yield Work("odt", office("odt"), _reader(odt.read), WORDS)
    yield Work("odt, markup", office("odt", markup=True), _reader(odt.read), TEXTS)
    yield Work("reflow", lambda text: page([text, text]), reflow.pieces, (*CUTS, *WORDS))
    yield Work("reflow, lines", lambda text: page(folded(text)), reflow.pieces, (*CUTS, *WORDS))
    yield Work("pdf", lambda text: paper([text]), _reader(pdf.read), WORDS)
    yield Work("pdf, lines", lambda text: paper(folded(text)), _reader(pdf.read), WORDS)


def _reworded(text: str) -> tuple[str, str]:
    return f"We will {text}", f"We may not {text}, by 2030"


def _two(done: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    return lambda two: done(*two)


def _item(details: dict[str, Any]) -> bytes:
    return json.dumps({"title": "T", "base_path": "/a", "details": details, "links": {"children": [details]}}).encode()


def _post(text: str) -> bytes:
    return json.dumps({name: {"rendered": text} for name in ("title", "excerpt", "content")}).encode()


def _reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The reader; that it refuses is an answer."""

    def done(given: Any) -> Any:
        with suppress(ExtractError):
            return read(given)

    return done
