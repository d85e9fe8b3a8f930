"""The desk's question of an amount: is it new?"""

import re
from collections.abc import Iterator

from tracker.config.config import Config
from tracker.errors import UsageError
from tracker.render.money import FirstStated, Sum
from tracker.store.archive import Archive
from tracker.store.utterance import Utterance
from tracker.wording.number import tidy

_SIZES = ((1e9, ("billion", "bn")), (1e6, ("million", "m")), (1e3, ("thousand", "k")))
_DIGITS = re.compile(r"\d")


def first_stated(archive: Archive, config: Config, one: Sum) -> FirstStated | None:
    """Where the amount stood before it came, in any spelling; None for one that went.

    The same amount elsewhere need not be the same money: its address is for the reader to look.
    """
    if one.sign == "-" or one.where.revision is None:
        return None
    version = one.where.revision.new
    earlier = [
        found.first
        for words in spellings(one.amount.value, one.amount.text)
        for found in _said(archive, words)
        if found.first.captured_at < version.captured_at
    ]
    if earlier:
        first = min(earlier, key=lambda found: (found.captured_at, found.address))
        publishers = {source.id: source.publisher for source in config.sources}
        names = {known.id: known.name for known in config.people.publisher}
        publisher = publishers.get(first.source) or first.source
        return FirstStated(first.captured_at, names.get(publisher, publisher), first.address)
    held = [versions[0].captured_at for name in archive.documents() if (versions := archive.captured(*name))]
    return FirstStated(None, documents=len(held), since=min(held, default=None))


def _said(archive: Archive, words: str) -> Iterator[Utterance]:
    try:
        yield from archive.said(words)
    except UsageError:
        return


def spellings(value: float, text: str) -> tuple[str, ...]:
    """How an amount may be written, as words to look for: "50 million", "50m", "50,000,000"."""
    found = [f'"{text}"']
    for size, names in _SIZES:
        if value >= size:
            number = tidy(round(value / size, 3))
            found += [f'"{number} {names[0]}"', f'"{number}{names[1]}"']
            break
    found.append(f'"{value:,.0f}"')
    return tuple(dict.fromkeys(words for words in found if _DIGITS.search(words)))
