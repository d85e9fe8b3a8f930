"""What sounds like a commitment and is none: furniture, questions, diary dates, predictions, rhetoric, analysis."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from tracker.claims.group import REFUSALS, VerbGroup, verb_phrase
from tracker.claims.lexicon import WordList, lexicon
from tracker.claims.testable import names_a_thing
from tracker.wording.dates import find_deadlines
from tracker.wording.glance import may_hold

REFUSES = re.compile(
    r"(?:no(?! (?:more|fewer|less|later) than\b)|nobody|none of|neither|not a single|not one|no-one)\b", re.IGNORECASE
)
"""Subjects of whom it is promised that none of them will."""
_UNDER_QUESTION = re.compile(
    r"\b(?:whether|what if|how much|how many|how far|if|unless|until|question of|asked why|whatever|whoever|"
    r"as though)\b[^,;.–—]{0,200}$",
    re.IGNORECASE,
)
_VOWS_NOTHING = re.compile(
    # "We can't guarantee that …", "no longer committed to": but "we promise not to" does bind.
    r"\b(?:can(?:no|['’])t|could(?:n['’]t| not)|not|never|no longer|(?:do|does|is|are|wo)n['’]t)"
    r"(?: yet| now| be able to){0,2} (?:promis|pledg|guarantee|commit|vow|rul(?:e|ed|ing) out)"
    r"[a-z]{0,4}\b",
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
    r"|\b(?:we|i|they|you|everyone|people) (?:all )?(?:know|think|fear|doubt|trust|suspect|understand|anticipate|"
    r"envisage|expect) (?:that )?"
    r"(?!we\b|our\b)[^,;.–—]{0,100}$"
    r"|\b(?:am|are|[’']m|[’']re) (?:confident|sure|certain|convinced|hopeful) (?:that )?"
    r"(?!we\b|our\b)[^,;.–—]{0,100}$",
    re.IGNORECASE,
)
_FRAMES = (
    (
        "asked",
        _UNDER_QUESTION,
        ("whether", "what if", "how ", "if", "unless", "until", "question of", "asked why", "ever", "as though"),
    ),
    ("held", _HELD_BY, (" that ",)),
    (
        "shown",
        _SHOWN,
        (
            "evidence", "research", "figures", "analysis", "stud", "data", "modelling", "forecast", "expert", "history",
            "poll", "confident", "sure ", "certain", "convinced", "hopeful", "we ", "i ", "they ", "you ", "everyone ",
            "people ",
        ),
    ),
    ("reader", _TO_READER, ("you",)),
    ("manner", _MANNER, ("how ", "why ", "what ", "where ", "the way ")),
    ("manner", _KIND_OF, (" of ",)),
    ("mentioned", _RESTRICTIVE, (" that ", " which ", " who ")),
)  # fmt: skip
"""Words before a verb group under which it tells no plan of anybody's, with letters of which some stand in whatever fits."""
_IN_VOWS = ("promis", "pledg", "guarantee", "commit", "vow", "rul")
DUTIES = frozenset({"should", "must"})
"""Classes that lay a duty on somebody; they commit where "will" makes them a rule to come ("will have to")."""
_DEPLORED = re.compile(
    r"\b(?:wrong|not fair|unfair|not right|absurd|unacceptable|scandal|argued?|assumes?|no reason|(?<!is )why) [^.;]{0,100}$"
    r"|\b(?:the|no|any|our|their|do(?:es)? not|don['’]t) $",
    re.IGNORECASE,
)
"""Before a duty: that it is deplored ("it is wrong that schools should …"), or that the need is a noun."""
_PARTICIPLE = re.compile(r"(?:[a-z]{1,18}ly )?[a-z-]{1,20}(?:ed|[a-z]en|ought|aught|eld|uilt|aid|ade|ept|ent|et|own)\b")
_DATED = re.compile(r"[0-9]|due course")
_ASK = re.compile(r"^(?:to ask|asked by|question)\b", re.IGNORECASE)
_LATE = re.compile(r"^ (?:also |not |never )?have (?:been|had|done|gone|[a-z]{2,15}ed)\b")
"""Behind a duty: that it is over ("ministers should have acted")."""
_COUNTERFACTUAL = re.compile(r"^\s+(?:also |not |never )?have\b", re.IGNORECASE)


_SAID_OF_A_THING = frozenset({"helps", "help", "supports", "support", "encourages", "promotes", "aims to", "seeks"})
_THINGS = frozenset({"it", "this", "that", "these", "they", "which"})
_TELLS_YOU = re.compile(r" (?:[a-z]+ (?:of )?){0,2}you (?:all )?to (?:know|understand|see|hear|remember|feel)\b")
_TAKES_THE_FLOOR = re.compile(r"^take (?:the|this) (?:opportunity|chance|moment) (?:today )?to ")
"""What comes before words of thanks."""
_BE_A = re.compile(r"be (?:an?|the|one of|part of|at the|central|key|vital|crucial) ")
_NEW = re.compile(r"\b(?:new|free|single|statutory|independent|national)\b")
_UNLESS = re.compile(r"\bunless\b")
_WILL_HAVE = re.compile(r" (?:also |surely |then )?have (?:been )?[a-z]{3,14}(?:ed|en|wn)\b")
_DIGIT = re.compile(r"[0-9]")
_SOME_OF_ALL = re.compile(r"(?:and |but )?(?:some|many|most|few|several|others)\b", re.IGNORECASE)
"""Subjects of whom is told how it will go with a part of them, and nobody says with which."""


