"""Claims table: every claim to be published, as plain pages and, for filtering and sorting, as scripts of rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.desk import address
from tracker.desk.dates import when
from tracker.desk.published import SUGGESTION, Published
from tracker.links.link import Thread
from tracker.links.stage import stages
from tracker.links.turns import said_at
from tracker.render.safe import safe
from tracker.render.stages import voice
from tracker.site.evidence import Evidence, evidence, whole
from tracker.site.site_page import SitePage, page, script

ON_A_PAGE = 200
"""Claims of a plain page: about 100 KB."""
IN_A_PIECE = 2000
"""Claims of a script: about 800 KB; the last one alone changes with what is new."""
KINDS = {
    "pledge": "pledge",
    "aspiration": "aspiration",
    "report": "report: the source infers it",
    "delivery": "said to have happened",
    "procedure": "how a service works",
}
CALL = "trackerClaims"
WITHHELD = "A claim of which no more extracts may be shown; see where it stands."


class ClaimsTableRow(NamedTuple):
    """A claim. The order of the fields is that of claims.js."""

    id: str
    day: str
    """ISO, to sort by."""
    when: str
    who: str
    speaker: str
    text: str
    kind: str
    firmness: int
    number: str
    by: str
    place: str
    address: str
    thread: str
    """Id of its published thread, or nothing."""
    sure: bool
    """Whether a person confirmed it."""
    topics: tuple[str, ...]


def claims_pages(
    claims: Iterable[Claim], *, threads: Sequence[Thread], rules: Published, site: object, where: Evidence = evidence
) -> Iterator[SitePage]:
    """The claims that may be shown, each once, as it first stood. `threads` are those that have a page.

    The first page has the newest; older ones are numbered from the oldest, so that what is new changes few of them.
    """
    rows = sorted(_rows(claims, threads, rules, where), key=lambda row: row.day)
    pieces = [rows[at : at + IN_A_PIECE] for at in range(0, len(rows), IN_A_PIECE)]
    older = max(0, (len(rows) - 1) // ON_A_PAGE)
    values = {"site": site, "pieces": len(pieces), "total": len(rows), "older": older, "suggestion": SUGGESTION}
    yield _page(rows[older * ON_A_PAGE :], address.CLAIMS, {**values, "number": None})
    for at in range(older):
        part = rows[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]
        yield _page(part, f"claims/page-{at + 1}.html", {"site": site, "number": at + 1, "suggestion": SUGGESTION})
    for at, piece in enumerate(pieces):
        yield script(f"claims/data-{at + 1}.js", CALL, piece)


def _rows(
    claims: Iterable[Claim], threads: Sequence[Thread], rules: Published, where: Evidence
) -> Iterator[ClaimsTableRow]:
    """Of a version whose text may not be handed on, only so many are shown in words; those that a person chose first."""
    inside = {name: thread.id for thread in threads for claim in thread.claims for name in (claim.id, *claim.former)}
    topics = {source.id: source.topics for source in rules.config.sources}
    shown = [(rules.is_confirmed(claim), claim) for claim in rules.claims(stage.claim for stage in stages(claims))]
    left: dict[str | None, int] = defaultdict(lambda: rules.config.settings.extract_changes)
    for sure, claim in sorted(shown, key=lambda one: not one[0]):
        place = claim.place or Place()
        row = _row(claim, sure=sure, rules=rules, where=where)
        if not rules.extracts.is_free(place.source):
            if not left[place.version]:
                row = row._replace(text=WITHHELD, number="", by="")
            else:
                left[place.version] -= 1
        yield row._replace(thread=inside.get(claim.id, ""), topics=topics.get(place.source or "", ()))


def _page(rows: Sequence[ClaimsTableRow], at: str, values: Mapping[str, object]) -> SitePage:
    return page("claims.html", at, {**values, "rows": list(reversed(rows))})


def _row(claim: Claim, *, sure: bool, rules: Published, where: Evidence) -> ClaimsTableRow:
    place = claim.place or Place()
    said = said_at(claim)
    return ClaimsTableRow(
        id=claim.id,
        day=f"{said:%Y-%m-%d}" if said else "",
        when=when(claim),
        who=voice(claim),
        speaker=safe(claim.speaker or ""),
        text=safe(rules.extracts.text(place.source, whole(claim))),
        kind=KINDS[claim.kind],
        firmness=claim.strength,
        number=safe("; ".join(dict.fromkeys(one.text for one in claim.quantities))),
        by=safe(claim.deadline.text if claim.deadline else ""),
        place=safe(place.version or ""),
        address=where(claim) or "",
        thread="",
        sure=sure,
        topics=(),
    )
