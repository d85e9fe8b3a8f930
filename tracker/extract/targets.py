"""Targets: where the links of a text lead, and what its pictures are said to show."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from tracker.extract import webaddress
from tracker.extract.document import PageLink
from tracker.extract.piece import Piece

_MOST = 5_000
"""Links, and pictures; the longest list of 1,598 versions of real pages has some hundreds."""
_LONGEST = 500
"""Characters of a link's words or a picture's text."""


def of(pieces: Sequence[Piece], url: str | None) -> dict[str, Any]:
    """The fields `links` and `images` of a document of these pieces that stands at `url`.

    Left out is what is no web address: e-mail, telephone numbers, places of the same page.
    """
    links = (
        PageLink(text=text[:_LONGEST], url=target)
        for piece in pieces
        for text, href in piece.links
        if (target := webaddress.joined(url or "", href))
    )
    images = (text[:_LONGEST] for piece in pieces for text in piece.images)
    return {"links": tuple(islice(links, _MOST)), "images": tuple(islice(images, _MOST))}
