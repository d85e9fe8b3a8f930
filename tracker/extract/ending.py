"""Decide whether a sentence can end with a word that has a full stop: abbreviations, initials, labels, references."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tracker.patterns import deferred

_WORD_AFTER = deferred(r"[“‘\"'(\[]*+([^\W_][\w’'-]*|[£$€])")
_INITIAL = deferred(r"[A-Z]\.|[“‘\"'(\[]*No\. ?\d")
"""An initial, and the number of a case or a street (“(No. 2)”): no word a sentence begins with."""
_DOTTED = deferred(r"(?:[A-Za-z]\.)+[A-Za-z]")
_REFERENCE = deferred(r"[\d(]|(?:[IVXLC]{2,}|[B-HJ-Z]\d?|A\d)\b")
"""A number, or a letter or Roman numeral that is not a word of its own."""
_CALENDAR = deferred(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"[a-z]{0,6}\b|BST|GMT"
)
_STATUTE = deferred(r"(?:Act|Bill|Order|Regulations|Rules)\b")
"""The Health and Safety at Work etc. Act 1974."""
_LABEL = deferred(r"(?:\A|[ “‘(])([A-Za-z]+) (?:[A-Z](?:, | and | or | to | & )){0,3}\Z")


def can_end(word: str, earlier: str, after: str, *, is_first: bool) -> bool:
    """Whether a sentence can end with this word before a single full stop.

    Args:
        word: the letters before the stop, with stops between them if there are any ("p.m").
        earlier: a few characters before the word, none from an earlier sentence.
        after: what follows the stop and its space, from its first character; something that can open a sentence.
        is_first: the word begins its sentence.
    """
    if len(word) == 1 and word.isupper():
        return not is_first and _letter_can_end(word, earlier, after)
    lists = words()
    folded = word.lower()
    if folded in lists["never_last"] or word in lists["titles"] or f"{earlier}{folded}".endswith("et al"):
        return False
    if folded in lists["measures"]:
        return _is_capital(after) and not _CALENDAR.match(after) and not _STATUTE.match(after)
    if folded in lists["months"]:
        return _is_capital(after) and not all(before in lists["before_months"] for before in earlier.lower().split())
    if _DOTTED.fullmatch(word) or folded in lists["sometimes_last"]:
        return opens(after) or after[0] in "“‘"
    if folded in lists["before_numbers"] and (word.islower() or word.istitle()):
        return not _REFERENCE.match(after)
    return True


def is_abbreviation(word: str) -> bool:
    """Whether the word has a stop of its own, so that the stop says nothing."""
    lists = words()
    folded = word.lower()
    kinds = ("never_last", "before_numbers", "measures", "months", "sometimes_last")
    return word in lists["titles"] or any(folded in lists[kind] for kind in kinds) or bool(_DOTTED.fullmatch(word))


def opens(after: str) -> bool:
    """Whether a sentence often begins with the word that follows; an initial ("A. Brand") or a name in capitals is not."""
    found = _WORD_AFTER.match(after)
    if found is None or _INITIAL.match(after) or (len(found[1]) > 1 and found[1].isupper()):
        return False
    return re.split("[’']", found[1].lower(), maxsplit=1)[0] in words()["openers"]


@cache
def words() -> Mapping[str, frozenset[str]]:
    """The lists of `abbreviations.toml`."""
    lists = tomllib.loads(files("tracker.extract").joinpath("abbreviations.toml").read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in lists.items()}


def _letter_can_end(letter: str, earlier: str, after: str) -> bool:
    """A single capital is an initial, unless it is a label (“Plan B.”), “I”, or an opener follows (“a grade D. The …”)."""
    last = earlier.rstrip(" ").rpartition(" ")[2]
    lists = words()
    label = _LABEL.search(earlier)
    if label and label[1].lower() in lists["labelled"] and not _INITIAL.match(after):
        return True
    if letter == "I" and last in lists["before_i"]:
        return True
    return last.rstrip(".") not in lists["titles"] and opens(after)


def _is_capital(after: str) -> bool:
    return after.lstrip("“‘\"'([")[:1].isupper()
