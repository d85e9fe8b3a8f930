"""Paging: long lists as several pages, made when the site is built."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from tracker.desk import address

Item = TypeVar("Item")


class PagePlace(NamedTuple):
    """Where a page stands among those of its list, and the addresses beside it; None where there is none."""

    said: str
    """`page 3 of 7`; empty for the only page."""
    before: str | None = None
    after: str | None = None
    by_time: bool = False
    """Whether what is before is newer, and what is after older."""


class Sheet(NamedTuple, Generic[Item]):
    """A page of a list, and what stands on it."""

    address: str
    items: Sequence[Item]
    pager: PagePlace

    @property
    def is_first(self) -> bool:
        """Whether it is the page at which the list begins."""
        return self.pager.before is None


def in_order(items: Sequence[Item], index: str, size: int) -> Iterator[Sheet[Item]]:
    """So many items a page; the first page stands at `index` also where there are none."""
    count = max(1, -(-len(items) // size))
    for at in range(1, count + 1):
        pager = PagePlace(
            f"page {at} of {count}" if count > 1 else "",
            _page(index, at - 1) if at > 1 else None,
            _page(index, at + 1) if at < count else None,
        )
        yield Sheet(_page(index, at), items[(at - 1) * size : at * size], pager)


def _page(index: str, number: int) -> str:
    return index if number == 1 else address.paged(index, number)


def newest_first(
    groups: Sequence[Item], index: str, *, cost: Callable[[Item], int], size: int
) -> Iterator[Sheet[Item]]:
    """A list that only grows at its end (`groups` are oldest first): its newest part at `index`, newest first.

    What is older stands on pages numbered from the oldest, so that what is new neither moves nor changes what was cited.
    A page is full once the groups on it cost `size`; at `index` stands at least half of that, where there is so much.
    """
    sheets: list[list[Item]] = [[]]
    costs = [0]
    for group in groups:
        if costs[-1] >= size:
            sheets.append([])
            costs.append(0)
        sheets[-1].append(group)
        costs[-1] += cost(group)
    newest = sheets.pop()
    if 2 * costs[-1] < size and sheets:
        newest = [*sheets.pop(), *newest]
    places = [*(address.paged(index, at + 1) for at in range(len(sheets))), index]
    for at in reversed(range(len(places))):
        pager = PagePlace(
            f"page {at + 1} from the oldest" if places[at] != index else "",
            places[at + 1] if at + 1 < len(places) else None,
            places[at - 1] if at else None,
            by_time=True,
        )
        yield Sheet(places[at], tuple(reversed([*sheets, newest][at])), pager)
