"""Flags: what became different between an earlier and a later statement of one pledge, with the words.

Scores are blind to it: "will" and "will not" have cosine 1.00, 6,500 and 13,000 teachers .56 (linking.md 7). The flags
are those of claims.md 2 that two statements alone can show; merged, split and moved need a whole document.
"""

from tracker.links.amounts import amounts, dates
from tracker.links.breadth import breadth
from tracker.links.firmness import delivery, firmness, reversal
from tracker.links.link import LinkFlag
from tracker.links.statement import statement


def flags(earlier: str, later: str) -> frozenset[str]:
    """Names of the flags. Never empty: `repeated` for the same words, `reworded` where nothing else differs."""
    return frozenset(flag.name for flag in evidence(earlier, later))


def evidence(earlier: str, later: str) -> tuple[LinkFlag, ...]:
    """The flags with the words before and after; opposing ones can stand together (pledges-in-the-wild.md 1)."""
    before, after = statement(earlier), statement(later)
    if before.plain == after.plain:
        return (LinkFlag(name="repeated", old=earlier, new=later),)
    turned = reversal(before, after)
    found = (
        *turned,
        *([] if turned else firmness(before, after)),
        *amounts(before, after),
        *dates(before, after),
        *breadth(before, after),
        *delivery(before, after),
    )
    return found or (LinkFlag(name="reworded", old=earlier, new=later),)
