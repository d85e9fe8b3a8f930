"""Words beside what we hold."""

from collections.abc import Sequence

import pytest

from tracker.config.verdict import Alias
from tracker.links.library import Library

SENTENCES = [
    (7, "We will build 40 owl boxes in every village by the end of 2027."),
    (8, "Ministers said the book brigades “will visit every school — at last”."),
    (9, "We will build 40 owl boxes in every village by the end of 2027"),
    (12, "Raising standards"),
    (13, "The harvest festival opens in September and brings farmers from nine counties together."),
    (14, "Ministers said the harvest will be late."),
]


def search(starts: Sequence[str]) -> list[tuple[int, str]]:
    """As the store does it."""
    words = {number: text.lower().replace("“", " ").split() for number, text in SENTENCES}
    return [one for one in SENTENCES if any(word.startswith(tuple(starts)) for word in words[one[0]])]


@pytest.fixture(scope="module")
def library() -> Library:
    """Six sentences and an alias."""
    return Library(search, [Alias(names=("reading squads", "book brigades"), by="Ada")])


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
    (found,) = library.holds(asked)

    assert (found.how, found.numbers, found.score) == ("exact", numbers, 1.0)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("We aim to build 60 owl boxes in villages by 2027.", (7, 9)),
        ("The reading squads will visit every school.", (8,)),
        ("The harvest festival opens in March and brings farmers from nine counties together.", (13,)),
    ],
)
def test_nearly(library: Library, asked: str, numbers: tuple[int, ...]) -> None:
    """Another wording, with all places where it stands: another number or month, and a programme's other name."""
    best, *_ = library.holds(asked)

    assert (best.how, best.numbers) == ("near", numbers)
    assert best.text == dict(SENTENCES)[numbers[0]]


@pytest.mark.parametrize(
    "asked",
    [
        "We will fit solar panels to roofs.",
        "raises some questions",
        "Ministers said the owls will be late.",
        "We will count moths in every village by the end of 2027.",
        "standards of raising hens",
        "",
        "–",
    ],
)
def test_not_at_all(library: Library, asked: str) -> None:
    """A shared topic, word, frame or date is no nearness: it must be about the same thing."""
    assert library.holds(asked) == ()
