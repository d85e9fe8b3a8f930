"""What of a page was left out, for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from tracker.render.safe import safe

if TYPE_CHECKING:
    from tracker.extract.parts import Parts

MOST = 12
"""Parts that are named."""
_EXCERPT = 110


def left_out(parts: "Parts") -> Iterator[Text | Padding]:
    """The elements of a page that are no part of its document, the largest first."""
    yield Text(f"Left out {sum(part.characters for part in parts.dropped):,} characters, largest part first")
    for part in parts.dropped[:MOST]:
        text = Text(f"- {part.characters:>6,}  ", style="old", no_wrap=True, overflow="ellipsis")
        text.append(safe(part.name), style="place")
        text.append(f"  {short(safe(part.excerpt))}", style="faint")
        yield Padding(text, (0, 0, 0, 2))
    if len(parts.dropped) > MOST:
        yield inside(f"… and {len(parts.dropped) - MOST} smaller parts", "faint")


def inside(words: str, style: str) -> Padding:
    """A line below what it belongs to, cut at the edge."""
    return Padding(Text(words, style=style, no_wrap=True, overflow="ellipsis"), (0, 0, 0, 2))


def short(words: str) -> str:
    """The beginning of some words."""
    return words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"
