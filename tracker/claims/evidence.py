"""The evidence of a claim: its amounts, deadline, scope, conditions, names and polarity, read from its own words."""

import re
from functools import cache, lru_cache

from tracker.claims.claim import Polarity, Stage
from tracker.claims.lexicon import lexicon
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES, may_hold
from tracker.wording.mark import Mark
from tracker.wording.names import find_names
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.scope import find_scope

_TO_THE_END = r"\b(?:[^,;.–—\n]|[.,](?=[0-9])){0,160}"
_CONDITION = deferred(
    r"\b(?:if|subject to(?! (?:VAT|tax|income tax|inheritance tax|a levy|the levy|duty)\b)|"
    r"provided that|providing that|as long as|so long as|on condition that|unless|once|depending on|"
    r"pending|"
    r"when (?:resources|finances|circumstances)|as (?:resources|finances) allow|where possible|following consultation|"
    r"when parliamentary time allows|where (?:it is|they are) affordable|where local people)" + _TO_THE_END,
    re.IGNORECASE,
)
_FUNDING = deferred(
    r"\b(?:(?:partly |fully |entirely )?(?:paid for|funded|financed|met|raised|backed|matched|bankrolled) "
    r"(?:by|with|from|through|out of)"
    r"|using money from|on top of existing|from existing budgets)" + _TO_THE_END,
    re.IGNORECASE,
)
_IN_CONDITION = (
    "if", "subject to", "providing", "provided", "long as", "condition", "unless", "once", "pending", "allow",
    "possible", "following consultation", "affordable", "where local people", "when resources", "when finances",
    "when circumstances",
)  # fmt: skip
_IN_FUNDING = (
    "paid for", "funded", "financed", "met ", "raised", "backed", "matched", "bankrolled", "using money", "on top of",
    "existing budgets",
)  # fmt: skip
"""Letters of which one stands in whatever the pattern fits."""
_OF_AGE = deferred(r"[\w-]{1,10}(?:(?:,| and| or| to|-to|-and|–) ?-?[\w-]{1,10})?[ -]years?[ -]olds?\b")
_LASTING = deferred(
    r"for (?!the\b|this\b|each\b|our\b)(?:[\w,.-]+ ){1,4}(?:days?|weeks?|months?|years?|terms?)\b", re.IGNORECASE
)
_IN_THE_TIME = deferred(
    r"\b(?:(?:over|within|in|during|after|throughout|across)(?: the)?(?: an?)?"
    r"(?: (?:next|last|past|first|coming|following|previous|final))?|for the (?:next|last|past|first|coming|following)"
    r"|the (?:last|past|next|coming|following)"
    r"|after (?:an? |the |their |its )?(?:[a-z]+ )?(?:first|initial))"
    r"(?: (?:more than|about|around|nearly|almost|up to|at least))? $",
    re.IGNORECASE,
)
"""Before a length of time that only says when: "over the next three years"."""
_NOTICE = deferred(r"s?[’']?s? (?:prior |advance )?notice\b")
_HOPED = deferred(r"\b(?:so|so that|that) $")
_AGES = deferred(r"\bages? (?:[a-z]+ ){0,2}?(?:as well as|other than|besides|apart from) $")
_MOST_PAGES = 400
_HEAD = 40
"""Characters before a number that tell that it is a page's, or an age beside another."""
_NAME = 100
"""Characters before a number in which the name stands that it ends."""
_CUT_OFF = deferred(r"\b(?:and|or|the|an?|with|for|in|our|their|is|are|which|that) $")
_RUNNING_HEAD = deferred(r"\bManifesto (?:19|20)[0-9]{2} $")
_NAMED_AFTER = deferred(
    r"(?: [A-Z][\w’-]{1,20}){1,4} (?:Project|Programme|Scheme|Club|Study|Campaign|Challenge|Plan|Fund|Trust|Group)\b"
)
_TITLED = deferred(r"[0-9]{1,2} Year [A-Z]")
_NAMED_BY_NUMBER = deferred(r"[a-z,;:] (?:[A-Z][\w’-]{0,20} ){1,4}$|(?<![\w’-])[A-Z]{3,8} $")
"""Before the number that ends a name: "a depot for Fast Ferry 2"; a capital that opens the sentence tells nothing."""
_LONG_NAME = 100
"""A number that ends a name has two digits at most."""
_PLANS = deferred(
    r"(?: [\w’-]{1,20}){0,3}? (?:plans?|strateg(?:y|ies)|visions?|road ?maps?)\b"
    r"|(?<=day)(?: [a-z]{1,12})? (?:[A-Z]{2,}|services?)\b"
)
"""Behind a length of time that tells which one is meant: "a 10-year harbour plan", "a seven-day ferry service"."""
_LOOKS_BACK = deferred(
    r"\bfirst (?:[\w’-]{1,20} ){1,6}(?:for|in) (?:over |more than |nearly |almost )?$", re.IGNORECASE
)
_NARROWS = deferred(r"^close (?:[a-z-]+ ){1,6}(?:gaps?|divides?|loopholes?) ")
"""To close one of these stops nothing that anybody runs."""
_SOMEBODY = (
    r"(?:him|her|them|someone|anyone|those who|people|persons?|individuals|families|children|pupils|patients|criminals|"
    r"[a-z]{3,14}(?:grants?|enders?|eekers?|stayers?|orists?|emists?|ainees?|itants|izens?|eachers?|bers|isoners?))\b"
)
_REMOVES_SOMEBODY = deferred(
    r"remov(?:e|ed|ing) (?:the |all |any |these |those |more |from [a-z]+ |[a-z-]+(?:al|ed|ent|ous|ign|ing|ive) ){0,3}"
    rf"{_SOMEBODY}"
)
"""Whoever is removed stops nothing by it."""
_SHIELDS = deferred(
    r"(?:protect|safeguard)(?:ing)? (?:(?:[\w’'-]+ ){1,7}?(?:from|against) "
    r"|(?:the |all |any |our |these |those |more |most |[a-z-]+(?:al|ed|ent|ous|ign|ing|ive|able) ){0,3}"
    r"(?:public|workers|passengers|residents|parents|drivers|farmers|soldiers|veterans|taxpayers|consumers|customers|tenants|victims|whistleblowers|personnel|students|women|girls|staff|users|"
    rf"{_SOMEBODY}) (?!and |in their |who )"
    r"|yourself |you )"
)
"""Who is shielded from something is given more than he had: nothing goes on."""
_NO_MORE = deferred(
    r"(?:(?!leav|there |an? |the |pay|requir|need|los|wast|build)[a-z]+ )?(?:to )?no "
    r"(?!(?:longer|later|earlier|fewer|less|more than|doubt|matter|one|stone)\b)[a-z-]+ "
)
"""What is not to be: "commit to no increases", "make no cuts"."""
_THUS_WITHOUT = deferred(r"(?:do|achieve|deliver|accomplish) (?:this|that|so|it|all this) without ")
_ENDS = deferred(
    r"(?:(?:the|an?|our|their|its) )?(?:[a-z]+ )?"
    r"(?:abolition|repeal|scrapping|closure|withdrawal|cancellation|removal|ending) of |an end to "
)
"""What is voted, pressed or campaigned for: that a thing end."""
_BAN = deferred(
    r"\b(?:bans?|caps?|restrictions?|moratorium|embargo|prohibition|freeze|limits?|sanctions|suspension)"
    r"(?: (?:on|of|against|for) [^,;:]{1,80})?$"
)
_LIFTS = deferred(
    r"lift(?:ing)? (?:the |this |these |all |any |our |its )?(?:[\w’'-]+ ){0,3}?"
    r"(?:bans?|caps?|restrictions?|moratorium|embargo|prohibition|freeze|limits?|sanctions|suspension) "
    r"(?!(?:[\w’'-]+ ){0,8}?from to )"
)
"""To lift one of these removes a rule; to lift standards does not, nor a cap from one figure to another."""
_HAS_TAKEN = deferred(r"have (?:[\w’'-]+ ){1,4}?(?:withdrawn|removed|cancelled|stopped|ended) ")
"""What somebody "will have withdrawn" from him."""
_INFORMS = deferred(r"(?:keep|kept|keeping) (?:[\w’'-]+ ){0,4}?(?:posted|informed|updated|abreast|up to date) ")
"""Who is kept informed is told more, and nothing goes on."""
_GOES_ON = deferred(
    r"(?:(?:ensur|enabl|allow|permit|guarante)(?:e|es|ing|eing)?|mak(?:e|ing) (?:sure|certain)|that) "
    r"(?:(?!and |so |which |who |to )[\w’'-]+ ){1,8}?"
    r"(?:continues? |remains? |stays? (?!at |home )|retains? |(?:can|to) (?:continue|remain|carry on) "
    r"|(?:is|are|be|will be|should be) (?:retained|maintained|preserved|kept|continued|carried forward|not lost) "
    r"|(?:can |will |should |to )?carry forward )"
    r"|[a-z]+ (?:the|their|its|our|a) (?:[a-z]+ )?(?:continuation|retention|preservation) of "
)
"""Whatever is ensured, allowed or proposed to go on: "ensure that the band continues to play"."""
_SPENT = deferred(r"\b(?:has|have|had) (?:already |now |also )?(?:been )?(?:spent|paid|invested)\b", re.IGNORECASE)
_ALLOCATED = deferred(
    r"\b(?:allocat(?:ed?|ing)|ring-?fenc(?:ed?|ing)|set aside|earmark(?:ed|ing)?|awarded)\b", re.IGNORECASE
)
_PLANNED = deferred(
    r"\b(?:would (?:cost|be paid|need)|costed|estimated|plans? to|planned|intends? to|proposed?|could (?:get|receive)|"
    r"aims? to)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=SENTENCES)
def amounts_of(text: str) -> tuple[Quantity, ...]:
    """Its amounts; an age that names a group ("two-year-olds") is none, nor a name’s number, nor a time ("in ten days")."""
    return tuple(one for one in find_quantities(text) if not (_is_a_name(text, one) or _is_a_time(text, one)))


def lasts(time: Mark) -> bool:
    """Whether the words tell how long a thing lasts, not by when it is done: "a grant for two years"."""
    return _LASTING.match(time.text) is not None


def _is_a_time(text: str, one: Quantity) -> bool:
    """A length of time that tells when, and not how much ("30 hours of childcare")."""
    counted = text.startswith(" of ", one.end) and not text.startswith(
        (" of a", " of the", " of this", " of our"), one.end
    )
    if one.kind != "duration":
        return False
    if text.startswith(" ago", one.end) or _LOOKS_BACK.search(text, max(0, one.start - 80), one.start):
        return True  # "the first new pier for thirty years"
    if text.endswith(("every ", "Every "), 0, one.start):
        return True  # "elected every four years"
    if _NOTICE.match(text, one.end) or (one.text == "one day" and _HOPED.search(text, 0, one.start)):
        return True  # "with one week’s notice", "so that one day"
    return _IN_THE_TIME.search(text, max(0, one.start - 60), one.start) is not None and not counted


def _is_a_name(text: str, one: Quantity) -> bool:
    if one.kind == "duration" and ("-Y" in one.text or _TITLED.match(text, one.start)):
        return True  # a 10-Year Plan, a 25 Year Harbour Plan
    if one.kind == "duration" and not one.text.endswith("s") and _PLANS.match(text, one.end):
        return True
    if one.kind == "age":
        return _OF_AGE.match(text, one.start) is not None
    if one.kind == "count" and one.unit is None and _OF_AGE.match(text, one.start):
        return True  # "16- and 17-year-olds"
    if one.kind == "count" and (_AGES.search(text, max(0, one.start - _HEAD), one.start) or _is_a_page(text, one)):
        return True
    if one.kind == "count" and _NAMED_AFTER.match(text, one.end) and text.endswith(("the ", "The "), 0, one.start):
        return True  # the 100,000 Lives Project
    if one.kind != "count" or one.unit is not None or not one.text.isdigit() or one.value >= _LONG_NAME:
        return False
    return _NAMED_BY_NUMBER.search(text, max(0, one.start - _NAME), one.start) is not None


def _is_a_page(text: str, one: Quantity) -> bool:
    """A page's number that its text has run into: "pubs, bars and 78", "Whig Manifesto 2019 35 people"."""
    if not one.text.isdigit() or one.value >= _MOST_PAGES:
        return False
    ends = one.end == len(text) and _CUT_OFF.search(text, max(0, one.start - _HEAD), one.start)
    return bool(ends or _RUNNING_HEAD.search(text, max(0, one.start - _HEAD), one.start))


@lru_cache(maxsize=SENTENCES)
def scope_of(text: str) -> tuple[str, ...]:
    """The scope words as they stand, in order, each once."""
    return tuple(dict.fromkeys(mark.text for mark in find_scope(text)))


@lru_cache(maxsize=SENTENCES)
def conditions_of(text: str) -> tuple[str, ...]:
    """What the commitment hangs on, and what is said to pay for it, each from its first word to the clause's end."""
    return _to_the_end(_CONDITION, text) if may_hold(text, _IN_CONDITION) else ()


@lru_cache(maxsize=SENTENCES)
def funding_of(text: str) -> tuple[str, ...]:
    """What is said to pay for it, each from its first word to the clause's end."""
    return _to_the_end(_FUNDING, text) if may_hold(text, _IN_FUNDING) else ()


def _to_the_end(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group(0).rstrip(' ”’"') for match in pattern.finditer(text)))


