"""Pledge sheet: one row a pledge, our columns first, the desk's own behind them. Read again, those come back equal."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from tracker.config.own_sheet import OURS, OWN
from tracker.config.pledge import CELLS
from tracker.desk.pledge_rows import PledgeRow
from tracker.render.notes import in_line


def sheet(rows: Sequence[PledgeRow]) -> tuple[list[str], Iterator[list[object]]]:
    """The heading, and the rows below it. The desk's columns are there when it keeps pledges."""
    own = [one.own for one in rows if one.own]
    further = list(dict.fromkeys(name for one in own for name in one.more))
    names = [*CELLS, *further] if own else []
    columns = [*OURS, *(f"{OWN}{name}" for name in names)]
    return columns, ([*_ours(row), *(row.own.cells.get(name) if row.own else None for name in names)] for row in rows)


def _ours(row: PledgeRow) -> list[object]:
    seen = row.last_seen.astimezone(UTC).date().isoformat() if row.last_seen else ""
    return [
        *(row.thread, row.name, row.who, row.who_type, row.territory, row.topic, *row.first, *row.newest, row.stages),
        *(None if row.turned is None else len(row.turned), "; ".join(row.turned or ())),
        *(row.number_then, row.number_now, row.deadline, row.standing, row.stands_in, seen),
        *(
            "; ".join(in_line(one) for one in row.notes if one.kind == kind)
            for kind in ("summary", "status", "reply", "note")
        ),
    ]
