"""Align: which sentences of an old text live on in a new one.

Equal sentences in order are anchors (`anchors.py`). Inside the gaps between them the heaviest chain of pairs in order is
taken (`inorder.py`): a pair weighs the cosine of TF-IDF stems, half the word-LCS (`likeness.py`), the likeness of
letters and how near it stands to its expected place. What is left may have moved (`moves.py`): equal words anywhere,
reworded ones only on strong evidence. Then split and merged sentences (`parts.py`). Of sentences without a partner
nothing is said. docs/decisions/ tells what was measured.
"""

from collections.abc import Sequence

from pydantic import BaseModel

from tracker.diff.anchors import equal_elsewhere, equal_in_order, key_of, unmoved
from tracker.diff.inorder import in_order
from tracker.diff.likeness import Vectors, likeness
from tracker.diff.moves import beside, evidence, moved
from tracker.diff.parts import with_parts


class Pair(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Sentences that belong together, by index: one to one, one to many (split) or many to one (merged)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False
    """It stands off the longest run of pairs that keep their order."""


def align(old: Sequence[str], new: Sequence[str], *, same: float = 1.40, gap: float = 1.43) -> tuple[Pair, ...]:
    """Pairs in order of the old text; what has no partner is absent.

    `gap` is the score from which two sentences pair in order between two pairs (likeness + LETTERS · letters + PLACE ·
    place, 0–3.4); `same` the likeness (cosine + half word-LCS, 0–1.5) from which a reworded one pairs anywhere else.
    """
    old_keys, new_keys = [key_of(text) for text in old], [key_of(text) for text in new]
    partner = equal_in_order(old_keys, new_keys)
    if len(partner) == min(len(old), len(new)):
        return _with_moves([([index], [at]) for index, at in partner.items()])
    vectors = Vectors([*old, *new])
    alike = likeness(old, new, partner, vectors)
    needed = evidence(alike, partner, same=same)
    partner |= in_order(alike, partner, old, new, floor=gap)
    partner |= equal_elsewhere(partner, old_keys, new_keys)
    partner |= moved(alike, partner, needed=needed)
    if needed.rearranged:
        partner |= beside(alike, partner, old, new, floor=gap)
    kept = {index for index, at in partner.items() if old_keys[index] == new_keys[at]}
    return _with_moves(with_parts(partner, kept, vectors, len(old), len(new)))


def _with_moves(groups: Sequence[tuple[list[int], list[int]]]) -> tuple[Pair, ...]:
    rows = sorted((sorted(old), sorted(new)) for old, new in groups)
    run = unmoved([new[0] for _, new in rows])
    return tuple(Pair(old=tuple(old), new=tuple(new), moved=order not in run) for order, (old, new) in enumerate(rows))
