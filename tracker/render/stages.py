"""Stages: a thread as a table, one line a stage, and as a small picture of its firmness and its number over time."""

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import when
from tracker.links.cells import cells, has_firmness
from tracker.links.figures import figures, series, told
from tracker.links.link import Thread
from tracker.render.safe import safe

BLANK = "–"
"""A blank is shown: what a stage does not say is news as well."""
SIGNS = {"confirmed": "●", "likely": "◐", "review": "○"}
"""How sure it is that the stage belongs here; the first stage is where the thread begins."""
COLUMNS = ("when said", "who", "verb", "number", "who is covered", "by when", "paid by")
MOST = 10
"""Letters of a word that a column keeps together even where the screen is narrow."""
WIDEST = 30
_BARS = "▁▂▃▄▅▆▇█"
_STRONGEST = 6


def table(thread: Thread) -> Table:
    """One line a stage: date, voice, verb, number, who is covered, by when, paid by what."""
    rows = [_row(claim) for claim in thread.claims]
    grid = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="faint", show_edge=False)
    grid.add_column("", no_wrap=True)
    for place, name in enumerate(COLUMNS):
        longest = max(len(word) for row in rows for word in (*row[place].split(), BLANK))
        grid.add_column(name, overflow="fold", min_width=min(longest, MOST), max_width=WIDEST)
    signs = ["·", *(SIGNS[link.standing] for link in thread.links)]
    for sign, row in zip(signs, rows, strict=True):
        grid.add_row(sign, *row)
    return grid


def _row(claim: Claim) -> tuple[str, ...]:
    found = cells(claim)
    told = (found.verb, found.number, found.covered, found.when, found.paid)
    return (when(claim), voice(claim), *(safe(cell) or BLANK for cell in told))


def voice(claim: Claim) -> str:
    """Who published it."""
    return safe((claim.place and claim.place.publisher) or "unknown")


def picture(thread: Thread) -> Iterator[Text]:
    """A bar a stage: how firmly it binds, and the number that most stages speak of."""
    bars = [_BARS[claim.strength] if has_firmness(claim) else BLANK for claim in thread.claims]
    yield _line("firmness", bars, f"0 to {_STRONGEST}")
    values = _numbers(thread.claims)
    known = [value for value in values if value is not None]
    if len(known) > 1:
        low, high = min(known), max(known)
        bars = [BLANK if value is None else _bar(value, low, high) for value in values]
        yield _line("number", bars, f"{low:,.0f} to {high:,.0f}" if low != high else f"{high:,.0f} throughout")


def three_figures(thread: Thread) -> Iterator[Text]:
    """Promised, announced so far and claimed delivered, each by itself; nothing where the thread counts nothing."""
    found = tuple(told(figures(thread)))
    if not any(figure for _, figure in found):
        return
    text = Text(style="default")
    for name, figure in found:
        text.append(f"{name}: ", style="faint")
        whole = f" (of {safe(figure.of)})" if figure and figure.of else ""
        text.append(f"{safe(figure.text)}{whole}" if figure else "no number stated")
        text.append("   ")
    text.rstrip()
    yield text


def head(thread: Thread) -> Iterator[Padding]:
    """Picture, figures and table, indented."""
    for row in (*picture(thread), *three_figures(thread)):
        yield Padding(row, (0, 0, 0, 2))
    yield Padding(table(thread), (0, 0, 0, 2))


def _line(name: str, bars: Sequence[str], scale: str) -> Text:
    text = Text(f"{name:<9} ", style="faint")
    text.append("".join(bars), style="default")
    return text.append(f"  {scale}", style="faint")


def _bar(value: float, low: float, high: float) -> str:
    if low == high:
        return _BARS[len(_BARS) // 2]
    return _BARS[round((value - low) / (high - low) * (len(_BARS) - 1))]


def _numbers(claims: Sequence[Claim]) -> list[float | None]:
    found = {one.stage: one.amount.value for one in series(claims)}
    return [found.get(stage) for stage in range(len(claims))]
