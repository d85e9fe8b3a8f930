"""Rank: how much a change is worth a reader's time, and why, in words.

The score is one minus the product of what the reasons leave over, so reasons add up and never pass 1, times what a
reader would take off: for contacts, for guidance told to "you", for flags of two sentences that share little. The
weights are an order of importance taken from what education journalists ask to be shown (docs/studies/pledges.md 7), with
money first by its size, not a fitted model.
"""

import re
from math import log10, prod

from tracker.diff.bounds import beginning
from tracker.diff.change import Change, Flag, FlagName, Part
from tracker.wording.dates import find_deadlines
from tracker.wording.modality import Modality, find_modality
from tracker.wording.number import tidy
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity

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
COMMITMENT = {"removed": 0.29, "added": 0.20}
"""For a commitment in words that came or went."""
CONDITIONAL = 0.35
"""For a condition that came or went: this is how a promise is watered down."""
QUANTITY = 0.12
"""For a number in words that were added or removed."""
DEADLINE = 0.12
"""For a deadline in words that were added or removed."""
TOTAL = 0.10
"""For a sum that is told as a total."""
MONEY_LEAST, MONEY_MOST, MONEY_STEP, MONEY_BASE = 0.20, 0.65, 0.07, 4.0
"""What an amount of money weighs: £10,000 (ten to the base) 0.30, a step more for each further nought."""
PART_WEIGHTS: dict[Part, float] = {"title": 0.20, "summary": 0.10, "heading": 0.10}
UNMENTIONED = 0.15
"""For a removal or a changed figure that the publisher's note leaves out."""
SHARE = 0.30
"""For a sentence of which every word is another, less in proportion."""
CONTACT, GUIDANCE, ADVICE, CELL = 0.4, 0.6, 0.75, 0.8
"""What is left of the score of an address or telephone number, a step told to "you", advice, a row without money."""
_COMMITS = frozenset({"law", "guarantee", "will", "plan", "aim"})
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|https?://|\bwww\.|\b(?:telephone|phone|e-?mail|contact us|helpline|opening hours)\b"
    r"|(?<![\d£])0\d{2,4} ?\d{3,4} ?\d{3,4}(?!\d)",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|yours|yourself)\b|\A(?:please|read|see|check|find out|contact|ask|apply|use|visit)\b", re.IGNORECASE
)
_ADVICE = re.compile(
    r"\b(?:should|recommend(?:s|ed|ing)?|advise[sd]?|encouraged?|ideally|may wish to)\b", re.IGNORECASE
)
_IDLE_SUBJECT = re.compile(r"\b(?:you|it|your [a-z]{1,20}|this|these|they)\s(?:\w{1,20}ly\s|also\s)?$", re.IGNORECASE)
_MOST = 0.6
_FEW = 8
"""Words on both sides together, of fewer of which a share says nothing."""
_LEAST_LIKE = 0.5
_THRESHOLD = re.compile(
    r"\b(?:turnover|income|salar(?:y|ies)|earn(?:s|ing|ings|ed)?|paid|profits?) (?:[a-z]{1,12} ){0,5}$", re.IGNORECASE
)
_SIDES = ("same", "old", "new")
_TOTAL = re.compile(r"\b(?:total(?:ling|s|led)?|altogether|in all|overall (?:fund|budget|package))\b", re.IGNORECASE)


def rank(change: Change) -> tuple[float, tuple[str, ...]]:
    """Score 0–1 and the reasons, the weightiest first."""
    if change.noise:
        return NOISE, (f"{change.noise_kind or 'typography'} only",)
    share = changed_share(change)
    reasons = [_kind(change), *_flags(change, share), *_whole(change)]
    if change.part in PART_WEIGHTS and change.kind != "moved":
        reasons.append((PART_WEIGHTS[change.part], f"{'a' if change.part == 'heading' else 'the'} {change.part}"))
    if change.unmentioned:
        reasons.append((UNMENTIONED, "the publisher’s note does not mention it"))
    if share and change.kind != "moved":
        reasons.append((SHARE * share, "most of its words are others" if share > _MOST else ""))
    reasons.sort(key=lambda reason: -reason[0])
    score = (1 - prod(1 - weight for weight, _ in reasons)) * _left(change)
    return round(score, 3), tuple(words for _, words in reasons if words)


def changed_share(change: Change) -> float:
    """The share of the words, old and new together, that do not stand on both sides; 0 for what came or went whole."""
    sizes = {mark: sum(len(run.text.split()) for run in change.words if run.mark == mark) for mark in _SIDES}
    both = 2 * sizes["same"] + sizes["old"] + sizes["new"]
    return (sizes["old"] + sizes["new"]) / both if both >= _FEW else 0.0


