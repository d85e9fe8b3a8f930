"""Run tests/bench/bench_*.py and print their tables; with --long the long ones too, kept in docs/benchmarks.md.

    python scripts/bench.py [--long] [WORD …]

A bench is a file with `run(long: bool) -> Iterable[str]`, which yields lines of Markdown as it finds them. WORD picks
those benches whose name holds it.
"""

import argparse
import importlib.util
import platform
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parents[1]
BENCHES = HERE / "tests" / "bench"
KEPT = HERE / "docs" / "benchmarks.md"


def main(words: list[str] | None = None, *, folder: Path = BENCHES, kept: Path = KEPT) -> int:
    """0 when every bench ran to its end, 1 when one of them broke or none was found."""
    parser = argparse.ArgumentParser(description="Run the benches and print their tables.")
    parser.add_argument(
        "--long", action="store_true", help="the long ones too; figures are added to docs/benchmarks.md"
    )
    parser.add_argument("word", nargs="*", help="only benches whose name holds one of these words")
    asked = parser.parse_args(words)
    files = [
        path for path in sorted(folder.glob("bench_*.py")) if not asked.word or any(w in path.stem for w in asked.word)
    ]
    if not files:
        print(f"No bench in {folder} is called so.", file=sys.stderr)
        return 1
    broken = []
    for path in files:
        lines = []
        try:
            for line in lines_of(path, long=asked.long):
                lines.append(line)
                print(line, flush=True)
        except Exception:  # noqa: BLE001 - one broken bench must not hide the others
            traceback.print_exc()
            broken.append(path.name)
        if asked.long and lines:
            keep(kept, path.stem, lines)
    if broken:
        print(f"These benches did not end well: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


def lines_of(path: Path, *, long: bool) -> Iterator[str]:
    """What a bench yields, as it comes."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    found: Iterable[str] = module.run(long)
    yield from found


def keep(kept: Path, name: str, lines: list[str]) -> None:
    """Add the figures of one bench to the page, with when and on what they were measured."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    stamp = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.machine()}, Python {platform.python_version()}, {git}"
    with kept.open("a", encoding="utf-8") as page:
        page.write("\n".join(["", f"## {name}, {stamp}", "", *lines, ""]))


if __name__ == "__main__":
    sys.exit(main())
