"""Flags: what became different between an earlier and a later statement of one pledge, with the words.

Scores are blind to it: "will" and "will not" have cosine 1.00, 6,500 and 13,000 teachers .56 (docs/studies/linking.md
7). The flags are those of docs/studies/claims.md 2 that two statements alone can show, or two claims: these also tell
who speaks. Merged, split and moved need a whole document.
"""

from collections.abc import Iterable, Sequence

from tracker.claims.claim import Claim, Place
from tracker.links.amounts import amounts, dates
from tracker.links.breadth import breadth
from tracker.links.firmness import delivery, firmness, restated, reversal
from tracker.links.kinds import with_kinds
from tracker.links.link import LinkFlag
from tracker.links.names import Names
from tracker.links.statement import CLOSE, Statement, statement
from tracker.wording.shift.act import prepares
from tracker.wording.shift.consequence import consequence
from tracker.wording.shift.find import find_shifts
from tracker.wording.shift.shift import Shift

_ONE_SIDED = frozenset({"quantified", "dequantified"})


def flags(earlier: str, later: str) -> frozenset[str]:
    """Names of the flags. Never empty: `repeated` for the same words, `reworded` where nothing else differs."""
    return frozenset(flag.name for flag in evidence(earlier, later))


def evidence(earlier: str, later: str) -> tuple[LinkFlag, ...]:
    """The flags with their words, by consequence; opposing ones can stand together (docs/studies/pledges.md 1)."""
    before, after = statement(earlier), statement(later)
    if before.plain == after.plain:
        return (LinkFlag(name="repeated", old=earlier, new=later),)
    every = find_shifts(earlier, later)
    shifts = [shift for shift in every if _tells(shift, before, after)]
    replaced = [
        LinkFlag(name="reworded", old=one.old, new=one.new, kind="condition")
        for one in every
        if one.kind == "condition" and one.implies is None and before.is_near(after)
    ]
    stepped = any(shift.kind == "act" for shift in shifts) or prepares(earlier) or prepares(later)
    turned = [] if stepped else reversal(before, after)
    found = with_kinds(
        (
            *turned,
            *([] if turned else firmness(before, after)),
            *amounts(before, after),
            *dates(before, after),
            *breadth(before, after),
            *delivery(before, after),
        ),
        shifts,
    )
    told = {flag.name for flag in found}
    if not told & {"reversed", "delivered", "softened", "strengthened"}:
        replaced += restated(before, after)
    return _in_order((*found, *replaced)) or (LinkFlag(name="reworded", old=earlier, new=later),)


def _tells(shift: Shift, before: Statement, after: Statement) -> bool:
    """A shift says something of two wordings of one sentence; of distant ones only what was done or prepared does.

    What the other wording leaves out, it may never have meant to say.
    """
    if shift.implies is None:
        return False
    gained = shift.kind == "condition" and not shift.old
    return shift.kind == "act" or before.is_near(after) or (gained and before.overlap(after) >= CLOSE)


def between(earlier: Claim, later: Claim, *, names: Names) -> tuple[LinkFlag, ...]:
    """Flags of the two texts, each read under its list's introduction, then `renamed` and `attributed_on`."""
    found = _of_claims(evidence(whole(earlier), whole(later)), earlier, later)
    renamed = _renamed(earlier.text, later.text, names)
    if renamed:
        found = tuple(flag for flag in found if flag.name != "reworded")
    return _in_order((*found, *renamed, *_carried(earlier.place or Place(), later.place or Place())))


def _of_claims(found: Sequence[LinkFlag], earlier: Claim, later: Claim) -> tuple[LinkFlag, ...]:
    """The flags, without numbers that only the introduction of a list has: "4 aims:" counts the items, and is of none."""
    told = tuple(
        flag for flag in found if flag.name not in _ONE_SIDED or (flag.old in earlier.text and flag.new in later.text)
    )
    return told or (LinkFlag(name="reworded", old=earlier.text, new=later.text),)


def _in_order(flags: Iterable[LinkFlag]) -> tuple[LinkFlag, ...]:
    return tuple(sorted(flags, key=lambda flag: consequence(flag.name, flag.kind, flag.old, flag.new)))


def whole(claim: Claim) -> str:
    """The item under its list's introduction: "We will:" and its item make one statement.

    A line of items run together ("We will: - cut fees - build homes") introduces with what stands before its first one.
    """
    lead = (claim.lead_in or "").partition(" - ")[0]
    lead = lead if lead == claim.lead_in or lead.endswith(":") else ""
    return f"{lead.rstrip(' :')} {claim.text}" if lead else claim.text


def _renamed(earlier: str, later: str, names: Names) -> tuple[LinkFlag, ...]:
    """One programme under names that the other claim does not use; an acronym for its own long form is no new name."""
    before, after = names.by_programme(earlier), names.by_programme(later)
    return tuple(
        LinkFlag(name="renamed", old=", ".join(before[programme].values()), new=", ".join(after[programme].values()))
        for programme in sorted(before.keys() & after.keys() & names.declared)
        if not before[programme].keys() & after[programme].keys()
    )


def _carried(earlier: Place, later: Place) -> tuple[LinkFlag, ...]:
    """Somebody else says it now: a department restates a party's pledge, a newspaper reports it."""
    if not earlier.publisher or not later.publisher or earlier.publisher == later.publisher:
        return ()
    return (LinkFlag(name="attributed_on", old=earlier.publisher, new=later.publisher),)
