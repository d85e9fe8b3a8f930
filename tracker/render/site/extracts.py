"""Extracts: how much may be shown of the text of a source that may not be handed on."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from tracker.config.source import Watched

CHARACTERS = 200
"""Of a sentence: most sentences are shorter, and a quotation of one is what reporting and criticism need."""
SENTENCES = 40
"""Of a document that the search shows in words: all of them together would be the text."""


class Extracts(NamedTuple):
    """`sources` are those of which only extracts are shown; of the others everything."""

    sources: frozenset[str] = frozenset()
    characters: int = CHARACTERS
    sentences: int = SENTENCES

    @classmethod
    def of(cls, declared: Iterable[Watched]) -> Self:
        """By what is declared of each source."""
        return cls(frozenset(source.id for source in declared if not source.redistributable))

    def cut(self, source: str | None, text: str) -> str:
        """The text, or its beginning up to the end of a word."""
        if source not in self.sources or len(text) <= self.characters:
            return text
        kept = text[: self.characters - 1]
        return f"{kept.rpartition(' ')[0] or kept} …"


EVERYTHING = Extracts()
