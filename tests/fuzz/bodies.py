"""Make hostile papers, feeds, archives, records and speech out of bytes, as `shapes.py` makes pages: each is a choice.

Most of each is well formed, so that it gets deep into a reader; some of the bytes then damage what was made.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator, Mapping

import shapes
from shapes import Dice, dice

_SPEECH = (
    "We will |recruit |6,500 |teachers |by 2030|. |, |Labour |said |“|” |that |not |would |may |must |aim to |"
    "every |school |£5m |a year |per pupil|up to |1-|a-|in |5 May |2024 |Mr |Ann Lee |(|)|: |; |’|’s |and |or |"
    "no longer |if |until |from |the |Department for Education |(DfE) |he |they |which |to |be |is |has |"
    "pledged to |only |one |half |20% |Year 7 |aged |16 |to 19 |the end of |this Parliament|– |… |? |! |[^1]|\n|"
    "\n\n|- |# |## |> |\u00ad|\u200d|\u0301|İ|ß|٣|½|\x00|\ud800|A|a|9|will |launch |open |end |scrap |new |all |"
    "free |at least |within 100 days|, he said|“We will act,” said Ann Lee. |"
).split("|")
_FEED = (
    "<rss version='2.0'>|<channel>|<feed xmlns='http://www.w3.org/2005/Atom'>|<item>|</item>|<entry>|</entry>|"
    "<title>|</title>|<link>|</link>|<link href='/a'/>|<id>a</id>|<guid>a</guid>|<description>|</description>|"
    "<content type='xhtml'>|</content>|<x:a xmlns:x='urn:a'>|</x:a>|<pubDate>1 May 2024</pubDate>|<updated>|"
    "</updated>|<![CDATA[|]]>|&amp;|&lt;p>|&#0;|&nbsp;|<!--|-->|<p>|</p>|/a|http://[|https://www.example.org/a|\n|"
    "<?xml version='1.0' encoding='x'?>|<?xml version='1.0'?>|<!DOCTYPE a>|<!ENTITY a 'b'>|é|\x00|xmlns='|"
    "xml:base='http://a/'|</channel>|</rss>|</feed>|<a|>|<media:content url='a'/>|<itunes:author>a</itunes:author>|"
    "<enclosure url='/a'/>|<category>a</category>|<author><name>a</name></author>|</|<geo:lat>1</geo:lat>|"
    "<georss:point>1 2</georss:point>|<dc:date>2024</dc:date>|<source>|<textInput>|<image>|<cloud/>"
).split("|")
_SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>|<sitemapindex>|<url>|</url>|<loc>|</loc>|"
    "<lastmod>|</lastmod>|<sitemap>|</sitemap>|https://www.example.org/a|2024-06-13|9999-12-31T23:59:59-12:00|"
    "http://[::1|/a|\n|&amp;|<!--|-->|<!DOCTYPE a>|<?xml version='1.0'?>|</urlset>|</sitemapindex>|<news:news>|é|"
    "\x00"
).split("|")
_WORD = (
    "<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|<w:pPr>|</w:pPr>|"
    "<w:pStyle w:val='Heading1'/>|<w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>|<w:br/>|<w:tab/>|"
    "<w:footnoteReference w:id='1'/>|<w:hyperlink r:id='rId1'>|</w:hyperlink>|<w:fldChar w:fldCharType='begin'/>|"
    "<w:instrText>HYPERLINK a</w:instrText>|<w:gridSpan w:val='9'/>|<w:vMerge/>|<w:del>|</w:del>|<w:sdt>|</w:sdt>|"
    "We will act. |<mc:AlternateContent>|</mc:AlternateContent>|<w:drawing/>|<w:sym w:char='F0B7'/>|<w:ilvl/>|"
    "&amp;|é|<w:rPr><w:b/></w:rPr>"
).split("|")
_ODT = (
    "<text:p>|</text:p>|<text:h text:outline-level='2'>|</text:h>|<text:list>|</text:list>|<text:list-item>|"
    "</text:list-item>|<text:span>|</text:span>|<text:note>|</text:note>|<text:note-body>|</text:note-body>|"
    "<table:table>|</table:table>|<table:table-row>|</table:table-row>|<table:table-cell>|</table:table-cell>|"
    "<text:s text:c='9'/>|<text:tab/>|We will act. |<office:annotation>|</office:annotation>|"
    "<text:h text:outline-level='x'>|<text:p text:style-name='Quotations'>|&amp;|é"
).split("|")
_PDF = (
    "BT |ET |/F 11 Tf |/F 7 Tf |/F 0 Tf |/F 20 Tf |60 700 Td |0 -14 Td |0 -140 Td |300 14 Td |(We will act.) Tj |"
    "(a-) Tj |(b) Tj |(1) Tj |(. . . . . 9) Tj |(\\225 item) Tj |(Heading) Tj |1 0 0 1 60 600 Tm |0 1 -1 0 9 9 Tm |"
    "9e9 Tc |T* |[(a) -900 (b)] TJ |q |Q |2 Tr |(\\255) Tj |(\\002) Tj |/X Do |<FEFF> Tj |-1e30 Td |100 Tz |5 Ts |"
    "(“) Tj |(and so will they) Tj |14 TL |( ) Tj |0 0 Td |"
).split("|")
_WARC = (
    "WARC/1.0\r\n|WARC/1.1\r\n|WARC-Type: response\r\n|WARC-Type: revisit\r\n|WARC-Type: resource\r\n|"
    "WARC-Type: warcinfo\r\n|WARC-Record-ID: <urn:uuid:1>\r\n|WARC-Date: 2024-06-13T09:30:00Z\r\n|WARC-Date: x\r\n|"
    "Content-Length: 20\r\n|Content-Length: 0\r\n|Content-Length: -1\r\n|Content-Length: 9999999999\r\n|"
    "Content-Type: application/http\r\n|\r\n|\r\n\r\n|WARC-Target-URI: http://a/b\r\n|WARC-Target-URI: x\r\n|"
    "WARC-Payload-Digest: sha1:A\r\n|HTTP/1.1 200 OK\r\n|HTTP/1.1 x\r\n|Content-Encoding: gzip\r\n|"
    "Content-Encoding: br\r\n|Transfer-Encoding: chunked\r\n|5\r\nhello\r\n0\r\n\r\n|ffffffff\r\n|<p>a|"
    "filedesc://a 0 20240613093000 text/plain 9\n|http://a/b 0 20240613093000 text/html 9\n|\x1f\x8b|"
    "WARC-Block-Digest: x\r\n|é"
).split("|")
_RUN_KEYS = (
    "schema id started finished tracker recorded unchanged failed suspect gone saves reason status body blob url "
    "final_url at software config discovered validators source document followed merged notes"
).split()
_RUN_VALUES = (
    "tracker.run/1",
    "20240613T093000Z",
    "2024-06-13T09:30:00Z",
    "labour-manifesto/page",
    "../../x",
    "a" * 40,
    0,
    -1,
    10**30,
    None,
    1.5,
    "",
    "\x00",
    "\x1b[2J",
    True,
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
)
_PACKINGS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)
_URLS = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
_BAD = frozenset(
    (
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a>",
        "<!ENTITY a 'b'>",
        "<?xml version='1.0'?>",
        "\x00",
        "xmlns='",
        "<a",
        ">",
        "</",
    )
) | {
    "<?xml version='1.0' encoding='x'?>",
    "xml:base='http://a/'",
    "&#0;",
    "&nbsp;",
    "<news:news>",
    "<media:content url='a'/>",
}
"""Pieces with which no XML is well formed."""
_RELATIONS = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:mc='urn:mc' xmlns:r='http://schemas."
    "openxmlformats.org/officeDocument/2006/relationships'"
)
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_OPENS = " ".join(f"xmlns:{name}='{_OPEN.format(name)}'" for name in ("office", "text", "table", "style"))


def speech(data: bytes) -> str:
    """Sentences, or nearly, of promises, quotations, figures, dates and names."""
    if data[:1] and data[0] % 8 == 0:
        return shapes.text(data[1:])
    return "".join(_pieces(_SPEECH, data[1:]))


def pair(data: bytes) -> tuple[str, str]:
    """A text and what became of it: the second half of the bytes says which of its pieces were changed."""
    half = len(data) // 2
    old = _pieces(_SPEECH, data[:half])
    new = list(old)
    thrown = dice(data[half:])
    for _ in range(len(data) - half):
        at = thrown(len(new) + 1)
        new[at : at + thrown(3)] = [_SPEECH[thrown(len(_SPEECH))] for _ in range(thrown(3))]
    return "".join(old), "".join(new)


def feed(data: bytes) -> bytes:
    """A feed, or nearly; every eighth one is the bytes as they are, every other of the rest is well formed."""
    if data[:1] and data[0] % 8 == 0:
        return data[1:]
    pieces = _pieces(_FEED, data[1:])
    if not data or data[0] % 2:
        return _encoded(["<rss version='2.0'><channel>", *_balanced(pieces, _BAD), "</channel></rss>"], data)
    return _encoded(pieces, data)


def sitemap(data: bytes) -> bytes:
    """A sitemap, or nearly, at times packed."""
    if data[:1] and data[0] % 8 == 0:
        return data[1:]
    pieces = _pieces(_SITEMAP, data[1:])
    made = _encoded([_URLS, *_balanced(pieces, _BAD), "</urlset>"] if not data or data[0] % 4 else pieces, data)
    return _damaged(gzip.compress(made, mtime=0), data) if data[:1] and data[0] % 8 == 1 else made


def docx(data: bytes) -> bytes:
    """A Word file: its text of elements in no good order, closed in turn at times."""
    body = "".join(_balanced(_pieces(_WORD, data[1:])))
    return _office(
        data,
        {
            "word/document.xml": f"<w:document {_SPACES}><w:body><w:p><w:r><w:t>A</w:t></w:r></w:p>{body}"
            "</w:body></w:document>",
            "_rels/.rels": f"{_RELATIONS}<Relationship Id='r' Type='{_RELATION}/officeDocument' "
            "Target='word/document.xml'/></Relationships>",
            "word/_rels/document.xml.rels": f"{_RELATIONS}<Relationship Id='rId1' Type='{_RELATION}/hyperlink' "
            f"Target='http://a/' TargetMode='External'/><Relationship Id='rId2' Type='{_RELATION}/footnotes' "
            "Target='footnotes.xml'/></Relationships>",
            "word/footnotes.xml": f"<w:footnotes {_SPACES}><w:footnote w:id='1'><w:p><w:r><w:t>a</w:t></w:r></w:p>"
            "</w:footnote></w:footnotes>",
        },
    )


def odt(data: bytes) -> bytes:
    """An OpenDocument text in the same manner."""
    body = "".join(_balanced(_pieces(_ODT, data[1:])))
    content = f"<office:document-content {_OPENS}><office:body><office:text>{body}</office:text></office:body>"
    return _office(data, {"content.xml": f"{content}</office:document-content>"})


def pdf(data: bytes) -> bytes:
    """A PDF of two pages whose content is operators in no good order; at times damaged."""
    half = len(data) // 2
    pages = ["".join(_pieces(_PDF, part)).encode("latin-1", "ignore") for part in (data[1:half], data[half:])]
    made = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>endobj "
    )
    made += b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj "
    for at, content in enumerate(pages):
        made += b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>" % (4 + 2 * at)
        made += b"/XObject<</X 5 0 R>>>>/Contents %d 0 R>>endobj %d 0 obj<</Length %d>>stream\n" % (
            5 + 2 * at,
            5 + 2 * at,
            len(content),
        )
        made += content + b"\nendstream endobj "
    return _damaged(made + b"trailer<</Root 1 0 R/Size 8>>\n%%EOF", data)


def warc(data: bytes) -> bytes:
    """A web archive of heads and bodies in no good order, at times packed."""
    made = _encoded(_pieces(_WARC, data[1:]), data)
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-06-13T09:30:00Z\r\n"
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + made
    whole = f"{head}WARC-Target-URI: http://a/b\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
    made = whole + made if data[:1] and data[0] % 2 else made
    return _damaged(gzip.compress(made, mtime=0) if data[:1] and data[0] % 8 == 1 else made, data)


def run_record(data: bytes) -> bytes:
    """The record of a round: what must be there is, the rest is anything."""
    thrown = dice(data[1:])
    made = {
        "schema": "tracker.run/1",
        "id": "20240613T093000Z",
        "started": "2024-06-13T09:30:00Z",
        "finished": "2024-06-13T09:31:00Z",
        "tracker": "0.1.0",
    } | _mapping(thrown, 0)
    return _damaged(json.dumps(made).encode(), data)


def _mapping(thrown: Dice, depth: int) -> dict[str, object]:
    return {_RUN_KEYS[thrown(len(_RUN_KEYS))]: _value(thrown, depth + 1) for _ in range(thrown(8))}


def _value(thrown: Dice, depth: int) -> object:
    match thrown(4 if depth < 4 else 2):
        case 2:
            return {str(_RUN_VALUES[thrown(len(_RUN_VALUES))]): _value(thrown, depth + 1) for _ in range(thrown(4))}
        case 3:
            return [_mapping(thrown, depth + 1) for _ in range(thrown(4))]
        case _:
            return _RUN_VALUES[thrown(len(_RUN_VALUES))]


def _pieces(known: list[str], data: bytes) -> list[str]:
    return [known[byte % len(known)] for byte in data]


def _balanced(pieces: list[str], bad: frozenset[str] = frozenset()) -> Iterator[str]:
    """The pieces without bad ones, each end tag in place of the one that is due, and the rest closed at the end."""
    opened: list[str] = []
    for piece in pieces:
        if piece in bad:
            continue
        if piece.startswith("</"):
            if opened:
                yield f"</{opened.pop()}>"
            continue
        if piece.startswith("<") and not piece.endswith("/>") and "</" not in piece:
            opened.append(piece[1:].rstrip(">").split(" ")[0])
        yield piece
    yield from (f"</{name}>" for name in reversed(opened))


def _office(data: bytes, parts: Mapping[str, str]) -> bytes:
    packing = _PACKINGS[data[-1] % len(_PACKINGS) if data else 0]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return _damaged(made.getvalue(), data)


def _encoded(pieces: list[str], data: bytes) -> bytes:
    coding = ("utf-8", "utf-8", "latin-1", "utf-16")[data[0] % 4 if data else 0]
    return "".join(pieces).encode(coding, "replace")


def _damaged(made: bytes, data: bytes) -> bytes:
    """One in four has some bytes of it changed."""
    if not made or not data or data[0] % 4:
        return made
    changed = bytearray(made)
    thrown = dice(data[::-1])
    for _ in range(1 + thrown(6)):
        changed[(thrown(256) * 256 + thrown(256)) % len(changed)] = thrown(256)
    return bytes(changed)
