"""Firmness: does the later statement bind more or less, does it turn round, does it say that it was done?"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Literal

from tracker.links.cues import cues, phrases, scope_keys
from tracker.links.link import LinkFlag
from tracker.links.statement import CLOSE, IMPLIED, Statement, surfaces
from tracker.patterns import deferred
from tracker.wording.fold import fold, stems
from tracker.wording.mark import Mark
from tracker.wording.modality import Modality, is_stative

_TELLS = deferred(r"\b(?:pledg|promis|vow)", re.IGNORECASE)
"""“Has pledged to” is how others tell a “will”: between the two the verb changed, not the promise."""
_RETOLD = deferred(r"\b(?:pledged|promised|vowed|committed ourselves)\b", re.IGNORECASE)
"""What was promised once is told again by it: "we promised to legislate" is no looser than "we will legislate"."""
_LOOSE, _ALONE = frozenset({"support", "must", "may"}), frozenset({"law", "guarantee"})
"""Verbs that bind by what stands behind them ("will help veterans by offering loans"), duties and leave of others: they are
set beside another verb in near copies alone; so are words of law without an auxiliary ("statutory duties", "requiring").
What came of them on real manifestos a reader called false or misleading nearly throughout (docs/links.md)."""
_MOST_GROUPS = 24
"""Verb groups of a statement that are compared with each of the other's, as many as are read of a sentence
(claims/group.py)."""
_IS = deferred(r"\b(?:is|are|am|remains?|was|were|been|be)\s(?:\w{2,12}ly\s|also\s|still\s)?$", re.IGNORECASE)
_VERB_BEHIND = deferred(
    r"\W{1,3}(?:(?:be|been|also|ever|again|then|\w{2,15}ly)\s){0,3}(?P<verb>[\w’'-]{2,30})", re.IGNORECASE
)
_DENIED = deferred(
    r"(?:\b(?:not|never|no|nor|without|cannot|neither|rather than|instead of|avoid)\b|n['’]t\b)[^,;:.]*$", re.IGNORECASE
)
_IF = deferred(
    r"(?:\b(?:if|unless|whether|in case|in the (?:[\w-]{1,20} ){0,2}event (?:that|of))\b"
    r"|(?:^|[.;:(]\s?)\W{0,3}should\b)[^,;:.]*$",
    re.IGNORECASE,
)
_SUPPOSED = 120
"""Characters before a verb in which the beginning of its condition stands."""
_PASSIVE = deferred(r"\b(?:be|been|being|is|are|was|were)\s(?:now\s|also\s)?$", re.IGNORECASE)
_TO_BE = deferred(r"\b(?:be|get|being)\s(?:[\w-]{2,15}ly\s)?$", re.IGNORECASE)
"""Before what is still to be done: "will be fully opened"."""
_HAS_DONE = deferred(r"(?:have|has|had|we[’']ve)\b(?!.*\bbeen\b)", re.IGNORECASE)
"""What the subject did to something; else it is the subject to which it was done ("has been built", "in force")."""
_DENIAL = 40
"""Characters before a verb in which its denial stands."""
_Act = tuple[Modality, frozenset[str]]
"""A verb group and the stems of its object."""
_LED = 12
"""Characters between what binds and the verb that it leads to ("will soon begin")."""
OBJECT = 4
"""Stems next to a refusal or an ending that say what it is about …"""
MIN_SHARED = 2
"""… and how many of them the other statement must share."""


def firmness(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Strengthened or softened, by the verb group of the same object and by conditions or duties gained or lost.

    Both can hold: "will consult on" → "will require, where possible".
    """
    found = [*_by_verb(earlier, later), *_by_conditions(earlier, later)]
    return list({flag.name: flag for flag in reversed(found)}.values())[::-1]


