"""The same edit made in several places is told once."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.change import Change
from tracker.diff.compare import compare
from tracker.diff.group import grouped
from tracker.extract.document import Document

Page = Callable[..., Document]


def _changes(page: Page, *edits: tuple[str, str]) -> list[Change]:
    return [change for old, new in edits for change in compare(page(("paragraph", [old])), page(("paragraph", [new])))]


def test_identical_edits_are_one_group(page: Page) -> None:
    """The same sentence edited alike on two pages, whatever stands between, and whatever quotes it has."""
    changes = _changes(
        page,
        ("Pupils get “one” meal in school each day.", "Pupils get “one” free meal in school each day."),
        ("Lunch is at noon.", "Lunch is at noon in each hall."),
        ('Pupils get "one" meal in school each day.', 'Pupils get "one" free meal in school each day.'),
    )

    assert [group.places for group in grouped(changes)] == [(0, 2), (1,)]


def test_the_same_words_replaced_in_other_sentences_are_one_edit(page: Page) -> None:
    """A programme renamed on many pages is one story."""
    changes = _changes(
        page,
        (
            "Primary schools may apply to the Reading Mentors Fund in each spring term.",
            "Primary schools may apply to the Early Words Programme in each spring term.",
        ),
        (
            "Half of the money from the Reading Mentors Fund pays for library books.",
            "Half of the money from the Early Words Programme pays for library books.",
        ),
    )

    assert [group.places for group in grouped(changes)] == [(0, 1)]


def test_a_lone_small_word_is_no_common_edit(page: Page) -> None:
    """From "will" to "may" in two sentences is two stories."""
    changes = _changes(
        page,
        ("Schools will open libraries.", "Schools may open libraries."),
        ("Nurses will visit pupils.", "Nurses may visit pupils."),
    )

    assert len(grouped(changes)) == 2


@given(st.lists(st.sampled_from(["Buses are late.", "Lunch is at noon.", "Yes."]), max_size=9))
def test_every_change_is_in_one_group(texts: list[str]) -> None:
    """Nothing is lost, nothing told twice, and groups stand in the order of their first places."""
    changes = [Change(kind="added", old=None, new={"text": text, "start": 0, "end": len(text)}) for text in texts]

    groups = grouped(changes)

    assert sorted(place for group in groups for place in group.places) == list(range(len(texts)))
    assert [group.places[0] for group in groups] == sorted(group.places[0] for group in groups)
