"""Picture: firmness and number of a pledge over time, as the points and lines of an SVG that a template draws."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.claims.claim import Claim
from tracker.desk.dates import day, is_later_version, when
from tracker.links.cells import has_firmness
from tracker.links.figures import series
from tracker.render.safe import safe
from tracker.render.stages import voice

LEFT, RIGHT, WIDE = 70.0, 466.0, 480
TOP, HIGH, GAP = 26.0, 84.0, 40.0
"""In the picture's own units: 480 of them are about as wide as a phone, so that its letters stay readable there."""
FIRMEST = 6
SHAPES = ("circle", "square", "diamond", "triangle", "ring")
"""A voice each, so that nobody needs colours; who comes later than the fifth gets the last."""


class Point(NamedTuple):
    """A stage."""

    x: float
    y: float
    shape: str
    said: str


class Panel(NamedTuple):
    """A strip with its scale. `lines` join the stages of one voice: a value holds until that voice says another."""

    name: str
    top: float
    bottom: float
    scale: list[tuple[float, str]]
    points: list[Point]
    lines: list[str]


class Picture(NamedTuple):
    """All that a template needs."""

    wide: int
    high: float
    left: float
    right: float
    panels: list[Panel]
    first: str
    last: str
    voices: list[tuple[str, str]]
    """Shape and name."""
    text: str
    """The same in words."""


class _Series(NamedTuple):
    """A value of each stage, None where it states none, with how it says it."""

    name: str
    values: list[float | None]
    told: list[str]
    scale: dict[float, str]
    """Its ends."""


def picture(claims: Sequence[Claim]) -> Picture | None:
    """None of a single stage: there is nothing to compare."""
    if len(claims) == 1:
        return None
    names = list(dict.fromkeys(map(voice, claims)))
    shapes = {name: SHAPES[min(at, len(SHAPES) - 1)] for at, name in enumerate(names)}
    across = _across(claims)
    panels = [
        _panel(row, TOP + at * (HIGH + GAP), claims, across, shapes)
        for at, row in enumerate((_firmness(claims), *_numbers(claims)))
    ]
    days = sorted(one for claim in claims if (one := moment(claim)))
    said = "; ".join(f"{panel.name}: {', '.join(point.said for point in panel.points)}" for panel in panels)
    return Picture(
        wide=WIDE,
        high=panels[-1].bottom + 24,
        left=LEFT,
        right=RIGHT,
        panels=panels,
        first=day(days[0]) if days else "",
        last=day(days[-1]) if days else "",
        voices=[(shape, name) for name, shape in shapes.items()],
        text=f"{said}.",
    )


def moment(claim: Claim) -> datetime | None:
    """When the stage was said, as `when` tells it."""
    place = claim.place
    if place is None:
        return None
    return place.first_seen or place.published if is_later_version(place) else place.published or place.first_seen


def _firmness(claims: Sequence[Claim]) -> _Series:
    values = [float(claim.strength) if has_firmness(claim) else None for claim in claims]
    told = ["" if value is None else f"{value:.0f} of {FIRMEST}" for value in values]
    return _Series("Firmness", values, told, {0.0: "0", FIRMEST: "6"})


def _numbers(claims: Sequence[Claim]) -> Iterator[_Series]:
    """The number that most stages speak of, where at least two of them do."""
    found = {one.stage: one for one in series(claims)}
    if len(found) > 1:
        stages = [found.get(stage) for stage in range(len(claims))]
        most = max(found.values(), key=lambda one: one.amount.value)
        yield _Series(
            "Number",
            [None if one is None else one.amount.value for one in stages],
            ["" if one is None else safe(one.text) for one in stages],
            {0.0: "0", most.amount.value: safe(most.amount.text)},
        )


def _across(claims: Sequence[Claim]) -> list[float]:
    """By day; in equal steps where a day is missing or all are one."""
    known = [one.timestamp() for claim in claims if (one := moment(claim))]
    if len(known) < len(claims) or min(known) == max(known):
        known = [float(at) for at in range(len(claims))]
    low, high = min(known), max(known)
    return [round(LEFT + (RIGHT - LEFT) * (one - low) / (high - low), 1) for one in known]


def _panel(row: _Series, top: float, claims: Sequence[Claim], across: Sequence[float], shapes: dict[str, str]) -> Panel:
    low, high = min(row.scale), max(row.scale)

    def up(value: float) -> float:
        return round(top + HIGH * (1 - (value - low) / (high - low)) if high > low else top + HIGH / 2, 1)

    points: list[Point] = []
    lines: dict[str, str] = {}
    for claim, x, value, told in zip(claims, across, row.values, row.told, strict=True):
        if value is not None:
            who, y = voice(claim), up(value)
            points.append(Point(x, y, shapes[who], f"{when(claim)}, {who}: {told}"))
            lines[who] = f"{lines[who]} H{x} V{y}" if who in lines else f"M{x} {y}"
    drawn = [line for line in lines.values() if "H" in line]
    return Panel(row.name, top, top + HIGH, [(up(value), told) for value, told in row.scale.items()], points, drawn)
