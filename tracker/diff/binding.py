"""Binding: which verb groups that came, went or took another's place bind somebody otherwise than before.

Another tense, advice in the place of an order, and a word in a clause on somebody ("those who need to") bind nobody anew.
"""

import re

from tracker.diff.actor import subject
from tracker.diff.change import Flag
from tracker.diff.pairside import TOKEN, PairSide, PairSides
from tracker.patterns import deferred
from tracker.wording.fold import fold, stems
from tracker.wording.mark import Mark

_LIKE, _NEAR_COPIES = 0.5, 0.75
"""Share of the stems of both sides from which two verb groups with one subject are about one act …"""
_OBJECT, _SHARED = 6, 2
"""… if of the first stems behind each they share so many."""
_LEAD = 32
"""Characters before a verb in which its subject and its form are looked for."""
_LET = deferred(r"\b(?:may|might|could|can|cannot|can't|can’t)\b", re.IGNORECASE)
_WAYS = deferred(
    r"\s\w{2,20}(?: \w{2,20}){0,3}? (?:at|in|on|by|with|from|through|using|either)\s[^.;:]{1,60}\bor\s", re.IGNORECASE
)
"""Behind "may": a verb and ways or places to choose from."""
_OBLIGES = deferred(
    r"(?:(?:will |do |does )?(?:also )?(?:needs? to|ha(?:ve|s) to)|must(?: also)?|shall"
    r"|(?:(?:are|is|will be|be) )?(?:required|obliged)(?: to)?)",
    re.IGNORECASE,
)
_WILL_BE = deferred(r"^(?:will|would) (?:(?:[a-z]{2,18}ly )?be )?(?=\w)")
_OF_A_THING = deferred(r"(?:statutory|mandatory|compulsory|required|obligatory)$", re.IGNORECASE)
_THING = deferred(r"\b(?:this|it|that|these|which)\s(?:also\s|\w{1,20}ly\s)?$", re.IGNORECASE)
_LISTS = deferred(r"\s?(?:also\s?)?[:…–-]\s*$", re.IGNORECASE)
_MEETS = frozenset(stems("encounter experience face notice"))
"""What happens to somebody."""
_BE = deferred(r"\s(?:\w{2,20}ly |also |now |not )?be\s", re.IGNORECASE)
_PERHAPS = deferred(r"\b(?:might|could)\b", re.IGNORECASE)
_MAY_BE = deferred(
    r"\s(?:also\s|still\s|\w{1,20}ly\s)?be (?:\w{1,20}ly )?(?!\w{2,24}(?:ed|en|de|ld|pt|ft)\b)", re.IGNORECASE
)
"""Behind "may": what is perhaps so, no leave."""
_ABLE = deferred(r"\s(?:also\s|now\s)?be able to\b", re.IGNORECASE)
_IS_ABLE = deferred(r"\bable (?:to )?", re.IGNORECASE)
_HAD_TO = deferred(r"\b(?:had|needed) to\b", re.IGNORECASE)
_FINDS = frozenset(
    stems(
        "find found want wish like help need use see read visit check ask contact view refer access necessary possible"
    )
)
"""What one may always do."""
_IDLES = frozenset(stems("depend depends vary varies include includes mean means available"))
_TENSE = frozenset({"will", "would", "aim", "plan"})
_BARE = frozenset({"aim", "plan", "consider"})
_DUTIES = frozenset({"should", "must"})
_IDLE = deferred(r"\b(?:you|your [a-z]{1,20}|it|this|these|there)\s(?:also\s|then\s|\w{1,20}ly\s)?$", re.IGNORECASE)
_CLAUSED = deferred(r"\b(?:that|who|which|whose)\b", re.IGNORECASE)
"""In a subject: its last word is not its head."""
_PARTICIPLE = deferred(r"(?:[a-z]+ing)\b", re.IGNORECASE)
_PROGRESSIVE = deferred(
    r"(?:\b(?:is|are|be|am|been|was|were|we|they|not|now|also|currently|still|[a-z]+ly)|['’](?:re|m|s))\s$|^\W*$",
    re.IGNORECASE,
)
_PASSIVE = deferred(r"[a-z]+ed$", re.IGNORECASE)
_AUXILIARY = deferred(
    r"\b(?:is|are|am|be|been|being|was|were|not|never|also|now|still|only|and|or|[a-z]+ly)\s$", re.IGNORECASE
)
_ADVISED = deferred(
    r"\b(?:advice|advi[sc]ed?|recommend\w*|requirements?|require[sd]?|ask(?:s|ed)?|expectations?|important"
    r"|essential) that\b"
    r"|\b(?:ask(?:ing|s|ed)?|advis(?:e|ing)|expect(?:ing|s)?|encourag(?:e|ing)|remind(?:ing)?|urg(?:e|ing)|want(?:ing|s)?)"
    r"\s(?:[\w’'-]{1,24}\s){1,6}to\b",
    re.IGNORECASE,
)
"""Before what is asked without "should"."""
_DETERMINER = deferred(r"\b(?:the|a|an|any|all|no|these|those|our|their|your|its|of|with)\s$", re.IGNORECASE)


