"""Voice: who says it now. A pledge passes from a party to a government and to the press, and never as the same voice."""

from tracker.claims.claim import Place
from tracker.config.person import People
from tracker.links.link import Voice

_REPORTS = frozenset({"press", "other"})


def voice(earlier: Place, later: Place, people: People) -> Voice:
    """How the later publisher comes to say what the earlier one said.

    `adopted` is a department that says what a party promised which was in government by then, or another party that has
    taken it up; anything else that crosses publishers is `restated`, or `reported` where the press tells it.
    """
    if not earlier.publisher or not later.publisher or people.is_one_body(earlier.publisher, later.publisher):
        return "own"
    if later.publisher_type in _REPORTS:
        return "reported"
    if earlier.publisher_type == "party":
        return (
            "adopted" if later.publisher_type == "party" or _governs(earlier.publisher, later, people) else "restated"
        )
    return "restated"


def are_rivals(one: Place, other: Place, people: People) -> bool:
    """Two parties, or a party and a department in whose government others sat and it did not, if `people` knows of any.

    What both promise is two pledges, unless a person says that one took it from the other.
    """
    kinds = {one.publisher_type, other.publisher_type}
    if kinds == {"party"}:
        return one.publisher != other.publisher
    if kinds != {"party", "department"}:
        return False
    party, department = (one, other) if one.publisher_type == "party" else (other, one)
    others = (one.id for one in people.publisher if one.government)
    return not _governs(party.publisher or "", department, people) and any(
        _governs(other, department, people) for other in others
    )


def _governs(party: str, later: Place, people: People) -> bool:
    moment = later.published or later.first_seen
    return later.publisher_type == "department" and moment is not None and people.governed(party, moment.date())
