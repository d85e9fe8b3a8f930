"""Names: programmes, bodies and people by their capitals, and the acronyms that a text explains itself."""

import re

from tracker.patterns import deferred
from tracker.wording.fold import STOP, fold
from tracker.wording.mark import Mark

_WORD = r"(?:[A-Z][a-z’'&-]{0,24}(?:[A-Z][\w’'-]{0,24})?[\w’'-]{0,12}|[A-Z]{2,12}s?\b)"
_JOIN = r"(?:\s(?:of the|for the|and the|of|for|and|the|&))?\s"
_OFFICE = (
    rf"(?:Department|Ministry|Office)\s(?:for|of)\s(?:the\s)?{_WORD}(?:\s{_WORD}){{0,2}}"
    rf"(?:,\s{_WORD}){{1,3}},?\s(?:and|&)\s{_WORD}"
)
"""A department of several things: "Department for Digital, Culture, Media & Sport"."""
_CHAIN = deferred(rf"(?<![\w’'-])(?:{_OFFICE}|{_WORD}(?:{_JOIN}{_WORD}){{0,9}})")
_PIECE = deferred(r"[^\s]+")
_POSSESSIVE = deferred(r"['’]s?$")
_ACRONYM = deferred(r"[A-Z][A-Za-z]?[A-Z]{1,10}s?|[A-Z]{2,12}s?|[A-Z]f[A-Z]|[A-Z][a-z]?[A-Z][A-Za-z]{0,8}")
_SENTENCE_START = deferred(r"(?:^|[.!?:]['’”\")]?\s|\|\s|[“\"‘(\n]\s?)$")
"""Cells of a table row begin as sentences do."""
_EXPLAINED = deferred(r"\((?:the )?[“\"‘]?([A-Z][A-Za-z&]{1,10}?)s?[”\"’]?\)")
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter""".split()
)
# Ordinary words that begin sentences and headings; before a name they are not part of it.
_OPENERS = STOP | frozenset(
    """every today yesterday tomorrow many several since while although because under after before instead within
    following also however meanwhile last next earlier later new former read see check find use contact visit apply download
    complete email ask search call""".split()
)
_TITLES = frozenset("mr mrs ms sir dame lord lady baroness dr professor".split())


def find_names(text: str) -> tuple[Mark, ...]:
    """Names of two or more capitalised words, and acronyms, in order; the key is the folded name.

    The first word of a sentence counts only when a capital follows it and it is no ordinary opener ("The", "Every").
    """
    return tuple(mark for mark in find_proper(text) if " " in mark.text or _ACRONYM.fullmatch(mark.text))


def find_proper(text: str) -> tuple[Mark, ...]:
    """The names, and also single capitalised words that do not stand at the start of a sentence (Ofsted, Labour)."""
    marks = []
    for chain in _CHAIN.finditer(text):
        starts_sentence = bool(_SENTENCE_START.search(text, max(0, chain.start() - 3), chain.start()))
        mark = _trimmed(text, chain.start(), chain.end(), starts_sentence=starts_sentence)
        if mark is not None:
            marks.append(mark)
    return tuple(marks)


def acronyms(text: str) -> dict[str, str]:
    """What the text explains in brackets: "Initial Teacher Training (ITT)" gives {"ITT": "Initial Teacher Training"}.

    The long form is the shortest run of words before the bracket whose first letters spell the acronym, small words
    free to be skipped (the method of Schwartz and Hearst 2003, on initials only).
    """
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        acronym = match[1]
        letters = [letter.lower() for letter in acronym if letter.isalpha()]
        if sum(letter.isupper() for letter in acronym) < 2:  # noqa: PLR2004 - one capital is a word
            continue
        window = text[max(0, match.start() - 160) : match.start()]
        long_form = _spelling(window, letters)
        if long_form:
            found.setdefault(acronym, long_form)
    return found


def _trimmed(text: str, start: int, end: int, *, starts_sentence: bool) -> Mark | None:
    """The chain without openers, calendar words and a possessive; None when nothing of a name is left."""
    pieces = [(start + piece.start(), start + piece.end()) for piece in _PIECE.finditer(text[start:end])]
    while pieces and _drops(text, pieces, starts_sentence=starts_sentence):
        pieces = pieces[1:]
        starts_sentence = False
    while pieces and text[slice(*pieces[-1])].lower() in STOP | _CALENDAR and text[slice(*pieces[-1])].title() != "It":
        pieces = pieces[:-1]
    if not pieces:
        return None
    surface = _POSSESSIVE.sub("", text[pieces[0][0] : pieces[-1][1]])
    return (
        Mark(text=surface, start=pieces[0][0], end=pieces[0][0] + len(surface), key=fold(surface)) if surface else None
    )


def _drops(text: str, pieces: list[tuple[int, int]], *, starts_sentence: bool) -> bool:
    """Whether the first word is no part of the name."""
    word = text[slice(*pieces[0])]
    lower = word.lower().rstrip("'’")
    if lower in _TITLES and len(pieces) > 1:
        return False
    if lower in _CALENDAR or (lower in _OPENERS and not _ACRONYM.fullmatch(word)) or len(word) == 1:
        return True
    return starts_sentence and len(pieces) == 1 and not _ACRONYM.fullmatch(word)


def _spelling(window: str, letters: list[str]) -> str | None:
    """The end of the window whose words' initials are the letters, read backwards."""
    words = [(match.start(), match[0]) for match in re.finditer(r"[A-Za-z][\w’']*", window)]
    left, place = len(letters), len(words)
    skipped = 0
    while left and place and skipped <= 4:  # noqa: PLR2004 - "of", "and", "for the" between initials
        place -= 1
        if words[place][1][0].lower() == letters[left - 1]:
            left -= 1
        elif words[place][1].lower() in STOP:
            skipped += 1
        else:
            return None
    return window[words[place][0] :].strip() if not left else None
