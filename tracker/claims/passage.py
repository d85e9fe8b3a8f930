"""Passage: a sentence with its quotations kept whole, as far as rules about who speaks are concerned."""

from dataclasses import dataclass

from tracker.claims.spans import masked, quotation_spans
from tracker.extract.document import Block, Document, Sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or several joined where a quotation runs over them. `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    frame: str
    """The text, same length, with quotations turned to §: what the document says in its own words."""
    quotations: tuple[tuple[int, int], ...]
    """Spans in `document.text`, marks included, clipped to the passage."""
    block: int
    sentences: tuple[Sentence, ...]

    @property
    def only_quotation(self) -> bool:
        """Nothing stands outside the quotation marks but punctuation."""
        return bool(self.quotations) and not any(sign.isalnum() for sign in self.frame)


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages in reading order, those of headings, captions and the title included."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    return tuple(
        passage
        for index, sentences in sorted(by_block.items())
        for passage in _of_block(document, index, document.blocks[index], sentences)
    )


def _of_block(document: Document, index: int, block: Block, sentences: list[Sentence]) -> list[Passage]:
    body = document.text[block.start : block.end]
    quotations = tuple((block.start + a, block.start + b) for a, b in quotation_spans(body))
    return [_passage(document, index, group, quotations) for group in _joined(sentences, quotations)]


def _joined(sentences: list[Sentence], quotations: tuple[tuple[int, int], ...]) -> list[list[Sentence]]:
    """Sentences between which no quotation is open, each group in order; one walk over both lists."""
    groups: list[list[Sentence]] = []
    at = 0
    for sentence in sentences:
        while at < len(quotations) and quotations[at][1] <= sentence.start:
            at += 1
        open_before = at < len(quotations) and quotations[at][0] < sentence.start
        if groups and open_before:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _passage(document: Document, index: int, group: list[Sentence], quotations: tuple[tuple[int, int], ...]) -> Passage:
    start, end = group[0].start, group[-1].end
    inside = tuple((max(a, start), min(b, end)) for a, b in quotations if a < end and b > start)
    text = document.text[start:end]
    return Passage(
        start=start,
        end=end,
        text=text,
        frame=masked(text, tuple((a - start, b - start) for a, b in inside)),
        quotations=inside,
        block=index,
        sentences=tuple(group),
    )
