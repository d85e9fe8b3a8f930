"""As much of somebody's text as one may quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desk.extract import CUT, extract, marked_extract
from tracker.diff.change import Word

SENTENCE = "We will build 40 owl boxes in every village of the county by the end of the year."


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        (200, SENTENCE),
        (len(SENTENCE), SENTENCE),
        (26, "We will build 40 owl…"),
        (21, "We will build 40 owl…"),
        (20, "We will build 40…"),
        (2, "…"),
    ],
)
def test_an_extract_ends_after_a_whole_word(letters: int, shown: str) -> None:
    """With the mark of the cut, and never longer than allowed."""
    assert extract(SENTENCE, letters) == shown


def test_a_word_of_a_megabyte_is_not_shown_at_all() -> None:
    """Half a word would be another word."""
    assert extract("x" * 1_000_000, 240) == CUT


@given(st.text(alphabet="ab ,’", max_size=80), st.integers(min_value=1, max_value=60))
def test_an_extract_is_the_beginning_of_the_text(text: str, letters: int) -> None:
    """Of whole words, within the limit."""
    shown = extract(text, letters)

    assert len(shown) <= max(letters, 1)
    assert shown == text or (shown.endswith(CUT) and text.startswith(shown[:-1]))
    if shown not in {text, CUT}:
        assert text[len(shown) - 1] == " "


def test_a_marked_extract_shows_what_differs() -> None:
    """A long sentence is shown around its marks, not from its beginning, where nothing differs."""
    long = "of the many things that stand in this sentence and say little " * 4
    words = [
        Word(mark="same", text=f"Some {long}we will plant "),
        Word(mark="old", text="every"),
        Word(mark="new", text="up to 40"),
        Word(mark="same", text=f" trees {long}end."),
    ]

    shown = marked_extract(words, 240)

    assert [word.mark for word in shown] == ["same", "old", "new", "same"]
    assert shown[0].text.startswith(f"{CUT} ")
    assert shown[0].text.endswith(" we will plant ")
    assert shown[3].text.startswith(" trees of the many")
    assert shown[3].text.endswith(CUT)
    assert sum(len(word.text) for word in shown) <= 240


def test_a_marked_extract_of_many_marks_ends_at_the_limit() -> None:
    """A sentence written anew is no way round the limit, and both its wordings have room."""
    words = [Word(mark="old", text="one " * 200), Word(mark="new", text="two " * 200)]

    shown = marked_extract(words, 100)

    assert [word.mark for word in shown] == ["old", "new"]
    assert sum(len(word.text) for word in shown) <= 100
    assert all(word.text.endswith(CUT) for word in shown)


def test_a_short_sentence_is_shown_whole_with_its_marks() -> None:
    """Nothing is cut that need not be."""
    words = (Word(mark="same", text="We will "), Word(mark="new", text="now "), Word(mark="same", text="plant."))

    assert marked_extract(words, 240) == words
