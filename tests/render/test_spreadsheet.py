"""CSV that a spreadsheet may open."""

import csv
import io

import pytest

from tracker.render.spreadsheet import sheet


@pytest.mark.parametrize(
    "cell",
    [
        "=HYPERLINK(1)", "+1", "-1+cmd", "@SUM(1)", "＝1", "  =1", "\t=1", "\r=1", "\n=1", "\u00a0=1", "\u200b=1",
        "\ufeff=1", "\x00=1", "\u202e=1",
    ],
)  # fmt: skip
def test_no_text_begins_like_a_formula(cell: str) -> None:
    """Whatever blank or invisible characters stand before it."""
    (_, row) = csv.reader(io.StringIO(sheet(["words"], [[cell]])))

    assert row[0].startswith(("'", "␀", "�"))


def test_cells_keep_their_words_and_numbers() -> None:
    """Commas, quotes and new lines stay inside their cell; what is not there is empty; a number is a number."""
    text = sheet(["words", "number", "none"], [['One, "two"\nthree', -3, None]])

    assert text == 'words,number,none\r\n"One, ""two"" three",-3,\r\n'
