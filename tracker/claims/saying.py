"""Saying: a statement or a quotation of a text, as something that can be looked up in what others have said."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, Field

from tracker.claims.checkable import TAKEN, checkable
from tracker.claims.claim import Claim
from tracker.claims.find import READ, find_claims
from tracker.claims.label import COLON, label_of, labels
from tracker.claims.nonclaim import is_furniture
from tracker.claims.people import Speaker
from tracker.claims.speaker import LONGEST, VoicedPassage, hear
from tracker.claims.voice import Voice
from tracker.config.person import People
from tracker.extract.document import Block, Document, Sentence
from tracker.wording.fold import words

FEWEST = 2
"""Words of a quotation that can be looked up; one word in quotation marks is a distance, not a quotation."""
_MOSTLY = 0.7
"""Share of the words of a sentence from which its quotation is all it says."""
_MARKS = " “”\"‘’'«»"


class Saying(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`document.text[start:end] == text`, without the quotation marks around it and the name before it."""

    kind: Literal["quotation", "claim", "statement"]
    text: str
    start: int
    end: int
    speaker: str | None = Field(description="Whose words they are, where the text tells.")
    body: str | None = Field(default=None, description="The party, department or government that is bound or speaks.")
    led: str | None = Field(default=None, description="The words that introduce it: of a list's item, or of a clause.")
    checkable: float = Field(default=1.0, ge=0, le=1, description="How far it says something that can be looked up.")
    reasons: tuple[str, ...] = Field(default=(), description="What speaks for and against that, the weightiest first.")

    @property
    def taken(self) -> bool:
        """Whether it counts as a statement that can be checked, also where nothing like it is found."""
        return self.checkable >= TAKEN


def sayings(document: Document, *, people: People | None = None) -> tuple[Saying, ...]:
    """Every sentence and direct quotation in reading order, however little can be checked of it: see `taken`.

    A quotation of several sentences is one for each; a sentence that commits to several things, one for each of them.
    A title counts where it says something that can be checked: a text without one begins with a statement. Left out are
    headings, captions, rows, what is only the furniture of a page, and sentences of over 3,000 characters.
    """
    every = [one for one in find_claims(document, people=people) if one.is_claim]
    labelled = labels(document)
    found: list[Saying] = []
    for heard in hear(document, people):
        block = document.blocks[heard.passage.block]
        if not heard.passage.block and len(document.blocks) > 1:
            found += _title(document, heard, transcript=bool(labelled))
        if (block.kind not in READ and len(document.blocks) > 1) or len(heard.passage.text) > LONGEST:
            continue
        label = labelled.get(heard.passage.block)
        opens = block.start + label.end if label else block.start
        for sentence in heard.passage.sentences:
            inside = [one for one in every if sentence.start <= one.start < sentence.end]
            found += _of_sentence(_Said(document, block, heard, sentence, max(opens, sentence.start)), inside)
    unique = {(one.start, one.end): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.start, -one.end)))


def _title(document: Document, heard: VoicedPassage, *, transcript: bool) -> Iterator[Saying]:
    """The first line, which may be a headline or somebody's words."""
    sentence = heard.passage.sentences[0]
    label = label_of(sentence.text) if transcript else None
    start = sentence.start + (label.end if label else 0)
    text = document.text[start : sentence.end]
    score, reasons = checkable(text, speaker=label.who if label else None)
    if score >= TAKEN:
        who = label.who if label else None
        yield Saying(
            kind="statement", text=text, start=start, end=sentence.end, speaker=who, checkable=score, reasons=reasons
        )


