"""Noise: differences that say nothing new. They are counted, and shown only where asked for."""

import re

from tracker.diff.change import NoiseKind
from tracker.wording.dates import find_dates
from tracker.wording.fold import fold, words
from tracker.wording.times import find_days, find_times

_NUMBERING = re.compile(
    # Numbers and letters that count: 4.3, 4., 4), (iv), b), Q7., and those after a noun, as in Step 2: or Annex C –.
    # A bare 4.3 must stand before a capital and a small letter: 4.3 million and 4.3 GCSEs are figures.
    r"\A(?:\d{1,3}(?:\.\d{1,3})+(?=\s[“\"‘']?[A-Z][a-z ])"
    r"|(?:(?:\d{1,3}(?:\.\d{1,3})*|q\d{1,3})[.):]|\([a-z\d]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)])(?=\s)"
    r"|(?:step|section|annex|part|question|chapter|appendix|table|figure)\s(?:\d{1,3}|[a-z])\s?[:.–-]\s)"
)
_DATE_LINE = re.compile(
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
_DASH = re.compile(r" ?- ?")


def noise_of(old: str, new: str) -> NoiseKind | None:
    """What kind of noise the difference is; None when it says something. An empty side is a line that came or went."""
    if all(_is_furniture(side) for side in (old, new) if side):
        return "furniture"
    if all(_is_date_line(side) for side in (old, new) if side):
        return "date line"
    if not old or not new:
        return None
    if same_but_typography(old, new) or words(old) == words(new) != ():
        return "typography"
    return "numbering" if _unnumbered(old) == _unnumbered(new) != "" else None


def same_but_typography(old: str, new: str) -> bool:
    """Whether two texts differ in quotes, dashes, spaces, case or the stop at the end at most."""
    return old == new or _plain(old) == _plain(new)


def _plain(text: str) -> str:
    return _DASH.sub("-", fold(text).replace('"', "'"))


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
