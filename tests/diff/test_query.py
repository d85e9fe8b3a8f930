"""Words a reader looks for."""

import pytest

from tracker.diff.query import Query
from tracker.errors import UsageError

SENTENCE = "Labour’s “hit squads” will visit 1,300 schools, says Zoë."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("schools", True),
        ("SCHOOLS labour", True),
        ("school", False),
        ("school*", True),
        ('"hit squads"', True),
        ("“squads hit”", False),
        ("squads hit", True),
        ("zoe 1,300", True),
        ("schools colleges", False),
    ],
)
def test_all_words_in_any_order_phrases_together(asked: str, *, found: bool) -> None:
    """Case and accents do not matter; quotation marks keep words together; a star stands for any ending."""
    assert Query.of(asked).found_in([SENTENCE]) is found


def test_words_may_stand_on_either_side() -> None:
    """A pledge that said “will” and says “may” is found by both words, but a phrase never spans two sentences."""
    sides = ["We will build it.", "We may build it."]

    assert Query.of("will may").found_in(sides)
    assert not Query.of('"it we"').found_in(sides)


@pytest.mark.parametrize("nothing", ["", " … ", '""', "*"])
def test_no_word_is_a_mistake(nothing: str) -> None:
    """Asking for nothing is refused in a sentence, not answered with everything."""
    with pytest.raises(UsageError, match="contains nothing to search for"):
        Query.of(nothing)
