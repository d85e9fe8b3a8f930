"""Since when each sentence stands there."""

from collections.abc import Callable

from tracker.diff.blame import Origin, blame
from tracker.extract.document import Document

Page = Callable[..., Document]
BOXES = "We will build 40 boxes for owls in every village by 2027."
SOFTER = "We aim to build 40 boxes for owls in every village by 2028."
JAYS = "Jays bury more acorns in autumn than they ever find again."
MILK = "Hedgehogs must not be given milk – it makes them ill."


def _origins(page: Page, *versions: list[str]) -> list[Origin]:
    return list(blame(page(("paragraph", sentences)) for sentences in versions))


def test_a_sentence_keeps_the_version_in_which_it_appeared(page: Page) -> None:
    """What stood there from the start has the first version, what was added later has its own."""
    title, boxes, jays, milk = _origins(page, [BOXES], [BOXES, JAYS], [BOXES, JAYS], [BOXES, JAYS, MILK])

    assert (title, boxes, jays, milk) == (Origin(0, 0), Origin(0, 0), Origin(1, 1), Origin(3, 3))


def test_a_reworded_sentence_has_both_dates(page: Page) -> None:
    """Since when in these words, and since when in any."""
    assert _origins(page, [BOXES, JAYS], [SOFTER, JAYS])[1:] == [Origin(1, 0), Origin(0, 0)]


def test_two_rewordings_lead_back_to_the_first(page: Page) -> None:
    """The pledge was there from version 0; its present words came with the last edit."""
    third = SOFTER.replace("2028", "2030")

    assert _origins(page, [JAYS, BOXES], [JAYS, SOFTER], [JAYS, third])[2] == Origin(2, 0)


def test_a_move_or_new_quotes_are_no_new_words(page: Page) -> None:
    """A sentence that stands elsewhere now, or whose dash was set anew, keeps its date."""
    found = _origins(page, [BOXES, JAYS, MILK], [JAYS, MILK.replace("–", "-"), BOXES.replace("40", "40\u00a0")])

    assert {origin.worded for origin in found} == {0}


def test_words_that_came_back_are_told_with_their_first_version(page: Page) -> None:
    """Removed and put back: new since the last version, but they had stood there before."""
    assert _origins(page, [MILK, JAYS], [JAYS], [MILK, JAYS])[1] == Origin(2, 2, before=0)


def test_a_second_copy_has_not_come_back(page: Page) -> None:
    """A line that is printed twice now is a new line, not an old one that returned."""
    assert _origins(page, [MILK, JAYS], [MILK, JAYS, BOXES, MILK])[-1] == Origin(1, 1)


def test_parts_of_a_split_sentence_keep_the_first_date(page: Page) -> None:
    """Both halves are in these words since the split, in some words since the start."""
    whole = "We will plant oaks along the river bank, and the council will pay for the young trees each year."
    parts = ["We will plant oaks along the river bank.", "The council will pay for the young trees each year."]

    assert _origins(page, [JAYS, whole], [JAYS, *parts])[2:] == [Origin(1, 0), Origin(1, 0)]


def test_no_versions_have_no_sentences() -> None:
    """Nothing in, nothing out."""
    assert blame(()) == ()
