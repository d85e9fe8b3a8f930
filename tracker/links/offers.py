"""Offers: which possible links a person is asked about, and in which order."""

from collections.abc import Sequence

from tracker.claims.claim import Claim
from tracker.links.link import Link, Thread
from tracker.links.semantic.ranking import Meaning, meant, ranked
from tracker.wording.fold import numbers

TURN = 1.5
"""How much more a decision is worth where the two differ in a number, in firmness or in what they do: then the link would
be news. A choice, not measured."""
_ITS_OWN = frozenset({"own", "adopted"})


def offers(threads: Sequence[Thread], *, meaning: Meaning | None = None) -> tuple[Link, ...]:
    """One offer a thread and one a claim: of its publisher and its government first, then by what the decision is worth.

    In fourteen real manifestos 7,500 claims have 1,000 possible links and 600 offers. What is left out comes when the offer
    is decided; every possible link stands in `Thread.candidates`. With `meaning` the first of the possible links are put
    in order by words and meaning before they are chosen from.
    """
    inside = {claim.id: (thread.id, claim) for thread in threads for claim in thread.claims}
    possible = [link for thread in threads for link in thread.candidates if {link.earlier, link.later} <= inside.keys()]
    asked: set[tuple[str, str]] = set()
    chosen = []

    def ends_of(link: Link) -> tuple[Claim, Claim]:
        return inside[link.earlier][1], inside[link.later][1]

    by_words = sorted(possible, key=lambda one: _first(one, one.score, *ends_of(one)))
    for link, _ in ranked(
        by_words,
        meaning,
        lambda one: (one.score, (meant(inside[one.earlier][1]), meant(inside[one.later][1]))),
        lambda one, score: _first(one, score, *ends_of(one)),
    ):
        ends = {("from", inside[link.earlier][0]), ("to", inside[link.later][0])}
        if asked.isdisjoint(ends):
            asked |= ends
            chosen.append(link)
    return tuple(chosen)


def worth(score: float, earlier: Claim, later: Claim) -> float:
    """What a decision on these two is worth: the score, more where there is a turn between them."""
    return score * (TURN if has_turn(earlier, later) else 1.0)


def has_turn(earlier: Claim, later: Claim) -> bool:
    """Whether firmness, polarity or numbers differ; read from the claims alone, so that no flag has to be made for it."""
    return (
        (earlier.kind, earlier.strength, earlier.polarity) != (later.kind, later.strength, later.polarity)
        or numbers(earlier.text) != numbers(later.text)
    )  # fmt: skip


def _first(link: Link, score: float, earlier: Claim, later: Claim) -> tuple[bool, float, str, str]:
    return link.voice not in _ITS_OWN, -worth(score, earlier, later), link.earlier, link.later
