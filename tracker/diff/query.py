"""Query: words a reader looks for, as `tracker find` understands them."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, Self

from tracker.errors import UsageError
from tracker.patterns import deferred

_QUOTED = deferred(r"[“”\"]([^“”\"]+)[“”\"]|(\S+)")
_TOKEN = deferred(r"[^\W_]+")
_ANY_ENDING = "*"


class Term(NamedTuple):
    """Words that stand together, in order."""

    words: tuple[str, ...]
    any_ending: bool = False
    """Of the last of them."""


class Query(NamedTuple):
    """All of these, in any order, whatever their case and accents; a star at the end stands for any ending."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """What a person typed. UsageError when there is no word in it."""
        terms = []
        for phrase, word in _QUOTED.findall(text):
            if said := _words(phrase or word):
                terms.append(Term(said, any_ending=word.endswith(_ANY_ENDING)))
        if not terms:
            raise UsageError(f"{text[:60]!r} contains nothing to search for. Give at least one word or number.")
        return cls(tuple(terms))

    def found_in(self, texts: Sequence[str]) -> bool:
        """Whether each term stands in one of the texts."""
        said = [_words(text) for text in texts]
        return all(any(_holds(words, term) for words in said) for term in self.terms)


def _words(text: str) -> tuple[str, ...]:
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return tuple(_TOKEN.findall(plain.casefold()))


def _holds(words: tuple[str, ...], term: Term) -> bool:
    *front, last = term.words
    for at in range(len(words) - len(front)):
        if list(words[at : at + len(front)]) == front:
            word = words[at + len(front)]
            if word == last or (term.any_ending and word.startswith(last)):
                return True
    return False
