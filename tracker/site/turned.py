"""Whether the words of a turn turned: cards and life lines show none that only stand elsewhere in the other wording."""

from tracker.links.turns import BREADTH, PledgeTurn
from tracker.wording.asking import spelt
from tracker.wording.ending import stem


def turned_in(earlier: str, later: str, turn: PledgeTurn) -> bool:
    """Whether each side of a turn has a word that the other wording lacks; of who is covered, that one of them has.

    “every school” holds all words of “school”, and to leave “every” out is what turned.
    """
    gone, came = _words(turn.old) - _words(later), _words(turn.new) - _words(earlier)
    if turn.name in BREADTH and turn.old and turn.new:
        return bool(gone or came)
    return bool(gone or not turn.old) and bool(came or not turn.new)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(stem, spelt(text)))
