"""Saying: a claim or a quotation of a text, as something that can be looked up in what others have said."""

from typing import Literal

from pydantic import BaseModel

from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.extract.document import Document
from tracker.wording.fold import words

FEWEST = 2
"""Words of a quotation that can be looked up; one word in quotation marks is a distance, not a quotation."""
_MARKS = " “”\"‘’'«»"


class Saying(BaseModel, frozen=True, extra="forbid"):
    """`document.text[start:end] == text`, without the quotation marks around it."""

    kind: Literal["quotation", "claim"]
    text: str
    start: int
    end: int
    speaker: str | None


def sayings(document: Document) -> tuple[Saying, ...]:
    """Every claim and every direct quotation in reading order; a quotation of several sentences is one for each."""
    found = [
        Saying(kind="claim", text=claim.text, start=claim.start, end=claim.end, speaker=claim.speaker)
        for claim in find_claims(document)
        if claim.is_claim
    ]
    for quote in find_quotes(document):
        if quote.direct:
            found += _pieces(document, quote.start, quote.end, quote.speaker)
    unique = {(one.start, one.end): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.start, -one.end)))


def _pieces(document: Document, start: int, end: int, speaker: str | None) -> list[Saying]:
    """The part of each sentence that is quoted."""
    pieces = []
    for sentence in document.sentences:
        first, last = max(start, sentence.start), min(end, sentence.end)
        while first < last and document.text[first] in _MARKS:
            first += 1
        while first < last and document.text[last - 1] in _MARKS:
            last -= 1
        text = document.text[first:last]
        if first < last and len(words(text)) >= FEWEST:
            pieces.append(Saying(kind="quotation", text=text, start=first, end=last, speaker=speaker))
    return pieces
