"""Verdicts: what people said about claims, applied to what was read: missed ones added, others dropped or mended.

A verdict knows its claim by id; where another reading of the page has given it another id, by its words in that document.
"""

import re
from collections.abc import Iterable, Sequence

from tracker.claims.claim import Claim, Place
from tracker.claims.compose import compose
from tracker.claims.group import VerbGroup, find_groups
from tracker.claims.offer import IMPERATIVE
from tracker.claims.place import place_of
from tracker.claims.scene import Owner
from tracker.config.verdict import ClaimVerdict
from tracker.extract.dates import moment
from tracker.extract.document import Document
from tracker.wording.fold import fold

SHARE = 0.8
"""Share of the longer wording that the shorter one is, from which one that holds the other counts as the same words: a
second reading of a page may cut a sentence's last words or its footnote mark otherwise."""

FEWEST = 2
"""Words of a part."""


def added(document: Document, found: Iterable[Claim], verdicts: Iterable[ClaimVerdict]) -> tuple[Claim, ...]:
    """What was found and, in its place, every missed claim whose words stand in the document; ids still empty."""
    claims = list(found)
    for verdict in _standing(verdicts, "add"):
        span = _span(document.text, verdict.words)
        if span and not any(span in _places(one) for one in claims):
            claims.append(_claim(document, span, verdict))
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def mended(claims: Sequence[Claim], verdicts: Iterable[ClaimVerdict]) -> tuple[Claim, ...]:
    """The placed claims of one version, without those that are none and with what was set right; order kept."""
    known = tuple(verdicts)
    gone = {one.id for verdict in _standing(known, "drop") for one in _meant(claims, verdict)}
    kept = [claim for claim in claims if claim.id not in gone]
    for verdict in _standing(known, "fix"):
        meant = {one.id for one in _meant(kept, verdict)}
        kept = [_set_right(claim, verdict) if claim.id in meant else claim for claim in kept]
    return tuple(kept)


def concerns(verdict: ClaimVerdict, source: str, document: str) -> bool:
    """Whether the verdict is about a claim of this document."""
    return verdict.at.rpartition("@")[0] in {f"{source}/{document}", source if document == "page" else None}


def is_same(one: str, other: str) -> bool:
    """Whether two wordings are the same words, but for quotation marks, blanks and a cut end."""
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= SHARE * len(longer)


def is_part(text: str, words: str) -> bool:
    """Whether a claim is what has become of one part of a sentence that a verdict names uncut."""
    part, whole = fold(text), fold(words)
    return len(part.split()) >= FEWEST and part != whole and part in whole


def meant_of(claims: Sequence[Claim], verdict: ClaimVerdict) -> tuple[Claim, ...]:
    """The claims that a drop or a fix could mean: one, none, or the parts of a sentence, between which somebody decides."""
    if exact := _same_words(claims, verdict):
        return tuple(exact)
    return tuple(one for one in claims if is_part(one.text, verdict.words))


def _standing(verdicts: Iterable[ClaimVerdict], does: str) -> list[ClaimVerdict]:
    """In the order of their days, so that the later one has the last word."""
    kept = [one for one in verdicts if one.does == does and not one.withdrawn]
    return sorted(kept, key=lambda one: str(one.on or ""))


def _meant(claims: Sequence[Claim], verdict: ClaimVerdict) -> list[Claim]:
    """The claim that is meant, in each place; of several parts of an uncut sentence none until somebody decides again."""
    exact = _same_words(claims, verdict)
    parts = [] if exact else meant_of(claims, verdict)
    return exact or (list(parts) if len({one.id for one in parts}) == 1 else [])


def _same_words(claims: Sequence[Claim], verdict: ClaimVerdict) -> list[Claim]:
    """The claim of that id with those words, else the claims of those words; the id alone could be a namesake's."""
    exact = [one for one in claims if one.id == verdict.claim and is_same(one.text, verdict.words)]
    return exact or [one for one in claims if is_same(one.text, verdict.words)]


def _set_right(claim: Claim, verdict: ClaimVerdict) -> Claim:
    told = {name: value for name in ("kind", "speaker", "actor") if (value := getattr(verdict, name))}
    if verdict.published:
        at, precision = moment(verdict.published)
        place = claim.place or Place()
        told["place"] = place.model_copy(update={"published": at, "precision": precision})
    return claim.model_copy(update=told)


def _places(claim: Claim) -> list[tuple[int, int]]:
    return [(claim.start, claim.end), *((one.start, one.end) for one in claim.also)]


def _span(text: str, words: str) -> tuple[int, int] | None:
    """Where the words stand, whatever blanks are between them; None where they do not."""
    match = re.search(r"\s{1,9}".join(map(re.escape, words.split())), text)
    return match.span() if match else None


def _claim(document: Document, span: tuple[int, int], verdict: ClaimVerdict) -> Claim:
    text = document.text[slice(*span)]
    groups = find_groups(text, reported=False)
    group = groups[0] if groups else VerbGroup(start=0, end=0, words="", strength=IMPERATIVE, form="imperative")
    speaker, actor = verdict.speaker or document.publisher, verdict.actor or document.publisher
    claim = compose(
        text, span[0], group, Owner(speaker=speaker, actor=actor), place_of(document), kind=verdict.kind or "pledge"
    )
    return _set_right(claim, verdict) if verdict.published else claim
