"""Evidence: where on the site the words of a claim can be read where they stand."""

from collections.abc import Callable
from urllib.parse import quote

from tracker.claims.claim import Claim, Place
from tracker.desk import address
from tracker.render.safe import safe

Evidence = Callable[[Claim], str | None]
"""The address from the root; None where there is no such page."""
_ENDS = 5
"""Words of a sentence's beginning and end by which a browser finds it."""


def evidence(claim: Claim) -> str | None:
    """The page of the version in which a claim was read, at its words."""
    place = claim.place or Place()
    number = (place.version or "").rpartition("@")[2]
    if not place.source or not number.isdigit():
        return None
    return address.version(place.source, place.document or "page", int(number)) + at_words(claim.text)


def at_words(text: str) -> str:
    """The fragment that leads a browser to these words and marks them; one that does not know it shows the page's top.

    Its first and last words, each apart: a text cut at a footnote mark is found all the same.
    """
    words = safe(text).split()
    ends = [words] if len(words) <= 2 * _ENDS else [words[:_ENDS], words[-_ENDS:]]
    return "#:~:text=" + ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)


def whole(claim: Claim) -> str:
    """A list's item under the words that introduce the list."""
    return f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text
