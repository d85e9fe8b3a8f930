"""A hundred kills and sixteen power cuts: what the gate does in small."""

import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tracker.store.archive import Archive

KILLS = 100
CUTS = 16


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """Counts of what was lost or damaged; the seed of the moments differs in the long run."""
    torture = _torture()
    seed = 11 if long else 7
    with tempfile.TemporaryDirectory(prefix="tracker-torture-") as place:
        yield "### Sudden deaths"
        yield ""
        yield from _kills(torture, Path(place) / "snapshots", seed)
        yield from _cuts(torture, Path(place), seed)
        yield ""


def _kills(torture: ModuleType, folder: Path, seed: int) -> Iterator[str]:
    Archive.create(folder).close()
    acknowledged: set[str] = set()
    for said in torture.kills(folder, KILLS, seed=seed):
        acknowledged |= set(said)
    wrong = torture.judge(folder, acknowledged)
    yield f"- {KILLS} kills, {len(acknowledged)} acknowledged rounds: {wrong or 'nothing lost, partial or damaged'}."


def _cuts(torture: ModuleType, place: Path, seed: int) -> Iterator[str]:
    disk = place / "disk"
    if reason := torture.make_disk(disk):
        yield f"- No power cuts: {reason}."
        return
    acknowledged: set[str] = set()
    wrong = []
    for folder, said in torture.power_cuts(disk, place / "mounted", CUTS, seed=seed):
        acknowledged |= set(said)
        if found := torture.judge(folder, acknowledged):
            wrong.append(found)
    yield f"- {CUTS} power cuts, {len(acknowledged)} acknowledged rounds: {wrong or 'nothing lost or damaged'}."


def _torture() -> ModuleType:
    path = Path(__file__).parents[1] / "store" / "torture.py"
    spec = importlib.util.spec_from_file_location("torture", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["torture"] = module
    spec.loader.exec_module(module)
    return module
