"""Comparing two documents."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diff.compare import compare
from tracker.extract import plain
from tracker.extract.document import Document

Page = Callable[..., Document]

_MENTORS = "We will recruit 3,200 reading mentors for primary schools."
_LIBRARY = "Every nursery will open a library corner."
_BUSES = "Headteachers told us that buses come late in rural areas."
_MUSIC = "The music fund will be doubled over three years."


def test_a_document_does_not_differ_from_itself(page: Page) -> None:
    """Nothing changed, nothing said."""
    document = page(("heading", ["Reading"]), ("paragraph", [_MENTORS, _LIBRARY]), ("item", [_BUSES]))

    assert compare(document, document) == ()


@given(
    pieces=st.lists(
        st.tuples(
            st.sampled_from(["heading", "paragraph", "item", "row"]),
            st.lists(st.sampled_from([_MENTORS, _BUSES, "Yes."]), min_size=1, max_size=3),
        ),
        max_size=6,
    )
)
@settings(max_examples=50, deadline=None)
def test_no_document_differs_from_itself(request: pytest.FixtureRequest, pieces: list[tuple[str, list[str]]]) -> None:
    """Whatever its blocks, repeated lines included."""
    document = request.getfixturevalue("page")(*pieces)

    assert compare(document, document) == ()


def test_a_rewording_shows_words_flags_and_place(page: Page) -> None:
    """The pair has both sides with offsets and heading, the words, the flag and a score with reasons."""
    old = page(("heading", ["Reading"]), ("paragraph", [_MENTORS, _BUSES]))
    new = page(("heading", ["Reading"]), ("paragraph", [_MENTORS.replace("3,200", "1,900"), _BUSES]))

    (change,) = compare(old, new)

    assert change.kind == "reworded"
    assert change.old is not None
    assert change.new is not None
    assert old.text[change.old.start : change.old.end] == change.old.text == _MENTORS
    assert new.text[change.new.start : change.new.end] == change.new.text
    assert change.new.heading == "Reading"
    assert [(flag.name, flag.old, flag.new) for flag in change.flags] == [("number", "3,200", "1,900")]
    assert [word.text for word in change.words if word.mark != "same"] == ["3,200", "1,900"]
    assert change.score > 0.3
    assert change.reasons[0] == "number changed: 3,200 → 1,900"


def test_added_and_removed_stand_in_reading_order(page: Page) -> None:
    """A removed sentence is read where it used to follow, before what was added there."""
    old = page(("paragraph", [_MENTORS, _BUSES, _MUSIC]))
    new = page(("paragraph", [_MENTORS, "Swimming lessons are free on Mondays.", _MUSIC, "Lunch costs £2."]))

    changes = compare(old, new)

    assert [change.kind for change in changes] == ["removed", "added", "added"]
    assert changes[0].new is None
    assert changes[1].old is None


def test_typography_is_noise(page: Page) -> None:
    """Quotes, dashes and case are counted, not listed, and raise no flags."""
    old = page(("paragraph", ["The “late” buses’ route – 14 – stays."]))
    new = page(("paragraph", ['The "late" buses\' route - 14 - stays.']))

    (change,) = compare(old, new)

    assert change.noise
    assert change.flags == ()
    assert change.score < 0.05


def test_another_marker_is_no_change(page: Page) -> None:
    """A paragraph that became a list item, or a quotation, says the same."""
    assert compare(page(("paragraph", [_MENTORS])), page(("item", [_MENTORS]))) == ()


def test_a_new_lead_in_flags_itself_only(page: Page) -> None:
    """The items under a changed introduction are not changed."""
    old = page(("paragraph", ["Our new government will:"]), ("item", [_LIBRARY]), ("item", [_BUSES]))
    new = page(("paragraph", ["Our new government aims to:"]), ("item", [_LIBRARY]), ("item", [_BUSES]))

    (change,) = compare(old, new)

    assert [flag.name for flag in change.flags] == ["modality"]


def test_an_item_takes_its_verb_from_the_lead_in() -> None:
    """Under "We will:" an item that becomes "consider …" is less firm than one that just does it."""
    old, new = (
        plain.read(f"# A plan\n\nWe will:\n\n- {verb} a breakfast club in every primary school\n- hire 40 nurses\n")
        for verb in ("open", "consider")
    )

    (change,) = compare(old, new)

    assert [(flag.name, flag.old, flag.new) for flag in change.flags] == [("modality", "", "consider")]


def test_blocks_of_different_kind_never_pair(page: Page) -> None:
    """A paragraph that became a heading was removed and added."""
    changes = compare(page(("paragraph", [_MENTORS])), page(("heading", [_MENTORS])))

    assert [change.kind for change in changes] == ["removed", "added"]


def test_the_title_is_a_heading(page: Page) -> None:
    """A new title is a reworded heading, and that is a reason."""
    (change,) = compare(page(title="A plan for rural schools"), page(title="A plan for our rural schools"))

    assert change.kind == "reworded"
    assert change.part == "title"
    assert "the title" in change.reasons


def test_a_moved_sentence_is_one_change(page: Page) -> None:
    """Only what left its place is told, as moved and low; moved and reworded is reworded, with the mark."""
    old = page(("paragraph", [_MENTORS, _LIBRARY, _BUSES, _MUSIC]))

    (moved,) = compare(old, page(("paragraph", [_MUSIC, _MENTORS, _LIBRARY, _BUSES])))
    (both,) = compare(old, page(("paragraph", [_MUSIC.replace("three", "four"), _MENTORS, _LIBRARY, _BUSES])))

    assert (moved.kind, moved.moved, moved.flags) == ("moved", True, ())
    assert moved.score < 0.1
    assert (both.kind, both.moved) == ("reworded", True)
    assert both.flags


def test_split_and_merged_are_told(page: Page) -> None:
    """One sentence that became two is one change; so is its opposite."""
    whole = page(
        (
            "paragraph",
            ["The mentors will visit each primary school weekly and they will train the teachers of early reading."],
        )
    )
    parts = page(
        (
            "paragraph",
            ["The mentors will visit each primary school weekly.", "They will train the teachers of early reading."],
        )
    )

    (split,) = compare(whole, parts)
    (merged,) = compare(parts, whole)

    assert (split.kind, merged.kind) == ("split", "merged")
    assert split.new is not None
    assert parts.text[split.new.start : split.new.end].split() == split.new.text.split()


@pytest.mark.parametrize("words", ["by 5 May 2024", "alpha beta gamma delta"])
def test_hostile_sentences_take_seconds(page: Page, words: str) -> None:
    """A page that is one sentence of a megabyte, edited, is compared within seconds."""
    text = f"{words} " * (1_000_000 // len(words))
    old, new = page(("paragraph", [f"{text}once."])), page(("paragraph", [f"{text[: len(text) // 2]}twice."]))
    began = time.process_time()

    changes = compare(old, new)

    assert time.process_time() - began < 10
    assert changes


def test_two_sentences_without_a_word_in_common_are_no_rewording() -> None:
    """One went, one came."""
    pages = [
        plain.read(f"# Owls\n\nOwls hunt at night.\n\n{middle}\n\nThe wood is old and wide.\n")
        for middle in (
            "Ministers promised ladders for every orchard keeper.",
            "Rainfall broke three records over western counties.",
        )
    ]

    assert [change.kind for change in compare(*pages)] == ["removed", "added"]


def test_a_name_that_the_page_knew_is_no_news(page: Page) -> None:
    """One that stood elsewhere on it came to one more sentence; one that it never held did come."""
    rest = "The Goole Quay office is open to all keepers on weekdays."
    old = page(("paragraph", [rest, "Keepers need not stay away if they live beside the lock."]))
    known, fresh = (
        page(("paragraph", [rest, f"Keepers need not stay away if they live beside the {name} lock."]))
        for name in ("Goole Quay", "Selby Weir")
    )

    assert [change.flags for change in compare(old, known)] == [()]
    assert [flag.new for change in compare(old, fresh) for flag in change.flags] == ["Selby Weir"]


def test_sentences_that_share_a_frame_are_removed_and_added(page: Page) -> None:
    """What stands all over the page makes no pair."""
    frame = "Lock keepers of the canal may ask the office for help with boats, gates, paths and water."
    old = page(
        ("paragraph", [frame] * 3 + ["In spring the office is holding water tests of canal boats with six keepers."])
    )
    new = page(
        ("paragraph", [frame] * 3 + ["During summer the office intends to restart visits under its framework of care."])
    )

    assert sorted(change.kind for change in compare(old, new)) == ["added", "removed"]