def binds(side: PairSide, other: PairSide, words: str, *, gained: bool) -> bool:
    """Whether a verb group that only came or went binds somebody whom the other side binds in no other way."""
    groups = [mark for mark in side.marks.modality if mark.text == words]
    return not groups or any(_binds_anew(side, other, mark, gained=gained) for mark in groups)


def binds_otherwise(sides: PairSides, flag: Flag) -> bool:
    """Whether two verb groups, one in the other's place, stand in main clauses and are about one act."""
    groups = _groups(sides, flag)
    nouns = (
        _DETERMINER.search(side.text, max(0, mark.start - _LEAD), mark.start)
        for side, marks in groups
        for mark in marks[:1]
    )
    only = [any(side.text.startswith(" only ", mark.end) for mark in marks) for side, marks in groups]
    if any(nouns) or all(only):
        return False  # "the need to", "the proposed pier"; "may only" and "should only" leave the same
    if _are_as_firm(flag) or _only_describes(sides, flag) or _is_cut(sides, flag):
        return False
    if not _is_one_act(sides, flag) or not _is_of_one_rank(sides, flag) or _is_said_behind(sides, flag):
        return False
    goes_on = _goes_on(flag.old, flag.new) or _goes_on(flag.new, flag.old)
    return not _is_choice(sides, flag) and (goes_on or not _is_voiced_otherwise(sides, flag))


def _are_as_firm(flag: Flag) -> bool:
    """Whether both ask the same ("must", "need to", "will have to"), or say it in another tense."""
    if _OBLIGES.fullmatch(flag.old) and _OBLIGES.fullmatch(flag.new):
        return True
    old, new = fold(flag.old), fold(flag.new)
    return _WILL_BE.sub("", old) == new or _WILL_BE.sub("", new) == old


def _only_describes(sides: PairSides, flag: Flag) -> bool:
    """Whether they tell what a thing brings about ("this will help reduce") or what somebody meets with, no act."""
    groups = _groups(sides, flag)
    effect = "support" in " ".join(mark.key for _, marks in groups for mark in marks) and all(
        _THING.search(side.text, max(0, mark.start - _LEAD), mark.start) for side, marks in groups for mark in marks
    )
    return effect or all(marks and side.led_to(marks[0]) in _MEETS for side, marks in groups)


def _is_cut(sides: PairSides, flag: Flag) -> bool:
    """Whether one of them leads to a list, in which its act stands, and the other tells its own."""
    ends = [any(_LISTS.match(side.text, mark.end) for mark in marks) for side, marks in _groups(sides, flag)]
    return ends[0] != ends[1]


def _is_choice(sides: PairSides, flag: Flag) -> bool:
    """Whether "may" on one side only leaves open how or where ("may stay at home or in a hostel"), not whether."""
    return any(
        _LET.fullmatch(mark.text) and _WAYS.match(side.text, mark.end) and not _WAYS.search(other.text)
        for (side, groups), other in zip(_groups(sides, flag), (sides.new, sides.old), strict=True)
        for mark in groups
    )


