"""What an import found, line by line and in sum."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from tracker.capture.backfill import ImportTally
from tracker.capture.elsewhere import Capture
from tracker.render.care import count
from tracker.render.dates import minute
from tracker.render.safe import safe
from tracker.store import layout
from tracker.store.foreign import ForeignFile
from tracker.store.record import RECORDED, SAME

_REASONS = 5
"""Reasons that a sum names; the lines above it name each capture."""
_MOVES = 20
"""Moves that are named, each in a line."""


def line(source: str, capture: Capture, outcome: str) -> Text | None:
    """A line for a capture that was recorded or left out; none for one that says nothing new."""
    if outcome == SAME:
        return None
    name = layout.name(source, capture.document)
    text = Text("+ " if outcome == RECORDED else "- ", style="new" if outcome == RECORDED else "faint")
    text.append(safe(name), style="place")
    said = "recorded" if outcome == RECORDED else f"left out: {outcome}"
    text.append(f"  seen {minute(capture.at)} by {safe(capture.by)}: {safe(said)}")
    return text


def summary(tally: ImportTally) -> str:
    """How many captures there were, and what became of them."""
    known = f", {tally.known:,} taken before" if tally.known else ""
    why = Counter(why for _, why in tally.left_out).most_common(_REASONS)
    reasons = f" ({'; '.join(f'{number:,}: {safe(said)}' for said, number in why)})" if len(tally.left_out) > 1 else ""
    return (
        f"{count(tally.recorded, 'version')} recorded, {count(tally.same, 'capture')} the same as before them in time"
        f"{known}, {len(tally.left_out):,} left out{reasons}."
    )


def moved(seen: Sequence[ForeignFile]) -> Iterator[Text]:
    """A line for each file that was moved, and followed; of many the first, and how many more."""
    moves = [one for one in seen if one.was]
    for one in moves[:_MOVES]:
        text = Text("= ", style="faint").append(safe(one.path), style="place")
        yield text.append(f"  was {safe(one.was or '')} until {minute(one.at)}; followed back")
    if len(moves) > _MOVES:
        yield Text(f"= {len(moves) - _MOVES:,} moves more were followed.", style="faint")


def as_json(name: str, tally: ImportTally) -> dict[str, Any]:
    """The part of `tracker.import/1` that is about one source."""
    return {
        "source": name,
        "recorded": tally.recorded,
        "same": tally.same,
        "known": tally.known,
        "left_out": [
            {"document": one.document, "at": one.at.isoformat(), "by": one.by, "where": one.where, "why": why}
            for one, why in tally.left_out
        ],
    }
