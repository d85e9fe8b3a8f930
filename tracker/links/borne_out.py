"""Borne out: whether the flags of a change, asked for the two wordings of a link, tell what a flag of the link tells.

A link's flag is read from two claims that may have little in common; those of a change are read from a pair of sentences and
kept only where they are about what the pair commits to (diff/bearing.py). Of 120 turns on real pages and manifestos that one
reader judged, 55 were right; on near wordings 30 of 40 that the flags of a change bore out, 8 of 26 others (decision 43).
"""

from collections.abc import Mapping
from functools import lru_cache

from tracker.diff.change import FlagName
from tracker.diff.flags import flags as flags_of_change
from tracker.links.link import LinkFlag, LinkFlagName
from tracker.links.statement import statement

DISTANT = 0.45
"""Share of words in order below which two wordings are no longer compared as one sentence."""
_TOLD_BY: Mapping[LinkFlagName, frozenset[FlagName]] = {
    "quantity_up": frozenset({"money", "number"}),
    "quantity_down": frozenset({"money", "number"}),
    "quantified": frozenset({"money", "number"}),
    "dequantified": frozenset({"money", "number"}),
    "softened": frozenset({"modality", "scope", "negation"}),
    "strengthened": frozenset({"modality", "scope", "negation"}),
    "redated": frozenset({"date"}),
    "narrowed": frozenset({"scope", "number", "actor"}),
    "widened": frozenset({"scope", "number", "actor"}),
}
"""The names under which a change tells the like."""


def is_borne_out(flag: LinkFlag, earlier: str, later: str) -> bool:
    """Whether a change of `earlier` into `later` would tell the like.

    Always for what only a link tells, and of distant wordings.
    """
    names = _TOLD_BY.get(flag.name)
    if names is None or statement(earlier).likeness(statement(later)) < DISTANT:
        return True
    return not names.isdisjoint(_told(earlier, later))


@lru_cache(maxsize=64)
def _told(earlier: str, later: str) -> frozenset[FlagName]:
    """The names of the flags of a change; each flag of a link asks for them."""
    return frozenset(one.name for one in flags_of_change(earlier, later))
