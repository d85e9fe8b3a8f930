"""Targets: where the links of a text lead, and what its pictures are said to show."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from tracker.extract import webaddress
from tracker.extract.document import PageLink
from tracker.extract.piece import Piece

_MOST = 2_000
"""Links, and pictures: 1,598 versions of the DfE's pages have 720 at the most, 251 pages of seven types 1,205."""
_LONGEST = 500
"""Characters of a link's words or a picture's text."""


def of(pieces: Sequence[Piece], url: str | None, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """The fields `links`, `images` and `warnings` of a document of these pieces that stands at `url`.

    Left out is what is no web address: e-mail, telephone numbers, places of the same page. What is beyond the most that is
    kept is warned of.
    """
    links = (
        PageLink(text=text[:_LONGEST], url=target)
        for piece in pieces
        for text, href in piece.links
        if (target := webaddress.joined(url or "", href))
    )
    images = (text[:_LONGEST] for piece in pieces for text in piece.images)
    kept = {"links": tuple(islice(links, _MOST)), "images": tuple(islice(images, _MOST))}
    cut = [
        f"only the first {_MOST:,} {name} are kept"
        for name, rest in (("links", links), ("images", images))
        if any(rest)
    ]
    return {**kept, "warnings": (*warnings, *cut)}