def _is_voiced_otherwise(sides: PairSides, flag: Flag) -> bool:
    """Whether one tells what is done ("will be covered") and the other who does it, and their subjects are no clue."""
    voices = [{bool(_BE.match(side.text, mark.end)) for mark in groups} for side, groups in _groups(sides, flag)]
    return all(len(voice) == 1 for voice in voices) and voices[0] != voices[1] and not _is_one_subject(sides)


def _is_said_behind(sides: PairSides, flag: Flag) -> bool:
    """Whether one group only holds a verb that the other side has, too ("must continue reviewing", "must review")."""
    longer, other = (flag.new, sides.old) if len(flag.new) > len(flag.old) else (flag.old, sides.new)
    shorter = flag.old if longer == flag.new else flag.new
    return _goes_on(shorter, longer) and bool(set(stems(longer)[-1:]) & other.stems)


def _is_of_one_rank(sides: PairSides, flag: Flag) -> bool:
    """Whether both verb groups stand in main clauses."""
    ranks = [{side.is_main(mark.start) for mark in groups} for side, groups in _groups(sides, flag)]
    return not all(ranks) or all(True in rank for rank in ranks)


def _is_one_act(sides: PairSides, flag: Flag) -> bool:
    """Whether they lead to one verb, one goes on from the other, or one subject does or gets nearly the same."""
    (old, before), (new, after) = _groups(sides, flag)
    if not (before and after):
        return True
    if _LET.search(f"{flag.old} {flag.new}") and any(
        _ABLE.match(side.text[mark.end :]) for side, groups in ((old, before), (new, after)) for mark in groups
    ):
        return False  # "will be able to" and "can"
    like = sides.likeness(flag) >= _LIKE
    if like and (_goes_on(flag.old, flag.new) or _goes_on(flag.new, flag.old)):
        return True
    if like and not _are_two_acts(sides, flag) and _is_one_subject(sides) and _meet(old, before[0], new, after[0]):
        return True
    verbs = [{side.led_to(mark) for mark in groups} for side, groups in ((old, before), (new, after))]
    if verbs[0] & verbs[1] or "" in verbs[0] | verbs[1]:
        return True
    near = sides.likeness(flag) >= _NEAR_COPIES
    return near and bool(verbs[0] & new.stems and verbs[1] & old.stems)


def _are_two_acts(sides: PairSides, flag: Flag) -> bool:
    """Whether leave for one thing stands in another duty's place ("can get a test", "should read the advice")."""
    (old, before), (new, after) = _groups(sides, flag)
    keys = {mark.key.partition(" ")[0] for mark in (before[0], after[0])}
    acts = [set(side.behind(mark.end)[:2]) for side, mark in ((old, before[0]), (new, after[0]))]
    return "may" in keys and bool(keys & _DUTIES) and not (acts[0] & new.stems and acts[1] & old.stems)


def _groups(sides: PairSides, flag: Flag) -> list[tuple[PairSide, list[Mark]]]:
    return [
        (side, [mark for mark in side.marks.modality if mark.text == words])
        for side, words in ((sides.old, flag.old), (sides.new, flag.new))
    ]


def _is_one_subject(sides: PairSides) -> bool:
    old, new = subject(sides.old.marks), subject(sides.new.marks)
    if bool(old) != bool(new) or any(_CLAUSED.search(said) for said in (old, new)):
        return False
    return fold(old) == fold(new) or bool(set(stems(old)[-1:]) & set(stems(new)[-1:]))


def _meet(old: PairSide, before: Mark, new: PairSide, after: Mark) -> bool:
    mine, its = (set(stems(side.text[mark.end :])[:_OBJECT]) for side, mark in ((old, before), (new, after)))
    return len(mine & its) >= _SHARED


