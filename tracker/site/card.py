"""Card: a pledge as a picture of 1200 × 630, for where links are shown. None can be recalled, so each says as of when."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import product
from typing import Any

from tracker.desk import address
from tracker.desk.extract import CUT
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.site import raster
from tracker.site.drawing import Drawing
from tracker.site.frame import Site
from tracker.site.headline import headline
from tracker.site.lettering import wrapped
from tracker.site.life import LifeLine, life_line
from tracker.site.life_wide import Shape, life_wide
from tracker.site.site_page import SitePage, page

WIDE, HIGH, TOP = 1200, 630, 32
MARGIN = 48
_SUB, _FOOT = 23.0, 20.0
_HEADS = ((40.0, 2), (34.0, 3))
_ALONE = ((54.0, 6), (44.0, 8))
"""Letters of the headline and its most lines."""
_SIZES = ((23.0, 21.5, 20.0, 19.0), (18.0, 17.0))
"""Of letters: among those of one group many labels go before large letters. A card is looked at at half its size."""
_LABELS = (6, 5, 4, 3)
_SHAPE = Shape(room=15.0, lines=2, panel=3.0, events=19.0, letters=0.93)
"""Our letters are at most .92 as wide as those that are allowed for, in 7,238 sentences of manifestos."""
_SMALLER = 0.92


def card_pages(thread: Thread, site: Site, rules: Published, notes: Notebook, as_of: str) -> Iterator[SitePage]:
    """The card as SVG and, with the extra `cards`, as PNG. `thread`: only what a person confirmed and others may see."""
    values = card(thread, site, rules, notes, as_of)
    drawn = page("card.svg", address.card(thread.id, "svg"), values)
    yield drawn
    if raster.rasteriser():
        yield SitePage(
            address.card(thread.id, "png"), raster.key(drawn.key), lambda: raster.png(drawn.content().decode())
        )


def card(thread: Thread, site: Site, rules: Published, notes: Notebook, as_of: str) -> dict[str, Any]:
    """What the template needs: lines with their places."""
    head = headline(thread, rules, notes)
    words = f"“{head.words}”" if head.is_quotation else head.words
    life = life_line(thread, rules)
    room = WIDE - 2 * MARGIN
    size, lines = _headed(words, room, alone=life is None)
    under = TOP + len(lines) * 1.18 * size
    sub = f"{head.who}, {head.when}" if head.is_quotation else _voices(life)
    kept = (f"kept by {site.keeper}" if site.keeper else "", f"Imprint: {site.imprint}" if site.imprint else "")
    below = " · ".join(filter(None, (site.name, *kept)))
    foot = HIGH - MARGIN / 2 - 1.3 * _FOOT
    free = foot - 1.7 * _FOOT - (under + 2.3 * _SUB)
    drawn = _fitted(life, room, free) if life else None
    permalink = f"{site.base}{address.pledge(thread.id)}" if site.base else f"Pledge {thread.id}"
    return {
        "wide": WIDE,
        "high": HIGH,
        "margin": MARGIN,
        "family": raster.FAMILY,
        "title": words,
        "head": [(round(TOP + (at + 0.85) * 1.18 * size, 1), line) for at, line in enumerate(lines)],
        "head_size": size,
        "sub": wrapped(sub, _SUB, room, 1),
        "sub_y": round(under + 1.3 * _SUB, 1),
        "sub_size": _SUB,
        "drawn": asdict(drawn) if drawn else None,
        "drawn_y": round(under + 2.1 * _SUB + (free - drawn.high if drawn else 0) / 2, 1),
        "foot": [f"As of {as_of}"] if as_of else [],
        "foot_y": foot,
        "foot_size": _FOOT,
        "permalink": wrapped(permalink, _FOOT, 0.8 * room, 1),
        "below": wrapped(below, 0.85 * _FOOT, room, 1),
        "below_y": HIGH - MARGIN / 2,
        "told": life.told if life else (),
    }


def _headed(words: str, room: float, *, alone: bool) -> tuple[float, tuple[str, ...]]:
    """The headline in the largest letters in which it is whole, else in the smallest; larger where nothing stands below."""
    tried = [(size, wrapped(words, size * _SHAPE.letters, room, most)) for size, most in (_ALONE if alone else _HEADS)]
    return next((one for one in tried if not one[1] or not one[1][-1].endswith(CUT)), tried[-1])


def _voices(life: LifeLine | None) -> str:
    return ", ".join(life.voices) if life else ""


def _fitted(life: LifeLine, width: float, high: float) -> Drawing:
    """In the largest letters that leave room for most labels; a voice of which nothing is told goes first."""
    told = life.telling
    for sizes in _SIZES:
        for most, size in product(_LABELS, sizes):
            drawn = life_wide(told, width=width, size=size, most=most, shape=_SHAPE)
            if drawn.high <= high:
                return drawn
    size = _SIZES[-1][-1]
    while True:
        size *= _SMALLER
        drawn = life_wide(told, width=width, size=size, most=_LABELS[-1], shape=_SHAPE)
        if drawn.high <= high:
            return drawn
