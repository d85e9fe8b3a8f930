"""Rank: how much a change is worth a reader's time, and why, in words.

The score is one minus the product of what the reasons leave over, so reasons add up and never pass 1. The weights are
an order of importance taken from what education journalists ask to be shown (docs/studies/pledges.md 7: number, date,
verb, scope, then names), not a fitted model.
"""

from math import prod

from tracker.diff.bounds import beginning
from tracker.diff.change import Change, FlagName, Part
from tracker.wording.modality import find_modality
from tracker.wording.quantities import find_quantities

NOISE = 0.01
FLAG_WEIGHTS: dict[FlagName, float] = {
    "negation": 0.40,
    "money": 0.35,
    "number": 0.35,
    "date": 0.30,
    "modality": 0.30,
    "scope": 0.25,
    "actor": 0.20,
    "name": 0.10,
}
FLAG_WORDS: dict[FlagName, str] = {
    "negation": "negation",
    "money": "amount of money",
    "number": "number",
    "date": "date",
    "modality": "firmness",
    "scope": "scope",
    "actor": "who is bound",
    "name": "name",
}
KIND_WEIGHTS = {"removed": 0.30, "added": 0.20, "reworded": 0.05, "split": 0.05, "merged": 0.05, "moved": 0.03}
COMMITMENT = 0.25
"""For a commitment in words that were added or removed."""
QUANTITY = 0.15
"""For a number in words that were added or removed."""
PART_WEIGHTS: dict[Part, float] = {"title": 0.20, "summary": 0.10, "heading": 0.10}
UNMENTIONED = 0.15
"""For a removal or a changed figure that the publisher's note leaves out."""
LONG_EDIT = 0.15
"""For an edit of `LONG` words or more, less in proportion."""
LONG = 20


def rank(change: Change) -> tuple[float, tuple[str, ...]]:
    """Score 0–1 and the reasons, the weightiest first."""
    if change.noise:
        return NOISE, (f"{change.noise_kind or 'typography'} only",)
    reasons = [_kind(change), *_flags(change), *_whole(change), *_length(change)]
    if change.part in PART_WEIGHTS and change.kind != "moved":
        reasons.append((PART_WEIGHTS[change.part], f"{'a' if change.part == 'heading' else 'the'} {change.part}"))
    if change.unmentioned:
        reasons.append((UNMENTIONED, "the publisher’s note does not mention it"))
    reasons.sort(key=lambda reason: -reason[0])
    score = 1 - prod(1 - weight for weight, _ in reasons)
    return round(score, 3), tuple(words for _, words in reasons)


def _kind(change: Change) -> tuple[float, str]:
    if change.kind == "reworded" and not any(word.mark == "same" for word in change.words):
        return KIND_WEIGHTS["reworded"], "rewritten: few words are left"
    words = {"split": "split in two or more", "merged": "merged into one"}.get(change.kind, change.kind)
    return KIND_WEIGHTS[change.kind], words + (" and moved" if change.moved and change.kind != "moved" else "")


def _flags(change: Change) -> list[tuple[float, str]]:
    """One reason a flag name, with the words of its first flag."""
    reasons: dict[FlagName, tuple[float, str]] = {}
    for flag in change.flags:
        said = f"{FLAG_WORDS[flag.name]} changed: {flag.old or 'none'} → {flag.new or 'none'}"
        reasons.setdefault(flag.name, (FLAG_WEIGHTS[flag.name], said))
    return list(reasons.values())


def _whole(change: Change) -> list[tuple[float, str]]:
    """What a sentence that came or went was about."""
    side = change.old if change.kind == "removed" else change.new if change.kind == "added" else None
    if side is None:
        return []
    text = beginning(side.text)
    reasons = []
    firm = [group for group in find_modality(text) if group.commits]
    if firm:
        reasons.append((COMMITMENT, f"a commitment {change.kind}: {firm[0].words.strip()}"))
    if quantities := find_quantities(text):
        reasons.append((QUANTITY, f"a number {change.kind}: {quantities[0].text}"))
    return reasons


def _length(change: Change) -> list[tuple[float, str]]:
    longest = max((len(word.text.split()) for word in change.words if word.mark != "same"), default=0)
    if longest < 2 or change.kind == "moved":  # noqa: PLR2004 - one word is no long edit
        return []
    return [(LONG_EDIT * min(1.0, longest / LONG), f"longest edit {longest} words")]
