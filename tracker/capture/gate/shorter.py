"""Shorter: a capture with much less text than is held: cut off on its way, or another page; or an edit after all."""

from itertools import takewhile

from tracker.capture.gate.wall_text import SHORT
from tracker.extract.document import Document

_BEGINNING = 0.8
"""Share of a text that is the beginning of the held one, from which it was cut off rather than edited."""


def shorter(new: Document, old: Document, *, min_share: float) -> str | None:
    """Why a shorter text is not to be trusted; None where it is long enough, or the publisher's own edit.

    Of 964 changes in the DfE corpus two kept less than 40 % of the text, and both were edits: one came with a note that
    documents were replaced, the other dropped two schemes from a guide that was still long and under its title.
    """
    if len(new.text) >= min_share * len(old.text) or _is_noted(new, old) or _is_abridged(new, old):
        return None
    share = 100 * len(new.text) // len(old.text)
    return (
        f"it has only {share} % of the text that we hold (at least {100 * min_share:.0f} % are expected, min_share in "
        "settings.toml): more likely an error than an edit"
    )


def _is_noted(new: Document, old: Document) -> bool:
    """The publisher says that it has changed the page."""
    later = new.updated is not None and old.updated is not None and new.updated > old.updated
    return later or bool(set(new.notes) - set(old.notes))


def _is_abridged(new: Document, old: Document) -> bool:
    """Still a long page of that title, and not just its beginning."""
    if new.title != old.title or len(new.text) < SHORT:
        return False
    pairs = zip(new.sentences, old.sentences, strict=False)
    same = sum(len(mine.text) for mine, _ in takewhile(lambda pair: pair[0].text == pair[1].text, pairs))
    return same < _BEGINNING * len(new.text)
