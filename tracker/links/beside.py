"""Beside: whether the words of a flag stand by what two claims share, or elsewhere in a sentence that ran on."""

from collections.abc import Set as AbstractSet

from tracker.links.link import LinkFlag
from tracker.links.statement import statement
from tracker.wording.fold import stems

REACH = 60
"""Characters on either side of a flag's words in which the shared words are looked for."""
FAR = 0.25
"""What a flag keeps of its weight whose words stand further off."""
LEAST, SHARE = 2, 1 / 3
"""Shared stems that are asked for there, and the share of all of them."""
_ANYWHERE = frozenset({"attributed_on", "renamed", "reworded", "repeated", "delivered"})
"""Flags of the whole claim."""


def beside(flag: LinkFlag, earlier: str, later: str) -> float:
    """1 where the flag's words stand by shared ones, on each side that has any; else `FAR`.

    A list whose lines were run together holds "long-term" of another item, and is no firmer for it. `earlier` and `later`:
    the claims with what leads in, as the flag was read.
    """
    if flag.name in _ANYWHERE or flag.kind == "act":
        return 1.0
    shared = statement(earlier).stems & statement(later).stems
    least = min(max(LEAST, SHARE * len(shared)), len(shared))
    sides = ((flag.old, earlier), (flag.new, later))
    far = any(words and _near(words, text, shared) < least for words, text in sides)
    return FAR if far else 1.0


def _near(words: str, text: str, shared: AbstractSet[str]) -> int:
    """Shared stems by the words; enough where the words cannot be found again, as of several put together."""
    at = text.find(words)
    if at < 0:
        return len(shared)
    return len(shared & set(stems(text[max(0, at - REACH) : at + len(words) + REACH])))
