"""Figures that are set small or drawn raised in a PDF, and a note behind a word that a page's end cuts."""

import pytest

from tracker.extract import pdf

_BEGINS = (
    b"BT /F1 14 Tf 50 760 Td (A fair plan) Tj ET "
    b"BT /F1 10 Tf 50 700 Td 12 TL (We will open nurseries in the towns that have none, and) Tj T* "
    b"(pay for them from the levy on homes that stand empty.) Tj ET "
)
_RAISED = b"400 0 100 400 300 750 d1 100 400 200 350 re f"
"""A figure 1 that its font draws above the middle of the line."""


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _paper(*contents: bytes) -> bytes:
    """A PDF with a page for each content: F1 is Helvetica, F2 has a raised figure 1 and nothing else."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        (
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 800]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 49/LastChar 49"
            b"/Widths[400]/Encoding<</Type/Encoding/Differences[49/one]>>/CharProcs<</one 5 0 R>>/Resources<<>>>>"
        ),
        _stream(_RAISED),
    ]
    kids = []
    for content in contents:
        objects.append(_stream(content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    body = b"%PDF-1.4\n"
    places = []
    for number, written in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, written)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF"
        % (size, rows, size, len(body))
    )


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (b"(Councils will choose) Tj /F1 6 Tf 4 Ts (3) Tj 0 Ts /F1 10 Tf ( the places.) Tj", "choose[^3] the places."),
        (b"(Parents will be asked) Tj /F2 10 Tf (1) Tj /F1 10 Tf ( every spring.) Tj", "asked[^1] every spring."),
        (b"(We will cut CO) Tj /F1 6 Tf -2 Ts (2) Tj 0 Ts /F1 10 Tf ( by half.) Tj", "cut CO2 by half."),
    ],
    ids=["set small and raised", "drawn raised by its font", "set small and low"],
)
def test_a_raised_figure_is_a_notes_mark(shown: bytes, read: str) -> None:
    """Also where the font draws it so, at the line's own size; one below the line is part of its word."""
    assert read in pdf.read(_paper(_BEGINS + b"BT /F1 10 Tf 50 650 Td " + shown + b" ET")).text


def test_a_note_does_not_stand_in_a_word_that_the_page_cuts() -> None:
    """The word goes on at the top of the next page; the note is a note."""
    document = pdf.read(
        _paper(
            _BEGINS
            + b"BT /F1 10 Tf 50 110 Td (Councils with no officers to spare may apply, and a deci-) Tj ET "
            + b"BT /F1 8 Tf 50 60 Td (4 Counted by the councils in spring.) Tj ET",
            b"BT /F1 10 Tf 50 760 Td (sion will follow within six weeks of the day.) Tj ET",
        )
    )

    assert "may apply, and a decision will follow within six weeks of the day.\n" in document.text
    assert [block.kind for block in document.blocks][-1] == "note"
