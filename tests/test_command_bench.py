"""The bench of commands goes on where a command does not."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "bench"))

import bench_commands
from watching import watch


def test_a_command_that_hangs_is_ended(tmp_path: Path) -> None:
    """After its limit, and what it had said is told."""
    cost = watch([sys.executable, "-u", "-c", "print('begun'); import time; time.sleep(600)"], tmp_path, limit=1.0)

    assert (cost.code, cost.out.strip()) == (-9, "begun")
    assert cost.wall < 60


def test_what_ends_badly_is_a_row(tmp_path: Path) -> None:
    """With its exit code and last words, whatever they hold, in the columns of the table."""
    (tmp_path / "snapshots").mkdir()

    def broken() -> object:
        return watch([sys.executable, "-c", "import sys; sys.exit('no | room')"], tmp_path)

    with pytest.raises(RuntimeError) as told:
        bench_commands.measured(broken, tmp_path)  # type: ignore[arg-type]
    row = bench_commands._broken("`gc`", told.value)

    assert row.startswith("| `gc` | exit 1 after 0 s")
    assert "no / room" in row
    assert row.count("|") == 8
