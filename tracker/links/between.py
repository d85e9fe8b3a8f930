"""Between: what became different from one claim of a thread to the next, the names and the speakers included."""

from tracker.claims.claim import Claim, Place
from tracker.links.flags import evidence
from tracker.links.link import LinkFlag
from tracker.links.names import Names


def between(earlier: Claim, later: Claim, *, names: Names) -> tuple[LinkFlag, ...]:
    """Flags of the two texts, each read under its list's introduction, then `renamed` and `attributed_on`."""
    found = evidence(_whole(earlier), _whole(later))
    renamed = _renamed(earlier.text, later.text, names)
    if renamed:
        found = tuple(flag for flag in found if flag.name != "reworded")
    return (*found, *renamed, *_carried(earlier.place or Place(), later.place or Place()))


def _whole(claim: Claim) -> str:
    """The item under its list's introduction: "We will:" and its item make one statement."""
    return f"{claim.lead_in.rstrip(' :')} {claim.text}" if claim.lead_in else claim.text


def _renamed(earlier: str, later: str, names: Names) -> tuple[LinkFlag, ...]:
    """One programme under names that the other claim does not use."""
    before, after = names.by_programme(earlier), names.by_programme(later)
    return tuple(
        LinkFlag(name="renamed", old=", ".join(before[programme].values()), new=", ".join(after[programme].values()))
        for programme in sorted(before.keys() & after.keys())
        if not before[programme].keys() & after[programme].keys()
    )


def _carried(earlier: Place, later: Place) -> tuple[LinkFlag, ...]:
    """Somebody else says it now: a department restates a party's pledge, a newspaper reports it."""
    if not earlier.publisher or not later.publisher or earlier.publisher == later.publisher:
        return ()
    return (LinkFlag(name="attributed_on", old=earlier.publisher, new=later.publisher),)
