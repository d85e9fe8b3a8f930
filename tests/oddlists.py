"""Lists as sites send them: feeds, sitemaps, posts and searches with one odd part each, served on loopback.

`{site}` in a body stands for the site's address. Of each list the pages /a and /b are wanted, and sometimes /c; what a
case does not say of the list itself is sound. Tests and `scripts/odd_lists.py` run the same cases.
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loopback import Answer, Loopback

SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
POSTS = "/wp-json/wp/v2/posts"
Files = Mapping[str, str | bytes | Answer] | str | bytes
XML = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class OddList:
    """A list, what of it is to be recorded, and what is to be said."""

    name: str
    kind: str
    """`sitemap`, `feed`, `wordpress` or `govuk_search`."""
    files: Mapping[str, str | bytes | Answer]
    """What each path answers; the list itself is `/list`."""
    good: str = "ab"
    """The pages that are recorded: a letter each."""
    said: tuple[str, ...] = ()
    """Of each trouble told, in its order, a part of its reason; without any the round is in order."""
    packed: bool = False
    """The list itself is packed with gzip, as a file."""
    end: bytes = b""
    """What stands behind the packed file."""
    facts: Mapping[str, object] = field(default_factory=dict)


def sitemap(name: str, files: Files, good: str = "ab", said: tuple[str, ...] = (), **more: Any) -> OddList:
    """A sitemap; a text alone is the list itself."""
    return OddList(name, "sitemap", files if isinstance(files, Mapping) else {"/list": files}, good, said, **more)


def feed(name: str, files: Files, good: str = "ab", said: tuple[str, ...] = ()) -> OddList:
    """A feed, likewise."""
    return OddList(name, "feed", files if isinstance(files, Mapping) else {"/list": files}, good, said)


def wordpress(name: str, files: Mapping[str, str], good: str = "ab", said: tuple[str, ...] = ()) -> OddList:
    """A site's posts."""
    return OddList(name, "wordpress", files, good, said)


def govuk_search(name: str, said: str, good: str = "ab", *told: str) -> OddList:
    """An answer of GOV.UK's search."""
    return OddList(name, "govuk_search", {"/api/search.json": said}, good, told)


def page(letter: str) -> str:
    """A page of our own that is long enough to be one."""
    nests = " ".join(f"Nest number {number} stands in the old oak by the river." for number in range(12))
    title = f"Our plan {letter}"
    return (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
        f"<p>We will plant oak {letter}.</p><p>{nests}</p></main></body></html>"
    )


def post(number: int, letter: str, **facts: object) -> dict[str, object]:
    """A post of a WordPress site, as it stands in a listing and alone."""
    whole: dict[str, object] = {
        "id": number,
        "slug": letter,
        "link": f"{{site}}/{letter}",
        "date_gmt": "2024-05-01T09:00:00",
        "modified_gmt": "2024-05-01T09:00:00",
        "title": {"rendered": f"Our plan {letter}"},
        "content": {"rendered": f"<p>We will plant oak {letter}.</p><p>{_MORE}</p>"},
        "excerpt": {"rendered": ""},
        **facts,
    }
    return {key: value for key, value in whole.items() if value is not _LEFT_OUT}


_MORE = "There is much more about the birds of our wood in here than we can tell today."
_LEFT_OUT = object()


def urls(*letters: str, head: str = XML, end: str = "</urlset>") -> str:
    """A sitemap of pages."""
    return f"{head}<urlset {SITEMAP}>{''.join(url(f'{{site}}/{letter}') for letter in letters)}{end}"


def url(address: str) -> str:
    """An entry of a sitemap."""
    return f"<url><loc>{address}</loc></url>"


def index(*paths: str) -> str:
    """An index of sitemaps."""
    rows = "".join(f"<sitemap><loc>{{site}}{path}</loc></sitemap>" for path in paths)
    return f"{XML}<sitemapindex {SITEMAP}>{rows}</sitemapindex>"


def rss(*letters: str, head: str = XML, more: str = "", end: str = "</channel></rss>") -> str:
    """A feed of pages."""
    return f'{head}<rss version="2.0"><channel><title>News</title>{"".join(map(item, letters))}{more}{end}'


