"""Topics: what a claim is about, by words of a table that anybody can edit (topics.toml), not by a model.

A word that means one thing tells its topic wherever it stands. One that means several ("train", "council") tells it only
where it is part of what is done, or where another word of the topic stands beside it; otherwise the topic stays unknown.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tracker.claims.claim import Claim
from tracker.claims.lexicon import lexicon
from tracker.patterns import deferred
from tracker.wording.dates import find_deadlines
from tracker.wording.glance import Finder

_MODAL = deferred(r"\b(?:will|shall|would|must|should)\b|[’']ll\b")
_LIGHT = deferred(
    r":?(?: (?:[-–•]|not|never|also|now|then|further|[a-z]+ly|"
    r"seek to|continue to|work to|aim to|help to|begin to|be able to|be)(?= ))*"
)
_ENDS = deferred(
    r"(?:,|;|:| (?:to(?! [a-z]+ing\b)|so|which|who|whose|that|because|"
    r"while|if|as|when|where|whether|by|from|with|during|including)\b)"
)
"""Where what is done ends, and a purpose, a clause or a means begins."""
_PASSIVE = deferred(r" be\b")
_VERB_AFTER = deferred(r"\b(?:to|will|would|shall|not|also|help|helps|helping|and|or) $")
_OBJECT_BEHIND = deferred(r" (?:the|an?|our|their|its|more|over|up|all|new|[0-9]|[a-z]+s\b)")
NONE = ""
"""Of phrases that hold a word of a topic and tell none."""
_FEW = 4
"""Words up to which a heading is about each of its words."""
_LETTERS = 30
"""Letters before a word in which the word stands that makes it a verb."""


def topics() -> tuple[str, ...]:
    """All topics in the order of the table: education's own first."""
    return tuple(lexicon("topics")["topics"])


def topic_name(topic: str) -> str:
    """A topic for people: `early-years` is "Early years"."""
    return _names().get(topic, topic.replace("-", " ").capitalize())


def topics_in(text: str, *beside: str) -> tuple[str, ...]:
    """Those that its words tell; `beside` are headings and titles above it, which make an unsure word surer."""
    return _topics_in(text, tuple(one for one in beside if one))


def topics_of(claim: Claim) -> tuple[str, ...]:
    """Those that the claim's words tell; else its lead-in's; else those of the heading nearest to it."""
    title = claim.place.title if claim.place else None
    above = (*claim.section, title or "", claim.lead_in or "")
    if own := topics_in(claim.text, *above):
        return own
    nearest = (claim.lead_in or "", claim.section[-1] if claim.section else "")
    return next(filter(None, map(topics_in, nearest)), ())


@lru_cache(maxsize=256)
def _topics_in(text: str, beside: tuple[str, ...]) -> tuple[str, ...]:
    words: dict[str, set[str]] = {}
    inside: set[str] = set()
    done: range | None = None
    for topic, word, found in _found(text):
        if word in _unsure() and (_is_a_verb(text, found) or _is_a_time(text, found)):
            continue
        done = done or _what_is_done(text)
        words.setdefault(topic, set()).add(word)
        inside |= {topic} if found.start() in done else set()
    told = inside | {
        topic
        for topic, said in words.items()
        if topic not in inside and _is_told(topic, said, beside, alone=not inside)
    }
    return tuple(topic for topic in topics() if topic in told)


def _is_told(topic: str, words: set[str], beside: tuple[str, ...], *, alone: bool) -> bool:
    """Whether words that stand outside what is done tell the topic: several of them, or with one in the headings.

    A sure word does by itself where what is done tells no topic (`alone`).
    """
    sure = alone and not words <= _unsure()
    return sure or len(words) > 1 or any(topic == told for text in beside for told, *_ in _found(text))


def _is_a_time(text: str, found: re.Match[str]) -> bool:
    """Whether a word only tells when: "in the next parliament"."""
    return any(mark.start <= found.start() < mark.end for mark in find_deadlines(text))


def _what_is_done(text: str) -> range:
    """Where the verb with its object stands, and of a passive the subject too; a short line is all of it."""
    if len(text.split()) <= _FEW:
        return range(len(text))
    modal = _MODAL.search(text)
    opens = modal.end() if modal else 0
    passive = modal is not None and _PASSIVE.match(text, modal.end()) is not None
    light = _LIGHT.match(text, opens)
    ends = _ENDS.search(text, light.end() if light else opens)
    return range(0 if passive else opens, ends.start() if ends else len(text))


def _is_a_verb(text: str, found: re.Match[str]) -> bool:
    """Whether a word that names a thing too is a verb here: "to train teachers", "Foster trust"."""
    before = text[max(0, found.start() - _LETTERS) : found.start()]
    joined = not before.strip() or _VERB_AFTER.search(before) is not None
    return joined and _OBJECT_BEHIND.match(text, found.end()) is not None


@cache
def _unsure() -> frozenset[str]:
    return frozenset(lexicon("topics")["unsure"]["words"])


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = lexicon("topics")["names"]
    return found


@cache
def _told_by() -> dict[str, tuple[str, str]]:
    """Topic and word of each form; in small letters, except where the table has capitals."""
    table = {**lexicon("topics")["topics"], NONE: lexicon("topics")["none"]["words"]}
    listed = ((word, topic) for topic, words in table.items() for word in words)
    return {form: (topic, word) for word, topic in listed for form in _forms(word)}


def _forms(word: str) -> tuple[str, ...]:
    return (word, f"{word}s", f"{word}es", *([f"{word[:-1]}ies"] if word.endswith("y") else ()))


def _found(text: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Topic and word of each place; of words that overlap the longest that begins first."""
    for found in _table().finditer(text):
        form = found.group(0)
        yield *(_told_by().get(form) or _told_by()[form.lower()]), found


@cache
def _table() -> Finder:
    forms = sorted(_told_by(), key=lambda form: (-len(form), form))
    shapes = "|".join(re.escape(form) if form != form.lower() else f"(?ai:{re.escape(form)})" for form in forms)
    return Finder(forms, re.compile(rf"(?<![\w’-])(?:{shapes})(?![\w-])"))