class _Said:
    """A sentence with the voices in it."""

    def __init__(self, document: Document, block: Block, heard: VoicedPassage, sentence: Sentence, start: int) -> None:
        self.document = document
        self.start, self.end = start, sentence.end
        self.text = document.text[start : sentence.end]
        self.led = document.text[slice(*_span(document.blocks[block.lead_in]))] if block.lead_in is not None else None
        self.quoted = [one for one in heard.voices if one.direct and one.cue != COLON]
        told = sorted((one for one in heard.voices if one not in self.quoted), key=lambda one: one.cue != COLON)
        self.speaker = next((one.speaker for one in told if one.speaker and self._covers(one)), None)

    def _covers(self, voice: Voice) -> bool:
        """Whether at least half of the sentence is in that voice."""
        return min(voice.end, self.end) - max(voice.start, self.start) >= (self.end - self.start) / 2

    def frame(self) -> str:
        """The words outside the quotation marks."""
        kept = list(self.text)
        for one in self.quoted:
            for at in range(max(one.start, self.start), min(one.end, self.end)):
                kept[at - self.start] = " "
        return "".join(kept)


def _of_sentence(said: _Said, claims: Sequence[Claim]) -> Iterator[Saying]:
    if not said.text.strip() or (is_furniture(said.text) and not said.quoted and not said.text.rstrip().endswith("?")):
        return
    pieces = [piece for voice in said.quoted for piece in _pieces(said, voice)]
    yield from pieces
    own = [one for one in claims if _quoted(one, pieces) < _MOSTLY]
    if len(own) > 1 and not any(one.end > other.start for one, other in pairwise(own)):
        yield from (_claimed(said, one) for one in own)
        return
    whole = _whole(said, own[0] if own else (claims[0] if claims else None))
    frame = said.frame()
    if (
        not pieces
        or own
        or (len(words(frame)) > (1 - _MOSTLY) * len(words(said.text)) and checkable(frame)[0] >= TAKEN)
    ):
        yield whole


def _quoted(claim: Claim, pieces: Sequence[Saying]) -> float:
    """Share of a claim's characters that are quoted."""
    inside = sum(max(0, min(claim.end, piece.end) - max(claim.start, piece.start)) for piece in pieces)
    return inside / (claim.end - claim.start)


def _whole(said: _Said, claim: Claim | None) -> Saying:
    speaker = said.speaker.name if said.speaker else claim.speaker if claim else None
    score, reasons = checkable(said.text, speaker=speaker, claim=claim.confidence if claim else 0.0)
    return Saying(
        kind="claim" if claim else "statement",
        text=said.text,
        start=said.start,
        end=said.end,
        speaker=speaker,
        body=_body(said.speaker) or (claim.actor if claim else None),
        led=said.led,
        checkable=score,
        reasons=reasons,
    )


def _claimed(said: _Said, claim: Claim) -> Saying:
    """One of several claims of a sentence, from behind the label on."""
    start = max(claim.start, said.start)
    text = said.document.text[start : claim.end]
    speaker = said.speaker.name if said.speaker else claim.speaker
    score, reasons = checkable(text, speaker=speaker, claim=claim.confidence)
    return Saying(
        kind="claim",
        text=text,
        start=start,
        end=claim.end,
        speaker=speaker,
        body=_body(said.speaker) or claim.actor,
        led=claim.lead_in,
        checkable=score,
        reasons=reasons,
    )


def _pieces(said: _Said, voice: Voice) -> Iterator[Saying]:
    """The part of the sentence that is quoted."""
    text = said.document.text
    first, last = max(voice.start, said.start), min(voice.end, said.end)
    while first < last and text[first] in _MARKS:
        first += 1
    while first < last and text[last - 1] in _MARKS:
        last -= 1
    piece = text[first:last]
    if first < last and len(words(piece)) >= FEWEST:
        speaker = voice.speaker or said.speaker
        name = speaker.name if speaker else None
        score, reasons = checkable(piece, quoted=True, speaker=name)
        yield Saying(
            kind="quotation", text=piece, start=first, end=last, speaker=name, body=_body(speaker), checkable=score,
            reasons=reasons,
        )  # fmt: skip


def _body(speaker: Speaker | None) -> str | None:
    return (speaker.body or speaker.party) if speaker else None


def _span(block: Block) -> tuple[int, int]:
    return block.start, block.end
