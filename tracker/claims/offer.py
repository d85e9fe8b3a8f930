"""Offers: what a list or a line without "will" promises: "Recruit 900 nurses", "A legal right to appeal", "£20m for…"."""

from dataclasses import replace
from functools import cache
from itertools import groupby

from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import lexicon
from tracker.extract.document import Document
from tracker.patterns import deferred
from tracker.wording.modality import find_modality

FEWEST_WORDS = 4
"""A claim of a sentence; a list item under "We will:" may be shorter."""
IMPERATIVE = 4
"""A manifesto's "Recruit 6,500 teachers" is "we will recruit": strength of "will"."""
NOUN_REACH = 8
"""Words after an imperative's verb in which a verb of its own would show that it is a noun."""

_FUNDED = deferred(
    # "£20 million for a new stadium": an item, or a text of one line, that is nothing but an offer of money.
    r"(?:(?:Up to|At least|More than|Over|An extra|A further|An additional|Some) )?"
    r"[£$€]\d[\d.,]{0,12}(?: ?(?:m|bn|k|million|billion))?"
    r"(?: (?:a year|more|extra|in [a-z]+ funding|of [a-z]+ [a-z]+|each))? (?:for|to|towards|over|to help) "
)
_WORD = deferred(r"[^\W\d_][\w’'-]*")
_OBJECT = deferred(r" (?:the|a|an|our|its|all|every|each|any|more|this|these|those|their)\b| [£$€]\d")
"""What stands right behind a verb, and seldom right behind a noun that opens a line; a number does ("Year 7 pupils")."""
_A_TIME = deferred(
    r" (?:this|that|each|every|the (?:same|next|last|previous)) (?:[a-z]+ )?(?:year|month|week|day|time|parliament|term|"
    r"decade|century|spring|summer|autumn|winter|morning|afternoon)\b"
)
"""Behind an adverb of time ("Earlier this year")."""
_GERUND = deferred(r"(?P<stem>[A-Za-z][a-z]{1,14})ing (?=[a-z£0-9A-Z])")
_JOINED = deferred(r"(?:and|or),? ")
"""How the last item of a list may begin."""
_PARTICIPLES = frozenset({"set", "put", "cut", "hit", "cost", "split", "cast", "spread"})
"""Participles that look like orders: "Set to cost …, this Act"."""
_ALMOST = frozenset({"Almost", "Nearly"})
_OPENS = frozenset(
    "so that who whom whose which what where wherever when whenever while if unless until because as than whether how to "
    "they we it he she you i".split()
)
"""Words behind which a verb belongs to a clause of its own."""
_SAYS_WHAT_IS = frozenset(
    "ensure guarantee make see check require demand insist promise keep let have confirm declare".split()
)
"""Verbs behind which a clause may stand without "that": "Ensure pupils are taught"."""
_MONTH = deferred(r"May(?: [0-9]|$)")
"""A month that is no "may"."""
_AND_VERB = deferred(r" and ([a-z-]{2,20}) ")


def offers(document: Document) -> frozenset[int]:
    """Items of lists of which at least half begin with an imperative: the others ("A legal right to appeal") offer too."""
    found: set[int] = set()
    for lead, run in groupby(enumerate(document.blocks), key=lambda one: one[1].kind == "item" and (one[1].lead_in, 1)):
        items = list(run) if lead else []
        told = sum(imperative(document.text[block.start : block.end].lstrip("-*• ")) is not None for _, block in items)
        found |= {at for at, _ in items} if told * 2 >= len(items) else set()
    return frozenset(found)


def is_funded(text: str) -> bool:
    """Whether the text is nothing but an offer of money."""
    return _FUNDED.match(text) is not None and is_verbless(text)


def is_verbless(text: str) -> bool:
    """Whether no word of the text shows a subject before it."""
    return _finite().isdisjoint(text.lower().split())


def imperative(text: str, *, lower: bool = False) -> str | None:
    """The verb that opens an item as an order ("Recruit 900 nurses", "To waive the fee"); None where there is none.

    A verb that no list of ours has is known by what follows ("Rebalance the law", "Incentivise and support …"). `lower`
    where the line is a list's, and may begin with a small letter.
    """
    if lower and text[:1].islower():
        text = _JOINED.sub("", text)
        verb = imperative(text[:1].upper() + text[1:])
        return verb and verb[:1].lower() + verb[1:]
    if text.startswith("Not "):
        verb = imperative(text[4:5].upper() + text[5:])
        return f"Not {verb.lower()}" if verb and is_order(verb) else None
    match = _WORD.match(text)
    word = match.group(0) if match else ""
    if (
        (word.endswith("ly") or word in _ALMOST)
        and (rest := _WORD.match(text, len(word) + 1))
        and rest.group(0) in _imperatives()
    ):
        told = text.split(maxsplit=NOUN_REACH + 2)[2 : NOUN_REACH + 2]  # not "Centrally set targets will be …"
        own = _has_a_verb(told) and _OBJECT.match(text, rest.end()) is None
        return None if own else f"{word} {rest.group(0)}"
    if word == "To" and _finite().isdisjoint(text.lower().split()):
        match = _WORD.match(text[3:].capitalize())
        return f"To {match.group(0).lower()}" if match and match.group(0).lower() in _imperatives() else None
    is_verb = word.lower() in _imperatives() or _is_followed_as_a_verb(word, text)
    known = word[:1].isupper() and is_verb and len(text.split()) >= FEWEST_WORDS - 1
    return word if known and text[len(word) : len(word) + 1] == " " and not _is_a_subject(word, text) else None