def is_furniture(sentence: str) -> bool:
    """Forms, adverts, teasers, questions put to ministers, and anything that is only asked."""
    stripped = sentence.rstrip(" ”’\"'")
    return bool(_furniture().search(sentence)) or stripped.endswith(("?", "…", "...")) or bool(_ASK.match(sentence))


def defeated_by(sentence: str, group: VerbGroup, *, subject: str, own: bool = False) -> str | None:
    """What makes the words commit nobody, as confidence.toml names it: "whether", "if", a diary, a forecast, rhetoric.

    `own` where the subject is the publisher: "we will vote against it" is what a party without office can promise.
    """
    before = sentence[max(0, group.start - 240) : group.start]
    found = chain(_framed(sentence, group, before, subject), _told(sentence, group, before, subject, own=own))
    return next(found, None)


def _framed(sentence: str, group: VerbGroup, before: str, subject: str) -> Iterator[str]:
    """By the words before the group, or by whom it speaks to."""
    yield from (name for name, pattern, needs in _FRAMES if may_hold(sentence, needs) and pattern.search(before))
    if may_hold(sentence, _IN_VOWS) and (
        _VOWS_NOTHING.search(before) or _VOWS_NOTHING.search(f"{before[-20:]}{group.words}")
    ):
        yield "promises_not"
    if _SERVES_READER.search(sentence[group.start : group.end + 60]) or _READERS_OWN.match(subject):
        yield "reader"
    if _procedural().search(subject):
        yield "form"


def _told(sentence: str, group: VerbGroup, before: str, subject: str, *, own: bool) -> Iterator[str]:
    """By the verb behind the group."""
    behind, after = sentence[group.end : group.end + 40], verb_phrase(sentence, group, words=6) + " "
    yield from _described(group, before, behind, subject, own=own)
    if group.form in DUTIES:
        yield from _deplored(before, behind, subject)
        return
    if group.form in REFUSALS:
        return
    if not own:
        yield from _of_a_thing(sentence, group, behind, after, subject)
    if group.would and _COUNTERFACTUAL.match(behind):
        yield "would_have"
    if group.negated and after.startswith("rule out "):
        yield "promises_not"
    if not REFUSES.match(subject) and after.startswith(_verbs("predictions")):
        yield "prediction"
    said = _TAKES_THE_FLOOR.sub("", after.removeprefix("like ").removeprefix("to ").removeprefix("continue to "))
    if said.startswith(_verbs("rhetoric")):
        yield "rhetoric"
    if after.startswith(_verbs("events")) and not (own and after.startswith(_verbs("campaigns"))):
        yield "diary"
    if own and after.startswith(_verbs("fortunes")):
        yield "fortune"
    if _only_later(sentence, subject, after):
        yield "only_later"


def _of_a_thing(sentence: str, group: VerbGroup, behind: str, after: str, subject: str) -> Iterator[str]:
    """How things will go, or what one is."""
    unsolved = group.negated and after.startswith("be ") and _UNLESS.search(sentence, group.end)
    if unsolved or _foretold(group, behind, after, subject):
        yield "prediction"
    if subject.lower() != "there" and not _DIGIT.search(behind) and _says_what_it_is(group, after):
        yield "described"


def _described(group: VerbGroup, before: str, behind: str, subject: str, *, own: bool) -> Iterator[str]:
    """What is thanked for, looked back on, or said of a thing."""
    if group.form == "aim" and _TELLS_YOU.match(behind):
        yield "rhetoric"
    if group.form == "delivery" and before.endswith(("As ", "as ")):
        yield "mentioned"  # "As we have set out, …" goes back to the text itself
    if not own and group.words.lower() in _SAID_OF_A_THING and subject.lower() in _THINGS:
        yield "described"
    if group.form == "guarantee" and not own and group.words.lower() in {"requires", "require"}:
        yield "described"


def _says_what_it_is(group: VerbGroup, phrase: str) -> bool:
    """Of a thing: that it "will be a vital part of" something; "will be a new grant" tells what there will be."""
    found = _BE_A.match(phrase) if group.form in {"will", "would"} else None
    return found is not None and not names_a_thing(phrase) and not _NEW.search(phrase)


def _deplored(before: str, behind: str, subject: str) -> Iterator[str]:
    """A duty that is over, or is deplored."""
    if _LATE.match(behind):
        yield "would_have"
    if _DEPLORED.search(before) or REFUSES.match(subject):
        yield "regretted"


def _foretold(group: VerbGroup, behind: str, after: str, subject: str) -> bool:
    """How things will have gone, or will go with a part of them."""
    if _WILL_HAVE.match(behind):
        return _DIGIT.search(behind) is None
    return group.form == "will" and _SOME_OF_ALL.match(subject) is not None and not after.startswith(_verbs("promised"))


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
def _procedural() -> WordList:
    return WordList(lexicon("rules")["procedural"]["words"])


@cache
def _furniture() -> WordList:
    return WordList(phrase.strip() for phrase in lexicon("rules")["furniture"]["phrases"])


@cache
def _analysis() -> WordList:
    return WordList(lexicon("rules")["analysis"]["phrases"])
