"""Marked: a sentence beside another wording of it, old words in [-…-] and new ones in {+…+}."""

from collections.abc import Sequence

from rich.text import Text

from tracker.diff.change import Word
from tracker.diff.words import differ
from tracker.render.safe import safe

_SIGNS = {"old": ("[-", "-]"), "new": ("{+", "+}")}


def marked(old: str, new: str) -> Text:
    """The new wording with its differences from the old one; both whole where they share too little."""
    return _joined(differ(old, new))


def _joined(words: Sequence[Word]) -> Text:
    text = Text()
    for word in words:
        shown = safe(word.text)
        core = shown.strip()
        if word.mark == "same" or not core:
            text.append(shown)
            continue
        at = shown.index(core)
        opening, closing = _SIGNS[word.mark]
        text.append(shown[:at])
        text.append(f"{opening}{core}{closing}", style=word.mark)
        text.append(shown[at + len(core) :])
    return text
