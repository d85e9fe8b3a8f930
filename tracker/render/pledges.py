"""Threads: one line each, or as a timeline with what changed at each stage and the words that prove it."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from tracker.claims.claim import Claim, Place
from tracker.links.link import Link, Thread
from tracker.render.claims import facts
from tracker.render.dates import day
from tracker.render.safe import safe

STANDING = {
    "confirmed": "confirmed by a person",
    "likely": "likely, not checked by a person",
    "review": "to be reviewed",
}
LONGEST_TITLE = 80
"""Characters of a thread without a name that are shown as its title."""
SAID = {
    "repeated": "said again", "reworded": "reworded", "strengthened": "firmer", "softened": "softer",
    "quantified": "a number arrives", "dequantified": "a number goes", "quantity_up": "number up",
    "quantity_down": "number down", "redated": "date", "narrowed": "narrower", "widened": "wider",
    "renamed": "other name", "merged": "merged", "split": "split", "moved": "moved", "reversed": "reversed",
    "attributed_on": "restated by another voice", "delivered": "said to be delivered",
}  # fmt: skip
"""What people are shown for a flag."""


def listing(threads: Sequence[Thread]) -> Iterator[Text | Padding]:
    """One thread a paragraph: id, name or first words, span of time, stages, voices."""
    for thread in threads:
        text = Text()
        text.append(thread.id, style="place")
        text.append(f"  {title(thread)}", style="head")
        yield text
        first, last = thread.claims[0], thread.claims[-1]
        stages = f"{len(thread.claims)} stage{'' if len(thread.claims) == 1 else 's'}"
        yield Padding(
            Text(f"{stages}, {when(first)} to {when(last)}; {', '.join(_voices(thread))}", style="faint"),
            (0, 0, 0, 2),
        )
    yield Text(f"{len(threads)} thread{'' if len(threads) == 1 else 's'}.", style="faint")


def timeline(thread: Thread, *, candidates: bool = False) -> Iterator[Text | Padding]:
    """Every stage in time order: date, voice, words, address; and what changed since the stage before."""
    head = Text()
    head.append(thread.id, style="place")
    head.append(f"  {title(thread)}", style="head")
    yield head
    if thread.aliases:
        yield Padding(Text("also called: " + ", ".join(map(safe, thread.aliases)), style="faint"), (0, 0, 0, 2))
    by_id = {claim.id: claim for claim in thread.claims}
    yield from _stage(thread.claims[0])
    for claim, link in zip(thread.claims[1:], thread.links, strict=True):
        yield from _stage(claim)
        yield from _changed(link, by_id.get(link.earlier))
    if candidates:
        for link in thread.candidates:
            yield Padding(
                Text(f"? perhaps also {link.earlier} → {link.later}: {safe('; '.join(link.reasons))}", style="faint"),
                (0, 0, 0, 2),
            )


def _stage(claim: Claim) -> Iterator[Text | Padding]:
    line = Text("● ")
    line.append(f"{when(claim)}  ", style="head")
    place = claim.place
    line.append(safe((place and place.publisher) or "unknown publisher"), style="place")
    if place and place.version:
        line.append(f"  {safe(place.version)}", style="faint")
    if place and place.published and _is_later_version(place):
        line.append(f"  (page published {day(place.published, place.precision)})", style="faint")
    yield line
    words = Text(safe(f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text))
    yield Padding(words, (0, 0, 0, 4))
    yield Padding(Text(facts(claim), style="faint"), (0, 0, 0, 4))


def _changed(link: Link, earlier: Claim | None) -> Iterator[Text | Padding]:
    """What became different since the claim that this one follows, and why the two are held together."""
    if earlier and earlier.place and earlier.place.version:
        yield Padding(Text(f"since {safe(earlier.place.version)}, {when(earlier)}:", style="faint"), (0, 0, 0, 4))
    for flag in link.flags:
        text = Text.assemble(("≠ " if flag.name != "repeated" else "= ", "sign"))
        text.append(SAID[flag.name], style="flag")
        if flag.old or flag.new:
            text.append(f": {_quoted(flag.old)} → {_quoted(flag.new)}")
        yield Padding(text, (0, 0, 0, 4))
    why = f"linked: {STANDING[link.standing]} ({'; '.join(link.reasons)})"
    yield Padding(Text(safe(why), style="faint"), (0, 0, 0, 4))


def title(thread: Thread) -> str:
    """Its name, or the words of its first claim."""
    words = thread.name or thread.claims[0].text
    if len(words) > LONGEST_TITLE:
        words = f"{words[:LONGEST_TITLE].rpartition(' ')[0] or words[:LONGEST_TITLE]} …"
    return safe(words)


def _quoted(words: str) -> str:
    return f"“{safe(words)}”" if words else "nothing"


def when(claim: Claim) -> str:
    """The day of a stage: when it was published, or when we first saw words that a later version brought.

    A page keeps its date of publication through its edits (DfE pages, news articles updated two years on), so that date
    belongs to its first version alone.
    """
    place = claim.place
    if place is None:
        return "no date"
    if place.published and not (_is_later_version(place) and place.first_seen):
        return day(place.published, place.precision)
    return f"seen {day(place.first_seen)}" if place.first_seen else "no date"


def _is_later_version(place: Place) -> bool:
    number = (place.version or "").rpartition("@")[2]
    return number.isdigit() and int(number) > 1


def _voices(thread: Thread) -> list[str]:
    names = [claim.place.publisher for claim in thread.claims if claim.place and claim.place.publisher]
    return [safe(name) for name in dict.fromkeys(names)]


def as_json(threads: Sequence[Thread]) -> dict[str, Any]:
    """`tracker.pledges/1`: one object."""
    return {"schema": "tracker.pledges/1", "threads": [thread.model_dump(mode="json") for thread in threads]}
