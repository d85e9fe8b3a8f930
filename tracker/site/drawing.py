"""Drawing: lines, marks and words of a picture with their places, which a template writes as SVG. No colour stands here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.site.life import SHAPES

LINE = 1.25
"""Height of a line of letters, in letters' sizes."""
_FEW_YEARS, _MANY_YEARS = 9, 25


class DrawnStroke(NamedTuple):
    """A path; `voice` for one in a voice's colour."""

    d: str
    kind: str
    voice: int | None = None


class DrawnMark(NamedTuple):
    """A point in the shape of its voice. `said` is read by who rests on it."""

    x: float
    y: float
    voice: int
    shape: str
    said: str
    sure: bool


class DrawnText(NamedTuple):
    """A line of words; `y` is that of its base line."""

    x: float
    y: float
    kind: str
    words: str
    anchor: str = "start"


class Box(NamedTuple):
    """The place that a label takes, from its top left to its bottom right corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether they overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass
class Drawing:
    """Filled while it is laid out; `size` is that of its letters, in the units in which all is measured."""

    wide: float
    size: float
    letters: float = 0.0
    """The size by which widths are reckoned: less where the letters are known to be narrower than others may be."""
    high: float = 0.0
    strokes: list[DrawnStroke] = field(default_factory=list)
    marks: list[DrawnMark] = field(default_factory=list)
    texts: list[DrawnText] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    """Of all labels."""

    def __post_init__(self) -> None:
        self.letters = self.letters or self.size

    def line(self, kind: str, d: str, voice: int | None = None) -> None:
        """Draw a path."""
        self.strokes.append(DrawnStroke(d, kind, voice))

    def text(self, kind: str, x: float, y: float, words: str, anchor: str = "start") -> None:
        """Write a line."""
        self.texts.append(DrawnText(round(x, 1), round(y, 1), kind, words, anchor))

    def label(self, x: float, top: float, lines: Sequence[tuple[str, str]], width: float) -> None:
        """Write lines, each with its kind, one under the other."""
        for at, (kind, words) in enumerate(lines):
            self.text(kind, x, top + (at + 0.85) * LINE * self.size, words)
        self.boxes.append(Box(x, top, x + width, top + len(lines) * LINE * self.size))

    def mark(self, x: float, y: float, voice: int, said: str, *, sure: bool) -> None:
        """Put a voice's mark."""
        self.marks.append(DrawnMark(round(x, 1), round(y, 1), voice, shape_of(voice), said, sure))


def shape_of(voice: int) -> str:
    """The mark of a voice, by its place."""
    return SHAPES[min(voice, len(SHAPES) - 1)]


def ticks(first: int, last: int) -> Iterator[tuple[int, str]]:
    """Days at which a year begins, with its number; of a short time quarters, of a long one every fifth year."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    years = end.year - begin.year
    step = 1 if years <= _FEW_YEARS else 2 if years <= 2 * _FEW_YEARS else 5 if years <= 2 * _MANY_YEARS else 10
    found = [date(year, 1, 1) for year in range(begin.year, end.year + 1) if year % step == 0]
    found = [one for one in found if first <= one.toordinal() <= last]
    if len(found) > 1:
        yield from ((one.toordinal(), str(one.year)) for one in found)
        return
    for year in range(begin.year, end.year + 1):
        for month in (1, 4, 7, 10):
            one = date(year, month, 1)
            if first <= one.toordinal() <= last:
                yield one.toordinal(), f"{one:%b %Y}"
