"""The front page: what the site is and who keeps it, what persons read, what turned, and what was watched."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.capture.health import Health
from tracker.desk import address
from tracker.desk.dates import minute
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.site.cards import ChangeCard, PledgeCard
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.subject import Subject
from tracker.store.version import Version

MOST_FIRSTS = 20
"""Documents seen for the first time that are named."""


class Window(NamedTuple):
    """What this record can speak of."""

    first: str
    """When anything was captured first by us."""
    as_of: str
    documents: str
    versions: str
    sources: str
    imported: int = 0
    """Versions that came from archives: what changed between them is told in the documents' histories alone."""


class SourceHealth(NamedTuple):
    """How a source fares."""

    title: str
    address: str | None
    state: str
    checked: str | None
    """When it was asked last; None where it never was."""
    reasons: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to warn of."""
        return self.state in {"ok", "recovered", "not enabled"}


class Scored(NamedTuple):
    """The changes that no person has read, the weightiest first, and between which sightings they were looked for."""

    cards: Sequence[ChangeCard] = ()
    since: str = ""
    until: str = ""


class Way(NamedTuple):
    """A page that brings documents together."""

    words: str
    address: str
    documents: str
    """How many."""


class FrontMatter(NamedTuple):
    """What the front page tells."""

    changes: Sequence[ChangeCard]
    pledges: Sequence[PledgeCard]
    scored: Scored
    topics: Sequence[Way]
    publishers: Sequence[Way]
    firsts: Sequence[tuple[Version, Subject]]
    fares: Sequence[SourceHealth]
    window: Window


def front(told: FrontMatter, *, site: Site) -> str:
    """The page."""
    firsts = [(about, minute(one.captured_at)) for one, about in told.firsts[:MOST_FIRSTS]]
    values = {
        **told._asdict(),
        "site": site,
        "firsts": firsts,
        "firsts_left": len(told.firsts) - len(firsts),
        "troubled": [one for one in told.fares if not one.is_well],
        "description": site.description,
    }
    return render("front.html", address.FRONT, values)


def fares(found: Sequence[Health], titles: Mapping[str, str]) -> tuple[SourceHealth, ...]:
    """How each source fares, in words. Reasons come from the web's answers."""
    return tuple(
        SourceHealth(
            title=safe(titles.get(one.source, one.source)),
            address=address.source(one.source) if one.versions else None,
            state=one.state,
            checked=minute(one.checked) if one.checked else None,
            reasons=tuple(_reasons(one)),
        )
        for one in found
    )


def _reasons(one: Health) -> Iterator[str]:
    if one.place:
        yield f"its page: {safe(one.place)}"
    for fault in one.faults[:3]:
        document = fault.name.partition("/")[2].removesuffix("page")
        yield f"{document + ': ' if document else ''}{fault.state} since {minute(fault.since)}: {safe(fault.told)}"
    if len(one.faults) > 3:  # noqa: PLR2004 - as above
        yield f"and {len(one.faults) - 3} more"


def window(versions: Sequence[Version], as_of: str, *, documents: int, sources: int) -> Window:
    """What was watched. What others captured earlier lies before it."""
    ours = [one.captured_at for one in versions if one.seen_by is None] or [one.captured_at for one in versions]
    return Window(
        first=minute(min(ours)) if ours else "",
        as_of=as_of,
        documents=counted(documents, "document"),
        versions=counted(len(versions), "version"),
        sources=counted(sources, "source"),
        imported=sum(one.kind == "import" for one in versions),
    )
