"""What sounds like a commitment and is none: furniture, questions, diary dates, predictions, rhetoric, analysis."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from tracker.claims.frames import framed
from tracker.claims.group import REFUSALS, VerbGroup, verb_phrase
from tracker.claims.lexicon import WordList, lexicon
from tracker.claims.remarks import is_remark
from tracker.claims.testable import is_deed, names_a_thing
from tracker.patterns import deferred
from tracker.wording.dates import find_deadlines
from tracker.wording.glance import SENTENCES

REFUSES = deferred(
    r"(?:no(?! (?:more|fewer|less|later) than\b)|nobody|none of|neither|not a single|not one|no-one)\b", re.IGNORECASE
)
"""Subjects of whom it is promised that none of them will."""
_NOT_NOW = deferred(r"(?:\b(?:am|are|is) (?:not|no longer)|\b(?:are|is)n[’']t)(?: currently| yet| now| also)? $")
"""Before a wish that nobody has: "we are not currently seeking"."""
_ESTIMATES = deferred(r"\b(?:savings?|total|yield|revenues?|receipts)(?: (?:of|from|for) [^,;]{1,80})?$", re.IGNORECASE)
"""Subjects of whom it is reckoned, and not promised, what they will be."""
DUTIES = frozenset({"should", "must"})
"""Classes that lay a duty on somebody; they commit where "will" makes them a rule to come ("will have to")."""


def lays_a_duty(group: VerbGroup) -> bool:
    """Whether it says what somebody should, must or "will need to" do."""
    return group.form in DUTIES or " need" in group.words


_DEPLORED = deferred(
    r"\b(?:wrong|not fair|unfair|not right|absurd|unacceptable|scandal|argued?|assumes?|no reason|(?<!is )why) [^.;]{0,100}$"
    r"|\b(?:the|no|any|our|their|do(?:es)? not|don['’]t) $",
    re.IGNORECASE,
)
"""Before a duty: that it is deplored ("it is wrong that schools should …"), or that the need is a noun."""
_PARTICIPLE = deferred(r"(?:[a-z]{1,18}ly )?[a-z-]{1,20}(?:ed|[a-z]en|ought|aught|eld|uilt|aid|ade|ept|ent|et|own)\b")
_DATED = deferred(r"[0-9]|due course")
_ASK = deferred(
    r"^(?:to ask|asked by|question|how (?:many|much)|(?:information|details|data|statistics) (?:about|on))\b",
    re.IGNORECASE,
)
_LATE = deferred(r"^ (?:also |not |never )?have (?:been|had|done|gone|[a-z]{2,15}ed)\b")
"""Behind a duty: that it is over ("ministers should have acted")."""
_COUNTERFACTUAL = deferred(r"^\s+(?:also |not |never )?have\b", re.IGNORECASE)


_SAID_OF_A_THING = frozenset({"helps", "help", "supports", "support", "encourages", "promotes", "aims to", "seeks"})
_THINGS = frozenset({"it", "this", "that", "these", "they", "which"})
_TELLS_YOU = deferred(
    r" (?:(?:[a-z]+ (?:of )?){0,2}you (?:all )?to (?:know|understand|see|hear|remember|feel)\b"
    r"|(?:[\w’-]+ ){1,5}to (?:know|understand|hear) (?:that|how|what)\b|(?:[\w’-]+ ){1,5}to feel\b"
    r"|(?:to )?(?:know|understand|hear|learn|find out) (?:about|from|how|what|whether|why)\b"
    r"|(?:[\w’-]+ ){1,4}to be (?:just |as |more |so ){0,3}(?:[a-z]+ly )?"
    r"(?:thought|fired|proud|excited|inspired|happy|hopeful|admired|respected)\b)"
)
_PART_OF = deferred(r"be (?:an? )?(?:[a-z]+ ){0,2}part of\b")
_BE_A = deferred(r"be (?:an?|the|one of|part of|at the|central|key|vital|crucial) ")
_NEW = deferred(r"\b(?:new|free|single|statutory|independent|national)\b")
_ADDS_TO = deferred(r" (?:also |further )*(?:build|draw) (?:up)?on\b")
_IS_DUE = frozenset({"is set to", "are set to", "is due to", "are due to"})
_WISHES = frozenset({"aim", "wants", "plan"})
_RECKONED = deferred(r" (?:be|amount to|total|come to|reach|be worth) (?:[a-z]+ ){0,2}[£$€0-9]")
_COMES = deferred(r" (?:also |now |then )?(?:be|get|receive|have|open|close|become|begin|start|lose|gain)\b")
"""What "is to" come, and no purpose."""
_NEEDS = deferred(r"^(?:[Rr]equires?|(?:(?:is|are) )?(?:not )?required)$")
"""What stands, and will not only come."""
_OUR_THING = deferred(r"(?:and |but |so )?our (?!party|government|department|council)", re.IGNORECASE)
_THANKS = deferred(r"\b(?:my|our) (?:[a-z]+ ){0,2}(?:thanks|gratitude|appreciation|condolences|congratulations)\b")
_UNLESS = deferred(r"\bunless\b")
_MEANS_DOING = deferred(r"mean ([a-z-]+ing)\b")
_IN_MIND = ("remember ", "forget ", "be proud ", "recognise ", "understand ")
_ONLY_IF = deferred(r" only [^.;]{3,100} if\b")
_ANNOUNCES = deferred(r" (?:[a-z]+ )?(?:the following\b[^.;:]{0,60}|as follows):$")
"""Behind a verb that only leads to a list: "We propose the following in 2022:"."""
_WILL_HAVE = deferred(r" (?:also |surely |then )?have (?:been )?[a-z]{3,14}(?:ed|en|wn)\b")
_HOW_IT_IS = deferred(
    r"make it (?:[a-z]+ )?(?:harder|easier)\b"
    r"|be (?:(?:as|no|far|much|more|especially|particularly) )?"
    r"(?:eas(?:y|ier)|hard(?:er)?|difficult|simpler?|quick(?:er)?|straightforward|tough(?:er)?|challenging|popular|enough"
    r"|sufficient|powerful|helpful|beneficial|needed|experienced)\b"
)
_HAS_BEEN = deferred(r"\b(?:has|have|is|are|was|were)(?: been)?,? and $|\bbeen or $")
_DIGIT = deferred(r"[0-9]")
_FUNDED = deferred(r"\b(?:funding|budgets?|investment|spending|grants?|bursar(?:y|ies)|allocations?)$", re.IGNORECASE)
_BY_A_SUM = deferred(r"(?:rise|fall|drop) (?:by|to|from)\b")
"""What becomes of money that somebody allots: "school funding will rise by £4 billion"."""
_SOME_OF_ALL = deferred(r"(?:and |but )?(?:some|many|most|few|several|others)\b", re.IGNORECASE)
"""Subjects of whom is told how it will go with a part of them, and nobody says with which."""


@lru_cache(maxsize=SENTENCES)
def is_furniture(sentence: str) -> bool:
    """Forms, adverts, teasers, questions put to ministers, and anything that is only asked."""
    stripped = sentence.rstrip(" ”’\"'")
    return bool(_furniture().search(sentence)) or stripped.endswith(("?", "…", "...")) or bool(_ASK.match(sentence))


@lru_cache(maxsize=SENTENCES)
def defeated_by(sentence: str, group: VerbGroup, *, subject: str, own: bool = False) -> str | None:
    """What makes the words commit nobody, as confidence.toml names it: "whether", "if", a diary, a forecast, rhetoric.

    `own` where the subject is the publisher: "we will vote against it" is what a party without office can promise.
    """
    before = sentence[max(0, group.start - 240) : group.start]
    found = chain(
        framed(sentence, group, before, subject, demands=group.form in DUTIES),
        _told(sentence, group, before, subject, own=own),
    )
    return next(found, None)


def _told(sentence: str, group: VerbGroup, before: str, subject: str, *, own: bool) -> Iterator[str]:
    """By the verb behind the group."""
    behind, after = sentence[group.end : group.end + 40], verb_phrase(sentence, group, words=8) + " "
    yield from _described(group, before, behind, subject, own=own)
    if group.form in DUTIES:
        yield from _deplored(group, before, behind, subject, after)
        return
    if group.form in REFUSALS:
        return
    if not own:
        yield from _of_a_thing(sentence, group, before, after, subject)
    if group.would and _COUNTERFACTUAL.match(behind):
        yield "would_have"
    if (group.negated and after.startswith("rule out ")) or (group.form in _WISHES and _NOT_NOW.search(before)):
        yield "promises_not"
    if group.form in {"will", "would"} and "£" in sentence and _RECKONED.match(behind) and _ESTIMATES.search(subject):
        yield "costing"
    if _predicted(sentence, group, after, subject):
        yield "prediction"
    said = after.removeprefix("like ").removeprefix("to ").removeprefix("continue to ")
    remark = is_remark(sentence, group, after, unknown=_verbs("predictions"), own=own)
    if remark or said.startswith(_verbs("rhetoric")) or _THANKS.search(behind):
        yield "rhetoric"
    wished = after.startswith("like to ") and said.startswith(_verbs("events"))
    if wished or (after.startswith(_verbs("events")) and not (own and after.startswith(_verbs("campaigns")))):
        yield "diary"
    yield from _only_said(sentence, group, after, own=own)
    if own and after.startswith(_verbs("fortunes")):
        yield "fortune"
    if _only_later(sentence, subject, after):
        yield "only_later"


def _predicted(sentence: str, group: VerbGroup, after: str, subject: str) -> bool:
    """Whether the verb is one of a forecast; a sum that somebody allots is none, nor are counted things that will stand."""
    if not after.startswith(_verbs("predictions")) or means_doing(after) or REFUSES.match(subject):
        return False
    allotted = _FUNDED.search(subject) and _BY_A_SUM.match(after) and _DIGIT.search(sentence, group.end)
    return not (allotted or (after.startswith("have been ") and _DIGIT.search(subject)))


def _only_said(sentence: str, group: VerbGroup, after: str, *, own: bool) -> Iterator[str]:
    """What holds only in a case, is needed, or only leads to a list."""
    if group.form == "will" and _ONLY_IF.match(sentence, group.end):
        yield "prediction"
    if own and after.startswith("need "):
        yield "need"
    if _ANNOUNCES.match(sentence, group.end):
        yield "announced"


def _of_a_thing(sentence: str, group: VerbGroup, before: str, after: str, subject: str) -> Iterator[str]:
    """How things will go ("none of this will be easy", "has been, and will continue to be"), or what one is."""
    behind = sentence[group.end : group.end + 40]
    goes_on = after.startswith(("continue to be ", "be ")) and _HAS_BEEN.search(before)
    unsolved = group.negated and after.startswith("be ") and _UNLESS.search(sentence, group.end)
    if unsolved or goes_on or _HOW_IT_IS.match(after) or _foretold(group, behind, after, subject):
        yield "prediction"
    if subject.lower() != "there" and not _DIGIT.search(behind) and _says_what_it_is(group, after):
        yield "described"


def _described(group: VerbGroup, before: str, behind: str, subject: str, *, own: bool) -> Iterator[str]:
    """What is thanked for, looked back on, or said of a thing."""
    if group.form == "aim" and _TELLS_YOU.match(behind):
        yield "rhetoric"
    if not own and group.form == "will" and behind.startswith(" already "):
        yield "described"  # "in many cases the pupil will already be known"
    if group.form == "will" and behind.startswith(" to "):
        yield "described"  # a line that lost its verb
    if group.form == "will" and subject.lower() in {"this", "these", "that"} and _ADDS_TO.match(behind):
        yield "described"  # "This will build on the scheme that we launched"
    if group.words in _IS_DUE and before.endswith((", which ", ", who ")) and not _COMES.match(behind):
        yield "mentioned"  # "the old ship, which is set to retire in 2027"
    if group.form == "delivery" and before.endswith(("As ", "as ", ", which ", ", who ")) and not own:
        yield "mentioned"  # "As we have set out, …" goes back to the text itself
    if not own and group.words.lower() in _SAID_OF_A_THING and subject.lower() in _THINGS:
        yield "described"
    if not own and group.words in {"is to", "are to"} and not _COMES.match(behind):
        yield "described"  # "the only way is to adopt …"
    if (
        group.form == "guarantee"
        and _NEEDS.search(group.words)
        and (not own or group.words.endswith("required") or _OUR_THING.match(subject))
    ):
        yield "described"


def _says_what_it_is(group: VerbGroup, phrase: str) -> bool:
    """Of a thing: that it "will be a vital part of" something; "will be a new grant" tells what there will be."""
    if group.form not in {"will", "would"}:
        return False
    found = _BE_A.match(phrase)
    return _PART_OF.match(phrase) is not None or (
        found is not None and not names_a_thing(phrase) and not _NEW.search(phrase)
    )


def _deplored(group: VerbGroup, before: str, behind: str, subject: str, after: str) -> Iterator[str]:
    """A duty that is over, is deplored, or only to bear something in mind ("we should always remember that")."""
    if group.negated and "need" in group.words:
        yield "need"  # "we do not need to attract …"
    if after.startswith(_IN_MIND):
        yield "rhetoric"
    if _LATE.match(behind):
        yield "would_have"
    if _DEPLORED.search(before) or REFUSES.match(subject):
        yield "regretted"


def _foretold(group: VerbGroup, behind: str, after: str, subject: str) -> bool:
    """How things will have gone, or will go with a part of them."""
    if _WILL_HAVE.match(behind):
        return not (_DIGIT.search(behind) or (not group.negated and _DIGIT.search(subject)))
    return group.form == "will" and _SOME_OF_ALL.match(subject) is not None and not after.startswith(_verbs("promised"))


def tells_outcome(sentence: str, group: VerbGroup) -> bool:
    """Whether the verb after "will" is one of doing or getting something that can be checked."""
    phrase = verb_phrase(sentence, group).removeprefix("have to ").removeprefix("need to ")
    if phrase.startswith("be "):
        phrase = phrase.removeprefix("be ")
        passive = _PARTICIPLE.match(phrase) or phrase.split(" ")[0] in _verbs_set("decided")
        return bool(passive) or f"{phrase} ".startswith(_verbs("outcomes"))
    doing = means_doing(phrase) or phrase.split(" ")[0] in _verbs_set("imperatives")
    return doing or f"{phrase} ".startswith(_verbs("outcomes"))


def means_doing(phrase: str) -> bool:
    """Whether what something "will mean" is a deed: "this will mean scrapping the levy"."""
    doing = _MEANS_DOING.match(phrase)
    return doing is not None and is_deed(doing.group(1))


def weighs(clause: str) -> bool:
    """A paper's own words that weigh a plan ("it is not clear", "suggests"), or a forecast."""
    found = _analysis().search(clause.replace("’", "'"))
    return found is not None and not (
        found.group(0).lower() == "will mean" and means_doing(clause[found.start() + 5 :])
    )


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
def _furniture() -> WordList:
    return WordList(phrase.strip() for phrase in lexicon("rules")["furniture"]["phrases"])


@cache
def _analysis() -> WordList:
    return WordList(lexicon("rules")["analysis"]["phrases"])
