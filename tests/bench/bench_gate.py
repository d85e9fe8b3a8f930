"""What the gate keeps out of real histories, and what it costs: `.venv/bin/python tests/bench/bench_gate.py`."""

import importlib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).parents[1]


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """Every version of every DfE page by date; only with `long`, since reading them takes half a minute."""
    dfe = _load()
    if not long or not dfe.VERSIONS.exists():
        yield "The gate before real histories: run with --long, and with the real data beside the project."
        return
    captures = list(dfe.versions())
    begun = time.process_time()
    found = list(dfe.doubted(captures))
    spent = time.process_time() - begun
    yield "| versions | kept out | CPU seconds, reading included |\n|---|---|---|"
    yield f"| {len(captures)} | {len(found)} | {spent:.0f} |"
    for (title, held, reason), count in Counter((one.title, one.held, one.reason) for one in found).items():
        where = "after a good version" if held else "with no good version before"
        yield f"\n{count} times “{title}”, {where}: {reason}."


def _load() -> Any:
    if str(_TESTS) not in sys.path:
        sys.path.insert(0, str(_TESTS))
    return importlib.import_module("dfe")


if __name__ == "__main__":
    print("\n".join(run(long=True)))
