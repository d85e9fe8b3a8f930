"""Headline: what stands at the head of a pledge: a person's words, else a quotation with publisher and dates, never ours."""

from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.config.person import People
from tracker.desk.dates import short, when
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.links.figures import is_reported
from tracker.links.link import Thread
from tracker.render.safe import safe
from tracker.render.stages import voice
from tracker.render.words import cut

LONGEST = 140
"""Characters of a quotation at the head of a page."""
_LINE = 120
"""Characters up to which the first line of a summary is a headline."""
DESCRIBED = 200
"""Characters of what a shared link says of a page."""


class Headline(NamedTuple):
    """Safe to look at; a quotation is without its marks."""

    words: str
    is_quotation: bool
    who: str
    """Of a quotation the publisher; else the person who wrote it."""
    when: str
    """Of a quotation from when until when the pledge was said; else the day on which it was written."""


def headline(thread: Thread, rules: Published, notes: Notebook) -> Headline:
    """A name that a person gave, else the first line of a released summary if it is short, else a quotation."""
    if thread.name:
        given = [one for one in rules.verdicts.thread if one.name == thread.name and not one.withdrawn]
        by, on = (given[-1].by, given[-1].on) if given else ("", None)
        return Headline(safe(thread.name), is_quotation=False, who=safe(by), when=short(on) if on else "")
    for note in notes.on_thread(thread):
        line = safe((note.text or "").strip().split("\n")[0]).strip()
        if note.kind == "summary" and 0 < len(line) <= _LINE:
            return Headline(line, is_quotation=False, who=safe(note.by), when=short(note.on) if note.on else "")
    first = opening(thread)
    return Headline(
        quoted(first, rules, LONGEST), is_quotation=True, who=speaker(first, rules.config.people), when=span(thread)
    )


def opening(thread: Thread) -> Claim:
    """The first claim that is not the press's; what is reported is not what was said."""
    return next((claim for claim in thread.claims if not is_reported(claim)), thread.claims[0])


def speaker(claim: Claim, people: People) -> str:
    """Who published it, by its name for people."""
    place = claim.place
    return safe(people.name_of(place.publisher)) if place and place.publisher else voice(claim)


def quoted(claim: Claim, rules: Published, most: int) -> str:
    """Its words as they may be shown, cut between words."""
    told = f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text
    return cut(safe(rules.extracts.text((claim.place or Place()).source, told)).strip(), most)


def span(thread: Thread) -> str:
    """From when until when it was said, as far as is known."""
    days = list(dict.fromkeys(when(claim).removeprefix("seen ") for claim in (thread.claims[0], thread.claims[-1])))
    return " to ".join(days)


def description(thread: Thread, rules: Published) -> str:
    """What a shared link says of a pledge: its first and its latest words, whose and when; nothing of ours."""
    first, last = opening(thread), thread.claims[-1]
    told = [first] if last.id == first.id else [first, last]
    behind = [f", {speaker(one, rules.config.people)}, {when(one)}" for one in told]
    room = (DESCRIBED - sum(map(len, behind)) - len(told) * len("“ …”") - 1) // len(told)
    said = "; ".join(f"“{quoted(one, rules, max(room, 1))}”{end}" for one, end in zip(told, behind, strict=True))
    return said if len(said) <= DESCRIBED else f"{said[: DESCRIBED - 1].rstrip()}…"
