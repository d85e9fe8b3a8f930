"""Broken characters are mended only where there is no doubt, and it is said how many."""

import pytest

from tracker.extract import article, build
from tracker.extract.mojibake import mend
from tracker.extract.piece import Piece


@pytest.mark.parametrize(
    ("broken", "mended", "count"),
    [
        ("We donâ€™t have â‚¬5", "We don’t have €5", 2),
        ("â€œHit squadsâ€ â€“ Â£450m for cafÃ©s", "“Hit squads” – £450m for cafés", 5),
        ("We haveÂ nothingâ€¦", "We have nothing…", 2),
        ("The woodÕs owls Ð all Ôbarn owlsÕ Ð wonÕt go", "The wood’s owls – all ‘barn owls’ – won’t go", 6),
    ],
)
def test_certain_faults_are_mended(broken: str, mended: str, count: int) -> None:
    """UTF-8, or a Macintosh's text, read as Windows-1252 becomes what its author wrote."""
    assert mend([broken]) == ((mended,), count)


@pytest.mark.parametrize(
    "text",
    [
        "Une dÂme",
        "SÃO PAULO",
        "Pâques",
        "Â is a letter",
        "Â and Ã are letters",
        "Õunapuu ja Ôm",
        "THE WOODÕS",
        "Ðuro",
        "“Curly” – £5 for cafés",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    """Letters that only look like a fault stay as published."""
    assert mend([text]) == ((text,), 0)


def test_a_document_says_how_many_were_mended() -> None:
    """Text, title and table cells are mended alike, and the document counts it."""
    pieces = [Piece(kind="paragraph", text="Itâ€™s"), Piece(kind="row", cells=("Â£1", "2"))]

    document = build.document(title="Ofstedâ€™s plan", pieces=pieces)

    assert document.text == "# Ofsted’s plan\n\nIt’s\n\n| £1 | 2 |\n"
    assert document.mended == 3


def test_a_page_broken_before_it_was_sent_reads_well() -> None:
    """A page that was broken by its publisher's system gives the text of the sound page."""
    sound = "<h1>Plan</h1><p>We don’t think that “hit squads” – at £450m – are the answer to everything.</p>"
    broken = sound.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")

    found = article.read(broken.encode(), url="https://example.org/")

    assert found.text == article.read(sound.encode(), url="https://example.org/").text
    assert found.mended == 6
