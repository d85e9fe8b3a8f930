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
    folded = text.lower()
    return tuple(name for name, words in _table() if words.search(folded))


def topics_of(claim: Claim) -> tuple[str, ...]:
    """Those whose words stand in the claim or its lead-in; else in the heading nearest to it."""
    found = topics_in(f"{claim.lead_in or ''} {claim.text}")
    return found if found or not claim.section else topics_in(claim.section[-1])


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = lexicon("topics")["names"]
    return found


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _any(words)) for name, words in lexicon("topics")["topics"].items())


def _any(words: list[str]) -> re.Pattern[str]:
    shapes = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w’-])(?:{shapes})(?:s|es|ing|ed)?(?![\w-])")
