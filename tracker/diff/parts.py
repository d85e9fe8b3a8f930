"""Parts: sentences that were split in two or merged into one, found among the neighbours of a reworded pair."""

from collections.abc import Mapping, Sequence

from tracker.diff.likeness import Vectors

CONTAINED = 0.90
"""Share of a sentence's idf weight found in its neighbour's partner, from which it is a part of that."""


def with_parts(
    partner: Mapping[int, int], kept: set[int], vectors: Vectors, old: int, new: int
) -> list[tuple[list[int], list[int]]]:
    """Groups of the pairs, with the unmatched neighbours that are parts of a reworded partner (split and merged)."""
    groups = {index: ([index], [at]) for index, at in partner.items()}
    old_group = dict(groups)
    new_group = {at: groups[index] for index, at in partner.items()}
    reworded = {index for index in partner if index not in kept}
    for order in (range(new), reversed(range(new))):
        for at in order:
            if at not in new_group:
                options = [new_group[near] for near in (at - 1, at + 1) if near in new_group]
                whole = _whole(old + at, [(group, group[0]) for group in options if group[0][0] in reworded], vectors)
                if whole is not None:
                    whole[1].append(at)
                    new_group[at] = whole
    for order in (range(old), reversed(range(old))):
        for index in order:
            if index not in old_group:
                options = [old_group[near] for near in (index - 1, index + 1) if near in old_group]
                wholes = [(group, [old + at for at in group[1]]) for group in options if group[0][0] in reworded]
                whole = _whole(index, wholes, vectors)
                if whole is not None:
                    whole[0].append(index)
                    old_group[index] = whole
    return [groups[index] for index in sorted(groups)]


def _whole(
    part: int, options: Sequence[tuple[tuple[list[int], list[int]], list[int]]], vectors: Vectors
) -> tuple[list[int], list[int]] | None:
    """The group one of whose sentences holds the part; none for fewer than three stems, which sit anywhere."""
    if len(vectors.stems[part]) < 3:  # noqa: PLR2004 - docs/studies/linking.md 5: headings of two content words pair wrongly
        return None
    best: tuple[float, tuple[list[int], list[int]] | None] = (CONTAINED, None)
    for group, wholes in options:
        for whole in wholes:
            if len(vectors.stems[part]) < len(vectors.stems[whole]):
                share = vectors.contained(part, whole)
                if share > best[0] or (share == best[0] and best[1] is None):
                    best = (share, group)
    return best[1]