def _left(change: Change) -> float:
    """What a reader would leave of the score: of contacts and steps of guidance little, where no money is at stake."""
    text = " ".join(side.text for side in (change.old, change.new) if side)[:2_000]
    if any(flag.name == "money" for flag in change.flags) or "£" in text:
        return 1.0
    advice = ADVICE if _ADVICE.search(text) and not _is_binding(change) else 1.0
    left = CONTACT if _CONTACT.search(text) else GUIDANCE if _YOU.search(text) else advice
    return left * (CELL if change.part in {"row", "member", "caption", "note"} else 1.0)


def _kind(change: Change) -> tuple[float, str]:
    if change.kind == "reworded" and not any(word.mark == "same" for word in change.words):
        return KIND_WEIGHTS["reworded"], "rewritten: few words are left"
    words = {"split": "split in two or more", "merged": "merged into one"}.get(change.kind, change.kind)
    return KIND_WEIGHTS[change.kind], words + (" and moved" if change.moved and change.kind != "moved" else "")


def _flags(change: Change, share: float) -> list[tuple[float, str]]:
    """One reason a flag name, with the words of its weightiest flag; of two sentences that share little they say less."""
    likeness = max(_LEAST_LIKE, min(1.0, 2 * (1 - share)))
    reasons: dict[FlagName, tuple[float, str]] = {}
    binding = _is_binding(change)
    for flag in change.flags:
        weight = _weight(flag, binding=binding) * likeness
        if flag.name not in reasons or weight > reasons[flag.name][0]:
            reasons[flag.name] = weight, _said(flag)
    return list(reasons.values())


def _is_binding(change: Change) -> bool:
    """Whether either side commits somebody."""
    texts = [beginning(side.text) for side in (change.old, change.new) if side]
    return any(_binds(text, group) for text in texts for group in find_modality(text))


def _weight(flag: Flag, *, binding: bool) -> float:
    if flag.kind == "condition" and binding and bool(flag.old) != bool(flag.new):
        return CONDITIONAL
    if flag.name == "money":
        return max(
            (_worth(one.value) for side in (flag.old, flag.new) for one in _sums(side)), default=FLAG_WEIGHTS["money"]
        )
    return FLAG_WEIGHTS[flag.name]


def _said(flag: Flag) -> str:
    said = f"{FLAG_WORDS[flag.name]} changed: {flag.old or 'none'} → {flag.new or 'none'}"
    old, new = _sums(flag.old), _sums(flag.new)
    if flag.name == "money" and flag.kind is None and len(old) == len(new) == 1 and old[0].unit == new[0].unit == "GBP":
        return (
            f"{said} ({pounds(abs(new[0].value - old[0].value))} {'more' if new[0].value > old[0].value else 'less'})"
        )
    return said


def pounds(value: float) -> str:
    """E.g. £50m, £1.3bn, £2,500: short, for people."""
    for size, name in ((1e9, "bn"), (1e6, "m")):
        if value >= size:
            return f"£{tidy(round(value / size, 2))}{name}"
    return f"£{value:,.0f}" if value == int(value) else f"£{value:,.2f}"


def _given(text: str) -> list[Quantity]:
    """The sums that are given or asked: who earns or turns over how much only says who may apply."""
    return [one for one in _sums(text) if not _THRESHOLD.search(text, max(0, one.start - 60), one.start)]


def _sums(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind == "money"]


def _worth(value: float) -> float:
    """What an amount weighs by its size."""
    return min(MONEY_MOST, max(MONEY_LEAST, 0.30 + MONEY_STEP * (log10(max(value, 1.0)) - MONEY_BASE)))


def _whole(change: Change) -> list[tuple[float, str]]:
    """What a sentence that came or went was about."""
    side = change.old if change.kind == "removed" else change.new if change.kind == "added" else None
    if side is None:
        return []
    text, kind = beginning(side.text), change.kind
    reasons = []
    firm = [group for group in find_modality(text) if _binds(text, group)]
    if firm:
        reasons.append((COMMITMENT[kind], f"a commitment {kind}: {firm[0].words.strip()}"))
    quantities = find_quantities(text)
    sums = _given(text)
    if sums:
        largest = max(sums, key=lambda one: one.value)
        reasons.append((_worth(largest.value), f"an amount {kind}: {largest.text}"))
        if _TOTAL.search(text):
            reasons.append((TOTAL, "a total"))
    elif quantities:
        reasons.append((QUANTITY, f"a number {kind}: {quantities[0].text}"))
    if firm and (deadlines := find_deadlines(text)):
        reasons.append((DEADLINE, f"a deadline {kind}: {deadlines[0].text}"))
    return reasons


def _binds(text: str, group: Modality) -> bool:
    """Whether somebody is bound: "you will be asked" and "it will be helpful" bind nobody."""
    return group.form in _COMMITS and not _IDLE_SUBJECT.search(text, max(0, group.start - 30), group.start)
