"""Saying check: a text beside the record: exact, near with the words marked, or not found in what we hold."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from tracker.desk.checking import SayingCheck, SearchScope
from tracker.desk.dates import day
from tracker.render.marked import marked
from tracker.render.safe import safe
from tracker.store.utterance import Utterance

SIGNS = {"exact": "=", "near": "≈", "none": "·"}
TOLD = {"exact": "exact", "near": "near, not the same words", "none": "not found in what we hold"}


def listing(found: Sequence[SayingCheck], searched: SearchScope) -> Iterator[Text | Padding]:
    """Each claim and quotation with how we hold it and its earliest and latest place; then what was searched."""
    for one in found:
        line = Text.assemble((f"{SIGNS[one.held.how]} ", "sign"))
        who = f", said by {safe(one.saying.speaker)}" if one.saying.speaker else ""
        line.append(f"{one.saying.kind}{who}: ", style="faint")
        line.append(TOLD[one.held.how], style={"exact": "new", "near": "flag", "none": "faint"}[one.held.how])
        yield line
        if one.held.how == "near" and one.held.text:
            yield Padding(marked(one.held.text, one.saying.text), (0, 0, 0, 4))
        else:
            yield Padding(Text(safe(one.saying.text)), (0, 0, 0, 4))
        yield from (Padding(Text(place, style="faint"), (0, 0, 0, 4)) for place in _places(one.places))
    yield from _footer(found, searched)


def _places(places: Sequence[Utterance]) -> Iterator[str]:
    if not places:
        return
    first = places[0].first
    last = max(places, key=lambda one: (one.there, one.last.last_seen, one.last.address))
    there = "still there" if last.there else "no longer there"
    yield f"earliest {safe(first.address)}, seen {day(first.captured_at)}"
    yield f"latest {safe(last.last.address)}, seen {day(last.last.last_seen)}, {there}"


def _footer(found: Sequence[SayingCheck], searched: SearchScope) -> Iterator[Text]:
    counts = {how: sum(one.held.how == how for one in found) for how in SIGNS}
    said = f"{counts['exact']} exact, {counts['near']} near, {counts['none']} not found."
    yield Text(f"{len(found)} claims and quotations: {said}" if found else "No claim or quotation in this text.")
    as_of = f" as of {day(searched.as_of)}" if searched.as_of else ""
    names = ", ".join(map(safe, searched.documents))
    yield Text(
        f"Searched: {searched.sentences:,} sentences, every version of {len(searched.documents)} documents{as_of}: {names}.",
        style="faint",
    )
    if searched.unread:
        yield Text(f"{searched.unread} texts are damaged and were not searched: run `tracker verify`.", style="warn")
    if counts["near"]:
        yield Text("[-…-] stands in what we hold, {+…+} in this text.", style="faint")


def as_json(found: Sequence[SayingCheck], searched: SearchScope) -> dict[str, Any]:
    """`tracker.trace/1`: one object."""
    return {
        "schema": "tracker.trace/1",
        "searched": searched.model_dump(mode="json"),
        "sayings": [
            {
                **one.saying.model_dump(mode="json"),
                "how": one.held.how,
                "nearest": one.held.text,
                "score": one.held.score,
                "places": [_place(place) for place in one.places],
            }
            for one in found
        ],
    }


def _place(one: Utterance) -> dict[str, Any]:
    return {
        "text": one.sentence,
        "first": {"version": one.first.address, "captured_at": one.first.captured_at.isoformat()},
        "last": {"version": one.last.address, "last_seen": one.last.last_seen.isoformat()},
        "there": one.there,
    }
