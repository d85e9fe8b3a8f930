"""Renamed: one name put in another's place all over a page, told once and with how often, not under each sentence."""

from collections import Counter
from collections.abc import Sequence

from tracker.diff.change import Change, Flag
from tracker.wording.fold import fold

_OFTEN = 3
"""Sentences from which a renaming is one of the page."""
_Pair = tuple[str, str]


def told_once(changes: Sequence[Change]) -> list[Change]:
    """The changes in their order; a renaming of three sentences and more stands under the first of them, with its times."""
    counts = Counter(pair for change in changes for pair in {_pair(flag) for flag in change.flags} if pair)
    told: set[_Pair] = set()
    return [_told(change, counts, told) for change in changes]


def _told(change: Change, counts: Counter[_Pair], told: set[_Pair]) -> Change:
    kept: list[Flag] = []
    for flag in change.flags:
        pair = _pair(flag)
        if pair is None or counts[pair] < _OFTEN:
            kept.append(flag)
        elif pair not in told:
            told.add(pair)
            kept.append(flag.model_copy(update={"times": counts[pair]}))
    return change if tuple(kept) == change.flags else change.model_copy(update={"flags": tuple(kept)})


def _pair(flag: Flag) -> _Pair | None:
    """Both names, folded, without their articles and plurals; None of a flag that puts no name in another's place."""
    if flag.name not in {"name", "actor"} or not (flag.old and flag.new):
        return None
    old, new = (fold(side).removeprefix("the ").rstrip("s") for side in (flag.old, flag.new))
    return old, new
