"""Kinds: the flags of a link told more closely, by the same shifts that tell a change."""

from collections.abc import Sequence

from tracker.links.link import LinkFlag
from tracker.wording.fold import fold
from tracker.wording.shift.shift import Shift


def with_kinds(flags: Sequence[LinkFlag], shifts: Sequence[Shift]) -> tuple[LinkFlag, ...]:
    """The flags; each shift that implies a flag is told by the flag of that name, or by one of its own.

    A date that only appears is *dated*: its flag goes on being `redated`, with the way.
    """
    found = [_dated(flag) for flag in flags]
    for shift in shifts:
        if shift.implies is None:
            continue
        own = LinkFlag(name=shift.implies, old=shift.old, new=shift.new, kind=shift.kind)
        if shift.kind == "within_year":  # it tells that no date came or went
            found = [flag for flag in found if flag.kind != "dated" or not _either(flag, shift)]
        at = next((at for at, flag in enumerate(found) if flag.name == own.name and flag.kind is None), None)
        if at is None:
            found.append(own)
        elif _meet(found[at].old, own.old) or _meet(found[at].new, own.new):
            whole = (
                {"old": own.old, "new": own.new} if shift.kind == "condition" else {}
            )  # the clause, not its first word
            found[at] = found[at].model_copy(update={"kind": shift.kind, **whole})
        else:
            found.insert(at, own)
    return tuple(found)


def _either(flag: LinkFlag, shift: Shift) -> bool:
    return _meet(flag.old, shift.old) or _meet(flag.new, shift.new)


def _meet(one: str, other: str) -> bool:
    left, right = fold(one), fold(other)
    return bool(left and right) and (left in right or right in left)


def _dated(flag: LinkFlag) -> LinkFlag:
    return flag.model_copy(update={"kind": "dated"}) if flag.redating in {"added", "dropped"} else flag
