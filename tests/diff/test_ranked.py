"""Changes in view of the whole page."""

from collections.abc import Callable

from tracker.diff.change import Change, Flag, Side, Word
from tracker.diff.compare import compare
from tracker.diff.rank import rank
from tracker.extract.document import Document

Page = Callable[..., Document]
_ROADS = "Cars keep to the left of the road in the old town at all hours."
_WALLS = "Walls of the old town are kept by their owners and by the parish."
_BELLS = "Bells ring at noon on each day but Sunday in the lower town."
_FUND = "The fund gives £40 million to the orchards of the county."


def _found(page: Page, before: list[str], after: list[str]) -> tuple[Change, ...]:
    return compare(page(("paragraph", before)), page(("paragraph", after)))


def test_a_sum_that_stood_on_the_page_is_told_again(page: Page) -> None:
    """A sentence that came with it is no news of money; one with a new sum is."""
    again = "So £40 million goes to pears, plums and medlars all told."
    (restated,) = _found(page, [_ROADS, _FUND], [_ROADS, _FUND, again])
    (fresh,) = _found(page, [_ROADS, _FUND], [_ROADS, _FUND, again.replace("40", "70")])

    assert (restated.restated, fresh.restated) == (True, False)
    assert "£40 million was stated before" in restated.reasons
    assert restated.score < fresh.score / 2


def test_the_same_two_sums_twice_on_a_page_weigh_once(page: Page) -> None:
    """One price for two places rose once."""
    before = [_ROADS, "It is £19 for each pupil in a year.", _WALLS, "For a place in a special school it is £19, too."]

    found = _found(page, before, [text.replace("£19", "£21") for text in before])

    assert sorted(change.restated for change in found) == [False, True]


def test_a_sentence_that_goes_with_half_the_page_weighs_less(page: Page) -> None:
    """Alone it was taken out; with the others the page was written anew."""
    pledge = "We will mend the lock before the winter."
    alone = _found(page, [_ROADS, _WALLS, _BELLS, pledge], [_ROADS, _WALLS, _BELLS])
    many = _found(page, [_ROADS, _WALLS, _BELLS, pledge], [_ROADS])

    weights = [next(one.score for one in found if one.old and one.old.text == pledge) for found in (alone, many)]
    assert weights[0] > weights[1]


def _moved(old: str, new: str) -> float:
    side = Side(text=f"Apply by {new}.", start=0, end=20)
    flag = Flag(name="date", old=old, new=new)
    return rank(Change(kind="reworded", old=side, new=side, words=(Word(mark="new", text="x"),), flags=(flag,)))[0]


def test_the_same_day_of_the_next_year_is_the_yearly_update() -> None:
    """Another month is a deadline that moved."""
    assert _moved("1 May 2026", "1 May 2027") < _moved("1 May 2026", "1 June 2026")
    assert _moved("2025 to 2026", "2026 to 2027") < _moved("1 May 2026", "1 June 2026")
