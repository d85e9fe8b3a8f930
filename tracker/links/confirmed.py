"""Confirmed: threads cut down to what a person confirmed. That alone is published unless more is asked for."""

from collections.abc import Collection, Iterable, Iterator

from tracker.claims.claim import Claim
from tracker.links.link import Link, Thread


def confirmed(threads: Iterable[Thread], affirmed: Collection[str] = ()) -> Iterator[Thread]:
    """What remains of each thread: the stages that confirmed links join, and single claims that a person affirmed.

    `affirmed`: ids of claims that a person added or set right. A thread may fall into several, when only a score held
    the parts together: the one with its first stage keeps its id; another is called as it would be if it had always
    stood alone. An id whose first stage is not confirmed leads to the first part.
    """
    for thread in threads:
        parts = list(_parts(thread, affirmed))
        if parts and thread.id not in {part.id for part in parts}:
            ids = tuple(one for one in (thread.id, *thread.redirects) if one != parts[0].id)
            parts[0] = parts[0].model_copy(update={"redirects": ids})
        yield from parts


def confirmed_claims(threads: Iterable[Thread], affirmed: Collection[str] = ()) -> frozenset[str]:
    """Ids of the claims that a person affirmed or that stand in a link that a person confirmed."""
    links = (link for thread in threads for link in (*thread.links, *thread.related) if link.standing == "confirmed")
    return frozenset(affirmed).union(*((link.earlier, link.later) for link in links))


def _parts(thread: Thread, affirmed: Collection[str]) -> Iterator[Thread]:
    """Each stage has at most one link to an earlier one, so the confirmed ones make trees: a part is a tree."""
    held = {link.later: link for link in thread.links if link.standing == "confirmed"}
    known = {claim.id for claim in thread.claims}
    roots: dict[str, list[Claim]] = {}
    for claim in thread.claims:
        roots.setdefault(_root(claim.id, held, known), []).append(claim)
    for root, claims in roots.items():
        if len(claims) > 1 or root in affirmed:
            yield _part(thread, claims, held)


def _root(claim: str, held: dict[str, Link], known: Collection[str]) -> str:
    while claim in held and held[claim].earlier in known:
        claim = held[claim].earlier
    return claim


def _part(thread: Thread, claims: list[Claim], held: dict[str, Link]) -> Thread:
    inside = {claim.id for claim in claims}
    first = claims[0].id == thread.claims[0].id
    return thread.model_copy(
        update={
            "id": thread.id if first else f"t-{claims[0].id.removeprefix('c-')}",
            "redirects": thread.redirects if first else (),
            "claims": tuple(claims),
            "links": tuple(held[claim.id] for claim in claims[1:]),
            "candidates": (),
            "related": tuple(link for link in thread.related if {link.earlier, link.later} & inside),
            "disputed": (),
        }
    )