def stage_of(text: str, quantities: tuple[Quantity, ...]) -> Stage | None:
    """Where money stands by the words beside it; a sum that is only said to come is announced, never spent."""
    if not any(one.kind == "money" for one in quantities):
        return None
    if _SPENT.search(text):
        return "spent"
    if _ALLOCATED.search(text):
        return "allocated"
    return "planned" if _PLANNED.search(text) else "announced"


@lru_cache(maxsize=SENTENCES)
def beneficiaries_of(text: str) -> tuple[str, ...]:
    """Whom it is for: "every child in key stage 2", "pupils aged 5 to 11", each once, in order."""
    return tuple(dict.fromkeys(match.group("who").strip() for match in _beneficiaries().finditer(text)))


@cache
def _beneficiaries() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon("rules")["beneficiaries"]["nouns"], key=lambda noun: (-len(noun), noun)))
    kinds = "|".join(lexicon("rules")["beneficiaries"]["adjectives"])
    return re.compile(
        rf"(?<![\w’-])(?P<who>(?:(?:every|each|all|any|more|most|some|the|no|Every|Each|All|The|No) )?"
        rf"(?:(?:{kinds}|[0-9][0-9,]{{0,9}})[ -]){{0,3}}(?:{nouns})(?![\w-])"
        r"(?: aged? (?:between )?[0-9a-z]{1,8}(?: (?:to|and) [0-9a-z]{1,8})?| in (?:key stages? [0-9]"
        r"|[Yy]ears? [0-9]{1,2}(?: to [0-9]{1,2})?"
        r"|care|England|Wales|Scotland|poverty|the [a-z]{1,12} areas|[a-z]{1,15} (?:areas|towns|villages))"
        r"| on (?:free school meals|[Uu]niversal [Cc]redit|low incomes|benefits)"
        r"| with (?:SEND|special educational needs(?: and disabilities)?|disabilities|a disability|an? EHCP))?)"
    )


