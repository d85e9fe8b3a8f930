"""The life line with time from left to right: a lane a voice, labels as flags above it, numbers from zero below."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.site.drawing import LINE, Drawing, ticks
from tracker.site.lettering import wide, wrapped
from tracker.site.life import LifeEvent, LifeLine, LifePoint


class Shape(NamedTuple):
    """In letters' sizes: the widest label and the height of the numbers; and the lines of a label at the most."""

    room: float = 13.0
    lines: int = 4
    panel: float = 5.0
    events: float = 13.0
    """The widest label of an election."""
    letters: float = 1.0
    """How wide letters are beside those that a reader's browser may choose."""


PAGE = Shape()
_NUMBER = "Number"
_ASIDE = 0.45
"""Between a flag's line and its words."""
_TRIES = 12
_TOGETHER = 21
"""Days within which two events are one line: an election, and the government that came of it."""


class _Flag(NamedTuple):
    """A label: it begins at the line that leads up to it, `x`, and stands to the right of that."""

    x: float
    width: float
    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, x: float, lines: Iterable[tuple[str, str]], drawn: Drawing) -> "_Flag":
        told = tuple(lines)
        return cls(x, max(wide(words, drawn.letters) for _, words in told) + 2 * _ASIDE * drawn.size, told)


class _Plot(NamedTuple):
    """Days and the places between which they lie."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: int) -> float:
        return round(self.left + (self.right - self.left) * (day - self.first) / (self.last - self.first), 1)


def life_wide(life: LifeLine, *, width: float, size: float, most: int, shape: Shape = PAGE) -> Drawing:
    """The picture. `most`: labels of words, the weightiest; a label says its words whole or marks what it leaves out."""
    drawn = Drawing(width, size, shape.letters * size)
    numbers = numbers_told(life)
    labels = {
        (one.at, one.voice): [
            ("words", line) for line in wrapped(one.words, drawn.letters, shape.room * size, shape.lines)
        ]
        for one in life.labelled(most)
    }
    events = [
        (day, [("event", line) for line in told])
        for day, told in _events(life.events, drawn.letters, shape.events * size)
    ]
    every = [*((day, lines) for (day, _), lines in labels.items()), *events]
    every += [(one.at, [("number", one.number_words)]) for one in numbers]
    names = [wrapped(name, drawn.letters, 0.17 * width, 2) for name in life.voices]
    beside = [*names, *([(_NUMBER, "0")] if life.has_scale else [])]
    plot = _plot(life, every, max(wide(line, drawn.letters) for lines in beside for line in lines) + 1.4 * size, drawn)
    heads: dict[int, float] = {}
    top = _flagged(drawn, [_Flag.of(plot.x(day), lines, drawn) for day, lines in events], 0.0, heads)
    y = top + (0.3 * size if events else 0)
    for voice, name in enumerate(names):
        y = _lane(drawn, life, voice=voice, name=name, plot=plot, labels=labels, top=y)
    if life.has_scale:
        y = _panel(drawn, life, told=numbers, plot=plot, top=y + 0.4 * size, panel=shape.panel)
    else:
        y += 0.6 * size
        drawn.line("axis", f"M{plot.left} {y:.1f}H{plot.x(plot.last)}")
    for at, (day, _) in enumerate(events):
        drawn.line("event", f"M{plot.x(day)} {heads[at]:.1f}V{y:.1f}")
    _axis(drawn, plot, y)
    if life.throughout:
        drawn.text("date", 0, drawn.high + 0.9 * size, f"Number: {life.throughout} throughout")
        drawn.high += 1.3 * size
    return drawn


def numbers_told(life: LifeLine) -> list[LifePoint]:
    """The points with a number that is another than the one before it."""
    found: list[LifePoint] = []
    for one in life.points:
        if one.number is not None and (not found or found[-1].number_words != one.number_words):
            found.append(one)
    return found


def together(events: Sequence[LifeEvent]) -> list[list[LifeEvent]]:
    """Those that are shown as one."""
    found: list[list[LifeEvent]] = []
    for one in events:
        if found and one.at - found[-1][0].at <= _TOGETHER:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _events(events: Sequence[LifeEvent], letters: float, room: float) -> list[tuple[int, list[str]]]:
    return [
        (group[0].at, [line for one in group for line in wrapped(one.words, letters, room, 2)])
        for group in together(events)
    ]


def _plot(
    life: LifeLine, labels: Sequence[tuple[int, Sequence[tuple[str, str]]]], left: float, drawn: Drawing
) -> _Plot:
    """Time ends where no label runs out of the picture."""
    days = [*(one.at for one in life.points), *(one.at for one in life.events)]
    first, last, right = min(days), max(days), drawn.wide - drawn.size
    widths = [(day, _Flag.of(0, lines, drawn).width) for day, lines in labels]
    for _ in range(_TRIES):
        plot = _Plot(first, last, left, right)
        over = max((plot.x(day) + taken - drawn.wide for day, taken in widths), default=0.0)
        if over <= 0:
            return plot
        right -= over
    return _Plot(first, last, left, drawn.wide - max(taken for _, taken in widths))


def _stacked(flags: Sequence[_Flag]) -> list[int]:
    """The row of each, 0 the lowest: above all that begin where it stands, so that no line to a label crosses another."""
    rows = [0] * len(flags)
    order = sorted(range(len(flags)), key=lambda at: (-flags[at].x, -at))
    for place, at in enumerate(order):
        mine = flags[at]
        rows[at] = 1 + max((rows[other] for other in order[:place] if flags[other].x < mine.x + mine.width), default=-1)
    return rows


def _flagged(drawn: Drawing, flags: Sequence[_Flag], top: float, feet: dict[int, float]) -> float:
    """Draw labels in rows below `top`; the lower end of the lowest. `feet`: filled with the upper end of each by place."""
    if not flags:
        return top
    rows = _stacked(flags)
    high = [
        max(len(flag.lines) for flag, mine in zip(flags, rows, strict=True) if mine == row) * LINE * drawn.size
        + 0.4 * drawn.size
        for row in range(max(rows) + 1)
    ]
    for at, (flag, row) in enumerate(zip(flags, rows, strict=True)):
        feet[at] = top + sum(high[row + 1 :])
        drawn.label(flag.x + _ASIDE * drawn.size, feet[at], flag.lines, flag.width - 2 * _ASIDE * drawn.size)
    return top + sum(high)


def _lane(
    drawn: Drawing,
    life: LifeLine,
    *,
    voice: int,
    name: Sequence[str],
    plot: _Plot,
    labels: dict[tuple[int, int], list[tuple[str, str]]],
    top: float,
) -> float:
    """A voice: its labels, its line and its marks; where it ends."""
    size = drawn.size
    mine = [one for one in life.points if one.voice == voice]
    told = [one for one in mine if (one.at, voice) in labels]
    feet: dict[int, float] = {}
    y = (
        _flagged(drawn, [_Flag.of(plot.x(one.at), labels[one.at, voice], drawn) for one in told], top, feet)
        + 0.75 * size
    )
    drawn.line("lane", f"M{plot.x(mine[0].at)} {y:.1f}H{plot.x(mine[-1].at)}", voice)
    for at, one in enumerate(told):
        drawn.line("leader", f"M{plot.x(one.at)} {y:.1f}V{feet[at]:.1f}", voice)
    for one in mine:
        said = ", ".join(filter(None, (one.words, one.number_words)))
        drawn.mark(
            plot.x(one.at), y, voice, f"{one.when}, {life.voices[voice]}{': ' if said else ''}{said}", sure=one.sure
        )
    for at, line in enumerate(name):
        drawn.text("voice", 0, y + (0.35 + (at - (len(name) - 1) / 2) * LINE) * size, line)
    return y + max(0.75, len(name) * LINE / 2) * size


def _panel(
    drawn: Drawing, life: LifeLine, *, told: Sequence[LifePoint], plot: _Plot, top: float, panel: float
) -> float:
    """Numbers as stems from zero, each with its words where it is another than the one before."""
    size, shown = drawn.size, [one for one in life.points if one.number is not None]
    feet: dict[int, float] = {}
    under = _flagged(
        drawn, [_Flag.of(plot.x(one.at), [("number", one.number_words)], drawn) for one in told], top, feet
    )
    zero = under + (panel + 0.6) * size
    most = max((one.number for one in shown if one.number is not None), default=1.0)

    def up(number: float) -> float:
        return round(zero - panel * size * max(number, 0.0) / most, 1) if most > 0 else zero

    drawn.line("axis", f"M{plot.left} {zero:.1f}H{plot.x(plot.last)}")
    drawn.text("date", plot.left - 0.5 * size, zero + 0.3 * size, "0", "end")
    drawn.text("voice", 0, zero - panel * size / 2, _NUMBER)
    for at, one in enumerate(told):
        drawn.line("leader", f"M{plot.x(one.at)} {up(one.number or 0)}V{feet[at]:.1f}", one.voice)
    for one in shown:
        drawn.line("stem", f"M{plot.x(one.at)} {zero:.1f}V{up(one.number or 0)}", one.voice)
        said = f"{one.when}, {life.voices[one.voice]}: {one.number_words}"
        drawn.mark(plot.x(one.at), up(one.number or 0), one.voice, said, sure=one.sure)
    return zero


def _axis(drawn: Drawing, plot: _Plot, y: float) -> None:
    """Years below all, on the line that is there."""
    size, taken = drawn.size, 0.0
    for day, words in ticks(plot.first, plot.last):
        x = plot.x(day)
        drawn.line("axis", f"M{x} {y:.1f}V{y + 0.4 * size:.1f}")
        half = wide(words, 0.85 * size) / 2
        if x - half > taken and x + half <= drawn.wide:
            drawn.text("date", x, y + 1.45 * size, words, "middle")
            taken = x + half + 0.4 * size
    drawn.high = round(y + 1.9 * size, 1)
