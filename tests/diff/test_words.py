"""The words that differ inside a pair."""

import time

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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("word " * 200_000, "word " * 199_990 + "last"),
        ("alpha beta gamma delta " * 45_000, "alpha beta gamma epsilon " * 41_000),
        ("a" * 1_000_000, "b" * 1_000_000),
        ("“" * 500_000, "”" * 400_000),
    ],
    ids=["repeated words", "a megabyte", "one word", "signs"],
)
def test_hostile_sentences_take_seconds(old: str, new: str) -> None:
    """Two sentences of a megabyte or of 200,000 repeated words end within seconds, and nothing of either is lost."""
    began = time.process_time()

    words = differ(old, new)

    assert time.process_time() - began < 10
    assert "".join(word.text for word in words if word.mark != "new") == " ".join(old.split())
    assert "".join(word.text for word in words if word.mark != "old") == " ".join(new.split())


def test_a_giant_sentence_is_cut_at_what_is_unique() -> None:
    """Of 30,000 different words each fiftieth was replaced: these are marked and no other."""
    old = " ".join(f"w{index}" for index in range(30_000))
    new = " ".join(f"w{index}" if index % 50 else f"x{index}" for index in range(30_000))

    words = differ(old, new)

    assert [word.text for word in words if word.mark == "new"] == [f"x{index}" for index in range(0, 30_000, 50)]


def test_beyond_the_budget_a_stretch_is_shown_whole() -> None:
    """A stretch of 6,000 words without a unique one in it is too much; what is the same around it is still seen."""
    around = " ".join(f"w{index}" for index in range(6_000))

    words = differ(f"{around} {'x y ' * 3_000}{around}", f"{around} {'u v ' * 3_000}{around}")

    assert [word.mark for word in words] == ["same", "old", "new", "same"]
