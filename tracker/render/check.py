"""Saying check: a text beside the record: exact, near with the words marked, or not found in what we hold."""

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from tracker.desk.checking import SayingCheck, SearchScope
from tracker.desk.dates import day
from tracker.render.inert import inert
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
    summed, looked_at, *unread = scope(found, searched)
    yield Text(summed)
    yield Text(looked_at, style="faint")
    yield from (Text(one, style="warn") for one in unread)
    if any(one.held.how == "near" for one in found):
        yield Text("[-…-] stands in what we hold, {+…+} in this text.", style="faint")


def scope(found: Sequence[SayingCheck], searched: SearchScope) -> Iterator[str]:
    """How much was found; what was searched; and what of it could not be, if anything."""
    counts = {how: sum(one.held.how == how for one in found) for how in SIGNS}
    said = f"{counts['exact']} exact, {counts['near']} near, {counts['none']} not found."
    yield f"{len(found)} claims and quotations: {said}" if found else "No claim or quotation in this text."
    as_of = f" as of {day(searched.as_of)}" if searched.as_of else ""
    names = ", ".join(map(safe, searched.documents))
    versions = f"every version of {len(searched.documents)} documents{as_of}"
    yield f"Searched: {searched.sentences:,} sentences, {versions}: {names}."
    if searched.unread:
        yield f"{searched.unread} texts are damaged and were not searched: run `tracker verify`."


def markdown(found: Sequence[SayingCheck], searched: SearchScope) -> Iterator[str]:
    """A table, a row a claim or quotation in reading order; then what was searched."""
    if found:
        yield "| found | kind | said by | in this text | nearest in what we hold | where |"
        yield "|---|---|---|---|---|---|"
    for one in found:
        cells = (
            *(TOLD[one.held.how], one.saying.kind, one.saying.speaker or "", one.saying.text),
            *(one.held.text or "", "; ".join(_places(one.places))),
        )
        yield f"| {' | '.join(map(inert, cells))} |"
    yield ""
    for sentence in scope(found, searched):
        yield from (inert(sentence), "")
