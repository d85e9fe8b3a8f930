"""Threads: one line each, or as a timeline with what changed at each stage and the words that prove it."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.links.link import Link, Thread
from tracker.render.claims import facts
from tracker.render.dates import day
from tracker.render.safe import safe

STANDING = {
    "confirmed": "confirmed by a person",
    "likely": "likely, not checked by a person",
    "review": "to be reviewed",
}
LONGEST_TITLE = 90
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
            Text(f"{stages}, {_when(first)} to {_when(last)}; {', '.join(_voices(thread))}", style="faint"),
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
    for number, claim in enumerate(thread.claims):
        yield from _stage(claim, thread.links[number - 1] if number else None)
    if candidates:
        for link in thread.candidates:
            yield Padding(
                Text(f"? perhaps also {link.earlier} → {link.later}: {safe('; '.join(link.reasons))}", style="faint"),
                (0, 0, 0, 2),
            )


def _stage(claim: Claim, link: Link | None) -> Iterator[Text | Padding]:
    line = Text("● ", style="sign")
    line.append(f"{_when(claim)}  ", style="head")
    place = claim.place
    line.append(safe((place and place.publisher) or "unknown publisher"), style="place not bold")
    if place and place.version:
        line.append(f"  {safe(place.version)}", style="faint not bold")
    yield line
    words = Text(safe(f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text))
    yield Padding(words, (0, 0, 0, 4))
    yield Padding(Text(facts(claim), style="faint"), (0, 0, 0, 4))
    if link is None:
        return
    for flag in link.flags:
        text = Text("≠ " if flag.name != "repeated" else "= ", style="sign")
        text.append(SAID[flag.name], style="flag")
        if flag.old or flag.new:
            text.append(f": {_quoted(flag.old)} → {_quoted(flag.new)}")
        yield Padding(text, (0, 0, 0, 4))
    why = f"linked: {STANDING[link.standing]} ({'; '.join(link.reasons)})"
    yield Padding(Text(safe(why), style="faint"), (0, 0, 0, 4))


def title(thread: Thread) -> str:
    """Its name, or the words of its first claim."""
    words = thread.name or thread.claims[0].text
    return safe(words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…")


def _quoted(words: str) -> str:
    return f"“{safe(words)}”" if words else "nothing"


def _when(claim: Claim) -> str:
    place = claim.place
    if place is None:
        return "no date"
    if place.published:
        return day(place.published, place.precision)
    return f"seen {day(place.first_seen)}" if place.first_seen else "no date"


def _voices(thread: Thread) -> list[str]:
    names = [claim.place.publisher for claim in thread.claims if claim.place and claim.place.publisher]
    return [safe(name) for name in dict.fromkeys(names)]


def as_json(threads: Sequence[Thread]) -> dict[str, Any]:
    """`tracker.pledges/1`: one object."""
    return {"schema": "tracker.pledges/1", "threads": [thread.model_dump(mode="json") for thread in threads]}
