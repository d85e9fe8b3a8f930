"""Blame, for people: the text of a version, each run of sentences under the version with which it came."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from tracker.desk.blame import Appearance, BlameReport
from tracker.desk.dates import between, minute
from tracker.diff.blame import Origin
from tracker.extract.document import Document
from tracker.render.safe import safe
from tracker.render.sides import hanging

LEGEND = (
    "@4: there since version 4. @4 (@2): in these words since 4, in other words since 2.",
    "@4 [@1]: there since 4; the same words had been there before, first in 1.",
)
_MARKS = {"heading": "§ ", "item": "- ", "quote": "> ", "row": "| "}


def listing(found: BlameReport) -> Iterator[RenderableType]:
    """The versions with which something came that is there now, then the text with them in the margin."""
    yield Text.assemble((safe(found.version.address), "place"), "  ", (safe(found.version.title), "head"))
    if found.mixed:
        said = (
            "! some versions could not be re-read by this tracker: a date may be when tracker read the words "
            "differently, not when they changed"
        )
        yield Text(said, style="warn")
    came = {one for origin in found.origins for one in _places(origin)}
    wide = max((len(str(found.since[place].version.number)) for place in came), default=0) + 1
    for place in sorted(came):
        yield from _version(found.since[place], wide)
    yield Text()
    margins = [_margin(found, origin) for origin in found.origins]
    width = max((margin.cell_len for margin in margins), default=0)
    for index, margin in enumerate(margins):
        margin.pad_right(width - margin.cell_len + 2)
        yield _sentence(found.document, index, margin)
    yield Text()
    for line in LEGEND:
        yield Text(line, style="faint")


def _places(origin: Origin) -> tuple[int, ...]:
    return tuple(place for place in origin if place is not None)


def _version(one: Appearance, width: int) -> Iterator[RenderableType]:
    number = f"@{one.version.number}"
    yield hanging(Text(f"  {number:<{width}}  ", style="place"), Text(f"appeared {when(one)}"))
    for note in one.notes:
        yield hanging(Text(" " * (width + 4)), Text(f"publisher’s note: “{safe(note)}”", style="faint"))


def _margin(found: BlameReport, origin: Origin) -> Text:
    """`@4`, `@4 (@2)` for a sentence that was reworded in @4, `@4 [@1]` for one whose words came back then."""
    text = Text(f"@{found.since[origin.worded].version.number}", style="place")
    if origin.first != origin.worded:
        text.append(f" (@{found.since[origin.first].version.number})", style="warn")
    if origin.before is not None:
        text.append(f" [@{found.since[origin.before].version.number}]", style="faint")
    return text


def when(one: Appearance) -> str:
    """Between which sightings, or that it was there when the page was first seen."""
    return between(one.between) if one.between else f"with the first sighting, {minute(one.version.captured_at)}"


def _sentence(document: Document, index: int, margin: Text) -> RenderableType:
    sentence = document.sentences[index]
    kind = document.block_of(sentence).kind
    text = Text.assemble((_MARKS.get(kind, ""), "faint"), (safe(sentence.text), "head" if kind == "heading" else ""))
    return hanging(margin, text)
