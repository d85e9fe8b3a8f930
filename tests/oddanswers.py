"""Odd answers: pages as the world sends them, each declared on a loopback site, and what tracker makes of each.

A page says `SAID` (or what the case says). `read`: those very words are in the text; `wrong`: something was taken, and
they are not; `refused`: it was kept out with a reason (suspect, or asked not to); `failed`: there is no usable answer.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import brotli
from backports import zstd
from loopback import Answer, Asked, Loopback

Word = Literal["read", "wrong", "refused", "failed"]
SAID = "“We will count 40 nests” – in cafés, for £5"
WORDS = "Nest number seven stands in the old oak by the river, and we shall count it every spring. " * 4


@dataclass(frozen=True)
class Case:
    """A page, declared on a site under a path, and what becomes of it."""

    name: str
    declare: Callable[[Loopback, str], None]
    word: Word = "read"
    said: str = SAID
    because: str = ""
    """Why we are stricter than others, where we are."""
    robots: Answer | None = None
    """The robots.txt of its site, which then is one of its own."""


def page(said: str = SAID, head: str = "", end: str = "</main></body></html>") -> str:
    """A page that says so."""
    return f"<html><head><title>Nests</title>{head}</head><body><main><h1>Nests</h1><p>{said}.</p><p>{WORDS}</p>{end}"


def sends(
    body: bytes, status: int = 200, *, endless: bool = False, announced: int | None = None, **headers: str
) -> Callable[[Loopback, str], None]:
    """One answer for ever."""
    named = {"content-type": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = Answer(body, status, named, endless=endless, announced=announced)
    return lambda site, path: site.answers(path, answer)


def plainly(body: bytes, status: int = 200, **facts: object) -> Callable[[Loopback, str], None]:
    """As `sends`, with the right charset: what is odd is something else."""
    return sends(body, status, content_type="text/html; charset=utf-8", **facts)  # type: ignore[arg-type]


def packed(coding: str, body: bytes, **facts: object) -> Callable[[Loopback, str], None]:
    """A body under a Content-Encoding."""
    return plainly(body, content_encoding=coding, **facts)


def leads(location: str, to: str, status: int = 302) -> Callable[[Loopback, str], None]:
    """A redirect to a page; `{path}` is the case's own."""

    def declare(site: Loopback, path: str) -> None:
        site.answers(path, Answer(status=status, headers={"location": location.format(path=path)}))
        site.page(to.format(path=path), page(), content_type="text/html; charset=utf-8")

    return declare


def asks_for_cookie(*hops: str, cookie: str = "seen=1; Path=/") -> Callable[[Loopback, str], None]:
    """The page for who brings the cookie; the others are led over the hops, the last of which sets it, and back."""

    def declare(site: Loopback, path: str) -> None:
        names = [path, *(f"{path}{hop}" for hop in hops)]

        def first(asked: Asked) -> Answer:
            if cookie.partition(";")[0] in (asked.headers["cookie"] or ""):
                return Answer(page().encode(), 200, {"content-type": "text/html; charset=utf-8"})
            return hop(1)

        def hop(at: int) -> Answer:
            to = names[at] if at < len(names) else path
            sets = {"set-cookie": cookie} if at >= len(names) else {}
            return Answer(status=302, headers={"location": to, **sets})

        site.answers(path, first)
        for at, name in enumerate(names[1:], 2):
            site.answers(name, hop(at))

    return declare


def in_turn(*answers: Answer) -> Callable[[Loopback, str], None]:
    """One answer after the other."""
    return lambda site, path: site.answers(path, *answers)


def raw_location(location: bytes, to: str) -> Callable[[Loopback, str], None]:
    """A Location with bytes beyond ASCII (http.server writes headers as Latin-1)."""
    return leads(location.decode("latin-1"), to)


