"""The words that differ inside a pair."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diff.words import differ

_SIGNS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def _shown(old: str, new: str) -> str:
    return "".join(_SIGNS[word.mark].format(word.text) for word in differ(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("We will open clubs.", "We will open clubs.", "We will open clubs."),
        ("We will open clubs.", "We aim to open clubs.", "We [-will-]{+aim to+} open clubs."),
        ("It costs £1.3bn a year.", "It costs £1.5bn a year.", "It costs [-£1.3bn-]{+£1.5bn+} a year."),
        ("Schools must publish it.", "Schools should publish it.", "Schools [-must-]{+should+} publish it."),
        ("We will open clubs.", "We will open free clubs.", "We will open {+free +}clubs."),
        (
            "Many schools and colleges in the region work well.",
            "Some trusts in the region work well.",
            "[-Many schools and colleges-]{+Some trusts+} in the region work well.",
        ),
    ],
)
def test_words_are_marked_whole(old: str, new: str, shown: str) -> None:
    """Whole words are marked, and islands of small words between two changes are dissolved."""
    assert _shown(old, new) == shown


def test_a_rewrite_is_shown_whole() -> None:
    """When under three in ten content words survive, old and new stand whole side by side."""
    words = differ("Mentors will visit rural schools weekly.", "The music fund doubles for schools next spring.")

    assert [word.mark for word in words] == ["old", "new"]


@given(st.text(alphabet="ab1 ,.’£–\u00a0", max_size=40), st.text(alphabet="ab1 ,.’£–\u00a0", max_size=40))
@settings(max_examples=50, deadline=None)
def test_the_words_join_back_to_both_texts(old: str, new: str) -> None:
    """Nothing is lost or invented on either side; white space counts as single spaces."""
    words = differ(old, new)

    assert "".join(word.text for word in words if word.mark != "new") == " ".join(old.split())
    assert "".join(word.text for word in words if word.mark != "old") == " ".join(new.split())


def test_a_hostile_sentence_is_shown_whole() -> None:
    """Above five thousand words the comparison is left out."""
    words = differ("a " * 50_000, "b " * 50_000)

    assert [word.mark for word in words] == ["old", "new"]
