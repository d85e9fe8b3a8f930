"""Noise: differences that say nothing new. They are counted, and shown only where asked for."""

import re

from tracker.diff.change import NoiseKind
from tracker.patterns import deferred
from tracker.wording.dates import find_dates
from tracker.wording.fold import fold, words
from tracker.wording.same import is_mended, plain, same_but_typography, unmarked
from tracker.wording.times import find_days, find_times

_NUMBERING = deferred(
    # Numbers and letters that count: 4.3, 4., 4), (iv), b), Q7., and those after a noun, as in Step 2: or Annex C –.
    # A bare 4.3 must stand before a capital and a small letter: 4.3 million and 4.3 GCSEs are figures.
    r"\A(?:\d{1,3}(?:\.\d{1,3})+(?=\s[“\"‘']?[A-Z][a-z ])"
    r"|(?:(?:\d{1,3}(?:\.\d{1,3})*|q\d{1,3})[.):]|\([a-z\d]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)])(?=\s)"
    r"|(?:step|section|annex|part|question|chapter|appendix|table|figure)\s(?:\d{1,3}|[a-z])\s?[:.–-]\s)"
)
_DATE_LINE = deferred(
    r"(?:(?:this |the )?(?:page|document|content)? ?(?:was )?(?:last |first )?"
    r"(?:updated|published|modified|reviewed|amended|revised|checked|issued|posted)(?: on| at| in)?"
    r"|date of (?:publication|last update|issue)|(?:last )?(?:update|review|revision)(?: date)?|next review|as (?:of|at))"
    r"(?: date)?[:,.\s-]*"
)
_FURNITURE = frozenset(
    """back to top|back to contents|print this page|contents|share this page|email this page|see all updates|show all updates
    hide all updates|skip to main content|related content|is this page useful|give feedback about this page|copy link
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
_CLOCK = deferred(
    r"\b(?:about |over |almost )?(?:\d{1,3}|an?|one|two|three|a few)"
    r" (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago\b|\b(?:just|moments) now\b|\bmoments ago\b"
    r"|\b(?:page )?(?:generated|rendered|loaded|served) in \d[\d.]{0,9} ?(?:s|ms|seconds?|milliseconds?)\b",
    re.IGNORECASE,
)
"""What a server reckons anew at each look, also inside a sentence."""
_COUNTER = deferred(
    _CLOCK.pattern
    + r"|\b\d[\d,.]{0,9}[km]? (?:shares?|comments?|views?|likes?|reads?|downloads?|replies|reactions?|followers?)\b"
    r"|\b(?:share(?: this)?|comments?|views|likes|shares|reads|downloads):? \(?\d[\d,.]{0,9}[km]?(?:\)|\b)"
    r"|\b\d{1,3} min(?:ute)?s? (?:read|left)\b|\b\d[\d,]{0,9} (?:people|users) (?:online|are viewing|viewing)\b",
    re.IGNORECASE,
)
"""And what it counts, on a line of its own: in a sentence, 1,200 replies are a figure."""
_LETTERS = deferred(r"[^\W\d_]+")


def noise_of(old: str, new: str) -> NoiseKind | None:
    """What kind of noise the difference is; None when it says something. An empty side is a line that came or went."""
    if all(_is_furniture(side) for side in (old, new) if side):
        return "furniture"
    if all(_is_date_line(side) for side in (old, new) if side):
        return "date line"
    if all(_is_counter(side) for side in (old, new) if side):
        return "counter"
    if not old or not new:
        return None
    if ("[^" in old or "[^" in new) and unmarked(old) == unmarked(new) != "":
        return "footnote"
    if same_but_typography(old, new) or words(old) == words(new) != ():
        return "typography"
    known: dict[NoiseKind, bool] = {
        "numbering": _unnumbered(old) == _unnumbered(new) != "",
        "footnote": unmarked(old) == unmarked(new) != "",
        "counter": plain(_CLOCK.sub("#", old)) == plain(_CLOCK.sub("#", new)),
        "spelling": is_mended(old, new),
    }
    return next((kind for kind, holds in known.items() if holds), None)


def _is_counter(text: str) -> bool:
    """Whether it is "Share this 32" or "Updated 2 hours ago" and nothing else."""
    left = _COUNTER.sub("", text) if len(text) <= 80 else text  # noqa: PLR2004 - characters; such a line is short
    return left != text and bool(
        _DATE_LINE.fullmatch(" ".join(left.lower().split()) + " ") or not _LETTERS.search(left)
    )


def _is_furniture(text: str) -> bool:
    return fold(text) in _FURNITURE


def _is_date_line(text: str) -> bool:
    """Whether it is "Last updated: 3 May 2024, 9:30am" or the like and nothing else."""
    if len(text) > 80:  # noqa: PLR2004 - characters; such a line is short
        return False
    dates = find_dates(text)
    left = text
    for mark in sorted((*dates, *find_times(text), *find_days(text)), key=lambda mark: -mark.start):
        left = left[: mark.start] + left[mark.end :]
    return bool(dates) and bool(_DATE_LINE.fullmatch(" ".join(left.lower().split()) + " "))


def _unnumbered(text: str) -> str:
    """The folded text without the number or letter that counts it."""
    text = text.strip()
    found = _NUMBERING.match(text) or _NUMBERING.match(text[:24].lower())
    return fold(text[found.end() :] if found else text)
