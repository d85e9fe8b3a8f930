"""What a paper holds and nobody sees who reads it is left out and counted; what stands in a box is read."""

import io
import zipfile

from tracker.extract import docx, odt

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {"office": "office", "style": "style", "text": "text", "draw": "drawing"}.items()
)


def _zip(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _docx(*runs: str) -> bytes:
    return _zip(
        **{
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_W}><w:body><w:p>{''.join(runs)}</w:p></w:body></w:document>",
        }
    )


def _odt(body: str, styles: str = "") -> bytes:
    return _zip(
        **{
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )


def test_words_hidden_and_struck_out_text_is_counted_and_not_read() -> None:
    """Hidden runs and those that are struck out do not stand; `w:val="0"` takes the hiding back."""
    found = docx.read(
        _docx(
            _run("We will hire "), _run("6,500 ", "<w:strike/>"), _run("5,000"),
            _run("7", "<w:vertAlign w:val='superscript'/>"),
            _run(" teachers."), _run(" Not so.", "<w:vanish/>"), _run(" Every one.", '<w:vanish w:val="0"/>'),
        )
    )  # fmt: skip

    assert [one.text for one in found.sentences[1:]] == ["We will hire 5,000[^7] teachers.", "Every one."]
    assert found.hidden == len("6,500 " + " Not so.")


def test_hidden_sections_and_struck_out_spans_of_odt_are_counted_and_not_read() -> None:
    """A section that is not shown, a hidden paragraph, a span whose style strikes it out; a raised figure is a mark."""
    styles = (
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    body = (
        '<text:p>We will hire <text:span text:style-name="S">6,500 </text:span>5,000<text:span text:style-name="R">7'
        '</text:span> teachers.</text:p><text:section text:display="none"><text:p>Not so.</text:p></text:section>'
        "<text:section><text:p>Every one.</text:p></text:section>"
    )
    found = odt.read(_odt(body, styles))

    assert [one.text for one in found.sentences[1:]] == ["We will hire 5,000[^7] teachers.", "Every one."]
    assert found.hidden == len("6,500 " + "Not so.")


def test_a_text_box_is_read_after_the_paragraph_that_holds_it() -> None:
    """Boxes hang on a paragraph, in its midst."""
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p><text:p>And more.</text:p></draw:text-box></draw:frame>"
    found = odt.read(_odt(f"<text:p>Before {box}and after.</text:p><text:p>The next.</text:p>"))

    assert [one.text for one in found.sentences[1:]] == ["Before and after.", "In a box.", "And more.", "The next."]
