"""Topics: what a claim is about, by words of a table that anybody can edit (topics.toml), not by a model."""

import re
from functools import cache

from tracker.claims.claim import Claim
from tracker.claims.lexicon import lexicon


def topics() -> tuple[str, ...]:
    """All topics in the order of the table: education's own first."""
    return tuple(lexicon("topics")["topics"])


def topic_name(topic: str) -> str:
    """A topic for people: `early-years` is "Early years"."""
    return _names().get(topic, topic.replace("-", " ").capitalize())


def topics_in(text: str) -> tuple[str, ...]:
    """Those whose words stand in a text."""
    return tuple(name for name, words in _table() if words.search(text))


def topics_of(claim: Claim) -> tuple[str, ...]:
    """Those whose words stand in the claim; else in its lead-in; else in the heading nearest to it."""
    nearest = (claim.text, claim.lead_in or "", claim.section[-1] if claim.section else "")
    return next(filter(None, map(topics_in, nearest)), ())


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = lexicon("topics")["names"]
    return found


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _any(words)) for name, words in lexicon("topics")["topics"].items())


def _any(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    shapes = "|".join(re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in ordered)
    return re.compile(rf"(?<![\w’-])(?:{shapes})(?:s|es|ing|ed)?(?![\w-])")
