"""What sounds like a commitment and is none: furniture, questions, diary dates, predictions, rhetoric, analysis."""

import re
from functools import cache

from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.lexicon import lexicon, whole_words
from tracker.wording.dates import find_deadlines

REFUSES = re.compile(r"(?:no|nobody|none of|neither|not a single|not one|no-one)\b", re.IGNORECASE)
"""Subjects of whom it is promised that none of them will."""
_UNDER_QUESTION = re.compile(
    r"\b(?:whether|what if|how much|how many|how far|if|unless|until|question of|asked why|whatever|whoever|"
    r"as though)\b[^,;.–—]{0,200}$",
    re.IGNORECASE,
)
_VOWS_NOTHING = re.compile(
    # "We can't guarantee that …", "no longer committed to": but "we promise not to" does bind.
    r"\b(?:can(?:no|['’])t|could(?:n['’]t| not)|not|never|no longer|(?:do|does|is|are|wo)n['’]t)"
    r"(?: yet| now| be able to){0,2} (?:promis|pledg|guarantee|commit|vow)[a-z]{0,4}\b",
    re.IGNORECASE,
)
_TO_READER = re.compile(r"\b(?:you|your [a-z]+)\s*$", re.IGNORECASE)
_MANNER = re.compile(
    # Not "that is why we will", which gives the reason of a commitment.
    r"\b(?:how|(?<!is )(?<!['’]s )why|what|where|the way) (?:[\w’'-]+ ){1,4}$",
    re.IGNORECASE,
)
_KIND_OF = re.compile(r"\b(?:kind|sort|type) of [\w’'-]{2,20}(?: [\w’'-]{1,20}){0,3} ?$", re.IGNORECASE)
_READERS_OWN = re.compile(r"(?:all |both )?your\b", re.IGNORECASE)
_SERVES_READER = re.compile(
    r"^[^,.;]{0,40}\b(?:help|allow|enable|ask|tell|show|let|give|send|contact|email|notify|advise|answer|"
    r"guide|prompt) (?:you|your)\b"
)
_RESTRICTIVE = re.compile(r"[^\W\d_] (?:that|which|who)(?: also| then)? $")
_HELD_BY = re.compile(
    r"\b(?:fears?|hopes?|warnings?|concerns?|doubts?|suspicions?|speculation|rumours|claims?|evidence|"
    r"suggestions?|risk|danger|possibility|likelihood|chance|belief|assumption|prospect) that [^,;.–—]{0,200}$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:evidence|research|figures|analysis|stud(?:y|ies)|data|modelling|forecasts?|experts?|history|polls?) "
    r"(?:also )?(?:shows?|suggests?|found|finds?|indicates?|says?|proves?|predicts?) [^,;.–—]{0,200}$"
    r"|\b(?:we|i|they|you|everyone|people) (?:all )?(?:know|think|fear|doubt|trust|suspect|understand) (?:that )?"
    r"(?!we\b|our\b)[^,;.–—]{0,100}$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?:[a-z]{1,18}ly )?[a-z-]{2,20}(?:ed|[a-z]en|ought|aught|eld|uilt|aid|ade|ept|ent|et|own)\b")
_DATED = re.compile(r"[0-9]|due course")
_ASK = re.compile(r"^(?:to ask|asked by|question)\b", re.IGNORECASE)
_COUNTERFACTUAL = re.compile(r"^\s+(?:also |not |never )?have\b", re.IGNORECASE)


def is_furniture(sentence: str) -> bool:
    """Forms, adverts, teasers, questions put to ministers, and anything that is only asked."""
    stripped = sentence.rstrip(" ”’\"'")
    return bool(_furniture().search(sentence)) or stripped.endswith(("?", "…", "...")) or bool(_ASK.match(sentence))


def commits_nobody(sentence: str, group: VerbGroup, *, subject: str, own: bool = False) -> bool:
    """The group stands under "whether" or "if", or its verb is one of the diary, of prediction or of rhetoric.

    `own` where the subject is the publisher: "we will vote against it" is what a party without office can promise.
    """
    before, after = sentence[max(0, group.start - 240) : group.start], verb_phrase(sentence, group, words=6) + " "
    if (
        _UNDER_QUESTION.search(before)
        or _HELD_BY.search(before)
        or _SHOWN.search(before)
        or _TO_READER.search(before)
        or _MANNER.search(before)
        or _KIND_OF.search(before)
    ):
        return True
    if _VOWS_NOTHING.search(before) or _VOWS_NOTHING.search(f"{before[-20:]}{group.words}"):
        return True
    if _SERVES_READER.search(sentence[group.start : group.end + 60]):
        return True
    if _RESTRICTIVE.search(before) or _READERS_OWN.match(subject) or _procedural().search(subject):
        return True
    if group.would and _COUNTERFACTUAL.match(sentence[group.end : group.end + 20]):
        return True
    if not REFUSES.match(subject) and after.startswith(_verbs("predictions")):
        return True
    if after.startswith(_verbs("events", "rhetoric")) and not (own and after.startswith(_verbs("campaigns"))):
        return True
    return _only_later(sentence, subject, after)


def tells_outcome(sentence: str, group: VerbGroup) -> bool:
    """Whether the verb after "will" is one of doing or getting something that can be checked."""
    phrase = verb_phrase(sentence, group).removeprefix("have to ").removeprefix("need to ")
    if phrase.startswith("be "):
        phrase = phrase.removeprefix("be ")
        passive = _PARTICIPLE.match(phrase) or phrase.split(" ")[0] in _verbs_set("decided")
        return bool(passive) or f"{phrase} ".startswith(_verbs("outcomes"))
    return phrase.split(" ")[0] in _verbs_set("imperatives") or f"{phrase} ".startswith(_verbs("outcomes"))


def weighs(clause: str) -> bool:
    """A paper's own words that weigh a plan ("it is not clear", "suggests"), or a forecast."""
    return bool(_analysis().search(clause.replace("’", "'")))


def _only_later(sentence: str, subject: str, after: str) -> bool:
    """Details "will be released later": no commitment, unless when is said ("in due course", "by June")."""
    told = subject.lower().removeprefix("the ")
    if not any(told.startswith(noun) for noun in lexicon("rules")["later"]["subjects"]):
        return False
    dated = any(_DATED.search(mark.key) for mark in find_deadlines(sentence))
    return any(after.startswith(f"{verb} ") for verb in lexicon("rules")["later"]["verbs"]) and not dated


@cache
def _verbs(*tables: str) -> tuple[str, ...]:
    """Verbs with the space that ends them, as `str.startswith` takes them."""
    return tuple(f"{verb} " for table in tables for verb in lexicon("rules")[table]["verbs"])


@cache
def _verbs_set(table: str) -> frozenset[str]:
    return frozenset(lexicon("rules")[table]["verbs"])


@cache
def _procedural() -> re.Pattern[str]:
    return whole_words(lexicon("rules")["procedural"]["words"], re.IGNORECASE)


@cache
def _furniture() -> re.Pattern[str]:
    return whole_words((phrase.strip() for phrase in lexicon("rules")["furniture"]["phrases"]), re.IGNORECASE)


@cache
def _analysis() -> re.Pattern[str]:
    return whole_words(lexicon("rules")["analysis"]["phrases"], re.IGNORECASE)
