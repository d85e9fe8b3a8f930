"""Words beside what we hold."""

import pytest

from tracker.config.verdict import Alias
from tracker.links.library import Library, SentenceMatch

SENTENCES = [
    (7, "We will build 40 owl boxes in every village by the end of 2027."),
    (8, "Ministers said the book brigades “will visit every school — at last”."),
    (9, "We will build 40 owl boxes in every village by the end of 2027"),
    (12, "Raising standards"),
]


@pytest.fixture(scope="module")
def library() -> Library:
    """Four sentences and an alias."""
    return Library(SENTENCES, [Alias(names=("reading squads", "book brigades"), by="Ada")])


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("build 40 owl boxes in every village", (7, 9)),
        ('"WILL visit every school - at last"', (8,)),
        ("forty owl boxes", (7, 9)),
    ],
)
def test_word_for_word(library: Library, asked: str, numbers: tuple[int, ...]) -> None:
    """All its words in a row, whatever their case, quotation marks, dashes and the spelling of numbers."""
    found = library.holds(asked)

    assert (found.how, found.numbers, found.text) == ("exact", numbers, None)


def test_nearly(library: Library) -> None:
    """Another wording of it, with all places where that wording stands; a programme's other name counts."""
    found = library.holds("We aim to build 60 owl boxes in villages by 2027.")

    assert (found.how, found.numbers, found.text) == ("near", (7, 9), SENTENCES[0][1])
    assert library.holds("The reading squads will visit every school.").numbers == (8,)


@pytest.mark.parametrize("asked", ["We will fit solar panels to roofs.", "raises some questions", "owl", "", "–"])
def test_not_at_all(library: Library, asked: str) -> None:
    """A shared topic or word is no nearness, and nothing is held of no words; an exact word is found."""
    assert library.holds(asked) == SentenceMatch(how="none") or (asked == "owl" and library.holds(asked).how == "exact")
