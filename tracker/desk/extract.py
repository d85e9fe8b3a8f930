"""Extracts: as much of somebody's text as one may quote, cut between words and marked with "…"."""

from collections.abc import Iterator, Sequence

from tracker.diff.change import Word

CUT = "…"
AROUND = 40
"""Letters of unchanged words kept on each side of a marked one, so that the difference can be understood."""


def extract(text: str, letters: int) -> str:
    """The beginning of the text, at most so many letters with the mark; whole where it is no longer.

    Never cut inside a word: of a text that begins with a longer one only the mark is left.
    """
    if len(text) <= letters:
        return text
    head = text[:letters]  # one letter more than may stay beside the mark: a word may end just there
    return f"{' '.join(head.split(' ')[:-1]).rstrip()}{CUT}" if " " in head else CUT


def marked_extract(words: Sequence[Word], letters: int) -> tuple[Word, ...]:
    """The marked words with what stands around them, at most so many letters and the marks of cuts."""
    if sum(len(word.text) for word in words) <= letters:
        return tuple(words)
    return tuple(_budgeted(list(_around(words, letters // 2)), letters))


def _around(words: Sequence[Word], longest: int) -> Iterator[Word]:
    """`longest`: letters of one marked run, so that the old words leave room for the new ones."""
    last = len(words) - 1
    for place, word in enumerate(words):
        if word.mark == "same":
            text = _squeezed(word.text, before=AROUND if place else 0, after=AROUND if place < last else 0)
            yield Word(mark="same", text=text)
        else:
            yield Word(mark=word.mark, text=extract(word.text, longest))


def _squeezed(text: str, *, before: int, after: int) -> str:
    """The ends of an unchanged run that touch marked words, each of whole words."""
    if len(text) <= before + after + len(CUT):
        return text
    head = text[:before].rpartition(" ")[0] if before else ""
    tail = text[-after:].partition(" ")[2] if after else ""
    return f"{head} {CUT} {tail}" if head and tail else f"{head}{CUT} {tail}" if tail else f"{head}{CUT}"


def _budgeted(words: Sequence[Word], letters: int) -> Iterator[Word]:
    left = letters
    for word in words:
        if len(word.text) > left:
            yield Word(mark=word.mark, text=extract(word.text, left))
            return
        yield word
        left -= len(word.text)
