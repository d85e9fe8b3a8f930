"""Cards: what all screens of a review share: where the reader is, and lines laid out for a terminal's width and height."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from tracker.render.safe import safe

FEWEST = 2
"""Lines of a wording, however little room there is."""


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where the reader is."""

    by: str
    done: int
    total: int
    minutes: int
    staged: int
    nth: int = 1
    of: int = 1
    """Which of the links of its pledge it is."""
    note: str | None = None
    filtered: str = ""
    headline: str | None = None
    readers: tuple[str, ...] = ()

    def line(self) -> Text:
        """`31 of 140, about 20 minutes; 12 decisions of Ada Rook not written yet`."""
        left = f", about {self.minutes} minute{'' if self.minutes == 1 else 's'}" if self.minutes else ""
        text = Text(f"{self.done:,} of {self.total:,}{left}", style="head")
        text.append(f"; {self.staged:,} not written yet, by {safe(self.by)}", style="faint")
        if self.filtered:
            text.append(f"; only {safe(self.filtered)}", style="flag")
        return text


def reason(place: CardPlace, *, name: str = "Reason") -> Iterator[Text]:
    """The reason that goes with the next answer, if one was typed."""
    if place.note:
        yield Text(f"{name}: {safe(place.note)}", style="flag", no_wrap=True, overflow="ellipsis")


def keys(console: Console, *lines: str) -> list[Text]:
    """What may be pressed, within the terminal's width."""
    return [line for told in lines for line in wrapped(Text(told, style="place"), console)]


def wrapped(text: Text, console: Console) -> list[Text]:
    """The lines of a text within the terminal's width."""
    return list(text.wrap(console, console.width))


def beneath(sign: str, text: Text, console: Console) -> list[Text]:
    """The lines of a text behind a sign, the later ones as far in as the first."""
    lines = text.wrap(console, max(console.width - len(sign), 1))
    return [Text.assemble((sign if at == 0 else " " * len(sign), "sign"), line) for at, line in enumerate(lines)]


def shares(one: int, other: int, room: int) -> tuple[int, int]:
    """How many lines each of two gets of so many: half, and what the other leaves."""
    half = room // 2
    if one + other <= room:
        return one, other
    if one <= half:
        return one, room - one
    return (room - other, other) if other <= half else (half, room - half)


def cut(lines: Sequence[Text], most: int) -> list[Text]:
    """At most so many lines; where some are left out the last one says so."""
    if len(lines) <= most:
        return [*lines]
    return [*lines[: max(most - 1, 1)], Text("… c shows all of it", style="faint")]


def pages(
    title: Text, blocks: Sequence[list[Text]], place: CardPlace, console: Console, height: int, *, last: str
) -> list[list[Text]]:
    """Blocks of lines over as many screens as that takes; the keys that decide stand on the last alone."""
    ending = [Text(), *keys(console, last)]
    room = max(height - 3 - len(ending), FEWEST + 1)
    filled: list[list[Text]] = [[]]
    for block in blocks:
        rest = block
        while rest:
            if len(rest) > room - len(filled[-1]) and filled[-1]:
                filled.append([])
                continue
            filled[-1] += rest[:room]
            rest = rest[room:]
    title.no_wrap, title.overflow = True, "ellipsis"
    laid = []
    for nth, page in enumerate(filled, 1):
        more = f"Page {nth} of {len(filled)}: space shows the next; Esc goes back"
        foot = ending if nth == len(filled) else [Text(), Text(more, style="place")]
        laid.append(fitted([place.line(), title, Text(), *page], foot, console, height))
    return laid


def fitted(lines: Sequence[Text], foot: Sequence[Text], console: Console, height: int) -> list[Text]:
    """The lines, the foot at the bottom, no more than there is room for."""
    kept = [*lines[: max(height - len(foot), 0)]]
    fill = [Text()] * max(height - len(kept) - len(foot), 0)
    for one in (*kept, *foot):
        one.truncate(console.width, overflow="ellipsis")
    return [*kept, *fill, *foot]