def gerund(text: str) -> str | None:
    """The verb in -ing that opens a line of a plan ("Scrapping the resit rule."); None where it has another verb."""
    found = _GERUND.match(text)
    if found is None or len(text.split()) < FEWEST_WORDS or not is_verbless(text):
        return None
    verb = found.group(0).strip()
    return verb if is_gerund(verb) else None


def opens_with_a_verb(text: str) -> bool:
    """Whether a list's item says what is done ("introduce a …", "introducing a …", "a levy will be")."""
    return opens_with_an_order(text) or not is_verbless(text)


def opens_with_an_order(text: str) -> bool:
    """Whether a line opens with a verb that orders something ("give councils the power to:"), "and" before it or not."""
    text = text.lstrip("-–*• ")
    return imperative(text, lower=True) is not None or is_gerund(text.partition(" ")[0])


def is_gerund(word: str) -> bool:
    """Whether a word in -ing comes of a verb that orders something, by our list."""
    stem = word.lower().removesuffix("ing")
    if stem == word.lower():
        return False
    undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return any(verb in _imperatives() for verb in (stem, f"{stem}e", undoubled))


def is_order(verb: str) -> bool:
    """Whether a line's first words ("To waive", "Recruit") are a verb that orders something, by our list."""
    return verb.lower().rpartition(" ")[2] in _imperatives()


def names_a_thing(verb: str) -> bool:
    """Whether a verb of our list is a noun, too ("reform", "work")."""
    return verb.lower() in _nouns()


def _is_followed_as_a_verb(word: str, text: str) -> bool:
    """Whether an object stands right behind an unknown word, or "and" with a verb that is known."""
    low = word.lower()
    if low in _not_orders() or low.endswith(("ing", "ed", "iven", "ly", "s")) or not word[1:].islower():
        return False
    if joined := _AND_VERB.match(text, len(word)):
        return joined.group(1) in _imperatives()
    return _OBJECT.match(text, len(word)) is not None and _A_TIME.match(text, len(word)) is None


def _is_a_subject(word: str, text: str) -> bool:
    """Whether the verb is a noun here, with a verb of its own ("Pay matters", "Support for families is vital")."""
    following = text.split(maxsplit=NOUN_REACH + 1)[1 : NOUN_REACH + 1]
    low = [one.lower() for one in following]
    if not following or low[0] in _finite() or following[0] in {"UK", "Party"}:
        return True
    if word.lower() in _PARTICIPLES and low[0] in {"to", "against", "by"}:
        return True
    if low[0].isalpha() and low[0] not in _not_orders() and word.lower() not in _SAYS_WHAT_IS:
        return _has_a_verb(following)  # "Charge sheets will be printed"
    return low[0] in _prepositions() and word.lower() in _nouns() and _has_a_verb(following)


def _has_a_verb(words: list[str]) -> bool:
    """Whether a verb of its own stands among them, before a comma or a clause ("targets will be")."""
    low = [one.lower() for one in words]
    until = next((at for at, one in enumerate(words) if one.endswith((",", ":", ";")) or low[at] in _OPENS), None)
    return any(one in _auxiliaries() for one in low[:until])


def lent(group: VerbGroup, text: str) -> VerbGroup:
    """The lead-in's verb group for this item: "we will" + "guarantee …" is a guarantee, + "not allow …" a refusal."""
    if _MONTH.match(text):
        return replace(group, start=0, end=0)
    said = "will" if group.form in {"imperative", "offer"} else group.words
    text = _JOINED.sub("", text)
    found = find_modality(f"we {said} {text[:1].lower()}{text[1:60]}")
    joined = found if group.form == "offer" else found[:1]  # an offer's noun counts ("a legal right to …")
    deciding = max(joined, key=lambda one: one.strength, default=None)
    if deciding is None:
        return replace(group, start=0, end=0)
    words = group.words if deciding.strength == group.strength else _decided_by(deciding.words, group)
    negated = group.negated or joined[0].negated
    return VerbGroup(start=0, end=0, words=words, strength=deciding.strength, form=group.form, negated=negated)


def _decided_by(words: str, group: VerbGroup) -> str:
    """The words that set the firmness: of "We will: review …" they are "will review", of a bare "Review …" its verb."""
    if group.form not in {"imperative", "offer"}:
        return words
    bare = words.removeprefix("will ")
    return bare[:1].upper() + bare[1:] if group.form == "imperative" else bare


@cache
def _not_orders() -> frozenset[str]:
    """Words that open a line but promise nothing: function words, and what a page tells its reader to do."""
    return frozenset((*lexicon("grammar")["function"], *lexicon("grammar")["reader"]))


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(lexicon("rules")["imperatives"]["verbs"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(lexicon("rules")["imperatives"]["also_nouns"])


@cache
def _finite() -> frozenset[str]:
    return frozenset(lexicon("grammar")["finite"])


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(lexicon("grammar")["finite"][: lexicon("grammar")["finite"].index("matters")])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(lexicon("grammar")["prepositions"])
