"""Attacks that come as office files and PDFs; every one is made here."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tracker.errors import ExtractError
from tracker.extract import docx, odt, paper, pdf, plain

PAPERS = Path(__file__).parents[1] / "data" / "papers"

ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}'
    "</office:text></office:body></office:document-content>"
)
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t>'
    "</w:r></w:p></w:body></w:document>"
)
PARTS = {"odt": ("content.xml", ODT), "docx": ("word/document.xml", WORD)}
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def made_pdf(*pages: str, size: str = "0 0 595 842", count: int | None = None) -> bytes:
    """A PDF whose pages have these content streams."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count or len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {5 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


TEXT = "BT /F 11 Tf 60 700 Td (We will open four new schools in the valley by the end of next year.) Tj ET"


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE])
def test_entities_are_refused(kind: str, prolog: str) -> None:
    """A file that declares entities, to swell or to read our disk, is not read."""
    name, form = PARTS[kind]
    body = zipped({name: f"{prolog}{form.format('&i;')}"})

    with pytest.raises(ExtractError, match="declares XML entities"):
        paper.READERS[kind](body)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_zip_bomb_is_not_unpacked(kind: str) -> None:
    """A part that would swell a thousandfold is refused by what the archive says of it."""
    name, form = PARTS[kind]
    body = zipped({name: form.format(" " * 30_000_000)})

    with pytest.raises(ExtractError, match="it is not opened"):
        paper.READERS[kind](body)


def test_many_small_bombs_are_refused() -> None:
    """Thousands of parts are no letter."""
    with pytest.raises(ExtractError, match="not opened"):
        odt.read(zipped({f"{number}": b"" for number in range(5_001)}))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_deep_nesting_is_a_document_or_one_error(kind: str) -> None:
    """Ten thousand nested elements do not bring tracker down."""
    name, form = PARTS[kind]
    tag = "text:span" if kind == "odt" else "w:r"

    with pytest.raises(ExtractError):
        paper.READERS[kind](zipped({name: form.format(f"<{tag}>" * 10_000 + f"</{tag}>" * 10_000)}))


def test_names_in_an_archive_are_never_paths() -> None:
    """A part called ../../evil is read as nothing; macros beside the text are not looked at."""
    said = "<text:p>We will.</text:p>"
    body = zipped({
        "../../evil.txt": "evil", "Basic/Standard/Module1.xml": "<x/>", "content.xml": ODT.format(said)
    })  # fmt: skip

    assert odt.read(body).text == "# Untitled\n\nWe will.\n"


def test_external_pictures_of_a_word_file_are_not_asked_for() -> None:
    """A picture linked from the disk leaves no trace in the text."""
    link = "http://schemas.openxmlformats.org/package/2006/relationships"
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    body = zipped({
        "word/document.xml": WORD.format("We will open four schools."),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{link}"><Relationship Id="r" Type="{image}" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
    })  # fmt: skip

    assert docx.read(body).text == "# Untitled\n\nWe will open four schools.\n"


def test_a_plain_pdf_is_read() -> None:
    """The PDFs of these tests are ones that can be read."""
    assert "We will open four new schools in the valley" in pdf.read(made_pdf(TEXT)).text


@pytest.mark.parametrize("size", ["0 0 0 0", "0 0 1e30 1e30", "-5 -5 -5 -5"])
def test_odd_page_sizes_are_a_document_or_one_error(size: str) -> None:
    """A page without size, or larger than a town, is no crash."""
    with suppress(ExtractError):
        assert pdf.read(made_pdf(TEXT, size=size)).title


def test_a_huge_page_count_is_refused_or_disbelieved() -> None:
    """A file that says it has two thousand million pages costs nothing."""
    with suppress(ExtractError):
        assert pdf.read(made_pdf(TEXT, count=2_000_000_000)).title


def test_control_characters_do_not_reach_the_text() -> None:
    """Escape sequences inside a PDF's text are gone."""
    found = pdf.read(made_pdf(TEXT.replace("open", "\\033[31mopen\\007\\000"))).text

    assert not [character for character in found if ord(character) < 32 and character != "\n"]


def test_pages_that_are_pictures_need_ocr() -> None:
    """A scanned paper says `needs OCR` and gives no text."""
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"

    with pytest.raises(ExtractError, match="needs OCR"):
        pdf.read(made_pdf(picture, picture))


def test_an_empty_pdf_says_so() -> None:
    """A page without anything on it is an error that says so."""
    with pytest.raises(ExtractError, match="no text"):
        pdf.read(made_pdf(""))


LOCKED = "is locked with a password; ask its publisher for an open copy"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
"""How a compound file begins: what old Office wrote, and in which newer Office keeps a file that is locked."""


def _flagged(body: bytes) -> bytes:
    """The archive with the mark of a locked member in each of its headers."""
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(start)
        while at >= 0:
            body = body[: at + flags] + bytes([body[at + flags] | 1]) + body[at + flags + 1 :]
            at = body.find(start, at + 1)
    return body


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_locked_archive_is_one_clear_error(kind: str) -> None:
    """An archive whose members need a password says so, and what to do."""
    name, form = PARTS[kind]

    with pytest.raises(ExtractError, match=LOCKED):
        paper.READERS[kind](_flagged(zipped({name: form.format("We will.")})))


def test_a_word_file_with_a_password_is_one_clear_error() -> None:
    """Office keeps a locked DOCX in a file of the old kind."""
    body = COMPOUND + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le") + bytes(500)

    with pytest.raises(ExtractError, match=f"the file {LOCKED}"):
        docx.read(body)


@pytest.mark.parametrize(
    "parts",
    [
        {
            "content.xml": b"\x93\xf1\x07 not xml any more",
            "META-INF/manifest.xml": '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>',
        },
        {"encrypted-package": b"\x93\xf1\x07", "META-INF/manifest.xml": "<manifest:manifest/>"},
    ],
    ids=["part by part", "as a whole"],
)
def test_an_opendocument_file_with_a_password_is_one_clear_error(parts: dict[str, str | bytes]) -> None:
    """OpenDocument says in its manifest what is locked, or locks everything into one part; the archive itself is open."""
    body = zipped(parts)

    assert paper.kind_of("saved", body) == "odt"
    with pytest.raises(ExtractError, match=f"an ODT file {LOCKED}"):
        odt.read(body)


def test_a_pdf_with_a_password_is_one_clear_error() -> None:
    """A PDF that opens with a password only, as an office program makes it, says so."""
    with pytest.raises(ExtractError, match=f"the PDF {LOCKED}"):
        pdf.read((PAPERS / "locked.pdf").read_bytes())


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    """A password for changing and printing, which many papers have, hides no word."""
    open_one, restricted = ((PAPERS / name).read_bytes() for name in ("one.pdf", "restricted.pdf"))

    assert b"/Encrypt" in restricted
    assert pdf.read(restricted).text == pdf.read(open_one).text


@pytest.mark.parametrize("reader", [docx.read, odt.read, plain.decoded])
def test_an_old_word_file_is_called_so(reader: Callable[[bytes], object]) -> None:
    """A .doc is not taken for text or for a damaged DOCX, whatever it is called."""
    with pytest.raises(
        ExtractError, match=r"the file is one of an old Office \(such as \.doc\): save it as DOCX, ODT or PDF"
    ):
        reader(COMPOUND)