@lru_cache(maxsize=SENTENCES)
def names_of(text: str) -> tuple[str, ...]:
    """Named programmes, bodies and acronyms, in order, each once."""
    return tuple(dict.fromkeys(mark.text for mark in find_names(text)))


_REFUSES_ON = ("continue to oppose ", "continue to resist ", "continue to vote against ", "continue to reject ")
_ENSURES_NOT = deferred(
    r"(?:ensure|make sure)(?: that)? [^,;.]{2,60}? (?:(?:is|are|do|does|will|can|be) (?:not|never|no longer)|cannot) "
)
_TO_BE_ENDED = deferred(
    r"(?:continue to )?(?:call|press|push|argue|campaign|vote) for [^,;.]{2,80}? to be "
    r"(?:scrapped|abolished|ended|repealed|cancelled|halted|suspended|withdrawn|dropped|stopped|lifted) "
)
"""What is asked for is that something ends: "call for the toll to be scrapped"."""


def polarity_of(words: str, *, negated: bool, subject: str = "") -> Polarity:
    """Of the verb phrase after the modal words: refusals are `not`, scrapping is `stop`, continuing is `keep`.

    What is to be ensured or proposed counts ("ensure that the band continues to"), and of a passive its subject ("the ban
    will be lifted").
    """
    phrase = f"{words.lower()} "
    if phrase.startswith(_REFUSES_ON):
        return "not"
    if negated:
        return "keep" if phrase.startswith("lost ") else "not"
    if _NARROWS.search(phrase) or _REMOVES_SOMEBODY.match(phrase) or _INFORMS.match(phrase) or _SHIELDS.match(phrase):
        return "do"
    if (
        phrase.startswith(_polarity()["refuse"])
        or _ENSURES_NOT.match(phrase)
        or _NO_MORE.match(phrase)
        or _THUS_WITHOUT.match(phrase)
    ):
        return "not"
    if _TO_BE_ENDED.match(phrase):
        return "stop"
    lifts = _LIFTS.match(phrase) or _ENDS.match(phrase) or (phrase.startswith("lifted ") and _BAN.search(subject))
    if lifts or _HAS_TAKEN.match(phrase) or phrase.startswith(_polarity()["stop"]):
        return "stop"
    return "keep" if _GOES_ON.match(phrase) or phrase.startswith(_polarity()["keep"]) else "do"


@cache
def _polarity() -> dict[str, tuple[str, ...]]:
    """Verbs with the space that ends them, as `str.startswith` takes them."""
    return {told: tuple(f"{verb} " for verb in verbs) for told, verbs in lexicon("rules")["polarity"].items()}
