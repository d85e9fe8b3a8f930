"""The life line from top to bottom, for a phone: lanes side by side, a label beside each point, numbers as bars."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.site.drawing import LINE, Drawing, ticks
from tracker.site.lettering import wrapped
from tracker.site.life import LifeLine, LifePoint
from tracker.site.life_wide import numbers_told, together

_LANE = 1.5
"""Between two lanes, in letters' sizes."""
_YEARS = 3.0
_GAP = 0.7
_LINES = 4


class _Label(NamedTuple):
    """Lines beside a point, or beside an event, which is no voice's; with the bar of a number below."""

    at: int
    voice: int | None
    lines: tuple[tuple[str, str], ...]
    number: float | None = None

    def high(self, size: float) -> float:
        return (len(self.lines) * LINE + (0 if self.number is None else 0.9)) * size + _GAP * size


def life_tall(life: LifeLine, *, width: float, size: float, most: int) -> Drawing:
    """The picture. `most`: labels of words, the weightiest; every point has its mark."""
    drawn = Drawing(width, size)
    lanes = [(_YEARS + _LANE * (at + 0.5)) * size for at in range(len(life.voices))]
    left = lanes[-1] + _LANE * size
    labels = _labels(life, size, width - left, most)
    tops = _pushed(labels, size)
    end = max(top + label.high(size) for top, label in zip(tops, labels, strict=True))
    days = [*(one.at for one in life.points), *(one.at for one in life.events)]
    first, last = min(days), max(days)

    def y(day: int) -> float:
        return round(size + (end - 2 * size) * (day - first) / (last - first), 1)

    for day, words in ticks(first, last):
        drawn.text("date", 0, y(day) + 0.3 * size, words if len(words) <= len("2024") else words[:3])
        drawn.line("axis", f"M{(_YEARS - 0.4) * size:.1f} {y(day)}H{_YEARS * size:.1f}")
    for voice, x in enumerate(lanes):
        mine = [one for one in life.points if one.voice == voice]
        drawn.line("lane", f"M{x:.1f} {y(mine[0].at)}V{y(mine[-1].at)}", voice)
    most_said = max((one.number for one in life.points if one.number is not None), default=0.0)
    for top, label in zip(tops, labels, strict=True):
        middle, from_ = top + 0.65 * LINE * size, y(label.at)
        if label.voice is None:
            drawn.line(
                "event",
                f"M{_YEARS * size:.1f} {from_}H{lanes[-1] + 0.7 * size:.1f}L{left - 0.2 * size:.1f} {middle:.1f}",
            )
        else:
            x = lanes[label.voice]
            drawn.line(
                "leader",
                f"M{x:.1f} {from_}H{lanes[-1] + 0.7 * size:.1f}L{left - 0.2 * size:.1f} {middle:.1f}",
                label.voice,
            )
        drawn.label(left, top, label.lines, width - left)
        if label.number is not None and most_said > 0:
            at = top + (len(label.lines) * LINE + 0.5) * size
            long = max((width - left) * max(label.number, 0.0) / most_said, 1.0)
            drawn.line("bar", f"M{left:.1f} {at:.1f}h{long:.1f}", label.voice)
    for one in life.points:
        said = ", ".join(filter(None, (one.words, one.number_words)))
        drawn.mark(
            lanes[one.voice],
            y(one.at),
            one.voice,
            f"{one.when}, {life.voices[one.voice]}{': ' if said else ''}{said}",
            sure=one.sure,
        )
    drawn.high = round(end, 1)
    return drawn


def _labels(life: LifeLine, size: float, room: float, most: int) -> list[_Label]:
    """Of the weightiest points, of numbers and of all events, in time order."""
    numbers = {id(one) for one in numbers_told(life)}
    kept = {*map(id, life.labelled(most)), *numbers}
    found = [_of(one, life, size, room, told=id(one) in numbers) for one in life.points if id(one) in kept]
    for group in together(life.events):
        lines = [("event", line) for one in group for line in wrapped(one.words, size, room, 2)]
        found.append(_Label(group[0].at, None, (("date", group[0].when), *lines)))
    return sorted(found, key=lambda one: (one.at, one.voice is not None, one.voice or 0))


def _of(point: LifePoint, life: LifeLine, size: float, room: float, *, told: bool) -> _Label:
    head = [("date", line) for line in wrapped(f"{point.when} · {life.voices[point.voice]}", 0.85 * size, room, 2)]
    words = [("words", line) for line in wrapped(point.words, size, room, _LINES)]
    number = [("number", line) for line in wrapped(point.number_words, size, room, 1)] if told else []
    return _Label(point.at, point.voice, (*head, *words, *number), point.number if told else None)


def _pushed(labels: Sequence[_Label], size: float) -> list[float]:
    """The top of each: as near to its day as those around it let it be, in their order and without overlap."""
    whole = max(sum(label.high(size) for label in labels), 22 * size)
    first, last = min(one.at for one in labels), max(one.at for one in labels)
    days = max(last - first, 1)
    wished = [(whole - labels[-1].high(size)) * (label.at - first) / days for label in labels]
    blocks: list[
        tuple[float, float, int]
    ] = []  # where a run of touching labels would begin, its height, how many they are
    for label, top in zip(labels, wished, strict=True):
        begin, high, number = top, label.high(size), 1
        while blocks and blocks[-1][0] + blocks[-1][1] > begin:
            before, taken, many = blocks.pop()
            begin = max(0.0, (before * many + (begin - taken) * number) / (many + number))
            high, number = taken + high, many + number
        blocks.append((begin, high, number))
    tops: list[float] = []
    at = 0
    for begin, _, number in blocks:
        for label in labels[at : at + number]:
            tops.append(round(begin, 1))
            begin += label.high(size)  # noqa: PLW2901 - the next one's
        at += number
    return tops
