"""Trail: the way from the address that was asked for to the page that stands at its end."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.fetch.response import Response


GONE = 410
MISSING = frozenset({404, GONE})


class Hop(NamedTuple):
    """An answer that leads elsewhere, and where to, as the publisher writes it."""

    response: "Response"
    to: str | None
    url: str
    """Where to, as an address that people can open; the answer's own where it names none."""


class Trail(NamedTuple):
    """From the address that was asked for to the page at the end; None where there is none on this site."""

    hops: tuple[Hop, ...]
    end: "Response | None"
