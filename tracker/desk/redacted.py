"""Redacted: where the record has the words of a redaction, for whoever decides on one."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.config.redaction import Redaction
from tracker.desk import address
from tracker.desk.redactor import Redactor
from tracker.store.archive import Archive
from tracker.wording.fold import fold

MOST_NEAR = 3
_NEAR = 0.6
"""Share of a sentence's words, in whatever order, that another has from which it says much the same."""


class RedactedPlaces(NamedTuple):
    """What a redaction takes out, and what it leaves."""

    sentences: int
    """Once a document."""
    documents: tuple[str, ...]
    near: tuple[str, ...] = ()
    """Sentences with most of the same words, which stay: others wordings of it, perhaps."""
    addresses: tuple[str, ...] = ()
    """Pages of the site whose address has the name: an address stays."""


def places(archive: Archive, one: Redaction) -> RedactedPlaces:
    """Of every version ever recorded."""
    redactor = Redactor((one,))
    said = archive.all_said()
    hit = [each for each in said if redactor.hides(each.sentence)]
    documents = dict.fromkeys(each.first.name for each in hit)
    near: Iterable[str] = ()
    if one.sentence:
        mine = set(fold(one.sentence).split())
        ranked = sorted({each.sentence: _share(mine, each.sentence) for each in said}.items(), key=lambda two: -two[1])
        near = (text for text, share in ranked if share >= _NEAR and not redactor.hides(text))
    slug = "-".join(fold(one.person or "").split())
    named = (address.document(*name) for name in archive.documents() if slug and slug in "/".join(name))
    return RedactedPlaces(len(hit), tuple(documents), tuple(near)[:MOST_NEAR], tuple(named))


def _share(mine: set[str], text: str) -> float:
    theirs = set(fold(text).split())
    return len(mine & theirs) / max(len(mine | theirs), 1)
