"""Purpose: whether a purpose or a clause is still open, to which a verb behind "and" may belong."""

import re

from tracker.claims.lexicon import grammar
from tracker.claims.offer import is_order
from tracker.patterns import deferred

MORE = frozenset(
    "let do get ask see look call ban return go hand announce respond meet collaborate confront decarbonise diversify "
    "participate prepare rationalise refine apply contribute entrust finalise invite overcome rehabilitate relaunch "
    "replicate repurpose reshape comply gather highlight".split()
)
"""Verbs that open no line of a manifesto as an order, but go on after one."""
_ENDS = MORE | frozenset(
    "understand know learn live think feel find become have play stay thrive read speak study deal cope compete succeed "
    "travel attend choose earn manage operate access afford achieve reach".split()
)
"""Verbs that tell a purpose where "to" stands before them, which no line of a manifesto orders."""
_DEPENDS = deferred(
    r"\b(?:that|which|who|whom|whose|so|because|if|when|where(?! (?:possible|appropriate|necessary|practicable|needed))|"
    r"whether|how|while|until|unless|as)\b|\bby [a-z]+ing\b"
    r"|(?<!free )\bto (?P<verb>[a-z]+)\b|[,;:] [a-z]+ing\b|\b(?:can|could|may|might) [a-z]+"
)
_CLOSED = deferred(
    # "those who have obtained it", "a rule which bans": a bare verb ("and remove them") cannot go on with such a verb.
    r"(?:who|which|that) (?:[a-z]+ly )?(?:have|has|had|is|are|was|were) |(?:who|which) [a-z]{2,14}(?:ed|[^s'’ ]s) "
    r"|(?:while|when|where|once|as) (?:[a-z]+ ){1,3}(?:is|are|has|have|was|were) "
)
_IN_ING = deferred(r"(?:by |[,;:] )(?!help|let|mak|hav|see|bring)[a-z]+ing\b")
_NAMED = deferred(r"(?<!\w)(?:'[^'’]{1,60}'|‘[^‘’]{1,60}’|“[^“”]{1,60}”)(?!\w)")
"""A name in quotation marks, whose words open nothing behind it: "a new 'right to move' scheme"."""
_ABLE = deferred(
    r"\b(?:ability|powers?|chance|freedom|opportunit(?:y|ies)|able|duty|responsibility|choice|incentives?|permission|"
    r"easier|harder) $"
)
LOOK_BACK = 16
"""Letters of the word before a purpose."""


def depends(words: str, verb: str, *, listed: bool) -> bool:
    """Whether a purpose or a clause is open, to which `verb` may belong; not the "right to buy," of a list.

    With a verb in -ing ("by closing offices", ", joining up our ports") none goes on but another in -ing.
    """
    words = _NAMED.sub("§", words)
    plain = not listed and not verb.endswith("ing")
    return any(
        (
            found.group("verb") is None
            and _CLOSED.match(words, found.start()) is None
            and not (plain and _IN_ING.match(words, found.start()))
        )
        or (found.group("verb") and _tells_a_purpose(words, found) and not (listed and found.end() == len(words)))
        for found in _DEPENDS.finditer(words)
    )


def _tells_a_purpose(words: str, found: re.Match[str]) -> bool:
    """Whether "to" and a word are a verb's ("the power to dig", "to mend our roads"), not a noun's ("access to justice")."""
    verb = found["verb"]
    able = _ABLE.search(words, max(0, found.start() - LOOK_BACK), found.start()) is not None
    known = is_order(verb) or verb in _ENDS
    return known or (able and verb not in grammar("function") and not verb.endswith("s"))
