"""Wall text: what a short page says below its title, as far as it tells a wall from an article."""

from collections.abc import Iterator, Sequence

from tracker.capture.gate.folded import folded, unquoted
from tracker.capture.gate.look import Look
from tracker.capture.gate.wall import Wall

SHORT = 1500
"""Characters of text up to which words can make a page; in a long article they are only quoted."""
_SURE, _MOSTLY, _ALONE = 0.2, 0.35, 0.6
"""Share of the text that the phrases of a wall are: with a sure one; with two; with one that is not sure. Measured on pages
written for this: walls have .33 and more, short articles about the same things .27 and less."""


class WallText:
    """The text below the title, folded, without what it quotes; empty for a long page."""

    def __init__(self, look: Look) -> None:
        document = look.document if look.size < SHORT else None
        self.text = " · ".join(folded(unquoted(one.text)) for one in document.sentences[1:]) if document else ""

    def phrases(self, wall: Wall) -> frozenset[str]:
        """The wall's phrases that stand in it."""
        return frozenset(one for one in (*wall.sure, *wall.words) if one in self.text)

    def mostly(self, wall: Wall) -> str | None:
        """The phrase that shows the wall, where its phrases are much of the text."""
        phrases = self.phrases(wall)
        if not phrases:
            return None
        sure = sorted(phrases & set(wall.sure))
        whole = [one for one in phrases if not any(one != other and one in other for other in phrases)]
        least = _SURE if sure else _MOSTLY if len(whole) > 1 else _ALONE
        return (sure or sorted(phrases))[0] if _covered(self.text, whole) >= least * len(self.text) else None


def _covered(text: str, phrases: Sequence[str]) -> int:
    """Characters of a text that are part of a phrase."""
    spans = sorted(span for phrase in phrases for span in _places(text, phrase))
    covered, end = 0, 0
    for start, stop in spans:
        covered += max(0, stop - max(start, end))
        end = max(end, stop)
    return covered


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + len(phrase))
