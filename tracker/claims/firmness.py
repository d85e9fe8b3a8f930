"""Firmness: how firmly a claim binds, by the verb that tells what is done; the scale is that of docs/claims.md."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from tracker.claims.group import VerbGroup
from tracker.claims.testable import BY_DOING, ENOUGH, FAINT, Weight, asked_of_others, is_deed, total
from tracker.patterns import deferred
from tracker.wording.modality import find_modality

WILL = 4
"""Strength of "will" with a deed."""
NEVER = 5
"""Strength of "will never"."""
LAW = 6
AIM = 2
"""Strength of an aim or a hope."""
_FAINTER = frozenset({"support", "consider"})
_IN_LAW = deferred(
    r"(?:introduce|bring in|bring forward|pass|enact|table) (?:(?:number|series|package|range) of )?"
    r"(?:(?!of |for |in |on |to |with |from |by |and |draft )[\w’'-]+ (?:(?:number|series|package|range) of )?){0,6}?"
    r"(?P<what>legislation|laws?|bills?|acts? of parliament)\b"
)
"""To make a law: "will introduce the Streets Bill", "will bring forward legislation"."""
_NAMED_BILL = deferred(
    r"\b(?:introduce|bring in|bring forward|pass|enact|table) (?:an?|the|our|this|its) (?:new )?"
    r"(?:[A-Z][\w’'-]{1,20},? (?:(?:and|of|on|for|&) ){0,2}){1,8}(?P<what>Bill|Act)\b"
)
"""A bill whose name has several things in it: "a Barns and Sheds Bill"."""
_PLACED_IN_LAW = deferred(
    r" (?:(?!that |which |who |so |because |if |where |when |as )[\w’'-]+ ){1,10}?"
    r"(?P<what>in law)(?=[,.;:]| [a-z]|$)(?! (?:enforcement|and order))"
)
"""What is done in law: "will create a commissioner in law"."""
VAGUELY = 3
"""Strength of "will" with a verb of which nobody could say when it is done, and nothing beside it that could be checked."""
_BARE = frozenset({"will", "imperative"})
_LAID_DOWN = deferred(
    r"be (?:set out|laid down|prescribed|specified|defined|provided for|made) in (?:[\w’'-]+ ){0,3}?"
    r"(?P<what>regulations|legislation|law|statute)\b"
)
_FOOTING = deferred(r"(?:put|place) (?:[\w’'-]+ ){1,10}?on an? (?:[a-z]+ )?(?P<what>statutory footing)\b")
_WITH_MONEY = deferred(r"\bwith (?:[a-z]+ ){0,4}[£$€][0-9]")
_INCLUDES = deferred(r"(?:also )?include (?:[a-z]+ly )?([a-z]{3,20}ing) (?!(?:and|of|is|are|will|for|in|on|at|up to) )")
"""Of what is done it is a part to do this: "this will include reviewing the forms"."""
_HARD = r"(?: (?:hard|tirelessly|constantly|relentlessly))? (?:to|for)\b"
_FIGHTS = deferred(rf"(?:(?:also|always|continue to) )*(fight|strive|campaign){_HARD}")
"""Who fights for a thing presses for it."""
_WORKS_TO = deferred(rf"(?:(?:also|always|continue to) )*(work){_HARD}")
"""Who works to end a thing does not say that it will end."""
_BY_A_LAW = deferred(
    r"\b(?:with|through|in|by|on) an? (?:new (?:[A-Z][\w’']{1,20} ){1,4}|government )(?P<what>Law|Bill|Act|bill)\b"
)
_LAWS = deferred(
    r"(?:(?:the|our|an?|this|that|these|such|all) )?(?:(?!by |of |and |for |from |in )[\w’'-]+ ){0,4}?"
    r"(?:[Rr]egulations|[Bb]ill|[Ll]egislation|Act)",
    re.IGNORECASE,
)
"""Subjects that do in law what they do."""
_IN_LAWS = ("egulations", "ill", "egislation", "ct")
_GOVERNS = deferred(
    r"\b(?P<noun>(?:intention|intent|ambition|aim|goal|aspiration|hope|plan|proposal)(?: is)?|"
    r"(?:aims|goals|ambitions|intentions|plans):|commitment to (?:ensuring|making sure)) that (?:[^\s,;.]{1,30} ){1,14}$"
)
_PLANS = deferred(r"intent|plan|proposal|commitment")
"""Nouns before "that … will" that bind as a plan does; the others bind as an aim."""
_LETS = frozenset({"allowing", "letting", "permitting", "giving"})
"""Who is let do something is given a right, as by a deed."""
_AND_DOES = deferred(r"and (?:also |then |be )?([a-z]{3,20}) ")
_DOES_AND = deferred(r"[a-z]{3,20} (?:on |at |into )?and (?:also |then )?([a-z]{3,20}) ")
_WORKS = deferred(
    r"(?:the|this|our|an?|each|every|these) (?:[\w’'-]+ ){0,3}"
    r"(?:books?|films?|videos?|exhibitions?|courses?|modules?|lessons?|chapters?|episodes?|podcasts?|websites?|events?)",
    re.IGNORECASE,
)
"""Works, which look at what they are about."""
WILLED = deferred(r"(?:will|shall|would|[’']ll)\b")
_THUS = deferred(r"(?:do|achieve|deliver|accomplish) (?:this|that|so|it)\b")
"""What is told by what it is done by: "we will do this by supporting …"."""
_BACKS = deferred(
    r"(?:continue to |also )*(?:be [a-z]+ in (?:our|its|their) )?(back|support)(?= (?!to\b|up\b|down\b|into\b|on\b)[a-z])"
)
"""To back a thing binds no more than to support it, whatever stands before it: "be tireless in our support for"."""
_SPENDS = deferred(r"\bby [a-z]+ing\b|\bwith (?:[a-z]+ ){0,3}[£$€]")
_WITH_A_REVIEW = deferred(r"(?:back|support) (?:[\w’'-]+ ){1,6}?with an? (?:[\w’'-]+ ){0,4}?(review|consultation)\b")
_THAT_IS = deferred(r": (?:we|it|they|this|there) (?=(?:will|shall|would)\b)")
"""Before what a faint promise means: "will support a fairer deal: we will keep fares frozen"."""
_WORKS_TO_LOOK = deferred(
    r"work (?:[a-z]+ )?(?:with|alongside) (?:[\w’'-]+ ){1,10}?to (consider|explore|review|examine|look at)\b"
)
_UNDER_REVIEW = deferred(r"(?:keep (?:[\w’'-]+ ){1,8}|be kept )(under (?:[a-z]+ )?review)\b")
_SAYS = deferred(
    r" (?:to )?(?:(?:also|once again|again|just) ){0,2}(?:spell out|make (?:it )?(?:[a-z]+ )?clear|be clear|say|"
    r"stress|emphasise|reaffirm|reiterate|repeat|confirm|underline)(?: (?:once )?again)? that (?=(?:we|I|the|this|our) )"
)
"""Who wants to say that he does a thing says it."""


def firmness(text: str, group: VerbGroup, weights: Sequence[Weight], phrase: str, *, subject: str) -> tuple[int, str]:
    """How firmly it binds, with the words: of "will support families by expanding childcare" it is the expanding.

    "Will" binds fully with a deed; to "strengthen" or "work with" binds less, for it is never found undone. `phrase` are
    the words behind the group.
    """
    told = chain(
        _by_what_governs(text, group, weights, subject),
        _by_another_verb(text, group, phrase),
        _by_its_own(text, group, weights, phrase),
    )
    return next(told, (group.strength, group.words))


def _by_what_governs(text: str, group: VerbGroup, weights: Sequence[Weight], subject: str) -> Iterator[tuple[int, str]]:
    """Words outside the group: a noun that governs it ("our intention that … will"), a bill that does it, a book."""
    at = text.find(group.words) if group.end else -1
    if group.form == "will" and text.find(" that ", 0, max(at, 0)) >= 0 and (governs := _GOVERNS.search(text, 0, at)):
        yield VAGUELY if _PLANS.match(governs["noun"]) else AIM, governs["noun"].rstrip(":")
    by_law = group.form == "will" and subject.endswith(_IN_LAWS) and _LAWS.fullmatch(subject) is not None
    if by_law and group.strength == WILL and total(weights) >= ENOUGH:
        yield LAW, f"{subject.rsplit(maxsplit=1)[-1]} {group.words}"
    if (says := _SAYS.match(text, _behind(text, group))) and (
        said := [one for one in find_modality(text[says.end() :]) if one.commits]
    ):
        yield VAGUELY if said[0].strength == WILL and total(weights) < ENOUGH else said[0].strength, said[0].words
    if group.form == "consider" and WILLED.match(group.words) and _WORKS.fullmatch(subject):
        yield WILL, group.words.split()[0]  # a book "will also look at" what it is about


def _by_another_verb(text: str, group: VerbGroup, phrase: str) -> Iterator[tuple[int, str]]:
    """What is done by another verb than the one that the group is of."""
    thus = group.form == "will" and _THUS.match(phrase) is not None
    faint = group.strength <= FAINT or asked_of_others(phrase) is not None
    if (
        faint
        and (means := _THAT_IS.search(text, _behind(text, group)))
        and (told := find_modality(text[means.end() :]))
    ):
        yield told[0].strength, f"{group.words} … {told[0].words}"
    does = BY_DOING.search(text) if thus or (group.form == "support" and WILLED.match(group.words)) else None
    if does and thus:
        by_itself = next((one.strength for one in find_modality(f"we will be {does.group(1)}")), WILL)
        yield min(WILL, by_itself), f"{group.words} … {does.group(0)}"
    elif does and (is_deed(does.group(1)) or does.group(1) in _LETS):
        yield WILL, f"{group.words} … {does.group(0)}"
    if does is None and group.form == "support" and WILLED.match(group.words) and _WITH_MONEY.search(text):
        yield WILL, group.words  # to support with a sum is to give it
    if group.strength <= FAINT and (deed := _beside(group, phrase)):
        yield WILL, f"{group.words} … {deed}"
    if looks := _UNDER_REVIEW.match(phrase):
        yield 0, f"{group.words} … {looks.group(1)}" if group.end else looks.group(0)
    if group.strength != WILL or group.form not in _BARE | {"would"}:
        return
    by_law = _BY_A_LAW.search(text) if " new " in text or " government bill" in text else None
    by_law = (
        by_law or _NAMED_BILL.search(text, _behind(text, group)) or _PLACED_IN_LAW.match(text, _behind(text, group))
    )
    if law := _IN_LAW.match(phrase) or _FOOTING.match(phrase) or _LAID_DOWN.match(phrase) or by_law:
        yield LAW, f"{group.words} … {law['what']}"
    part = _INCLUDES.match(phrase)
    least = (
        min((one.strength for one in find_modality(f"we will be {part.group(1)} it")), default=WILL) if part else WILL
    )
    if part and least < WILL:
        yield least, f"{group.words} … {part.group(1)}"
    if looks := _WITH_A_REVIEW.match(phrase):
        yield 0, f"{group.words} … {looks.group(1)}"


def _by_its_own(text: str, group: VerbGroup, weights: Sequence[Weight], phrase: str) -> Iterator[tuple[int, str]]:
    """The group and its own verb."""
    if group.form == "support" and group.negated and WILLED.match(group.words):
        yield WILL, group.words  # who will not support a thing refuses it
    if group.form == "will" and group.words.lower().endswith("never"):
        yield NEVER, group.words
    if group.form == "rolling":
        faint = [one.strength for one in find_modality(group.words) if one.form in _FAINTER]
        yield min((WILL, *faint)), group.words
    if group.form == "imperative" and group.strength == WILL and asked_of_others(f"{group.words} for".lower()):
        yield FAINT, group.words
    if group.strength == WILL and group.form == "will" and (light := _light(text, group, weights, phrase)):
        yield light
    vague = (one.words for one in weights if one.kind in {"aim", "vague"})
    beside = (words for words in vague if not (words.partition(" ")[0].endswith("ing") and f", {words}" in text))
    aim = next(beside, None)  # not of ", building on what there is"
    if aim and group.strength == WILL and group.form in _BARE and total(weights) < ENOUGH:
        by_itself = next((one.strength for one in find_modality(f"we will {aim.lower()}")), VAGUELY)
        yield min(VAGUELY, by_itself), group.words if aim in group.words else f"{group.words} … {aim}"
    if group.strength == WILL and group.form == "will" and (works := _WORKS_TO.match(phrase)):
        yield VAGUELY, f"{group.words} … {works.group(1)}"


def _behind(text: str, group: VerbGroup) -> int:
    """Where the words behind the group begin; 0 where its verb stands in a lead-in."""
    return max(text.find(group.words), 0) + len(group.words) if group.end else 0


def _beside(group: VerbGroup, phrase: str) -> str | None:
    """The deed that is done besides: "will consult on and publish", "will be reviewed and updated"."""
    willed = WILLED.match(group.words) or group.form == "imperative"
    also = (_AND_DOES if group.end else _DOES_AND).match(phrase) if willed and not group.negated else None
    if also is None or not is_deed(also[1]):
        return None
    return also[1] if all(one.form not in _FAINTER for one in find_modality(f"we will {also[1]} it")) else None


def _light(text: str, group: VerbGroup, weights: Sequence[Weight], phrase: str) -> tuple[int, str] | None:
    """Of a "will" behind which a thing is only asked for, backed or kept under review; by a sum it is more."""
    if asked := asked_of_others(phrase):
        return FAINT, f"{group.words} … {asked}"
    if looks := _WORKS_TO_LOOK.match(phrase):
        return 0, f"{group.words} … {looks.group(1)}"
    if fights := _FIGHTS.match(phrase):
        return FAINT, f"{group.words} … {fights.group(1)}"
    backs = _BACKS.match(phrase)
    spends = _SPENDS.search(text) and any(one.kind == "figure" for one in weights)
    return (FAINT, f"{group.words} … {backs.group(1)}") if backs and not spends else None