def restated(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """One act that somebody will do on one side and is committed to on the other; not which of the two binds more."""
    pair = _same_act(earlier, later)
    if pair is None or pair[0].strength != pair[1].strength or pair[0].negated != pair[1].negated:
        return []
    forms = [is_stative(one.text, group) for one, group in zip((earlier, later), pair, strict=True)]
    if forms[0] == forms[1] or earlier.overlap(later) < CLOSE:
        return []
    old, new = (_with_verb(one.text, group) for one, group in zip((earlier, later), pair, strict=True))
    return [LinkFlag(name="reworded", old=old, new=new, kind="act")]


def _with_verb(text: str, group: Modality) -> str:
    """A verb group with its auxiliary and the verb that it leads to: "is committed to having"."""
    before = _IS.search(text, max(0, group.start - _LED), group.start)
    behind = _VERB_BEHIND.match(text, group.end)
    return text[before.start() if before else group.start : behind.end() if behind else group.end]


def reversal(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """One refuses or ends what the other promises."""
    pair = _same_act(earlier, later)
    if pair and pair[0].negated and pair[1].negated:
        return []  # both refuse it: what else one of them ends is another act
    before, after = _refusal(earlier, later), _refusal(later, earlier)
    if bool(before) == bool(after):
        return []
    return [LinkFlag(name="reversed", old=before or _acting(earlier, later), new=after or _acting(later, earlier))]


def delivery(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """The later one says that it happened, the earlier one only that it will; the source says so, not we."""
    if _stands(earlier, later):
        return []
    if later.done and not earlier.done and _did_it(earlier, later):
        return [LinkFlag(name="delivered", old=_acting(earlier, later), new=later.done)]
    begun, going_on = _beginning().search(earlier.text), _continuing().search(later.text)
    close = earlier.overlap(later) >= CLOSE
    if close and begun and _is_an_act(earlier, begun.start()) and going_on and not _continuing().search(earlier.text):
        return [LinkFlag(name="delivered", old=begun[0], new=going_on[0])]
    return []


def _did_it(earlier: Statement, later: Statement) -> bool:
    """Whether what is done is the act that was promised: by its verb, or by what it was done to.

    "Has been replaced by …", "have made agreements with …" beside a promise to invite are other acts; what the promise
    itself tells as past ("build on the offer we launched") is not what it promised.
    """
    verb = later.done.rsplit(" ", 1)[-1]
    told = (word.start() for word in earlier.tokens if fold(word[0]) == fold(verb))
    if any(not _TO_BE.search(earlier.text, max(0, at - _LED - _LED), at) for at in told):
        return False
    if set(stems(verb)) & earlier.stems:
        return True
    at = later.text.find(later.done)
    if not _HAS_DONE.match(later.done):
        thing = set(later.before(at)[-OBJECT:])
        return 2 * len(thing & earlier.stems) >= len(thing) > 0
    behind = (stem for stem in later.behind(at + len(later.done)) if not stem.isdigit())
    return next(behind, None) in earlier.stems


def _is_an_act(one: Statement, at: int) -> bool:
    """Whether a word stands where the sentence acts: at its beginning or behind what binds; "open markets" do not open."""
    return at <= one.opening or any(0 <= at - group.start <= len(group.words) + _LED for group in one.modality)


def _stands(earlier: Statement, later: Statement) -> bool:
    """Whether the later one still promises the act itself: what was done is then something beside it."""
    pair = _same_act(earlier, later)
    if pair is None or pair[1].strength < IMPLIED or _continuing().match(later.text, pair[1].end + 1):
        return False
    behind, said = set(earlier.behind(pair[0].end)), set(later.behind(pair[1].end))
    return 2 * len(behind & said) >= min(len(behind), len(said)) > 0


def _by_verb(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Of the verb groups whose objects meet most; "will" → "would" is the shift of tense in a report, no softening."""
    pair = _same_act(earlier, later)
    if pair is None or pair[0].negated != pair[1].negated:
        return []
    before, after = pair
    if before.strength == after.strength or (before.form == "will" and after.form == "would"):
        return []
    if _RETOLD.search(before.words) or _RETOLD.search(after.words):
        return []
    if any(one.form == "will" and _TELLS.search(other.words) for one, other in (pair, pair[::-1])):
        return []
    if before.form != after.form and (_is_loose(before) or _is_loose(after)) and not earlier.is_near(later):
        return []
    name: Literal["strengthened", "softened"] = "strengthened" if after.strength > before.strength else "softened"
    return [LinkFlag(name=name, old=before.words, new=after.words)]


def _is_loose(group: Modality) -> bool:
    return group.form in _LOOSE or (group.form in _ALONE and len(group.forms) == 1)


def _same_act(earlier: Statement, later: Statement) -> tuple[Modality, Modality] | None:
    """The two verb groups with the most similar objects; of equals those that bind alike, then the first.

    Compared on whole sentences, the strongest group gave four false "softened" for one true (docs/studies/claims.md
    1.3).
    """
    before, after = _objects(earlier), _objects(later)
    pairs = list(product(before, after))
    best = max(pairs, key=lambda pair: _likeness(*pair), default=None)
    if best is None or not (_likeness(*best)[0] or _one_act(earlier, later, pairs)):
        return None
    return best[0][0], best[1][0]


def _objects(one: Statement) -> list[_Act]:
    """Its first verb groups, each with the stems of what follows."""
    return [(group, frozenset(one.behind(group.end))) for group in one.modality[:_MOST_GROUPS]]


def _one_act(earlier: Statement, later: Statement, pairs: Sequence[tuple[_Act, _Act]]) -> bool:
    """Objects that share nothing can still be one: where each has one verb group and what stands before it is shared.

    Of several verb groups, none of which meets another, none says what became of which.
    """
    (before, _), (after, _) = pairs[0]
    return len(pairs) == 1 and bool(set(earlier.before(before.start)) & set(later.before(after.start)))


def _likeness(one: _Act, other: _Act) -> tuple[float, bool]:
    (before, old), (after, new) = one, other
    return len(old & new) / (len(old | new) or 1), before.strength == after.strength


def _by_conditions(earlier: Statement, later: Statement) -> list[LinkFlag]:
    conditions, duties = scope_keys("conditions"), scope_keys("duties")
    gained = _only(later, earlier)
    lost = _only(earlier, later) if earlier.overlap(later) >= CLOSE else []
    looser = [mark for mark in gained if mark.key in conditions], [mark for mark in lost if mark.key in duties]
    tighter = [mark for mark in lost if mark.key in conditions], [mark for mark in gained if mark.key in duties]
    found = []
    if any(looser):
        found.append(LinkFlag(name="softened", old=surfaces(looser[1]), new=surfaces(looser[0])))
    if any(tighter):
        found.append(LinkFlag(name="strengthened", old=surfaces(tighter[0]), new=surfaces(tighter[1])))
    return found


def _only(one: Statement, other: Statement) -> list[Mark]:
    """Hedges and duties of `one` alone, a second hedge beside the same first one included ("ambitious long-term")."""
    words = {fold(mark.text) for mark in other.scope}
    fresh = [mark for mark in one.hedges if fold(mark.text) not in words]
    spare = Counter(mark.key for mark in one.hedges) - Counter(mark.key for mark in other.hedges)
    return [mark for mark in fresh if spare[mark.key] and _bears(one, mark, other)]


def _bears(one: Statement, mark: Mark, other: Statement) -> bool:
    """A duty on something that the other statement never speaks of went, or came, together with that."""
    behind = one.behind(mark.end)[:2]
    return mark.key not in scope_keys("duties") or not behind or bool(set(behind) & other.stems)


def _refusal(one: Statement, other: Statement) -> str:
    """The words by which `one` refuses or ends something that `other` speaks of, or nothing."""
    taken_back = _withdrawing().search(one.text)
    if taken_back:
        return taken_back[0]
    for group in one.modality:
        behind = one.acted_on(group.end)[:OBJECT]
        if group.negated and _meets(behind, other) and _affirms(other, verb_behind(one.text, group.end)):
            return group.words
    if _any_ending().search(other.text):
        return ""  # both put an end to something: "scrap the fees", "cancel them"
    for mark in one.endings:
        if _DENIED.search(one.text, max(0, mark.start - _DENIAL), mark.start) or _is_supposed(one, mark.start):
            continue
        if other.stems.isdisjoint(stems(mark.text)) and _meets(_ended_by(one, mark), other):
            return mark.text
    return ""


def _ended_by(one: Statement, mark: Mark) -> Sequence[str]:
    """Stems of what an ending ends: what stands before a passive one ("fees are cancelled"), else what stands behind."""
    passive = _PASSIVE.search(one.text, max(0, mark.start - _LED), mark.start) and not mark.text.endswith("ing")
    return one.before(mark.start)[-OBJECT:] if passive else one.acted_on(mark.end)[:OBJECT]


def _is_supposed(one: Statement, at: int) -> bool:
    """Whether it stands in a condition ("should the tests be cancelled, we will …"): there nothing is ended."""
    return _IF.search(one.text, max(0, at - _SUPPOSED), at) is not None


def verb_behind(text: str, end: int) -> str:
    """The stem of the verb behind the words that bind and end there; nothing where it is a small word ("will not have")."""
    behind = _VERB_BEHIND.match(text, end)
    return next(iter(stems(behind["verb"])), "") if behind else ""


def _affirms(one: Statement, verb: str) -> bool:
    """Whether it says this verb without denying it: "will not mean" is no opposite of what never says so.

    Nor is "will not use" one of "using".
    """
    return bool(verb) and any(
        verb in stems(word[0])
        and not word[0].endswith("ing")
        and not _DENIED.search(one.text, max(0, word.start() - _DENIAL), word.start())
        for word in one.tokens
    )


def _meets(object_stems: Sequence[str], other: Statement) -> bool:
    return len(other.stems & set(object_stems)) >= MIN_SHARED


def _acting(one: Statement, other: Statement) -> str:
    pair = _same_act(one, other)
    if pair:
        return pair[0].words
    return one.modality[0].words if one.modality else ""


@cache
def _any_ending() -> re.Pattern[str]:
    return deferred(rf"\b(?:{phrases(cues()['ending'])})(?![\w-])", re.IGNORECASE)


@cache
def _withdrawing() -> re.Pattern[str]:
    return deferred(rf"\b(?:{phrases(cues()['withdrawing'])})\b", re.IGNORECASE)


@cache
def _beginning() -> re.Pattern[str]:
    return deferred(rf"\b(?:{phrases(cues()['beginning'])})\b", re.IGNORECASE)


@cache
def _continuing() -> re.Pattern[str]:
    return deferred(rf"\b(?:{phrases(cues()['continuing'])})\b", re.IGNORECASE)
