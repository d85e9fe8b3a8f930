"""Coverage: what was watched, since when and when last, and what is blocked: it stands above every count."""

from collections.abc import Iterable, Sequence
from typing import Any

from tracker.desk.dates import day, minute
from tracker.render.changes import counted
from tracker.site.holdings import Name, SiteHoldings
from tracker.site.key import digest

MOST_TROUBLED = 6
NEVER = "never asked"
"""It is neither blocked nor failing: what is held of it came from elsewhere."""


def coverage(held: SiteHoldings, names: Iterable[Name], sources: Sequence[str]) -> dict[str, Any]:
    """Of these documents, and of these sources, of which nothing may be held yet. Text is safe to look at."""
    versions = [one for name in names for one in held.versions[name]]
    ours = [one.captured_at for one in versions if one.seen_by is None]
    others = min((one.captured_at for one in versions if one.seen_by is not None), default=None)
    since = min(ours, default=None)
    fares = [fare for name in sources if (fare := held.fares.get(name))]
    troubled = [fare for fare in fares if not fare.is_well and fare.state != NEVER]
    documents = len({(one.source, one.document) for one in versions})
    return {
        "imported": sum(one.kind == "import" for one in versions),
        "documents": f"{counted(documents, 'document')}, {counted(len(versions), 'version')}",
        "sources": counted(len(sources), "source"),
        "since": minute(since) if since else None,
        "earlier": day(others) if others and (since is None or others < since) else None,
        "last": minute(max(one.last_seen for one in versions)) if versions else None,
        "troubled": [(one.title, one.address, one.state, one.checked) for one in troubled[:MOST_TROUBLED]],
        "never": sum(fare.state == NEVER for fare in fares),
        "more": max(0, len(troubled) - MOST_TROUBLED),
    }


def whole(held: SiteHoldings) -> dict[str, Any]:
    """Of the whole record."""
    return held.once("coverage", _whole)


def _whole(held: SiteHoldings) -> dict[str, Any]:
    known = dict.fromkeys([*held.sources, *(source for source, _ in held.versions)])
    return coverage(held, held.versions, list(known))


def coverage_key(held: SiteHoldings) -> str:
    """Of what any coverage is made of."""
    return held.once("coverage key", _coverage_key)


def _coverage_key(held: SiteHoldings) -> str:
    seen = [
        [one.address, one.captured_at.timestamp(), one.last_seen.timestamp(), one.seen_by]
        for captured in held.versions.values()
        for one in captured
    ]
    return digest(seen, [(one.title, one.state, one.checked) for one in held.fares.values()])
