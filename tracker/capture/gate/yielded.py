"""Yielded: how much of a page's prose became text; a reader that takes little of it may have taken the wrong part."""

from tracker.capture.gate.look import Finding, Look

_LEAST = 0.25
"""Share of the prose. Of 253 real pages of seven types none gives less; of 1,598 versions of DfE pages none does."""
_LEAST_OF_PAST = 0.5
"""Share of what the held version gave of its prose."""
_ENOUGH = 1_000
"""Characters of prose from which the share says something."""


def yielded(look: Look) -> Finding | None:
    """A capture whose text is a small share of the prose on its page, with both numbers."""
    if look.document is None or (look.document.prose or 0) < _ENOUGH or _share(look) >= _LEAST:
        return None
    return Finding(
        "yield",
        f"{_numbers(look)}: look at it with sources try, and name what holds the text with select; or accept it, if the "
        "rest is furniture",
    )


def less_than_before(look: Look, held: Look) -> str | None:
    """A capture that gives far less of its prose than the version that is held, with both numbers."""
    documents = (look.document, held.document)
    if any(one is None or (one.prose or 0) < _ENOUGH for one in documents):
        return None
    if _share(look) >= _LEAST_OF_PAST * _share(held):
        return None
    return (
        f"{_numbers(look)}; of the version that we hold, {held.size:,} of {held.document.prose if held.document else 0:,} "
        "were: the page may be built in another way now, so look at it with sources try"
    )


def _share(look: Look) -> float:
    return look.size / (look.document.prose or 1) if look.document else 1.0


def _numbers(look: Look) -> str:
    prose = look.document.prose or 0 if look.document else 0
    return (
        f"{max(len(look.body()) // 1000, 1):,} KB gave {look.size:,} characters of text, where a plain count finds "
        f"{prose:,} characters of prose"
    )
