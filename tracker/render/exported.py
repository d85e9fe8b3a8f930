"""Exported: threads as JSON, as rows of a table and as Markdown, the same bytes for the same threads."""

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.claims.claim import Claim, Place
from tracker.desk.dates import when
from tracker.desk.notes import Notebook
from tracker.desk.story import StoryMatch
from tracker.links.cells import cells
from tracker.links.link import Link, Thread
from tracker.links.naming import name_of
from tracker.links.semantic.ranking import Ranking
from tracker.patterns import deferred
from tracker.render.inert import inert
from tracker.render.notes import in_line
from tracker.render.safe import safe
from tracker.render.schemas.pledges import Pledges
from tracker.render.stages import BLANK

COLUMNS = tuple(
    """
    thread name stage date publisher publisher_type speaker kind standing voice strength verb number covered
    when paid_by text flags version url claim follows notes
    """.split()
)
_FOLLOWED = deferred("https?://")


def as_json(
    threads: Sequence[Thread],
    *,
    match: StoryMatch | None = None,
    ranking: Ranking | None = None,
    notes: Notebook | None = None,
) -> dict[str, Any]:
    """`tracker.pledges/1`: one object. `cells` has a row for each of the thread's claims."""
    return Pledges.of(threads, match=match, ranking=ranking, notes=notes).model_dump(mode="json")


def as_markdown(threads: Sequence[Thread], notes: Notebook | None = None) -> str:
    """A heading and a table a thread, with the sentence and the address of each stage, and persons' notes, below it."""
    return "\n".join(line for thread in threads for line in (*_table(thread, notes), ""))


def rows(thread: Thread, notes: Notebook | None = None) -> Iterator[list[str]]:
    """A row a stage, in the order of `COLUMNS`; what persons wrote of the whole thread stands in its first."""
    whole = notes.on_thread(thread) if notes else ()
    links: list[Link | None] = [None, *thread.links]
    for number, (claim, link) in enumerate(zip(thread.claims, links, strict=True), start=1):
        place, found = claim.place or Place(), cells(claim)
        flags = [f"{flag.name}: “{flag.old}” → “{flag.new}”" for flag in link.flags] if link else []
        yield [
            *(thread.id, name_of(thread), str(number), when(claim)),
            *(place.publisher or "", place.publisher_type or "", claim.speaker or "", claim.kind),
            *((link.standing, link.voice) if link else ("first", "")),
            *(str(claim.strength), found.verb, found.number, found.covered, found.when, found.paid, claim.text),
            *("; ".join(flags), place.version or "", place.url or "", claim.id, link.earlier if link else ""),
            "; ".join(map(in_line, (*(() if link else whole), *(notes.on_claim(claim) if notes else ())))),
        ]


def _table(thread: Thread, notes: Notebook | None) -> Iterator[str]:
    yield f"## {inert(name_of(thread))}"
    yield ""
    yield f"{thread.id}. Links marked “likely” are a machine's suggestion that nobody has checked."
    yield ""
    yield "| when said | who | link | verb | number | who is covered | by when | paid by |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows(thread):
        told = dict(zip(COLUMNS, row, strict=True))
        names = ("date", "publisher", "standing", "verb", "number", "covered", "when", "paid_by")
        yield "| " + " | ".join(inert(told[name]) or BLANK for name in names) + " |"
    yield ""
    for claim in thread.claims:
        yield f"- {when(claim)}: “{inert(claim.text)}” ({_where(claim)})"
    for note in notes.in_thread(thread) if notes else ():
        yield f"- {inert(in_line(note))}"


def _where(claim: Claim) -> str:
    place = claim.place or Place()
    url = place.url or ""
    # The page's own address may be followed; an address in its words may not be one at all.
    shown = [inert(place.publisher or ""), place.version or "", _address(url) if _FOLLOWED.match(url) else inert(url)]
    return ", ".join(filter(None, shown)) or "no place known"


def _address(url: str) -> str:
    """Nothing in it is Markdown or HTML."""
    shown = safe(url)
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>#|~!&" else letter for letter in shown)
