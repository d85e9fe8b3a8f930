"""Breadth: who and what is covered. "The quiet change is in the noun": the number stays, the thing counted does not."""

import re
from collections.abc import Sequence

from tracker.links.cues import scope_keys
from tracker.links.link import LinkFlag
from tracker.links.statement import Statement, surfaces
from tracker.wording.fold import STOP, stems
from tracker.wording.mark import Mark
from tracker.wording.quantity import Quantity

_NOUN_WORDS = 9
"""Words behind a number that can still belong to its noun ("new teachers in secondary and special schools")."""
_NOUN_END = re.compile(
    r"[,;:.()?!–—”\"]"
    r"|\s(?:will|would|to|who|that|which|by|from|over|with|as|per|so|a|at|on|until|before|within|during|because"
    r"|is|are|was|were|have|has|can|could|should|must|while|when|where|partly|under|through|paid|costed|backed)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|or)\s", re.IGNORECASE)
_MORE = frozenset(stems("more extra additional further another"))
"""Synonyms: "6,500 more", "an additional 6,500"."""
CONTAINED = 0.85
"""Share of the shorter statement's stems in the longer one, from which the rest counts as a qualifier or component."""
REST = 3
"""Stems that must be left over for that; fewer are wording."""


def breadth(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Narrowed and widened, each once and with the words; both can hold for one rewording."""
    found = [*_by_noun(earlier, later), *_by_scope(earlier, later), *_by_sector(earlier, later)]
    if not found:
        found = _by_rest(earlier, later)
    return _one_each(found)


def _by_noun(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """The same number, another noun or another qualifier beside it."""
    found = []
    for before in earlier.quantities:
        for after in later.quantities:
            if before.value == after.value and before.kind == after.kind == "count":
                found += _noun_flags(_phrase(earlier.text, before), _phrase(later.text, after))
    return found


def _phrase(text: str, quantity: Quantity) -> str:
    """The number with the words that say what is counted."""
    stretch = text[quantity.end : quantity.end + 120]
    end = _NOUN_END.search(stretch)
    kept = stretch[: end.start() if end else len(stretch)].split()[:_NOUN_WORDS]
    while kept and kept[-1].lower() in STOP:
        kept.pop()
    return " ".join([text[quantity.start : quantity.end], *kept])


def _noun_flags(old: str, new: str) -> list[LinkFlag]:
    before, after = _qualities(old), _qualities(new)
    lost, gained = before - after, after - before
    if not before or not after or not (lost or gained):
        return []
    joined = len(_JOINED.findall(new)) - len(_JOINED.findall(old))
    if joined:
        return [_flag(wider=joined > 0, old=old, new=new)]
    return [_flag(wider=len(lost) > len(gained) or (len(lost) == len(gained) and len(new) < len(old)), old=old, new=new)]


def _qualities(phrase: str) -> frozenset[str]:
    """Stems of the noun phrase without its number; "new" is one of them, though no link is made by it."""
    rest = phrase.split(" ", 1)[-1] if " " in phrase else ""
    new = {"new"} if re.search(r"\bnew\b", rest, re.IGNORECASE) else set()
    return frozenset(stem for stem in (*stems(rest), *new) if not stem[-1].isdigit()) - _MORE


def _by_scope(earlier: Statement, later: Statement) -> list[LinkFlag]:
    wider, narrower = scope_keys("wider"), scope_keys("narrower")
    lost, gained = _only(earlier.scope, later.scope), _only(later.scope, earlier.scope)
    return [
        *_pair(wider=True, old=_of(lost, narrower), new=_of(gained, wider)),
        *_pair(wider=False, old=_of(lost, wider), new=_of(gained, narrower)),
    ]


def _by_sector(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Primary, secondary, special: to name one narrows, to name one more widens."""
    sectors = scope_keys("sectors")
    before, after = _of(earlier.scope, sectors), _of(later.scope, sectors)
    old_keys, new_keys = {mark.key for mark in before}, {mark.key for mark in after}
    if old_keys == new_keys or not (old_keys <= new_keys or new_keys <= old_keys):
        return []
    wider = not new_keys or (bool(old_keys) and new_keys > old_keys)
    return [_flag(wider=wider, old=surfaces(before), new=surfaces(after))]


def _by_rest(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """One statement holds nearly all of the other and a component more."""
    before, after = earlier.stems, later.stems
    shared = len(before & after)
    if len(before) - shared >= REST and shared >= CONTAINED * len(after) and len(after) >= REST:
        return [_flag(wider=False, old=_rest(earlier, after), new="")]
    if len(after) - shared >= REST and shared >= CONTAINED * len(before) and len(before) >= REST:
        return [_flag(wider=True, old="", new=_rest(later, before))]
    return []


def _rest(longer: Statement, shared: frozenset[str]) -> str:
    """From the first to the last word that only the longer statement has."""
    places = [
        word.span()
        for word in re.finditer(r"[^\s]+", longer.text)
        if any(stem not in shared for stem in stems(word[0]))
    ]
    return longer.text[places[0][0] : places[-1][1]].strip(" ,;.") if places else ""


def _only(marks: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    keys = {mark.key for mark in others}
    return [mark for mark in marks if mark.key not in keys]


def _of(marks: Sequence[Mark], keys: frozenset[str]) -> list[Mark]:
    return [mark for mark in marks if mark.key in keys]


def _pair(*, wider: bool, old: Sequence[Mark], new: Sequence[Mark]) -> list[LinkFlag]:
    return [_flag(wider=wider, old=surfaces(old), new=surfaces(new))] if old or new else []


def _flag(*, wider: bool, old: str, new: str) -> LinkFlag:
    return LinkFlag(name="widened" if wider else "narrowed", old=old, new=new)


def _one_each(found: Sequence[LinkFlag]) -> list[LinkFlag]:
    """The first of each name: number-anchored words before scope words."""
    return list({flag.name: flag for flag in reversed(found)}.values())[::-1]