def item(letter: str) -> str:
    """An entry of a feed."""
    return f"<item><title>Plan {letter}</title><link>{{site}}/{letter}</link></item>"


def atom(*entries: str, facts: str = "") -> str:
    """An Atom feed."""
    return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"{facts}><title>News</title>{"".join(entries)}</feed>'


def hit(letter: str, **facts: object) -> dict[str, object]:
    """A hit of GOV.UK's search."""
    return {"link": f"/{letter}", "title": f"Our plan {letter}", "content_id": f"0000-{letter}", **facts}


def found(*hits: object, before: str = "") -> str:
    """An answer of GOV.UK's search."""
    return before + json.dumps({"results": list(hits), "total": len(hits)})


def listing(*posts: object, before: str = "", after: str = "") -> str:
    """A listing of posts."""
    return before + json.dumps(list(posts)) + after


def _sitemaps() -> tuple[OddList, ...]:
    notice = "<br />\n<b>Warning</b>: Undefined index [0] in /var/www/map.php on line 3<br />\n"
    long = urls("a", "b", *(f"x{n}" for n in range(500)))
    return (
        sitemap("blank lines before <?xml", urls("a", "b", head=f"\n\n  {XML}")),
        sitemap("a notice of PHP before <?xml", urls("a", "b", head=notice + XML)),
        sitemap("a byte order mark twice", urls("a", "b", head=f"\ufeff\ufeff{XML}")),
        sitemap("UTF-16 with a mark", urls("a", "b", head="").encode("utf-16")),
        sitemap("a DOCTYPE", urls("a", "b", head=f"{XML}<!DOCTYPE urlset>")),
        sitemap("a bare & in an address", urls("a", end=f"{url('{site}/b?x=1&y=2')}</urlset>")),
        sitemap("control characters", urls("a", "b", end="<!-- \x0b\x08 --></urlset>")),
        sitemap("cut in an address", urls("a", "b", end="<url><loc>{site}/ab"), "ab", ("cut short after 2 entries",)),
        sitemap(
            "a tag that is not closed",
            urls("a", end=f"<url><loc>{{site}}/c<lastmod/></url>{url('{site}/b')}</urlset>"),
            "abc",
        ),
        sitemap("something behind the end", urls("a", "b", end="</urlset>\n<!-- cache --><p>0.2 s</p>")),
        sitemap("relative addresses", f"{XML}<urlset {SITEMAP}>{url('/a')}{url('b')}</urlset>"),
        sitemap("no namespace", f"<urlset>{url('{site}/a')}{url('{site}/b')}</urlset>"),
        sitemap(
            "an entry without an address",
            urls("a", "b", end="<url><loc>mailto:a@b.example</loc></url><url/></urlset>"),
            "ab",
            ("has 2 entries without an address of the web (“mailto:a@b.example”",),
        ),
        sitemap("the same address three times", urls("a", "b", "a", "a")),
        sitemap(
            "an address of a private host",
            urls("a", "b", end=f"{url('http://10.0.0.1/c')}</urlset>"),
            "ab",
            ("10.0.0.1",),
        ),
        sitemap("an address a line", "{site}/a\r\n\r\n{site}/b\r\n"),
        sitemap("an address a line, one is none", "{site}/a\nsee below\n{site}/b\n", "ab", ("has 1 entry without",)),
        sitemap("packed, junk behind it", urls("a", "b"), packed=True, end=b"\n<!-- cache -->"),
        sitemap("packed, cut", long, "ab", ("is cut short",), packed=True, end=b"cut", facts={"include": ("/a", "/b")}),
        sitemap("a web page instead", page("a"), "", ("it is a web page",)),
        sitemap("nothing", "", "", ("the sitemap is empty",)),
    )


