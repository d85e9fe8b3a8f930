"""Pictured: which part of the picture of a page may be shown to others, and where on it words stand.

Of a page whose copies may be handed on all of it, around the words that changed; of any other a crop that shows no more
than an extract may hold. Nothing of a picture with redacted words in it (docs/decisions/0040-pictures.md).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tracker.desk.redactor import Redactor
from tracker.fetch.picture import MOST_LINES, PictureSize, TextLine, bare, lines_of, size_of
from tracker.store.archive import Archive
from tracker.store.version import Version

AROUND = 120
"""Pixels of a free page that are shown above and below the words: what they stand under, and what follows."""
LEAST_WIDTH = 560
"""Pixels: a narrower crop of a free page would show a line and no page."""
MARGIN = 6
"""Pixels around the lines of an extract, so that no letter touches the edge."""
LEAST = 12
"""Letters and figures: fewer would be found in many places of a page."""
MOST_HIGH = 900
"""Pixels of a crop: what is higher is for the whole picture to show."""


class Crop(NamedTuple):
    """A part of a picture, in pixels."""

    left: int
    top: int
    width: int
    height: int


class PictureRules(NamedTuple):
    """What may be shown of the pictures of a store."""

    archive: Archive
    redactor: Redactor
    letters: int
    """How many an extract may have."""

    def allowed(self, version: Version) -> bytes | None:
        """The picture of a version, if there is one and it shows nothing that is redacted."""
        picture = self.archive.picture(version)
        if picture is None or not self.redactor:
            return picture
        hidden = self.redactor.hides(self.archive.text(version)) or is_hidden(picture, self.redactor)
        return None if hidden else picture

    def pixels(self, version: Version) -> bytes:
        """The same for others: what a reader sees of it, and none of what it carries besides."""
        return bare(self.allowed(version) or b"")


def is_hidden(picture: bytes, redactor: Redactor) -> bool:
    """Whether a picture shows words that are redacted, or may show them: where its lines are not known, it may."""
    if not redactor:
        return False
    lines = lines_of(picture)
    return not lines or redactor.hides(" ".join(line.text for line in lines))


def crop_of(picture: bytes, words: str, *, telling: str = "", free: bool, letters: int) -> Crop | None:
    """The part around these words; None where they are not found, or no part of them is short enough to be shown.

    `letters`: how many an extract of a page that is not free may have; it holds the line with the `telling` ones of them.
    """
    size, lines = size_of(picture), lines_of(picture)
    found = lines_with(lines, words)
    if size is None or not found:
        return None
    if free:
        return _around(found, lines, size)
    if len(lines) == MOST_LINES:
        return None  # What more there was is not known, and might stand within the crop.
    return _extract(found, _pivot(found, words, telling), lines, size, letters)


def lines_with(lines: Sequence[TextLine], words: str) -> tuple[TextLine, ...]:
    """The printed lines that hold these words, whatever stands between and around them; the first place of several."""
    wanted = _letters(words)
    if len(wanted) < LEAST:
        return ()
    parts = [_letters(line.text) for line in lines]
    start = "".join(parts).find(wanted)
    if start < 0:
        return ()
    return tuple(_covered(lines, parts, start, start + len(wanted)))


def _covered(lines: Sequence[TextLine], parts: Sequence[str], start: int, end: int) -> Iterator[TextLine]:
    at = 0
    for line, part in zip(lines, parts, strict=True):
        if part and at < end and at + len(part) > start:
            yield line
        at += len(part)


def _pivot(found: Sequence[TextLine], words: str, telling: str) -> int:
    """Which of these lines has the first of the telling words; the first one where that cannot be told."""
    parts, before = [_letters(line.text) for line in found], _letters(words.partition(telling)[0]) if telling else ""
    start = "".join(parts).find(_letters(words)) + (len(before) if telling in words else 0)
    ends = accumulate(map(len, parts))
    return next((place for place, end in enumerate(ends) if start < end), 0)


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _around(found: Sequence[TextLine], lines: Sequence[TextLine], size: PictureSize) -> Crop:
    """With the whole lines of the page that stand above and below it in its column, and as wide as those."""
    box = _box(found)
    window = Crop(box.left, max(0, box.top - AROUND), box.width, min(box.height + 2 * AROUND, MOST_HIGH))
    end = window.top + window.height
    near = [one for one in lines if _meets(one, window) and window.top <= one.y and one.y + one.height <= end]
    wide = _box([*found, *near])
    width = min(size.width, max(LEAST_WIDTH, wide.width + 2 * MARGIN))
    left, top = max(0, min(wide.left - MARGIN, size.width - width)), max(0, wide.top - MARGIN)
    height = min(wide.top + wide.height + MARGIN, size.height, top + MOST_HIGH) - top
    return Crop(left, top, width, height)


def _extract(
    found: Sequence[TextLine], pivot: int, lines: Sequence[TextLine], size: PictureSize, letters: int
) -> Crop | None:
    """As many whole lines from that one on, and before it, as an extract may hold."""
    first, last = pivot, pivot + 1
    best = _short(found[first:last], lines, size, letters)
    while best and (first > 0 or last < len(found)):
        wider = [(first, last + 1)] if last < len(found) else []
        wider += [(first - 1, last)] if first > 0 else []
        fitting = ((one, crop) for one in wider if (crop := _short(found[slice(*one)], lines, size, letters)))
        grown = next(fitting, None)
        if grown is None:
            break
        (first, last), best = grown
    return best


def _short(some: Sequence[TextLine], lines: Sequence[TextLine], size: PictureSize, letters: int) -> Crop | None:
    """The crop of these lines, if all that it would show is no longer than an extract: every line of the page counts."""
    box = _box(some)
    left, top = max(0, box.left - MARGIN), max(0, box.top - MARGIN)
    right = min(size.width, box.left + box.width + MARGIN)
    bottom = min(size.height, box.top + box.height + MARGIN)
    crop = Crop(left, top, right - left, bottom - top)
    shown = [line for line in lines if _meets(line, crop)]
    fits = sum(len(line.text) for line in shown) + len(shown) - 1 <= letters
    return crop if fits and crop.height <= MOST_HIGH else None


def _meets(line: TextLine, crop: Crop) -> bool:
    beside = line.x >= crop.left + crop.width or line.x + line.width <= crop.left
    return not beside and line.y < crop.top + crop.height and crop.top < line.y + line.height


def _box(lines: Sequence[TextLine]) -> Crop:
    left, top = min(line.x for line in lines), min(line.y for line in lines)
    right, bottom = max(line.x + line.width for line in lines), max(line.y + line.height for line in lines)
    return Crop(left, top, right - left, bottom - top)
