"""Site file and Section: the seam at which a kind of page joins the site.

A section is a function from what the record holds to its pages. Each page says where it lies, a key of all that its
bytes depend on, and how they are made. A page whose key is that of the last build is not made again, so making is put
off until it is needed; what is costly and shared by many pages is made when the first of them is.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.site.holdings import SiteHoldings


class SiteFile(NamedTuple):
    """A file of the site."""

    address: str
    """From the root of the site, with `/` between its parts."""
    key: str
    """As `Held.key` makes it, of everything that shows in the bytes: no more, or it is made too often; no less."""
    make: Callable[[], bytes]
    leads_on: bool = False
    """Whether it only leads to another page: nobody need find it."""


class Section(NamedTuple):
    """A kind of page."""

    tops: tuple[str, ...]
    """Addresses that the frame of every page links to, once the section is there: index pages, a feed."""
    pages: "Callable[[SiteHoldings], Iterable[SiteFile]]"
