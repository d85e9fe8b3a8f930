"""What can go wrong between a good page and the same good page: what a round makes of it, and that nothing is news."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from contentapi import govuk, item, publish
from loopback import Answer

from tracker.config.settings import Settings

Page = Callable[..., str]
OWLS = "We will build 40 owl boxes – in every village – for £9 each."
HARD = Settings(
    contact="desk@example.org",
    delay=0,
    retries=0,
    whole_timeout=0.5,
    read_timeout=0.4,
    max_bytes=1_000_000,
    max_redirects=3,
)
PLENTY = HARD.model_copy(update={"max_bytes": 20_000_000, "whole_timeout": 30.0})
HTML = {"content-type": "text/html; charset=utf-8", "etag": 'W/"good"'}


@dataclass(frozen=True)
class Trouble:
    """An answer in the page's place, what a round calls it, and words of the reason."""

    answer: Answer
    kind: str
    says: str
    transient: bool = False
    blocked: bool = False


def _cut(sent: bytes, **facts: Any) -> Answer:
    return Answer(sent, 200, {"content-type": "text/html"}, **facts)


BODY = ("<h1>Our plan</h1><p>" + "Half of it is here, and the rest got lost. " * 30).encode()
PACKED = {"content-encoding": "gzip", "content-type": "text/html"}
TROUBLES = {
    "429 with a long Retry-After": Trouble(
        Answer(b"", 429, {"retry-after": "3600"}), "failed", "answered 429 (too many requests)", transient=True
    ),
    "503": Trouble(Answer(b"<h1>Sorry</h1>", 503), "failed", "answered 503 (service unavailable)", transient=True),
    "500": Trouble(Answer(b"<h1>Sorry</h1>", 500), "failed", "answered 500 (internal server error)", transient=True),
    "403": Trouble(Answer(b"<h1>No</h1>", 403), "failed", "the site refuses robots", blocked=True),
    "404": Trouble(Answer(b"", 404), "failed", "missing once (a second round decides)"),
    "410": Trouble(Answer(b"", 410), "failed", "missing once (a second round decides)"),
    "202": Trouble(Answer(b"<script>challenge()</script>", 202), "failed", "that is not a page"),
    "a server that hangs up": Trouble(Answer(hang_up=True), "failed", "broke off before the end", transient=True),
    "a slow drip": Trouble(_cut(b"x" * 500, drip=0.05), "failed", "took longer than 0.5 seconds", transient=True),
    "a silent server": Trouble(_cut(b"slow", drip=1.0), "failed", "silent for too long", transient=True),
    "a body cut off": Trouble(_cut(BODY, announced=len(BODY) + 90), "failed", "", transient=True),
    "a gzip cut off": Trouble(
        Answer(gzip.compress(BODY)[:-9], 200, PACKED, endless=True), "failed", "", transient=True
    ),
    "a length that is too short": Trouble(_cut(BODY, announced=60), "suspect", "characters of text"),
    "a gzip with a hole": Trouble(
        Answer(gzip.compress(BODY)[:30] + b"hole" + gzip.compress(BODY)[40:], 200, PACKED), "failed", "damaged"
    ),
    "a packing that nobody knows": Trouble(
        Answer(bytes(range(1, 256)) * 4, 200, {"content-encoding": "lzma", "content-type": "text/html"}),
        "suspect",
        "its bytes are not text",
    ),
    "a bomb": Trouble(
        Answer(gzip.compress(b"<p>" + b"a" * 30_000_000), 200, PACKED), "failed", "is larger than 1,000,000 bytes"
    ),
    "a body too large": Trouble(_cut(b"<p>" + b"a" * 2_000_000), "failed", "is larger than 1,000,000 bytes"),
    "a redirect to itself": Trouble(Answer(b"", 302, {"location": "/plan"}), "failed", "leads back to itself"),
    "a redirect to a cloud's secrets": Trouble(
        Answer(b"", 302, {"location": "http://169.254.169.254/latest/meta-data/"}),
        "failed",
        "cloud metadata lives there",
    ),
    "a redirect to a file": Trouble(
        Answer(b"", 302, {"location": "file:///etc/passwd"}), "failed", "not a web address"
    ),
    "a redirect to nowhere": Trouble(Answer(b"", 302), "failed", "says that it has moved, but not where to"),
    "nothing": Trouble(_cut(b""), "suspect", "the page is empty"),
    "an empty page": Trouble(_cut(b"<html><body></body></html>"), "suspect", "the page is empty"),
    "an error page with status 200": Trouble(
        _cut(b"<title>Page not found</title><h1>Page not found</h1><p>" + b"Try the menu. " * 40),
        "suspect",
        "as error pages do",
    ),
    "a challenge with status 200": Trouble(
        _cut(b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"), "suspect", "checks for robots"
    ),
    "a PDF": Trouble(
        Answer(b"%PDF-1.7", 200, {"content-type": "text/html"}), "suspect", "this is not a web page but a PDF"
    ),
    "JSON": Trouble(
        Answer(b'{"error": "no"}', 200, {"content-type": "application/json"}), "suspect", "characters of text"
    ),
    "bytes of no sense": Trouble(_cut(bytes(range(256)) * 4), "suspect", "its bytes are not text"),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_a_trouble_is_an_outcome_and_its_end_is_no_news(desk: Any, page: Page, trouble: Trouble) -> None:
    """It is told as what it is, twice the same; no version comes of it, and the good page is answered 304 afterwards."""
    good = Answer(page(OWLS).encode(), 200, HTML)
    desk.site.answers("/plan", good)
    desk.round(desk.html(), settings=HARD)
    desk.site.answers("/plan", trouble.answer)
    (found,) = desk.round(desk.html(), settings=HARD)
    told = desk.record
    desk.site.answers("/plan", good)

    (back,) = desk.round(desk.html(), settings=HARD)

    assert (found.kind, trouble.says in found.reason) == (trouble.kind, True), found.reason
    if found.kind == "failed":
        assert (found.transient, found.blocked) == (trouble.transient, trouble.blocked)
        assert told.failed["plan/page"].reason == found.reason
    else:
        assert desk.archive.suspect("plan", "page") == trouble.answer.body[: trouble.answer.announced]
    assert not any(sign in found.reason for sign in "\x00\x1b\n")
    assert (back.kind, back.not_modified, desk.kinds()) == ("unchanged", True, ["first"])
    assert desk.archive.suspects() == desk.archive.failures() == {}


def test_a_page_that_moved_by_303_or_301_within_its_site_is_read_there(desk: Any, page: Page) -> None:
    """Nothing is news where the same text stands at another address of the site."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html())
    desk.site.page("/our-plan", page(OWLS))
    for status in (301, 302, 303, 307, 308):
        desk.site.redirect("/plan", "/our-plan", status)
        (found,) = desk.round(desk.html())
        assert found.kind == "unchanged"
    assert desk.kinds() == ["first"]


def test_charsets_that_lie_change_nothing(desk: Any, page: Page) -> None:
    """What the server or the page says of its encoding may change; the words are the same."""
    text = page(OWLS)
    for body, declared in (
        (text.encode(), "text/html; charset=utf-8"),
        (text.encode(), "text/html; charset=iso-8859-1"),
        (text.encode(), "text/html; charset=no-such-thing"),
        (b"\xef\xbb\xbf" + text.encode(), "text/html"),
        (text.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (text.encode("cp1252"), "text/html"),
        (text.replace("<head>", "<head><meta charset=windows-1252>").encode("cp1252"), "text/html"),
        (text.encode("utf-16"), "text/html; charset=utf-8"),
    ):
        desk.site.page("/plan", body, content_type=declared)
        (found,) = desk.round(desk.html())

    assert (found.kind, desk.kinds()) == ("unchanged", ["first"])


def test_ten_megabytes_of_page_are_read(desk: Any, page: Page) -> None:
    """Scripts and styles may be large; the text is what counts, and a weak ETag that moves says nothing."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html(), settings=PLENTY)
    script = "<script>" + "var owl = 'hoo';" * 620_000 + "</script></body>"
    desk.site.page("/plan", page(OWLS).replace("</body>", script), etag='W/"large"', zipped=True)

    (found,) = desk.round(desk.html(), settings=PLENTY)
    (again,) = desk.round(desk.html(), settings=PLENTY)

    assert len(desk.archive.raw(desk.archive.latest("plan", "page"))) < 10_000
    assert (found.kind, again.kind, again.not_modified, desk.kinds()) == ("unchanged", "unchanged", True, ["first"])


@pytest.mark.parametrize(
    ("url", "says", "host"),
    [
        ("https://127.0.0.1:{port}/plan", "127.0.0.1", None),
        ("https://owls.invalid/plan", "owls.invalid", "owls.invalid"),
        ("http://127.0.0.1:1/plan", "refuses connections", "127.0.0.1"),
    ],
    ids=["TLS", "DNS", "nobody there"],
)
def test_a_host_that_cannot_be_spoken_to_is_named(desk: Any, url: str, says: str, host: str | None) -> None:
    """A certificate, a name, a closed door: the reason names the host, and where all of it is gone, so does the record."""
    source = desk.html(url=url.format(port=desk.site.port))

    (found,) = desk.round(source, settings=HARD)

    assert (found.kind, desk.kinds()) == ("failed", [])
    assert says in found.reason
    assert host is None or desk.record.failed["plan/page"].host.partition(":")[0] == host


def test_robots_txt_may_shut_a_page_and_open_it_again(desk: Any, page: Page) -> None:
    """A refusal counts as blocked, and the page is not asked for; when the rule goes, all is as it was."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html())
    desk.site.page("/robots.txt", "User-agent: *\nDisallow: /plan")
    asked = len(desk.site.paths)
    (shut,) = desk.round(desk.html())
    paths = desk.site.paths[asked:]
    desk.site.remove("/robots.txt")

    (back,) = desk.round(desk.html())

    assert (shut.kind, shut.blocked, paths) == ("failed", True, ["/robots.txt"])
    assert "robots.txt" in shut.reason
    assert (back.kind, desk.kinds()) == ("unchanged", ["first"])


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[1]", b"<html>", b'{"details": {}}', b"\xff\xfe\x00", b"[" * 50_000], ids=repr
)
def test_an_item_that_is_no_json_is_suspect(desk: Any, body: bytes) -> None:
    """Half an item, another sort of JSON, a web page: the last good version stays."""
    publish(desk.site, item(), etag='W/"1"')
    desk.round(govuk(desk.site))
    desk.site.answers("/api/content/nests", Answer(body, 200, {"content-type": "application/json"}))
    (found,) = desk.round(govuk(desk.site))
    publish(desk.site, item(), etag='W/"1"')

    (back,) = desk.round(govuk(desk.site))

    assert (found.kind, back.kind, back.not_modified) == ("suspect", "unchanged", True)
    assert desk.kinds("nests") == ["first"]


def test_a_passing_fault_that_passes_in_time_is_no_trouble(desk: Any, page: Page) -> None:
    """A 503, then a cut body, then the page: one outcome, and it is good."""
    desk.site.answers(
        "/plan",
        Answer(b"", 503, {"retry-after": "1"}),
        _cut(BODY, announced=9_000),
        Answer(page(OWLS).encode(), 200, HTML),
    )

    (found,) = desk.round(desk.html(), settings=HARD.model_copy(update={"retries": 2}))

    assert (found.kind, desk.record.requests) == ("recorded", 4)
