"""Rank: how much a change is worth a reader's time, and why, in words.

The score is one minus the product of what the reasons leave over, so reasons add up and never pass 1, times what a
reader would take off: for contacts, for guidance told to "you", for flags of two sentences that share little. The
weights are an order of importance taken from what education journalists ask to be shown (docs/studies/pledges.md 7), with
money first by its size, not a fitted model.
"""

import re
from collections.abc import Sequence
from math import log10, prod

from tracker.diff.bounds import beginning
from tracker.diff.change import Change, Flag, FlagName, Part
from tracker.diff.past import days_apart, is_named
from tracker.patterns import deferred
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
    "scope": "limiting word",
    "actor": "who is bound",
    "name": "name",
}
KIND_WEIGHTS = {"removed": 0.22, "added": 0.20, "reworded": 0.05, "split": 0.05, "merged": 0.05, "moved": 0.03}
COMMITMENT = {"removed": 0.24, "added": 0.20}
"""For a commitment in words that came or went."""
WEAK = 0.6
"""Of that weight, where somebody only wants or hopes."""
OWN = {"removed": 0.10, "added": 0.10}
"""Besides, where the publisher or the government binds itself."""
CONDITIONAL = 0.35
"""For a condition that came or went: this is how a promise is watered down."""
QUANTITY = 0.12
"""For a number in words that were added or removed."""
MANY = 100
"""From so many things on they count as one."""
DEADLINE = 0.12
"""For a deadline in words that were added or removed."""
TOTAL, _LARGE = 0.10, 1e6
"""For a sum of a million and more that is told as a total."""
ANOTHER_SUM = 0.50
"""For a sum in another's place, however small: a rate for each pupil is a small sum."""
TENSE = 0.10
"""For "is" in the place of "was"."""
MONEY_LEAST, MONEY_MOST, MONEY_STEP, MONEY_BASE = 0.20, 0.75, 0.08, 4.0
"""What an amount of money weighs: £10,000 (ten to the base) 0.30, a step more for each further nought."""
PART_WEIGHTS: dict[Part, float] = {"title": 0.20, "summary": 0.10, "heading": 0.10}
UNMENTIONED = 0.15
"""For a removal or a changed figure that the publisher's note leaves out; of a page written anew less."""
SHARE = 0.30
"""For a sentence of which every word is another, less in proportion."""
CONTACT, GUIDANCE, ADVICE, CELL = 0.4, 0.6, 0.75, 0.8
"""What is left of the score of an address or telephone number, a step told to "you", advice, a row without money."""
PAST, ROUTINE = 0.35, 0.5
"""What is left where nothing went but what was over, and where a page says when it will be reviewed."""
ANNOUNCED = {"removed": 0.45, "added": 0.55}
"""What is left of an announcement that went (nobody took the thing back), or that is retold."""
ELSEWHERE = 0.8
"""What is left where the sentence also stands elsewhere now: that it is the same one is less sure."""
TIDIED = 0.6
"""Of the weight of a sum, where the sentence with it went: a sum that came or changed is news, one that went may stand
elsewhere."""
RESTATED = 0.12
"""For sums that were stated before or stand as before, or that a weightier change tells."""
CHURN = 0.5
"""Taken off a sentence that went with the whole page; with a part of it in proportion."""
LONE = 0.5
"""Of the weight of a flag, where its words only came or went, or turned round, and nobody is bound."""
DATE_OF_A_HEADING = 0.15
"""For a date in a title or heading: the text below tells what moved."""
NEXT_YEAR = 0.12
"""For the same day, term or school year of the next year: the page was carried on."""
CARRIED_ON = 3
"""Of such dates, from which the page was carried on and what went with it was spent."""
SOME_DAYS, _FORTNIGHT = 0.20, 14
"""For a date that moved by two weeks at most."""
BOUND = 0.15
"""For a sum that only got another bound."""
MOVED_DEADLINE = 0.40
"""For another day by which something must be done."""
_COMMITS = frozenset({"law", "guarantee", "will", "plan", "aim"})
_CONTACT = deferred(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|https?://|\bwww\.|\b(?:telephone|phone|e-?mail|contact us|helpline|opening hours)\b"
    r"|(?<![\d£])0\d{2,4} ?\d{3,4} ?\d{3,4}(?!\d)",
    re.IGNORECASE,
)
_YOU = deferred(
    r"\b(?:you|your|yours|yourself)\b|\A(?:please|read|see|check|find out|contact|ask|apply|use|visit)\b", re.IGNORECASE
)
_ADVICE = deferred(r"\b(?:should|recommend(?:s|ed|ing)?|advise[sd]?|encouraged?|ideally|may wish to)\b", re.IGNORECASE)
_IDLE_SUBJECT = deferred(
    r"\b(?:you|it|your [a-z]{1,20}|this|these|they|that|which|who)\s(?:\w{1,20}ly\s|also\s)?$", re.IGNORECASE
)
_KNOWN = deferred(r"\b(?:know|recogni[sz]e|understand|appreciate|aware) that\b[^.;]{0,100}$", re.IGNORECASE)
"""What somebody knows will be so, he does not commit to."""
_IDLE_VERB = deferred(
    r"\s(?:also\s|then\s|not\s|continue to\s)?(?:be (?:able|asked|available|found|listed|shown|used)|find"
    r"|be (?:held|open|in place)\b|take place|serve|stay in|start at|begin at"
    r"|include|depend|vary|mean|build on|see|know|remain"
    r"|need to|have to|want to)\b",
    re.IGNORECASE,
)
"""Behind a verb that binds: what somebody gets, finds or must do himself, and what a thing is made of."""
_ADJECTIVE = deferred(r"[a-z]{2,20}(?:ed|ory|al)", re.IGNORECASE)
_AUXILIARY = deferred(r"\b(?:is|are|am|be|been|being|was|were|has|have|had)\s(?:\w{2,20}\s)?$", re.IGNORECASE)
"""Before "proposed" or "statutory", where these say something of somebody and do not stand before a thing."""
_ORDINAL = deferred(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_HOUR = deferred(r"(?:[a-z]{2,6} )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)|noon|midday|midnight", re.IGNORECASE)
_TOLD = deferred(
    r"\b(?:announce[sd]?|announcement|unveiled|confirmed|published|launched|introduced"
    r"|(?:has|have) (?:also |already )?(?:provided|made|given"
    r"|committed)|were|was|in addition to the)\b",
    re.IGNORECASE,
)
"""A sentence that tells what was announced or done."""
_ROUTINE = deferred(
    r"\b(?:guidance|advice|page|information|details|updates?|arrangements|this|it"
    r"|measures)\b[^.]{0,40}\b(?:will|to) (?:also )?be (?:\w+ly )?"
    r"(?:reviewed|updated|published|provided|issued|shared|confirmed|kept under review)\b"
    r"|\b(?:guidance|guide|page|document|information) (?:is|was|remains?) (?:valid|correct|current|accurate|up to date)\b"
    r"|\A\W{0,3}(?:we (?:have )?)?(?:updated|added|amended|revised|clarified|removed) (?:the |an? |new |further )*"
    r"(?:[\w’-]{1,20} ){0,4}(?:guidance|sections?|information|advice|links?|details?|text|wording|references?)\b"
    r"|\bsubject to review\b|\bunder review\b|\b(?:we|dfe) will (?:also )?(?:update|review"
    r"|publish) (?:this|further|more|the) "
    r"|\b(?:we|dfe|government) (?:will|plan to|intend to|aim to) (?:\w+ly |also |now "
    r"|be )?(?:confirm\w*|provid\w+|shar\w+|publish\w*|invit\w+|writ\w+"
    r"|communicat\w+|set out|issu\w+|updat\w+|contact\w*|look\w*|use|be using|be in touch|work\w*)\b",
    re.IGNORECASE,
)
_OURS = deferred(
    r"\b(?:we|dfe|esfa|ofsted|the government|ministers|the department(?: for education)?"
    r"|the (?:education )?secretary(?: of state)?)"
    r"\s(?:also\s|now\s|\w{1,20}ly\s)?$",
    re.IGNORECASE,
)
_LENT = deferred(r"\b(?:loans?|overdrafts?|lenders?|finance)\b", re.IGNORECASE)
"""Sums that businesses may borrow."""
_YEARS = deferred(r"\b(?:19|20)\d\d\b")
_DAYS = deferred(r"\b\d{1,4}(?:st|nd|rd|th)?\b")
_CARRIED = 2
_WITHIN = 7
"""Characters of a date that may hold its own "within"."""
_WAS = deferred(r"(?:is|are|was|were)\b", re.IGNORECASE)
_UNTIL = deferred(
    r"\b(?:by|until|within|before|deadline|clos(?:e|es|ing)|no later than|end(?:s"
    r"|ing)?(?: date)?|due|extended to|submit\w*)\b",
    re.IGNORECASE,
)
_MOST = 0.6
_FEW = 8
"""Words on both sides together, of fewer of which a share says nothing."""
_LEAST_LIKE = 0.5
_THRESHOLD = deferred(
    r"\b(?:remuneration|turnover|income|loans?|overdrafts?|finance|borrow\w*|salar(?:y|ies)|earn(?:s|ing|ings"
    r"|ed)?|paid|profits?) (?:[a-z]{1,12} ){0,5}$",
    re.IGNORECASE,
)
_DESCRIBED = deferred(
    r"\b(?:rang(?:e|es|ing) from|(?:can|may|will) vary|var(?:y|ies) (?:from|between|by)|typically|on average|for example)\b",
    re.IGNORECASE,
)
_SIDES = ("same", "old", "new")
_TOTAL = deferred(r"\b(?:total(?:ling|s|led)?|altogether|in all|overall (?:fund|budget|package))\b", re.IGNORECASE)


def rank(change: Change) -> tuple[float, tuple[str, ...]]:
    """Score 0–1 and the reasons, the weightiest first."""
    if change.noise:
        return NOISE, (f"{change.noise_kind or 'typography'} only",)
    share = changed_share(change)
    reasons = [_kind(change), *_flags(change, share), *_whole(change)]
    if change.part in PART_WEIGHTS and change.kind != "moved":
        reasons.append((PART_WEIGHTS[change.part], f"{'a' if change.part == 'heading' else 'the'} {change.part}"))
    if change.unmentioned:
        reasons.append((UNMENTIONED * (1 - change.churn), "the publisher’s note does not mention it"))
    if share and change.kind != "moved":
        reasons.append((SHARE * share, "most of its words are others" if share > _MOST else ""))
    reasons.sort(key=lambda reason: -reason[0])
    if change.past:
        reasons.append((0.0, "its dates were past"))
    elif _is_old_news(change):
        reasons.append((0.0, "it tells what was announced or done"))
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
    over = 1 - CHURN * change.churn if change.kind == "removed" else 1.0
    over *= PAST if change.past else ANNOUNCED[change.kind] if _is_old_news(change) else 1.0
    if any(flag.name == "money" for flag in change.flags) or "£" in text:
        return over
    if _is_routine(change):
        return ROUTINE * over
    advice = ADVICE if _ADVICE.search(text) and not _is_binding(change) else 1.0
    over *= ELSEWHERE if change.moved else 1.0
    left = CONTACT if _CONTACT.search(text) else GUIDANCE if _YOU.search(text) else advice
    return over * left * (CELL if change.part in {"row", "member", "caption", "note"} else 1.0)


def _is_old_news(change: Change) -> bool:
    """Whether what went or came only tells what had been announced or done."""
    side = change.old if change.kind == "removed" else change.new if change.kind == "added" else None
    return side is not None and _TOLD.search(side.text[:2_000]) is not None


def _is_routine(change: Change) -> bool:
    """Whether all sides say no more than when the page itself is reviewed."""
    return all(_ROUTINE.search(side.text[:2_000]) for side in (change.old, change.new) if side)


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
        weight = _weight(flag, change, binding=binding) * (1.0 if flag.name == "money" and flag.new else likeness)
        if flag.name not in reasons or weight > reasons[flag.name][0]:
            reasons[flag.name] = weight, _said(flag, change)
    return list(reasons.values())


def _is_binding(change: Change) -> bool:
    """Whether either side commits somebody."""
    texts = [beginning(side.text) for side in (change.old, change.new) if side]
    return any(_binds(text, group) for text in texts for group in find_modality(text))


def _weight(flag: Flag, change: Change, *, binding: bool) -> float:
    if flag.kind == "condition" and binding and bool(flag.old) != bool(flag.new):
        return CONDITIONAL
    if flag.name == "money":
        if change.restated:
            return RESTATED
        worth = [_worth(one.value) for side in (flag.old, flag.new) for one in _sums(side)]
        other = bool(flag.old and flag.new) and flag.kind is None
        least = BOUND if flag.kind == "bound" else 1.0  # "£5" → "up to £5": the sum is the same one
        return min(least, max([*worth, ANOTHER_SUM if other else 0.0], default=FLAG_WEIGHTS["money"]))
    if flag.kind == "opposite" and _WAS.match(flag.old) and _WAS.match(flag.new):
        return TENSE
    small, lone = flag.name == "number" and _is_small_count(flag), bool(flag.old) != bool(flag.new)
    if (lone and small) or (not binding and (lone or small or flag.kind == "opposite")):
        return LONE * FLAG_WEIGHTS[flag.name]  # a word in a description
    if flag.name == "date" and flag.old and flag.new:
        return DATE_OF_A_HEADING if change.part in {"title", "heading", "attachment"} else _moved(flag, change)
    return FLAG_WEIGHTS[flag.name]


def _is_small_count(flag: Flag) -> bool:
    """Whether both are counts up to twelve: of notices, reports or files, where nobody is bound."""
    found = [one for side in (flag.old, flag.new) for one in find_quantities(side)]
    return all(one.kind == "count" and one.value <= 12 for one in found)  # noqa: PLR2004 - numbers that are written out


def _moved(flag: Flag, change: Change) -> float:
    """A deadline that moved weighs more than another date; one of the next year less."""
    if _is_of_next_year(flag.old, flag.new) or _is_of_a_series(change):
        return NEXT_YEAR
    if _is_of_days(flag.old, flag.new):
        return SOME_DAYS
    until = change.new is not None and _UNTIL.search(change.new.text[: change.new.text.find(flag.new) + _WITHIN][-80:])
    return MOVED_DEADLINE if until else FLAG_WEIGHTS["date"]


def _is_of_days(old: str, new: str) -> bool:
    """Whether two days are no more than two weeks apart."""
    apart = days_apart(old, new)
    return apart is not None and apart <= _FORTNIGHT


def _is_of_a_series(change: Change) -> bool:
    """Whether one of a series stands in another's place ("the ninth notice", "the tenth notice"), or hours of a day do."""
    marks = {run.mark for run in change.words if run.mark != "same" and _ORDINAL.search(run.text)}
    dates = [flag for flag in change.flags if flag.name == "date"]
    hours = all(_HOUR.fullmatch(side) for flag in dates for side in (flag.old, flag.new) if side)
    return marks == {"old", "new"} or (hours and len(dates) == len(change.flags))


def is_carried_on(changes: Sequence[Change]) -> bool:
    """Whether a page was carried on to the next year: so many of its dates are the same ones of that year."""
    moved = {(flag.old, flag.new) for change in changes for flag in change.flags if flag.name == "date"}
    return sum(bool(old and new) and _is_of_next_year(old, new) for old, new in moved) >= CARRIED_ON


def _is_of_next_year(old: str, new: str) -> bool:
    """Whether both dates differ by no more than a year or two, and by some days at most ("2 November", "1 November")."""
    before, after = (_YEARS.findall(side) for side in (old, new))
    if not before or len(before) != len(after) or _DAYS.sub("", old).split() != _DAYS.sub("", new).split():
        return False
    return all(0 < int(year) - int(was) <= _CARRIED for was, year in zip(before, after, strict=True))


def _said(flag: Flag, change: Change) -> str:
    name = flag.kind if flag.kind in {"condition", "opposite"} else FLAG_WORDS[flag.name]
    if not flag.old or not flag.new:
        return f"{name} {'no longer there' if flag.old else 'added'}: {flag.old or flag.new}"
    said = f"{name} changed: {flag.old} → {flag.new}"
    if any(one.name in {"name", "actor"} and one.old and one.new for one in change.flags):
        return said  # sums of two schemes are not set against each other
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
    """The sums that are given or asked.

    Who earns or turns over how much only says who may apply; what things cost "for example" or "typically" gives an idea.
    """
    if _DESCRIBED.search(text):
        return []
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
        weak = WEAK if all(group.form == "aim" for group in firm) else 1.0
        own = any(_OURS.search(text, max(0, group.start - 40), group.start) for group in firm)
        reasons.append((weak * (COMMITMENT[kind] + own * OWN[kind]), f"a commitment {kind}: {firm[0].words.strip()}"))
    quantities = find_quantities(text)
    sums = _given(text)
    if sums:
        largest = max(sums, key=lambda one: one.value)
        worth = _worth(largest.value) * (TIDIED if kind == "removed" or _LENT.search(text) else 1.0)
        if change.restated:
            stands = "stands on the page still" if kind == "removed" else "was stated before"
            reasons.append((RESTATED, f"{largest.text} {stands}"))
            return reasons
        reasons.append((worth, f"an amount {kind}: {largest.text}"))
        if _TOTAL.search(text) and largest.value >= _LARGE:
            reasons.append((TOTAL, "a total"))
    elif counted := [one for one in quantities if _counts(one)]:
        reasons.append((QUANTITY, f"a number {kind}: {counted[0].text}"))
    if firm and (deadlines := [one for one in find_deadlines(text) if _is_telling(one.text, kind)]):
        reasons.append((DEADLINE, f"a deadline {kind}: {deadlines[0].text}"))
    return reasons


def _is_telling(deadline: str, kind: str) -> bool:
    """Whether a deadline says when; of one that went, in which year: others may have been over."""
    return is_named(deadline) and (kind == "added" or _YEARS.search(deadline) is not None)


def _counts(quantity: Quantity) -> bool:
    """Whether a figure is one to quote: a share, a rate or many; ages, spans and "4 tests" stand in any guidance."""
    many = quantity.kind == "count" and quantity.value >= MANY
    return many or quantity.kind == "percent" or bool(quantity.per)


def _binds(text: str, group: Modality) -> bool:
    """Whether somebody is bound: "you will be asked" and "it will be helpful" bind nobody."""
    if (
        group.form not in _COMMITS
        or (group.negated and group.form == "guarantee")
        or _IDLE_SUBJECT.search(text, max(0, group.start - 30), group.start)
        or _KNOWN.search(text, max(0, group.start - 120), group.start)
    ):
        return False
    said = group.words.strip()
    alone = _ADJECTIVE.fullmatch(said) and not _AUXILIARY.search(text, max(0, group.start - 24), group.start)
    return not alone and _IDLE_VERB.match(text, group.end) is None
