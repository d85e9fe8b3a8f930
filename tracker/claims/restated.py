"""Restated: what a document says again is one claim with several places."""

from collections.abc import Iterable

from tracker.claims.claim import Claim, Restatement
from tracker.patterns import deferred
from tracker.wording.fold import fold

FEWEST = 4
"""Words from which equal wording is the same claim; "Cut waste" may stand under two headings for two things."""
_OPENS = deferred(
    # What a list's item leaves out of "And we will also …".
    r"(?:(?:and|but|so|then|therefore|also|in addition|finally),? )?(?:we|(?:the )?[\w’'-]+(?: [\w’'-]+)?) "
    r"(?:will|shall|’ll)(?: also| therefore| then| now)? (?!not\b|never\b|be\b)"
)


def gathered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order, each where it stands first; later ones that bind the same to the same become its `also`."""
    kept: dict[tuple[object, ...], list[Claim]] = {}
    for number, claim in enumerate(claims):
        words = _said(claim.text)
        whole = (words, claim.kind, claim.actor, claim.speaker, claim.polarity)
        kept.setdefault(whole if len(words.split()) >= FEWEST else (number,), []).append(claim)
    return tuple(_one(same) for same in kept.values())


def _one(same: list[Claim]) -> Claim:
    """The first, with the places of the others and the confidence of the surest."""
    if len(same) == 1:
        return same[0]
    places = tuple(Restatement(text=one.text, start=one.start, end=one.end) for one in same[1:])
    return same[0].model_copy(update={"also": places, "confidence": max(one.confidence for one in same)})


def _said(text: str) -> str:
    words = fold(text).strip(" .,;:")
    return words[found.end() :] if (found := _OPENS.match(words)) else words
