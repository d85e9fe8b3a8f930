"""Reporting words: "said", "has pledged to", "according to"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tracker.claims.lexicon import lexicon, whole_words

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
    def participle(self) -> bool:
        """Such as "adding" or "saying": its subject is the verb's before."""
        return self.text.lower().endswith("ing")


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
    return {**classes, _ACCORDING: "say"}


@cache
def _pattern() -> re.Pattern[str]:
    return whole_words(_classes(), re.IGNORECASE)
