"""The view of money: every amount that came, changed or went, and whether it stood anywhere before."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.comparison import seen
from tracker.desk.money import FirstStated, Sum
from tracker.render.changes import counted
from tracker.render.safe import safe


def money_total(found: Sequence[tuple[Sum, FirstStated | None]]) -> Text:
    """How many amounts came, changed and went."""
    signs = Counter(one.sign for one, _ in found)
    changed = f"{signs['~']} changed, " if signs["~"] else ""
    return Text(
        f"{counted(signs['+'], 'amount')} added, {changed}{signs['-']} no longer there, the largest first:",
        style="head",
    )


def money_blocks(found: Sequence[tuple[Sum, FirstStated | None]]) -> Iterator[list[RenderableType]]:
    """Each amount with where and when, its sentence, and whether it is new."""
    for one, first in found:
        before = f"{safe(one.was.text)} → " if one.was else ""
        line = Text.assemble((f"{one.sign} {before}{safe(one.amount.text)}", "head"), f"  {safe(one.where.title)}  ")
        line.append(safe(one.where.new), style="place")
        about = "; ".join(part for part in (seen(one.where) or "", *map(safe, one.called)) if part)
        rows: list[RenderableType] = [line, Padding(Text(about, style="faint"), (0, 0, 0, 2))]
        rows.append(Padding(Text(safe(one.sentence)), (0, 0, 0, 2)))
        if first is not None:
            rows.append(Padding(Text(safe(first.said), style="flag"), (0, 0, 0, 2)))
        yield rows
