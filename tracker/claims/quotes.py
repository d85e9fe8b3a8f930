"""Finding quotations and reported speech in a document, and who is quoted."""

from tracker.claims.quote import Quote
from tracker.claims.speaker import hear
from tracker.claims.voice import Voice
from tracker.config.person import People
from tracker.extract.document import Document


def find_quotes(document: Document, *, people: People | None = None) -> tuple[Quote, ...]:
    """Direct quotations (every stretch in quotation marks) and reported speech without any, in reading order.

    Reported speech in a sentence that also quotes directly is left to the direct quotation. Titles, captions and
    attachment lines are not read.
    """
    quotes = [
        _quote(document, voice)
        for heard in hear(document, people)
        if heard.passage.block
        for voice in heard.voices
        if voice.direct or not heard.passage.quotations
    ]
    return tuple(sorted((quote for quote in quotes if quote.text), key=lambda quote: (quote.start, quote.end)))


def _quote(document: Document, voice: Voice) -> Quote:
    start, end = _stripped(document.text, voice.start, voice.end)
    return Quote(
        start=start,
        end=end,
        text=document.text[start:end],
        speaker=voice.speaker.name if voice.speaker else None,
        speaker_start=voice.speaker_start,
        speaker_end=voice.speaker_end,
        cue=voice.cue,
        direct=voice.direct,
        confidence=voice.confidence if voice.speaker else "low",
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",–"):
        end -= 1
    return start, end
