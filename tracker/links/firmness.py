"""Firmness: does the later statement bind more or less, does it turn round, does it say that it was done?"""

import re
from collections.abc import Sequence
from functools import cache

from tracker.links.cues import cues, phrases, scope_keys
from tracker.links.link import LinkFlag
from tracker.links.statement import Statement, surfaces
from tracker.wording.mark import Mark

MIN_SHARED = 2
"""Stems that the object of an ending, or of a refusal, must share with the other statement."""


def firmness(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Strengthened or softened, by the verb group of the same object and by conditions or duties gained or lost.

    Both can hold: "will consult on" → "will require, where possible".
    """
    found = [*_by_verb(earlier, later), *_by_conditions(earlier, later)]
    return list({flag.name: flag for flag in reversed(found)}.values())[::-1]


def reversal(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """One refuses or ends what the other promises."""
    before, after = _refusal(earlier, later), _refusal(later, earlier)
    if bool(before) == bool(after):
        return []
    return [LinkFlag(name="reversed", old=before or _acting(earlier, later), new=after or _acting(later, earlier))]


def delivery(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """The later one says that it happened, the earlier one only that it will; the source says so, not we."""
    if later.done and not earlier.done:
        return [LinkFlag(name="delivered", old=_acting(earlier, later), new=later.done)]
    begun, going_on = _beginning().search(earlier.text), _continuing().search(later.text)
    if begun and going_on and not _continuing().search(earlier.text):
        return [LinkFlag(name="delivered", old=begun[0], new=going_on[0])]
    return []


def _by_verb(earlier: Statement, later: Statement) -> list[LinkFlag]:
    before, after = earlier.main(later), later.main(earlier)
    if before is None or after is None or before.negated != after.negated or before.strength == after.strength:
        return []
    name = "strengthened" if after.strength > before.strength else "softened"
    return [LinkFlag(name=name, old=before.words, new=after.words)]


def _by_conditions(earlier: Statement, later: Statement) -> list[LinkFlag]:
    conditions, duties = scope_keys("conditions"), scope_keys("duties")
    lost, gained = _only(earlier.scope, later.scope), _only(later.scope, earlier.scope)
    looser = [mark for mark in gained if mark.key in conditions], [mark for mark in lost if mark.key in duties]
    tighter = [mark for mark in lost if mark.key in conditions], [mark for mark in gained if mark.key in duties]
    found = []
    if any(looser):
        found.append(LinkFlag(name="softened", old=surfaces(looser[1]), new=surfaces(looser[0])))
    if any(tighter):
        found.append(LinkFlag(name="strengthened", old=surfaces(tighter[0]), new=surfaces(tighter[1])))
    return found


def _only(marks: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    keys = {mark.key for mark in others}
    return [mark for mark in marks if mark.key not in keys]


def _refusal(one: Statement, other: Statement) -> str:
    """The words by which `one` refuses or ends something that `other` speaks of, or nothing."""
    for group in one.modality:
        if group.negated and _meets(one.behind(group.end), other):
            return group.words
    for mark in one.endings:
        if _meets(one.behind(mark.end), other) or _meets(one.before(mark.start), other):
            return mark.text
    return ""


def _meets(object_stems: frozenset[str], other: Statement) -> bool:
    return len(object_stems & other.stems) >= min(MIN_SHARED, len(other.stems))


def _acting(one: Statement, other: Statement) -> str:
    group = one.main(other)
    return group.words if group else ""


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases(cues()['beginning'])})\b", re.IGNORECASE)


@cache
def _continuing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases(cues()['continuing'])})\b", re.IGNORECASE)
