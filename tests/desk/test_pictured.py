"""Which part of a picture may be shown: around the words, and of a page that allows no copies no more than an extract."""

from collections.abc import Sequence
from datetime import date

import pytest
from pagepictures import png

from tracker.config.redaction import Redaction
from tracker.desk.pictured import Crop, crop_of, is_hidden, lines_with
from tracker.desk.redactor import Redactor
from tracker.fetch.picture import MOST_LINES, lines_of, with_lines

SAID = [
    "Our plan for the woods",
    "We will build 40 owl boxes in every village by 2027, and a warden",
    "will visit each of them once a month. Hedgehogs sleep all winter.",
    "Jays bury acorns.",
]
BOXES = "We will build 40 owl boxes in every village by 2027, and a warden will visit each of them once a month."


def picture(said: Sequence[str] = SAID, *, beside: str = "", wide: int = 1280) -> bytes:
    """Lines of a column that begins 100 pixels from the left, 40 pixels each, and one beside the second."""
    lines: list[list[object]] = [[100, 40 * at, 600, 30, text] for at, text in enumerate(said)]
    lines += [[705, 40, 200, 30, beside]] if beside else []
    return with_lines(png(wide, 40 * len(said) + 400), {"lines": lines})


def shown(image: bytes, crop: Crop | None) -> list[str]:
    """The lines that a crop would show, also in part."""
    assert crop is not None
    return [
        line.text
        for line in lines_of(image)
        if line.y < crop.top + crop.height and crop.top < line.y + line.height
        and line.x < crop.left + crop.width and crop.left < line.x + line.width
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [BOXES, BOXES.upper(), "| We will build 40 owl boxes | in every village by 2027, and a warden will visit each |"],
)
def test_words_are_found_whatever_stands_between_them(words: str) -> None:
    """In capitals, over two lines, with the pipes of a row."""
    assert [line.text for line in lines_with(lines_of(picture()), words)] == SAID[1:3]


@pytest.mark.parametrize("words", ["", "a month", "We will build 41 owl boxes in every village"])
def test_words_that_are_not_there_have_no_crop(words: str) -> None:
    """Nor have a few letters, which may stand anywhere."""
    assert crop_of(picture(), words, free=True, letters=200) is None


def test_of_a_free_page_the_lines_around_are_shown() -> None:
    """Whole ones, and wide enough to be a page."""
    image = picture([*(f"Line number {at} above" for at in range(9)), *SAID, *(f"Line {at} below" for at in range(9))])

    found = crop_of(image, BOXES, free=True, letters=20)

    said = shown(image, found)
    assert set(SAID[1:3]) < set(said)
    assert len(said) == 8  # three on either side: 120 pixels
    assert found is not None
    assert found.width >= 560


def test_an_extract_shows_no_more_than_it_may() -> None:
    """The lines of the sentence and nothing above or below; of too long a sentence the line with the words that changed."""
    image = picture()

    assert shown(image, crop_of(image, BOXES, free=False, letters=200)) == SAID[1:3]
    assert shown(image, crop_of(image, BOXES, telling="month", free=False, letters=100)) == [SAID[2]]
    assert shown(image, crop_of(image, BOXES, telling="40", free=False, letters=100)) == [SAID[1]]
    assert crop_of(image, BOXES, telling="40", free=False, letters=20) is None


def test_what_stands_beside_the_words_counts() -> None:
    """A line of another column that the margin would touch counts as if it were of the extract."""
    alone, beside = picture(), picture(beside="Read also what mice say of owls, at length")

    assert shown(alone, crop_of(alone, BOXES, telling="40", free=False, letters=80)) == [SAID[1]]
    assert crop_of(beside, BOXES, telling="40", free=False, letters=80) is None


def test_where_not_every_line_is_known_nothing_is_taken() -> None:
    """A page of more lines than are kept: what else stands in the crop cannot be counted."""
    image = with_lines(png(100, 100), {"lines": [[1, 1, 50, 10, BOXES]] * (MOST_LINES + 1)})

    assert crop_of(image, BOXES, free=False, letters=10**9) is None


def test_a_crop_stays_within_the_picture() -> None:
    """At its edges, and in a narrow one."""
    image = with_lines(png(200, 50), {"lines": [[0, 0, 200, 50, BOXES]]})

    assert crop_of(image, BOXES, free=True, letters=200) == Crop(0, 0, 200, 50)
    assert crop_of(image, BOXES, free=False, letters=200) == Crop(0, 0, 200, 50)


def test_a_picture_with_redacted_words_is_hidden() -> None:
    """Also over two lines; and one whose lines nobody knows, as soon as anything is redacted."""
    redactor = Redactor((Redaction(sentence=BOXES, by="desk", on=date(2026, 8, 20)),))

    assert is_hidden(picture(), redactor)
    assert not is_hidden(picture(["Jays bury acorns."]), redactor)
    assert is_hidden(png(10, 10), redactor)
    assert not is_hidden(picture(), Redactor())