def _indexes() -> tuple[OddList, ...]:
    two = {"/list": index("/1.xml", "/2.xml"), "/2.xml": urls("b")}
    deep = {f"/{nth}.xml": index(f"/{nth + 1}.xml") for nth in range(1, 6)}
    huge = gzip.compress(b" " * 60_000_000, 1)
    good = urls("a", "b")
    return (
        sitemap("a sub-sitemap is 404", two, "b", ("answered 404 (not found)",)),
        sitemap("a sub-sitemap is 503", {**two, "/1.xml": Answer(status=503)}, "b", ("503",)),
        sitemap("a sub-sitemap is a web page", {**two, "/1.xml": page("a")}, "b", ("it is a web page",)),
        sitemap("a sub-sitemap is empty", {**two, "/1.xml": ""}, "b", ("the sitemap is empty",)),
        sitemap("a sub-sitemap names nothing", {**two, "/1.xml": urls()}, "b"),
        sitemap("a sub-sitemap unpacks to 60 MB", {**two, "/1.xml": huge}, "b", ("larger than 52,428,800 bytes",)),
        sitemap(
            "a sub-sitemap is damaged", {**two, "/1.xml": b"\x1f\x8b\x08nothing"}, "b", ("compressed, but damaged",)
        ),
        sitemap("a sub-sitemap is a feed", {**two, "/1.xml": rss("a")}),
        sitemap("an index in an index", {"/list": index("/i.xml"), "/i.xml": index("/1.xml"), "/1.xml": good}),
        sitemap("an index that names itself", {"/list": index("/list", "/1.xml"), "/1.xml": good}),
        sitemap(
            "indexes without end",
            {"/list": index("/1.xml", "/9.xml"), "/9.xml": good, **deep},
            "ab",
            ("the index lies behind 3 others",),
        ),
    )


def _feeds() -> tuple[OddList, ...]:
    b = '<entry><title>B</title><id>urn:b</id><link href="{site}/b"/></entry>'
    items: list[dict[str, str]] = [{"id": "1", "url": "{site}/a"}, {"id": "2", "external_url": "{site}/b"}, {"id": "3"}]
    json_feed = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items}
    names = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    entity = f'{XML}<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>'
    lacks = "has 1 entry without an address"
    number = '<item><guid isPermaLink="false">123</guid></item>'
    relative = "".join(f'<entry><link href="{one}"/></entry>' for one in "ab")
    return (
        feed("blank lines before <?xml", rss("a", "b", head=f"\n\n  {XML}")),
        feed("a notice before <?xml", rss("a", "b", head=f"<b>Notice</b>: x in y\n{XML}")),
        feed("a DOCTYPE that declares a sign", rss("a", "b", head=entity)),
        feed("a bare & in a title", rss("a", "b").replace("Plan a", "Oak & ash")),
        feed("control characters", rss("a", "b").replace("Plan a", "Oak \x08\x0b")),
        feed("cut in an address", rss("a", "b", end="<item><link>{site}/ab"), "ab", ("cut short after 2 entries",)),
        feed("relative addresses", atom('<entry><title>A</title><link href="/a"/></entry>', b)),
        feed("xml:base", atom(relative, facts=' xml:base="{site}/"')),
        feed(
            "an entry without a link",
            rss("a", "b", more="<item><title>Soon</title></item>"),
            "ab",
            (f"{lacks} (“Soon”)",),
        ),
        feed("a number as id, no link", rss("a", "b", more=number), "ab", (lacks,)),
        feed("the id is the only address", rss("a", more="<item><guid>{site}/b</guid></item>")),
        feed("RSS 1.0", f"{XML}<rdf:RDF {names}>{item('a')}{item('b')}</rdf:RDF>"),
        feed("JSON feed, an item without an address", json.dumps(json_feed), "ab", (lacks,)),
        feed("a web page instead", page("a"), "", ("not an Atom or RSS feed",)),
    )


