"""Territory: the nations that a claim is for, as far as it, its headings, its document or its publisher says so."""

import re
from collections.abc import Iterable

from tracker.claims.claim import Claim, Place
from tracker.patterns import deferred

_NATIONS = {
    "England": deferred(r"\bengland\b", re.IGNORECASE),
    "Northern Ireland": deferred(r"\bnorthern[ -]ir(?:eland|ish)\b|\bstormont\b", re.IGNORECASE),
    "Scotland": deferred(r"\bscot(?:land|tish)\b", re.IGNORECASE),
    "Wales": deferred(r"\bwales\b|\bwelsh\b", re.IGNORECASE),
}
_PARTIES = {"snp": "Scotland", "plaid": "Wales", "dup": "Northern Ireland", "sdlp": "Northern Ireland"}
"""Parties of one nation whose names do not say so. One that is missing says nothing: its claims are held to be for all."""


def nations_of(claim: Claim) -> frozenset[str]:
    """What the words nearest to the claim name: its own, else its headings', document's, publisher's. Empty: not said."""
    place = claim.place or Place()
    publisher = place.publisher or ""
    party = frozenset({_PARTIES[publisher]} if publisher in _PARTIES else ())
    said = (
        _named([claim.text, claim.lead_in or ""]),
        _named(claim.section),
        frozenset(place.territory),
        party or _named([place.title or "", publisher]),
    )
    return next((nations for nations in said if nations), frozenset())


def are_elsewhere(one: Claim, other: Claim) -> bool:
    """Whether both say where, and no nation is in both: "free tuition" in Scotland is no promise to Wales."""
    first = nations_of(one)
    second = nations_of(other) if first else frozenset()
    return bool(first and second) and first.isdisjoint(second)


def _named(texts: Iterable[str]) -> frozenset[str]:
    whole = " \n ".join(texts)
    return frozenset(nation for nation, words in _NATIONS.items() if words.search(whole))
