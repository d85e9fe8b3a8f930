"""Long lists as several pages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.site.paging import in_order, newest_first

INDEX = "changes/index.html"


def test_a_list_in_order_begins_at_its_address_and_leads_both_ways() -> None:
    """Each page knows those beside it and how many there are; a list without items is one page that says no number."""
    one, two, three = in_order("abcde", INDEX, 2)

    assert [one.address, two.address, three.address] == [INDEX, "changes/page-2.html", "changes/page-3.html"]
    assert ("".join(one.items), "".join(two.items), "".join(three.items)) == ("ab", "cd", "e")
    assert (one.pager.before, one.pager.after) == (None, "changes/page-2.html")
    assert (two.pager.before, two.pager.after) == (INDEX, "changes/page-3.html")
    assert (three.pager.after, two.pager.said) == (None, "page 2 of 3")
    (none,) = in_order("", INDEX, 2)
    assert (none.address, list(none.items), none.pager.said) == (INDEX, [], "")


@given(st.lists(st.integers(1, 5), max_size=60), st.integers(1, 9), st.lists(st.integers(1, 5), max_size=20))
def test_what_is_new_moves_nothing_that_was_cited(costs: list[int], size: int, more: list[int]) -> None:
    """Every group stands on one page; a page from the oldest never changes again; none costs more than half beyond it."""
    groups = list(enumerate(costs))
    sheets = list(newest_first(groups, INDEX, cost=lambda one: one[1], size=size))
    later = {
        sheet.address: sheet
        for sheet in newest_first(
            [*groups, *enumerate(more, len(groups))], INDEX, cost=lambda one: one[1], size=size
        )
    }  # fmt: skip

    assert [one for sheet in sheets for one in sheet.items] == groups[::-1]
    assert sheets[0].address == INDEX
    assert all(later[sheet.address].items == sheet.items for sheet in sheets[1:])
    assert all(later[sheet.address].pager.said == sheet.pager.said for sheet in sheets[1:])
    assert all(sum(cost for _, cost in sheet.items) < size + 5 for sheet in sheets[1:])
    assert sum(cost for _, cost in sheets[0].items) < 1.5 * size + 5
    for newer, older in pairwise(sheets):
        assert (newer.pager.after, older.pager.before) == (older.address, newer.address)