def _binds_anew(side: PairSide, other: PairSide, mark: Mark, *, gained: bool) -> bool:
    before = side.text[max(0, mark.start - _LEAD) : mark.start]
    if not side.is_main(mark.start) or _is_adjective(side, mark, before):
        return False
    verb = side.led_to(mark)
    form = mark.key.partition(" ")[0]
    if verb in _IDLES or (form == "must" and _HAD_TO.search(other.text)) or set(stems(mark.text)[-1:]) & other.stems:
        return False  # "is consulting on" and "has consulted on"
    if form in _TENSE and (_IDLE.search(before) or _tells_plainly(other, side.acts(mark))):
        return False
    if form in _DUTIES:
        if any(_is_as_firm(other, one, form) for one in other.marks.modality):
            return False  # what somebody should do stands under what he must do
        if _ADVISED.search(other.text) or any(_is_doing(other, one) for one in {verb} - {""}):
            return False  # "advice that staff keep", "should keep"; "by keeping"
        return not any(_orders(other, one) for one in {verb, *side.behind(mark.end)} & other.stems)
    if not {verb, *side.behind(mark.end)} & other.stems:
        return False  # the clause went, or came, whole
    return not _LET.search(mark.text) or (gained and _lets(side, other, mark, before))


def _is_as_firm(other: PairSide, mark: Mark, form: str) -> bool:
    key = "must" if _OBLIGES.fullmatch(mark.text) else mark.key.partition(" ")[0]
    return key in ({"must", "guarantee", "law"} | ({"should"} if form == "should" else set())) and other.is_main(
        mark.start
    )


def _lets(side: PairSide, other: PairSide, mark: Mark, before: str) -> bool:
    """Whether somebody is given leave for what the other side speaks of; what is perhaps so or can be found is none."""
    verb = side.led_to(mark)
    perhaps = _PERHAPS.search(mark.text) or (fold(mark.text) == "may" and _MAY_BE.match(side.text, mark.end))
    if perhaps or verb in _FINDS or _IDLE.search(before) or _IS_ABLE.search(other.text):
        return False
    return bool({verb, *side.behind(mark.end)} & other.stems)


def _is_adjective(side: PairSide, mark: Mark, before: str) -> bool:
    """Whether it binds nobody by itself: "those seeking", "the tests required", "this helps"."""
    if _PARTICIPLE.match(mark.text) and not _PROGRESSIVE.search(before):
        return True
    if (_PASSIVE.fullmatch(mark.text) or _OF_A_THING.fullmatch(mark.text)) and not _AUXILIARY.search(before):
        return True
    if mark.start and mark.key in _BARE and not side.clause(mark.start).strip():
        return True  # "to work, seek work or learn"
    return mark.key == "support" or (
        (mark.key == "guarantee" or mark.text == "need to") and _DETERMINER.search(before) is not None
    )


def _goes_on(shorter: str, longer: str) -> bool:
    """Whether a verb group holds another one and more: "should" and "should consider"."""
    return fold(longer).startswith(f"{fold(shorter)} ")


def _tells_plainly(other: PairSide, verbs: set[str]) -> bool:
    """Whether it says one of these, and not behind a "to": "is likely to open" is no other tense of "will open"."""
    before = ""
    for _, _, word in other.tokens:
        if before != "to" and any(stem.startswith(verb) for stem in stems(word) for verb in verbs):
            return True
        before = word
    return False


def _is_doing(other: PairSide, verb: str) -> bool:
    """Whether the other side says the verb only as what is done beside something: "or working with parents"."""
    said = [word for _, _, word in other.tokens if verb in stems(word)]
    return bool(said) and all(word.endswith("ing") for word in said)


def _orders(other: PairSide, verb: str) -> bool:
    """Whether a clause of the other side begins with the verb: an order says the same as "you should"."""
    for start, _, word in other.tokens:
        if verb in stems(word) and not [
            one
            for one in TOKEN.findall(other.clause(start))
            if not one.lower().endswith("ly") and one.lower() != "please"
        ]:
            return True
    return False
