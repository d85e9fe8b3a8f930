"""A briefing as a Word file: five small parts in a zip, the same bytes for the same briefing.

Written by hand, as it needs headings, paragraphs, lists and links and nothing else. Every text passes `_xml`: nothing of the
web becomes markup, a field or a relation other than a link to http and https.
"""

from collections.abc import Iterator
from html import escape

from tracker.desk.briefing import Briefing
from tracker.patterns import deferred
from tracker.render.briefing.blocks import BriefBlock, blocks
from tracker.render.cite.forms import plain
from tracker.render.cite.pieces import Phrase
from tracker.render.packed import packed
from tracker.render.safe import safe

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NO_XML = deferred("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, however it is escaped."""
_STYLES = {"title": "Title", "head": "Heading1", "item": "ListBullet", "detail": "ListBullet2"}
_SIZES = {"Title": 36, "Heading1": 26}
"""Half points."""
_INDENT = 360
"""Twentieths of a point by which a list is set in, for each level."""


def as_docx(one: Briefing) -> bytes:
    """The file. It names no author and no time: the briefing's own dates stand in its text."""
    links: dict[str, str] = {}
    body = "".join(_paragraph(block, links) for block in blocks(one))
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/hyperlink" Target="{_xml(url)}" TargetMode="External"/>'
        for url, name in links.items()
    )
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_xml(safe(one.name))}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships">'
            f"<w:body>{body}<w:sectPr/></w:body></w:document>"
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/_rels/document.xml.rels": _relations(
            f'<Relationship Id="s1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>'
            f'<Relationship Id="s2" Type="{_OFFICE}/relationships/numbering" Target="numbering.xml"/>{relations}'
        ),
    }
    return packed({name: f"{_HEAD}{told}".encode() for name, told in files.items()})


def _paragraph(block: BriefBlock, links: dict[str, str]) -> str:
    style = _STYLES.get(block.kind)
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{told}{''.join(_runs(block, links))}</w:p>"


def _runs(block: BriefBlock, links: dict[str, str]) -> Iterator[str]:
    for piece in block.line:
        if piece.kind == "link":
            name = links.setdefault(piece.text, f"l{len(links) + 1}")
            yield f'<w:hyperlink r:id="{name}">{_run(piece, "Hyperlink")}</w:hyperlink>'
        else:
            yield _run(piece, {"code": "Code", "quote": "QuoteWords"}.get(piece.kind))


def _run(piece: Phrase, style: str | None) -> str:
    told = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{_xml(plain(piece))}</w:t></w:r>'


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("�", text))


def _types() -> str:
    parts = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/numbering.xml": f"{_TYPE}.numbering+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    told = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(told: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _styles() -> str:
    """Word's own names, so that its navigation, a template and a screen reader know headings and lists."""
    language = '<w:lang w:val="en-GB"/>'
    head = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="80"/>{level}</w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{_SIZES[key]}"/></w:rPr></w:style>'
        for key, name, before, level in (
            ("Title", "Title", 0, ""),
            ("Heading1", "heading 1", 240, '<w:outlineLvl w:val="0"/>'),
        )
    )
    lists = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for level, (key, name) in enumerate((("ListBullet", "List Bullet"), ("ListBullet2", "List Bullet 2")))
    )
    letters = "".join(
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{key}"/><w:rPr>{look}</w:rPr></w:style>'
        for key, look in (
            ("Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
            ("Code", '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/><w:sz w:val="18"/>'),
            ("QuoteWords", "<w:i/>"),
        )
    )
    return (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/>{language}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>'
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{head}{lists}{letters}</w:styles>"
    )


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
        f'<w:pPr><w:ind w:left="{_INDENT * (level + 1)}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
        for level, sign in enumerate("•–")
    )
    return (
        f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