def _posts() -> tuple[OddList, ...]:
    two = [post(1, "a"), post(2, "b")]

    def site(listed: str, *posts: dict[str, object]) -> dict[str, str]:
        alone = {f"{POSTS}/{one['id']}": json.dumps(one) for one in (*two, *posts)}
        return {POSTS: listed, **alone}

    nameless, as_text = post(3, "c", id=None), post(3, "c", id="3")
    bare = post(3, "c", modified_gmt=None, slug=None, link=None)
    empty, no_number = post(3, "c", content=_LEFT_OUT), "without a number"
    notice = "<br />\nNotice: key [0] in x\n"
    return (
        wordpress("a post without a number", site(listing(*two, nameless)), "ab", (f"has 1 entry {no_number}",)),
        wordpress("a post that is none", site(listing(*two, None, "x")), "ab", (f"has 2 entries {no_number}",)),
        wordpress("a number written as a text", site(listing(*two, as_text), as_text), "abc"),
        wordpress("a post without stamp, slug and link", site(listing(*two, bare), bare), "abc"),
        wordpress("a post without content", site(listing(*two, empty), empty), "ab", ("no content.rendered",)),
        wordpress("a post without a title", site(listing(*two), post(2, "b", title=None))),
        wordpress("a byte order mark before JSON", site(listing(*two, before="\ufeff"))),
        wordpress("notices around JSON", site(listing(*two, before=notice, after="\n<!-- 0.1 s -->"))),
        wordpress("rows numbered by PHP", site(json.dumps({"0": two[0], "2": two[1]}))),
        wordpress("a raw tab in a string", site(listing(*two).replace("Our plan a", "Our\tplan a"))),
        wordpress("a web page instead", site(page("a")), "", ("gave no list of posts",)),
    )


def _searches() -> tuple[OddList, ...]:
    two, lacks = (hit("a"), hit("b")), "has 1 entry without a link"
    numbers = hit("a", content_id=7, updated_at=9)
    return (
        govuk_search("a hit without a link", found(*two, {"title": "Soon"}), "ab", f"{lacks} (“Soon”)"),
        govuk_search("a hit that is none", found(*two, None), "ab", lacks),
        govuk_search("a number as content id", found(numbers, hit("b"))),
        govuk_search("a byte order mark before JSON", found(*two, before="\ufeff")),
    )


LISTS: tuple[OddList, ...] = (*_sitemaps(), *_indexes(), *_feeds(), *_posts(), *_searches())


def serve(case: OddList, site: Loopback) -> None:
    """Serve a list and the pages that it names."""
    here = site.url("").rstrip("/")
    for letter in "abc":
        site.page(f"/{letter}", page(letter), content_type="text/html; charset=utf-8")
        site.page(f"/api/content/{letter}", json.dumps(content(letter)), content_type="application/json")
    for path, said in case.files.items():
        body = said.replace("{site}", here) if isinstance(said, str) else said
        if isinstance(body, Answer):
            site.answers(path, body)
            continue
        sent = body.encode() if isinstance(body, str) else _for(body, here)
        if path == "/list" and case.packed:
            sent = gzip.compress(sent, mtime=0)
            sent = sent[: len(sent) // 2] if case.end == b"cut" else sent + case.end
        site.page(path, sent, content_type="text/html" if b"<main>" in sent else "application/octet-stream")


def _for(body: bytes, here: str) -> bytes:
    """A body in UTF-16 with the site's address; any other as it is."""
    return body.decode("utf-16").replace("{site}", here).encode("utf-16") if body[:2] == b"\xff\xfe" else body


def content(letter: str) -> dict[str, object]:
    """A page of GOV.UK as its Content API gives it."""
    return {
        "base_path": f"/{letter}",
        "content_id": f"0000-{letter}",
        "locale": "en",
        "schema_name": "news_article",
        "document_type": "news_story",
        "title": f"Our plan {letter}",
        "links": {},
        "details": {
            "body": f"<p>We will plant oak {letter}.</p><p>There is more of it in the wood than we can tell.</p>"
        },
    }


def source(case: OddList, site: Loopback) -> dict[str, object]:
    """How the list is declared."""
    where: dict[str, object] = {"url": site.url("/list")}
    if case.kind == "wordpress":
        where = {"url": site.url("").rstrip("/")}
    if case.kind == "govuk_search":
        where = {"base_url": site.url("").rstrip("/"), "q": "oak"}
    return {
        "id": "list",
        "kind": case.kind,
        "publisher": "owls",
        "publisher_type": "party",
        "allow_hosts": list(site.hosts),
        **where,
        **case.facts,
    }
