"""Documents, papers and pages of any length around a text, made as the works take them."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from tracker.claims.claim import Claim
from tracker.extract import clean, plain
from tracker.extract.document import Document
from tracker.extract.pdf_lines import Line, PdfPage

_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>We will act. @</w:t></w:r></w:p></w:body></w:document>"
)
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>We will act. @</text:p></office:text></office:body></office:document-content>"
)
_PARTS = {"docx": ("word/document.xml", _WORD), "odt": ("content.xml", _ODT)}
_WIDTH = 60
"""Characters of a line."""


def party(text: str) -> Document:
    """A party's own page that says this."""
    when = datetime(2024, 6, 13, tzinfo=UTC)
    return plain.read(f"# T\n\n{text}", publisher="Labour", publisher_type="party", published=when)


def press(text: str) -> Document:
    """A newspaper's page that says this."""
    return plain.read(f"# T\n\n{text}", publisher="Classroom Post", publisher_type="press")


def claim(text: str) -> Claim:
    """A pledge in these words."""
    return Claim(id="c-aaaaaaaaaa", kind="pledge", text=text, start=0, end=len(text), strength=4)


def sentences(text: str, first: int = 0) -> str:
    """The text in paragraphs of a few dozen characters, each a sentence that could be a claim, numbered from the first."""
    return "\n\n".join(f"We will open {at} {one}." for at, one in enumerate(folded(text), first))


def folded(text: str) -> list[str]:
    """The text in lines."""
    return [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]


def numbered(text: str, first: int = 0) -> str:
    """The text with a number in the place of each #, counted from the first, no longer than it was."""
    begin, *rest = text.split("#")
    return (begin + "".join(f"{at}{one}" for at, one in enumerate(rest, first)))[: len(text)]


def inside(template: str) -> Callable[[str], bytes]:
    """A page with the text where its @ stands."""
    return lambda text: template.replace("@", text).encode()


def office(kind: str, *, markup: bool = False) -> Callable[[str], bytes]:
    """An office file that holds the text, as words or as the markup of its one part."""
    name, template = _PARTS[kind]

    def file(text: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, template.replace("@", text.replace("\x00", "") if markup else _escaped(text)))
        return made.getvalue()

    return file


def page(lines: list[str]) -> list[PdfPage]:
    """A PDF's page of these lines, as PDFium gives them."""
    height = 200.0 + 14 * len(lines)
    return [
        PdfPage(height, tuple(_line(text, height - 100 - 14 * at) for at, text in enumerate(lines)), pictures=False)
    ]


def paper(lines: list[str]) -> bytes:
    """A PDF of one page with these lines."""
    shown = " 0 -14 Td ".join(f"({_escaped_pdf(line)}) Tj" for line in lines)
    stream = f"BT /F 11 Tf 60 700 Td {shown} ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _line(text: str, y: float) -> Line:
    return Line(text=text, x0=60, x1=60 + 5.0 * len(text), y=y, last_y=y, size=11, bold=False, page=1)


def _escaped(text: str) -> str:
    """Without what no XML may hold."""
    return clean.line(text.replace("\x00", "")).replace("&", "&amp;").replace("<", "&lt;")


def _escaped_pdf(text: str) -> str:
    kept = text.encode("latin-1", "ignore").decode("latin-1").replace("\x00", "")
    return kept.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\n", " ")
