"""Losses: what could not be read of a list, in words that follow "it"."""

from collections.abc import Iterator, Sequence

from tracker.extract import clean

_SHOWN = 3
"""Entries that a sentence names."""
_LONGEST = 60
"""Characters of a name that a sentence shows."""


def told(read: int, *, cut: bool = False, odd: Sequence[str] = (), lacks: str, lost: int = 0) -> Iterator[str]:
    """That it is cut, that some entries lack what is needed (by what they are called), that others cannot be read."""
    if cut:
        yield f"is cut short after {number(read, 'entry')}"
    if odd:
        names = [name for one in odd if (name := clean.line(one)[:_LONGEST])][:_SHOWN]
        called = (
            f" ({', '.join(f'“{name}”' for name in names)}{' …' if len(odd) > len(names) else ''})" if names else ""
        )
        yield f"has {number(len(odd), 'entry')} {lacks}{called}"
    if lost:
        yield f"has {number(lost, 'entry')} that cannot be read"


def number(count: int, noun: str) -> str:
    """`1 entry`, `2,000 entries`."""
    return f"{count:,} {noun if count == 1 else f'{noun[:-1]}ies'}"
