"""What a round says at its end."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tracker.render.outcomes import summary
from tracker.store.record import RunRecord, Trouble

AT = datetime(2026, 8, 17, 6, 0, 2, tzinfo=UTC)
HEADS = {"store.git": "a" * 40, "raw.git": "b" * 40}


@pytest.mark.parametrize("width", [80, 120])
def test_the_summary_is_a_table_of_eight_figures(shown: Callable[..., str], width: int) -> None:
    """Counts, requests, bytes and time, and the two witnesses, within 80 columns also after a large round."""
    record = RunRecord(
        id="20260817T060002Z", started=AT, finished=AT, tracker="0", requests=12_345, bytes=1_234_567_890,
        recorded={"a": 1, "b": 1}, unchanged={f"u{nth}": 1 for nth in range(1004)}, not_modified=("u1", "u2"),
        failed={"c": Trouble(reason="x")}, suspect={},
    )  # fmt: skip

    said = shown(summary(record, HEADS, timedelta(seconds=754)), width)

    assert said == "\n".join(
        [
            "Round 20260817T060002Z",
            "recorded  unchanged  suspect  failed  requests  304s          bytes         time",
            "       2      1,004        0       1    12,345     2  1,234,567,890  12 min 34 s",
            f"Head of store.git: {'a' * 40}",
            f"Head of raw.git: {'b' * 40}",
        ]
    )