def _deflated(body: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(body) + packer.flush()


UTF_8, WIN = page().encode(), page().encode("cp1252")
GZ = gzip.compress(UTF_8, mtime=0)
STYLED = page(head="<style>" + "p{margin:0}" * 50 + "</style>")
HTML = {"content-type": "text/html; charset=utf-8"}
JAPANESE = "学校に先生を①"
OPEN, SHUT = b"User-agent: *\nDisallow:\n", b"User-agent: *\nDisallow: /\n"


def _encodings() -> Iterator[Case]:
    yield Case("UTF-8, one stray byte in a comment", sends(UTF_8.replace(b"<main>", b"<main><!-- \xe9 -->")))
    yield Case("UTF-8, one stray byte in the text", sends(UTF_8.replace("é".encode(), b"\xe9")))
    yield Case(
        "UTF-8 by its header, a stray byte",
        sends(UTF_8.replace("é".encode(), b"\xe9"), content_type="text/html; charset=utf-8"),
    )
    yield Case("UTF-8, words pasted from Word", sends(UTF_8.replace(b"</h1>", b"</h1><p>It\x92s \x93ours\x94.</p>")))
    yield Case("Windows-1252 with a footer in UTF-8", sends(WIN.replace(b"</main>", "<p>©</p></main>".encode())))
    yield Case("Windows-1252, said nowhere", sends(WIN))
    yield Case("Windows-1252, said to be UTF-8", sends(WIN, content_type="text/html; charset=utf-8"))
    yield Case("Windows-1252, said to be Latin-1", sends(WIN, content_type="text/html; charset=iso-8859-1"))
    yield Case("Windows-1252, said to be punycode", sends(WIN, content_type="text/html; charset=punycode"))
    yield Case("Windows-1252, said to be UTF-16", sends(WIN, content_type="text/html; charset=utf-16"))
    caps = "“LE CAFÉ” – «Spaß», naïve"
    yield Case("Windows-1252, capitals before quotes", sends(page(caps).encode("cp1252")), said=caps)
    yield Case("UTF-8, said nowhere", sends(UTF_8))
    yield Case("UTF-8, said to be Latin-1", sends(UTF_8, content_type="text/html; charset=iso-8859-1"))
    yield Case("UTF-8, said to be what nobody knows", sends(UTF_8, content_type="text/html; charset=utf8mb4"))
    yield Case("UTF-8, its meta says UTF-16", sends(page(head='<meta charset="utf-16">').encode()))
    yield Case("UTF-8 behind a byte order mark", sends(b"\xef\xbb\xbf" + UTF_8))
    yield Case("the same with a stray byte", sends(b"\xef\xbb\xbf" + UTF_8.replace(b"<main>", b"<main><!-- \xe9 -->")))
    yield Case("UTF-8 with a NUL in it", sends(UTF_8.replace(b"</h1>", b"</h1>\0")))
    yield Case("UTF-8, ending within a character", sends(UTF_8 + "<!-- –".encode()[:-1]))
    yield Case("UTF-16 behind a byte order mark", sends(page().encode("utf-16")))
    yield Case("UTF-16 without one", sends(page().encode("utf-16-le")))
    sjis = page(JAPANESE, head='<meta charset="shift_jis">').encode("cp932")
    yield Case("Shift JIS by its meta, a sign of Windows", sends(sjis), said=JAPANESE)
    yield Case("the same with a stray byte", sends(sjis.replace(b"</h1>", b"</h1>\xff")), said=JAPANESE)
    chinese = "学校镕"
    yield Case(
        "GB 2312 by its meta, a sign of GBK",
        sends(page(chinese, '<meta charset="gb2312">').encode("gbk")),
        said=chinese,
    )
    polish = "Łódź i szkoły"
    xhtml = '<?xml version="1.0" encoding="iso-8859-2"?>' + page(polish)
    yield Case("Latin-2 by an XML declaration", sends(xhtml.encode("iso-8859-2")), said=polish)


def _codings() -> Iterator[Case]:
    for said in ("utf-8", "none", "", "identity", "text/html", "UTF-8, gzip"):
        body = GZ if "gzip" in said else UTF_8
        yield Case(f"Content-Encoding “{said}”{' (gzip)' if 'gzip' in said else ''}", packed(said, body))
    yield Case("Content-Encoding “, gzip”", packed(", gzip", GZ))
    yield Case("Content-Encoding “x-gzip”", packed("x-gzip", GZ))
    yield Case("Content-Encoding “gzip”, not packed", packed("gzip", UTF_8))
    yield Case("Content-Encoding “gzip, gzip”, packed once", packed("gzip, gzip", GZ))
    yield Case("packed twice, said once", packed("gzip", gzip.compress(GZ)))
    yield Case("gzip that nobody named", plainly(GZ))
    yield Case("a comment behind gzip", packed("gzip", GZ + b"\n<!-- cached -->"))
    yield Case("zeros behind gzip", packed("gzip", GZ + bytes(40)))
    yield Case("two members of gzip", packed("gzip", gzip.compress(UTF_8[:400]) + gzip.compress(UTF_8[400:])))
    yield Case("deflate, as zlib", packed("deflate", _deflated(UTF_8, zlib.MAX_WBITS)))
    yield Case("deflate, raw", packed("deflate", _deflated(UTF_8, -zlib.MAX_WBITS)))
    yield Case("Brotli", packed("br", brotli.compress(UTF_8)))
    yield Case("Zstandard", packed("zstd", zstd.compress(UTF_8)))
    yield Case("a comment behind Zstandard", packed("zstd", zstd.compress(UTF_8) + b"\n<!-- cached -->"))
    yield Case(
        "a comment behind Brotli",
        packed("br", brotli.compress(UTF_8) + b"\n<!-- cached -->"),
        "failed",
        because="the library gives nothing of a chunk that goes on behind its end",
    )
    yield Case(
        "gzip cut off",
        packed("gzip", gzip.compress(STYLED.encode())[:-40], endless=True),
        "failed",
        because="half a page must not pass for an edit; a later round gets the whole",
    )
    yield Case(
        "gzip with a wrong check sum",
        packed("gzip", GZ[:-8] + bytes(8)),
        "failed",
        because="its own check sum says that these are not the bytes that were packed",
    )
    yield Case(
        "noise that claims a coding", packed("lzma", bytes(range(256)) * 8), "refused", because="its bytes are not text"
    )


def _statuses() -> Iterator[Case]:
    for status in (203, 201, 299):
        yield Case(f"status {status}", plainly(UTF_8, status))
    yield Case(
        "status 202",
        plainly(UTF_8, 202),
        "failed",
        because="walls answer so while they check who asks; a page that is there is 200",
    )
    yield Case("status 206", plainly(UTF_8, 206), "failed", because="a part that nobody asked for; the rest is missing")
    yield Case("status 204", plainly(b"", 204), "failed", because="it says itself that there is nothing")
    yield Case("status 404 with a page", plainly(UTF_8, 404), "failed")


def _redirects() -> Iterator[Case]:
    yield Case("a cookie on a redirect to itself", asks_for_cookie())
    yield Case("a cookie from a page for the language", asks_for_cookie("/lang", cookie="lang=en; HttpOnly; Path=/"))
    yield Case("a cookie behind two hops of consent", asks_for_cookie("/consent", "/agreed", cookie='ok="yes"; Path=/'))
    yield Case("a redirect to itself for ever", leads("{path}", "/elsewhere"), "failed")
    yield Case(
        "Location in raw UTF-8",
        raw_location("/größe/{path}".encode().replace(b"/{path}", b"{path}"), "/gr%C3%B6%C3%9Fe{path}"),
    )
    yield Case("Location in raw Latin-1", raw_location("/größer{path}".encode("latin-1"), "/gr%F6%DFer{path}"))
    yield Case("Location with spaces", leads("/a plan{path}", "/a%20plan{path}"))
    yield Case("Location with backslashes", leads("\\back{path}", "/back{path}"))
    yield Case("Location with a fragment", leads("/whole{path}#top", "/whole{path}"))
    yield Case("Location without a path", leads("?page=2", "{path}?page=2"))
    for status in (301, 303, 307, 308):
        yield Case(f"redirect {status}", leads("/there{path}", "/there{path}", status))
    yield Case(
        "302 without a Location, with a page",
        plainly(UTF_8, 302),
        "failed",
        because="nothing says that this body is the page and not a note on where it went",
    )


def _ends() -> Iterator[Case]:
    good = Answer(UTF_8, 200, HTML)
    bare = page(end="").encode()
    yield Case("no length, whole", plainly(UTF_8, endless=True))
    yield Case("no length, never closed", plainly(bare, endless=True))
    yield Case(
        "no length, then cut between two parts",
        in_turn(good, Answer(bare[:-200] + b"</p>", 200, HTML, endless=True)),
        "refused",
        because="half a page must not pass for an edit: the held one had its </html>, and more words",
    )
    yield Case(
        "no length, cut within a tag",
        in_turn(good, Answer(bare[:-200] + b"<p cla", 200, HTML, endless=True)),
        "refused",
        because="as above",
    )
    yield Case("shorter than was announced", plainly(UTF_8, announced=len(UTF_8) + 90), "failed", because="as above")


def _robots() -> Iterator[Case]:
    text = {"content-type": "text/plain"}
    asked = plainly(UTF_8)
    yield Case("robots.txt: gzip that nobody named", asked, robots=Answer(gzip.compress(OPEN), 200, text))
    yield Case(
        "robots.txt: Content-Encoding “none”", asked, robots=Answer(OPEN, 200, {**text, "content-encoding": "none"})
    )
    yield Case(
        "robots.txt: a comment behind gzip",
        asked,
        robots=Answer(gzip.compress(OPEN) + b"\n#", 200, {**text, "content-encoding": "gzip"}),
    )
    because = "the site asks robots not to read it; the others do not ask"
    for name, body in (
        ("shut, gzip that nobody named", gzip.compress(SHUT)),
        ("shut, in UTF-16", SHUT.decode().encode("utf-16")),
    ):
        yield Case(f"robots.txt: {name}", asked, "refused", because=because, robots=Answer(body, 200, text))


CASES = (*_encodings(), *_codings(), *_statuses(), *_redirects(), *_ends(), *_robots())
