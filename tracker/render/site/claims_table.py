"""Claims table: every claim to be published, as plain pages and, for filtering and sorting, as scripts of rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.links.cells import cells
from tracker.links.link import Thread
from tracker.links.stage import stages
from tracker.render.dates import when
from tracker.render.safe import safe
from tracker.render.site import address
from tracker.render.site.extracts import EVERYTHING, Extracts
from tracker.render.site.made import Made, page, script
from tracker.render.site.picture import moment
from tracker.render.site.pledge import SUGGESTION, Evidence, evidence
from tracker.render.stages import voice

ON_A_PAGE = 200
"""Claims of a plain page: about 100 KB."""
IN_A_PIECE = 2000
"""Claims of a script: about 800 KB; the last one alone changes with what is new."""
KINDS = {
    "pledge": "pledge",
    "aspiration": "aspiration",
    "report": "report: the source infers it",
    "delivery": "said to have happened",
}
CALL = "trackerClaims"


class Row(NamedTuple):
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
    claims: Iterable[Claim], *, threads: Sequence[Thread], confirmed: Collection[str], suggestions: bool, site: object,
    extracts: Extracts = EVERYTHING, where: Evidence = evidence, topics: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Made]:  # fmt: skip
    """Confirmed claims, or all with suggestions; each once, as it first stood. `topics`: source → its topics.

    The first page has the newest; older ones are numbered from the oldest, so that what is new changes few of them.
    """
    inside = {claim.id: thread.id for thread in threads for claim in thread.claims}
    told = [
        _row(
            claim, thread=inside.get(claim.id, ""), sure=claim.id in confirmed, extracts=extracts, where=where
        )._replace(topics=tuple((topics or {}).get((claim.place or Place()).source or "", ())))
        for claim in (stage.claim for stage in stages(claims))
        if suggestions or claim.id in confirmed
    ]
    rows = sorted(told, key=lambda row: row.day)
    pieces = [rows[at : at + IN_A_PIECE] for at in range(0, len(rows), IN_A_PIECE)]
    older = max(0, (len(rows) - 1) // ON_A_PAGE)
    values = {"site": site, "pieces": len(pieces), "total": len(rows), "older": older, "suggestion": SUGGESTION}
    yield _page(rows[older * ON_A_PAGE :], address.CLAIMS, {**values, "number": None})
    for at in range(older):
        part = rows[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]
        yield _page(part, f"claims/page-{at + 1}.html", {"site": site, "number": at + 1, "suggestion": SUGGESTION})
    for at, piece in enumerate(pieces):
        yield script(f"claims/data-{at + 1}.js", CALL, piece)


def _page(rows: Sequence[Row], at: str, values: Mapping[str, object]) -> Made:
    return page("claims.html", at, {**values, "rows": list(reversed(rows))})


def _row(claim: Claim, *, thread: str, sure: bool, extracts: Extracts, where: Evidence) -> Row:
    place = claim.place or Place()
    found = cells(claim)
    said = moment(claim)
    text = f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text
    return Row(
        id=claim.id,
        day=f"{said:%Y-%m-%d}" if said else "",
        when=when(claim),
        who=voice(claim),
        speaker=safe(claim.speaker or ""),
        text=safe(extracts.cut(place.source, text)),
        kind=KINDS[claim.kind],
        firmness=claim.strength,
        number=safe(found.number),
        by=safe(found.when),
        place=safe(place.version or ""),
        address=where(claim) or "",
        thread=thread,
        sure=sure,
        topics=(),
    )
