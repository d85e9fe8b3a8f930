"""Which differences a reader wants to see."""

from collections.abc import Callable

import pytest

from tracker.diff.change import Change, Side, Word
from tracker.diff.choice import ChangeFilter
from tracker.diff.differences import Differences, differences
from tracker.diff.query import Query
from tracker.extract.document import Attachment, Document

Page = Callable[..., Document]
BOXES, SOFTER = "We will build 40 boxes for owls by 2027.", "We aim to build 40 boxes for owls by 2027."
NARROWED = "We will build 40 boxes for barn owls by 2027."
JAYS = "Jays bury more acorns in autumn than they ever find again."
MILK = "Hedgehogs must not be given milk, which makes them ill."


def _found(page: Page, old: list[str], new: list[str]) -> Differences:
    return differences(page(("paragraph", old)), page(("paragraph", new)))


def _kinds(found: Differences) -> list[str]:
    return [change.kind for change in found.changes]


def test_without_a_wish_everything_is_wanted(page: Page) -> None:
    """The very object comes back."""
    found = _found(page, [BOXES, JAYS], [SOFTER, MILK])

    assert ChangeFilter().of(found) is found


def test_what_was_added(page: Page) -> None:
    """Sentences that came, and those into which words came; not those that only lost some."""
    found = _found(page, [BOXES, JAYS], [NARROWED, MILK])

    assert _kinds(ChangeFilter(added=True).of(found)) == ["reworded", "added"]
    assert _kinds(ChangeFilter(removed=True).of(found)) == ["removed"]
    assert _kinds(ChangeFilter(added=True, removed=True).of(found)) == _kinds(found)


def test_words_of_either_side_are_found(page: Page) -> None:
    """“will” went and “aim” came: both find the softened pledge, and one of several wishes is enough."""
    found = _found(page, [BOXES, JAYS], [SOFTER, MILK])

    for asked in ("will owls", "aim"):
        (change,) = ChangeFilter(matching=(Query.of(asked),)).of(found).changes
        assert change.kind == "reworded"
    assert _kinds(ChangeFilter(matching=(Query.of("acorns"), Query.of("milk"))).of(found)) == ["removed", "added"]


@pytest.mark.parametrize(("wish", "kept"), [({"added": True}, 1), ({"removed": True}, 0)])
def test_facts_come_and_go_too(page: Page, wish: dict[str, bool], kept: int) -> None:
    """A new attachment is something added; it is found by the words of its title."""
    old = page(("paragraph", [BOXES]))
    file = Attachment(title="Map of the boxes", url="https://example.org/map.pdf")
    found = differences(old, old.model_copy(update={"attachments": (file,)}))

    assert len(ChangeFilter(**wish).of(found).facts) == kept
    assert len(ChangeFilter(matching=(Query.of("map"),), **wish).of(found).facts) == kept
    assert not ChangeFilter(matching=(Query.of("jays"),)).of(found).facts


def test_a_moved_sentence_neither_came_nor_went() -> None:
    """It has no words that are new or old."""
    side = Side(text=JAYS, start=0, end=len(JAYS))
    moved = Change(kind="moved", old=side, new=side, words=(Word(mark="same", text=JAYS),), moved=True)

    assert not ChangeFilter(added=True, removed=True).of(Differences(changes=(moved,))).changes
