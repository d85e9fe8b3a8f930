"""Verb group: the verb words that could carry a commitment, from `wording.modality` and from this room's own patterns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.claims.lexicon import lexicon
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES, letters_of, may_hold
from tracker.wording.modality import Modality, find_modality

POWERLESS = frozenset({"may", "might", "could", "can", "need", "consider"})
"""Classes of verb group that commit nobody by themselves; "consider" is kept where "will" stands before it."""
REFUSALS = frozenset({"refusal", "never"})
"""Patterns that refuse by themselves."""
MOST_GROUPS = 24
"""Verb groups read in a sentence; what has more is no prose, and each is weighed against the others."""
AHEAD = 120
"""Characters after a verb group in which its verb and object stand."""
_ADVERBS = frozenset(lexicon("grammar")["adverbs"])
_WILLED = deferred(
    r"\b(?:will|would|shall|is to|are to|going to|commit|commits|committed|plan|plans|planning|intends?|"
    r"proposes?)\b|[’']ll\b|[’']d\b|won[’']t"
)
_PERMITS = deferred(r"(?:can|could|may|might|should|must|ought|need|have to|has to)\b")
_OWNED = deferred(
    r"(?:\b(?:the|a|an|this|that|its|their|our|his|her|of|in|with|any|no|such|on|about|for|under|behind)|[’']s?)\s+"
    r"(?:[A-Za-z0-9-]{2,20} ){0,2}$"
)
_ASKED = deferred(r"\b(?:can|could|how do|do) (?:we|you|they|anyone) $")
"""Before a verb: "only so can we hope to …"."""
_ASKS = (
    "can we ",
    "can you ",
    "can they ",
    "can anyone ",
    "could we ",
    "could they ",
    "could you ",
    "could anyone ",
    "do we ",
    "do you ",
    "do they ",
    "do anyone ",
)
_OPENS_A_CASE = deferred(
    r"(?:Provided|Providing|Before|Until|As long as|So long as|On condition) [^,;:.]{1,160},(?= [a-z])"
)
"""A case that opens the sentence: "Provided nurses commit to staying, we will pay"."""
_NOT_QUOTED = deferred(r"\s?[“‘\"'](?:not|never)\b")
_NOUNABLE = (
    "plan to",
    "plans to",
    "ambition",
    "commitment",
    "pledge",
    "promise",
    "guarantee",
    "proposal",
    "aim to",
    "hope",
)
_NOT_EITHER = deferred(r"\b(?:do|does|did|will|would) not (?:[a-z]+ )?[a-z]+ or $")
"""What is refused with the verb before: "we do not want or need to"."""
_NOT_ONLY = deferred(r"\bnot (?:only|just|simply|merely)\b")
_NOUN_BEFORE = deferred(
    r"\b(?:the|a|an|this|that|its|their|our|his|her|of|manifesto|election|key|main|new|no|with|by|as|for|on|"
    r"in)\s+(?:[a-z-]{2,20} )?$",
    re.IGNORECASE,
)
_NOUNS = frozenset(
    {"plans for", "proposal to", "proposals to", "commitment to", "goal of", "ambition of", "ambition for", "set to"}
)
_ADJECTIVES = frozenset(
    {
        "statutory",
        "proposed",
        "required",
        "mandated",
        "intended",
        "guaranteed",
        "pledges",
        "promises",
        "guarantees",
        "backs",
        "supported",
        "supports",
    }
)
_VOWS = frozenset({"pledges", "promises", "guarantees"})
_PAST = frozenset(
    {"sought", "wanted", "aimed to", "hoped to", "planned to", "sought to", "intended", "proposed", "promised"}
)
"""A wish of the past; in retold speech it is today's."""
_IS = deferred(r"\b(?:is|are|was|were|been) (?:now |already )?$")
_NEXT = deferred(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Offsets count in the sentence. `form` is the class of `Modality`, or the name of a pattern in rules.toml."""

    start: int
    end: int
    words: str
    strength: int
    form: str
    negated: bool = False

    @property
    def would(self) -> bool:
        """Back-shifted or conditional."""
        low = self.words.lower()
        return "would" in low or low.endswith(("’d", "'d"))


@lru_cache(maxsize=SENTENCES)
def find_groups(text: str, *, reported: bool) -> tuple[VerbGroup, ...]:
    """Every verb group of the sentence that can commit somebody, in order, none inside another."""
    firm = list(_matched(text, first=True))
    modal = (
        VerbGroup(start=m.start, end=m.end, words=m.words, strength=m.strength, form=m.form, negated=_negated(text, m))
        for m in find_modality(text, reported=reported)
    )
    powerful = (group for group in modal if not _overlaps(group, firm) and _powerful(text, group))
    kept = [*firm, *(group for group in powerful if reported or group.words.lower() not in _PAST)]
    kept += [group for group in _matched(text, first=False) if not _overlaps(group, kept)]
    if may_hold(text, _ASKS):
        kept = [group for group in kept if not _ASKED.search(text, max(0, group.start - 20), group.start)]
    if opens := _OPENS_A_CASE.match(text):
        kept = [group for group in kept if group.start > opens.end()] or kept
    return tuple(sorted(kept, key=lambda group: group.start)[:MOST_GROUPS])


def verb_phrase(text: str, group: VerbGroup, words: int = 4) -> str:
    """The lower-cased words after the group, adverbs left out: "recruit thousands of new"."""
    return " ".join(_next_words(text[group.end : group.end + AHEAD])[:words])


@lru_cache(maxsize=512)
def _next_words(text: str) -> list[str]:
    """Kept for a moment, because every rule asks about the same few words."""
    return [word for match in _NEXT.finditer(text) if (word := match.group(0).lower()) not in _ADVERBS]


def _negated(text: str, modality: Modality) -> bool:
    """Whether it refuses: "will not only help" is no refusal."""
    if _NOT_QUOTED.match(text, modality.end) or _NOT_EITHER.search(text, max(0, modality.start - 30), modality.start):
        return True
    return modality.negated and not _NOT_ONLY.search(text, modality.start, modality.end + 8)


def _powerful(text: str, group: VerbGroup) -> bool:
    low = group.words.lower()
    willed = bool(_WILLED.search(low))
    if group.form == "must":
        return True
    if _PERMITS.match(low) and group.form != "should":
        return False
    if group.form == "law" and not willed and not low.startswith(("legislat", "enshrin")):
        return False
    if low == "enshrined" and _IS.search(text, max(0, group.start - 20), group.start):
        return False  # "It is now enshrined in law": so it stands
    if group.form == "consider":
        return willed
    if group.form in POWERLESS or low in _NOUNS:
        return False
    if low.startswith(_NOUNABLE) and " is" not in low and _OWNED.search(text[max(0, group.start - 40) : group.start]):
        return False
    noun = group.form in {"law", "guarantee", "plan", "support"} and not willed and " " not in low
    vows = low in _VOWS and text.startswith((" to ", " that "), group.end)
    named = low in _ADJECTIVES and not vows
    return not (noun and (_NOUN_BEFORE.search(text[max(0, group.start - 40) : group.start]) or named))


def _matched(text: str, *, first: bool) -> Iterator[VerbGroup]:
    """Groups by this room's own patterns; `first` for those that come before any modal verb in them."""
    for name, strength, comes_first, _, pattern in _possible(text):
        if comes_first is not first:
            continue
        for match in pattern.finditer(text):
            words = match.group(0).rstrip(" £")
            negated = " not " in match.group(0) or name in REFUSALS
            start = match.start()
            yield VerbGroup(
                start=start, end=start + len(words), words=words, strength=strength, form=name, negated=negated
            )


@lru_cache(maxsize=8)
def _possible(text: str) -> tuple[tuple[str, int, bool, tuple[str, ...], re.Pattern[str]], ...]:
    """The patterns that the text may fit, kept for a moment: it is asked for twice."""
    return tuple(rule for rule in _patterns() if may_hold(text, rule[3]))


def _overlaps(group: VerbGroup, others: Sequence[VerbGroup]) -> bool:
    return any(other.start < group.end and group.start < other.end for other in others)


@cache
def _patterns() -> tuple[tuple[str, int, bool, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (
            rule["name"],
            rule["strength"],
            rule.get("first", False),
            letters_of(rule["needs"]),
            re.compile(rule["pattern"]),
        )
        for rule in lexicon("rules")["without_modal"]
    )
