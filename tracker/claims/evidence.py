"""The evidence of a claim: its amounts, deadline, scope, conditions, names and polarity, read from its own words."""

import re
from functools import cache

from tracker.claims.claim import Polarity
from tracker.claims.lexicon import lexicon
from tracker.wording.names import find_names
from tracker.wording.scope import find_scope

_CONDITION = re.compile(
    r"\b(?:if|subject to|provided that|providing|as long as|so long as|on condition that|unless|once|"
    r"depending on|pending|"
    r"when (?:resources|finances|circumstances)|as (?:resources|finances) allow|where possible|paid for by|"
    r"paid for with|funded by|funded from|funded through|financed by|following consultation)\b"
    r"[^,;.–—\n]{0,160}",
    re.IGNORECASE,
)


def scope_of(text: str) -> tuple[str, ...]:
    """The scope words as they stand, in order, each once."""
    return tuple(dict.fromkeys(mark.text for mark in find_scope(text)))


def conditions_of(text: str) -> tuple[str, ...]:
    """What the commitment hangs on, and what is said to pay for it, each from its first word to the clause's end."""
    return tuple(dict.fromkeys(match.group(0).rstrip(' ”’"') for match in _CONDITION.finditer(text)))


def names_of(text: str) -> tuple[str, ...]:
    """Named programmes, bodies and acronyms, in order, each once."""
    return tuple(dict.fromkeys(mark.text for mark in find_names(text)))


def polarity_of(words: str, *, negated: bool) -> Polarity:
    """Of the verb phrase after the modal words: refusals are `not`, scrapping is `stop`, continuing is `keep`."""
    if negated:
        return "not"
    phrase = f"{words.lower()} "
    if any(phrase.startswith(f"{verb} ") for verb in _polarity()["stop"]):
        return "stop"
    return "keep" if any(phrase.startswith(f"{verb} ") for verb in _polarity()["keep"]) else "do"


@cache
def _polarity() -> dict[str, list[str]]:
    table: dict[str, list[str]] = lexicon("rules")["polarity"]
    return table
