"""Reporting words: "said", "has pledged to", "according to"."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from tracker.claims.lexicon import WordList, lexicon
from tracker.wording.glance import SENTENCES

CueClass = Literal["pledge", "say", "ask", "criticise", "judge"]
_KINDS: tuple[CueClass, ...] = ("pledge", "say", "ask", "criticise", "judge")
_QUOTED = "§"
_ACCORDING = "according to"


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting verb (or "according to") in a frame, with what its class tells."""

    text: str
    start: int
    end: int
    kind: CueClass

    @property
    def of_others(self) -> bool:
        """Such as "believe": it tells whose words they are only where its subject is not "we" or "I"."""
        return self.text.lower() in _of_others()

    @property
    def participle(self) -> bool:
        """Such as "adding" or "saying": its subject is the verb's before."""
        return self.text.lower().endswith("ing")


@lru_cache(maxsize=SENTENCES)
def find_cues(frame: str) -> tuple[Cue, ...]:
    """Every cue of a frame, in order; those that judge ("attacked") only where words are quoted behind them."""
    quoted = frame.rfind(_QUOTED)
    return tuple(
        Cue(text=match.group(0), start=match.start(), end=match.end(), kind=kind)
        for match in _pattern().finditer(frame)
        if (kind := _classes()[match.group(0).lower()]) != "judge" or match.end() <= quoted
    )


@cache
def _classes() -> dict[str, CueClass]:
    classes: dict[str, CueClass] = {form: kind for kind in _KINDS for form in lexicon("speech")[kind]["forms"]}
    return {**dict.fromkeys(_of_others(), "say"), **classes, _ACCORDING: "say"}


@cache
def _of_others() -> frozenset[str]:
    return frozenset(lexicon("speech")["say"]["of_others"]["forms"])


@cache
def _pattern() -> WordList:
    return WordList(_classes())
