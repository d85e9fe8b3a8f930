"""WARC files as they are found: what can be read is taken, the rest is named and counted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("warcio", reason="the extra `archive` is not installed")

from loopback import serving
from oddarchives import WARCS, write

from tracker.capture.backfill import backfill
from tracker.capture.bench import Bench
from tracker.capture.elsewhere import read_here
from tracker.capture.fromwarc import Warcs
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.render import imports


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, desk_of: Any) -> Iterator[Any]:
    """One store for all cases, each of which is a source of its own."""
    with serving() as site:
        desk = desk_of(tmp_path_factory.mktemp("desk"), site)
        with desk.archive:
            yield desk


def taken(desk: Any, name: str, paths: list[Path]) -> tuple[Warcs, int]:
    """An import of files: (what they are, how many captures were recorded)."""
    warcs = Warcs(paths, [desk.html(name)], desk.archive)
    bench = Bench(desk.archive, Settings(), People(), desk.clock, read_here)
    return warcs, sum(backfill(source, found, bench=bench).recorded for source, found in warcs.captures().values())


@pytest.mark.parametrize("nth", range(len(WARCS)), ids=[case.name for case in WARCS])
def test_an_odd_file_gives_what_is_good_and_names_the_rest(shared: Any, tmp_path: Path, nth: int) -> None:
    """And the exit code is 3 exactly where something is lost that another file, or another run, could give."""
    case, name = WARCS[nth], f"plan-{nth}"
    url = shared.site.url(f"/{name}")
    before = taken(shared, name, write(case.first(url), tmp_path))[1] if case.first else 0

    warcs, recorded = taken(shared, name, write(case.files(url), tmp_path))

    assert before + recorded == case.recorded
    assert bool(warcs.lost or warcs.faults) == (case.code == 3)
    said = "\n".join((*imports.lost(warcs), *imports.damage(warcs), *imports.passed_by(warcs)))
    assert [part for part in case.said if part not in said] == []
