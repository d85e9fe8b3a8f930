"""Threads: one line each, or as a timeline with what changed at each stage and the words that prove it."""

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import day, is_later_version, when
from tracker.links.link import Link, Thread
from tracker.render.claims import facts
from tracker.render.marked import marked as show_marked
from tracker.render.safe import safe
from tracker.render.stages import SIGNS, head, voice
from tracker.render.words import said_of

STANDING = {
    "confirmed": "confirmed by a person",
    "likely": "likely, not checked by a person",
    "review": "to be reviewed",
}
LONGEST_TITLE = 80
"""Characters of a thread without a name that are shown as its title."""
LEGEND = "· first  ● confirmed by a person  ◐ likely: machine suggestion, not checked  – not stated"


def listing(threads: Sequence[Thread]) -> Iterator[Text | Padding]:
    """One thread a paragraph: id, name or first words, span of time, stages, voices."""
    for thread in threads:
        text = Text()
        text.append(thread.id, style="place")
        text.append(f"  {title(thread)}", style="head")
        yield text
        first, last = thread.claims[0], thread.claims[-1]
        stages = f"{len(thread.claims)} stage{'' if len(thread.claims) == 1 else 's'}"
        said = f"{stages}, {when(first)} to {when(last)}; {', '.join(_voices(thread))}"
        yield Padding(Text(f"{said}{_standings(thread)}", style="faint"), (0, 0, 0, 2))
    yield Text(f"{len(threads)} thread{'' if len(threads) == 1 else 's'}.", style="faint")


def timeline(
    thread: Thread, *, candidates: bool = False, marked: bool = False, brief: bool = False, urls: bool = False
) -> Iterator[Text | Padding]:
    """A table of the stages; then each in time order with its words and address, and what changed since the one before.

    `marked` shows each wording against the one it follows, `urls` where the page is on the web, `brief` the table alone.
    """
    first = Text()
    first.append(thread.id, style="place")
    first.append(f"  {title(thread)}", style="head")
    yield first
    if thread.aliases:
        yield Padding(Text("also called: " + ", ".join(map(safe, thread.aliases)), style="faint"), (0, 0, 0, 2))
    yield from head(thread)
    if len(thread.claims) > 1:
        yield Padding(Text(LEGEND, style="faint"), (0, 0, 0, 2))
    if brief:
        return
    by_id = {claim.id: claim for claim in thread.claims}
    yield Text()
    yield from _stage(thread.claims[0], "·", urls=urls)
    for claim, link in zip(thread.claims[1:], thread.links, strict=True):
        yield from _stage(claim, SIGNS[link.standing], urls=urls)
        yield from _changed(link, by_id.get(link.earlier), claim, marked=marked)
    if candidates:
        yield from _candidates(thread)


def _candidates(thread: Thread) -> Iterator[Padding]:
    for link in (*thread.candidates, *thread.disputed):
        said = f"people disagree: {'; '.join(link.disputed)}" if link.disputed else "perhaps also, not checked"
        line = f"{SIGNS['review']} {said}: {link.earlier} → {link.later}: {'; '.join(link.reasons)}"
        yield Padding(Text(safe(line), style="faint"), (0, 0, 0, 2))


def _stage(claim: Claim, sign: str, *, urls: bool) -> Iterator[Text | Padding]:
    line = Text(f"{sign} ")
    line.append(f"{when(claim)}  ", style="head")
    place = claim.place
    line.append(voice(claim), style="place")
    if place and place.version:
        line.append(f"  {safe(place.version)}", style="faint")
    if place and place.published and is_later_version(place):
        line.append(f"  (page published {day(place.published, place.precision)})", style="faint")
    yield line
    if urls and place and place.url:
        yield Padding(Text(safe(place.url), style="faint"), (0, 0, 0, 4))
    yield Padding(Text(_words(claim)), (0, 0, 0, 4))
    yield Padding(Text(facts(claim), style="faint"), (0, 0, 0, 4))


def _words(claim: Claim) -> str:
    return safe(f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text)


def _changed(link: Link, earlier: Claim | None, later: Claim, *, marked: bool) -> Iterator[Text | Padding]:
    """What became different since the claim that this one follows, and why the two are held together."""
    if earlier and earlier.place and earlier.place.version:
        yield Padding(Text(f"since {safe(earlier.place.version)}, {when(earlier)}:", style="faint"), (0, 0, 0, 4))
    if earlier and marked:
        yield Padding(show_marked(_words(earlier), _words(later)), (0, 0, 0, 4))
    for flag in link.flags:
        text = Text.assemble(("≠ " if flag.name != "repeated" else "= ", "sign"))
        text.append(carried(link, later) if flag.name == "attributed_on" else said_of(flag), style="flag")
        if flag.old or flag.new:
            text.append(f": {_quoted(flag.old)} → {_quoted(flag.new)}")
        yield Padding(text, (0, 0, 0, 4))
    if link.disputed:
        yield Padding(Text(f"! people disagree: {safe('; '.join(link.disputed))}", style="warn"), (0, 0, 0, 4))
    why = f"linked: {STANDING[link.standing]} ({'; '.join(link.reasons)})"
    yield Padding(Text(safe(why), style="faint"), (0, 0, 0, 4))


def carried(link: Link, later: Claim) -> str:
    """How another publisher comes to say it: never as the same voice."""
    who = voice(later)
    if link.voice == "adopted":
        party = later.place is not None and later.place.publisher_type == "party"
        return f"taken up by {who}" if party else f"adopted in government by {who}"
    return f"reported by {who}" if link.voice == "reported" else f"restated by {who}"


def title(thread: Thread) -> str:
    """Its name, or the words of its first claim."""
    words = thread.name or thread.claims[0].text
    if len(words) > LONGEST_TITLE:
        words = f"{words[:LONGEST_TITLE].rpartition(' ')[0] or words[:LONGEST_TITLE]} …"
    return safe(words)


def _quoted(words: str) -> str:
    return f"“{safe(words)}”" if words else "nothing"


def _voices(thread: Thread) -> list[str]:
    names = [claim.place.publisher for claim in thread.claims if claim.place and claim.place.publisher]
    return [safe(name) for name in dict.fromkeys(names)]


def _standings(thread: Thread) -> str:
    """How many of its links are confirmed, likely, and waiting for a look."""
    confirmed = sum(link.standing == "confirmed" for link in thread.links)
    likely = len(thread.links) - confirmed
    counts = ((confirmed, "confirmed"), (likely, "likely"), (len(thread.candidates), "to review"))
    said = ", ".join(f"{number} {word}" for number, word in counts if number)
    return f"; links: {said}" if said else ""
