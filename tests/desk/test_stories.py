"""What a weightier entry of a list tells already stands lower."""

import time
from collections.abc import Sequence
from itertools import pairwise

from tracker.desk.stories import AGAIN, NEXT, SAME_PAGE, Told, weights
from tracker.diff.change import Change, Flag, Side


def _side(text: str) -> Side:
    return Side(text=text, start=0, end=len(text))


def _edit(old: str, new: str, *flags: tuple[str, str], score: float = 0.5) -> Change:
    dated = tuple(Flag(name="date", old=before, new=after) for before, after in flags)
    return Change(kind="reworded", old=_side(old), new=_side(new), flags=dated, score=score)


def _lone(text: str, *, came: bool, score: float = 0.5) -> Change:
    side = _side(text)
    return Change(
        kind="added" if came else "removed", old=None if came else side, new=side if came else None, score=score
    )


def _told(page: str, *changes: Change, rest: float = 0.0) -> Told:
    return Told(max([rest, *(one.score for one in changes)]), changes, frozenset({page}), rest)


def _weights(*entries: Told) -> Sequence[float]:
    return [round(weight, 4) for weight in weights(entries)]


def test_a_sentence_that_came_and_went_is_one_story() -> None:
    """Whichever of the two is told first."""
    plan = "The harbour plans to mend the pier as soon as possible."

    assert _weights(_told("a@3", _lone(plan, came=False)), _told("a@2", _lone(plan, came=True))) == [0.5, 0.5 * AGAIN]


def test_a_sentence_that_two_pages_tell_in_nearly_its_words_is_one_story() -> None:
    """Two that only begin alike are two."""
    first = "The harbour will only move boats to the next pier when it is safe to do so."
    longer = f"{first[:-1]} and calm, as said in the spring paper."
    other = (
        "The harbour will only move boats to the next season of races by consent of rowers, wardens and their guests."
    )

    told = [_told(f"{name}@2", _lone(text, came=True)) for name, text in (("a", first), ("b", longer), ("c", other))]

    assert _weights(*told) == [0.5, 0.5 * AGAIN, 0.5]


def test_a_page_of_which_the_first_edit_was_told_has_its_next_one() -> None:
    """It is not lost with what is known."""
    plan, other = "The harbour plans to mend the pier.", "Boats will be moored for ten days."
    second = _told("a@2", _lone(plan, came=True), _lone(other, came=True, score=0.45))

    assert _weights(_told("a@3", _lone(plan, came=False)), second)[1] == round(0.45 * NEXT, 4)


def test_one_date_moved_on_sibling_pages_is_one_story() -> None:
    """The sentences need not be the same, what moved and from where must be."""
    dates = ("31 March 2027", "spring half-term 2027")
    first = _edit(
        "The boat fund covers the cost of absences until 31 March 2027.",
        "The boat fund has been extended to cover the cost of absences until spring half-term 2027.",
        dates,
    )
    sibling = _edit(
        "Funding for ferries: the boat fund meets costs of absences to 31 March 2027.",
        "Funding for ferries: the boat fund meets costs of absences to spring half-term 2027.",
        dates,
    )
    another = _edit(
        "Applications of pilots for a licence close on 31 March 2027.",
        "Applications of pilots for a licence close at spring half-term 2027.",
        dates,
    )

    assert _weights(_told("a@2", first), _told("b@2", sibling), _told("c@2", another)) == [0.5, 0.5 * AGAIN, 0.5]


def test_an_entry_of_a_page_that_stands_higher_up_is_lower() -> None:
    """One page, one line."""
    assert _weights(_told("a@2", _lone("Boats sail.", came=True)), _told("a@2", _lone("Ferries sail.", came=True))) == [
        0.5,
        0.5 * SAME_PAGE,
    ]


def test_a_sentence_that_is_updated_each_time_is_no_news_the_third_time() -> None:
    """Twice is another extension; every month is a counter."""
    texts = [f"{count} notices were given to boats." for count in ("Two", "Three", "Four", "Five")]
    steps = [_told(f"a@{at}", _edit(old, new, (old, new))) for at, (old, new) in enumerate(pairwise(texts))]

    assert _weights(*steps) == [0.5 * AGAIN] * 3
    assert _weights(*steps[:2]) == [0.5, 0.5]


def test_facts_keep_the_weight_of_an_entry() -> None:
    """A page with nothing but facts weighs what they weigh."""
    assert _weights(Told(0.9, (), frozenset({"a@2"}), 0.9)) == [0.9]


def test_a_long_list_is_read_in_time_that_grows_with_it() -> None:
    """One date that moves on ten thousand pages is held against fifty of them each."""
    moved = [
        _told(
            f"a{at}@2",
            _edit(
                f"Harbour number {at} opens its piers for boats until 31 March 2027.",
                f"Harbour number {at} opens its piers for boats until 30 June 2027.",
                ("31 March 2027", "30 June 2027"),
            ),
        )
        for at in range(3_000)
    ]
    started = time.process_time()
    found = _weights(*moved)

    assert found[0] == 0.5
    assert set(found[1:]) == {0.5 * AGAIN}
    assert time.process_time() - started < 20


def test_an_extension_extended_again_is_one_story() -> None:
    """What the date was in the one is what it became in the other."""
    first = _edit(
        "The boat fund covers the cost of absences until 31 March 2027.",
        "The boat fund has been extended to cover the cost of absences until half-term.",
        ("31 March 2027", "half-term"),
    )
    again = _edit(
        "The boat fund has been extended to cover the cost of absences until half-term.",
        "The boat fund has been extended to cover the cost of absences until 8 May 2027.",
        ("half-term", "8 May 2027"),
    )

    assert _weights(_told("a@2", first), _told("a@3", again))[1] == 0.5 * AGAIN
