"""The same record gives the same bytes, whatever the order in which a process meets sets and whoever makes the pages."""

from pathlib import Path
from typing import Protocol

from samebytes import built, differing

from tracker.site.manifest import FILE
from tracker.site.work import FEW
from tracker.store.layout import INDEX, SUMMARIES


class Folder(Protocol):
    """As of conftest.py."""

    root: Path

    def round(self, day: int, texts: dict[str, str], **facts: object) -> None:
        """A round."""


PLEDGES = """# Boxes

We will build {number} boxes for owls by 2030.

We aim to feed {number} hedgehogs, {more} more than before.

The minister said they would plant {number} oaks.
"""
VERDICTS = """
[[alias]]
names = ["owl boxes", "nests", "homes"]
by = "Ada"
withdrawn = true

[[alias]]
names = ["oaks", "trees", "woods"]
by = "Ada"
"""


def test_processes_that_hash_otherwise_write_the_same_site(folder: Folder) -> None:
    """Another seed, one process or two, an index made anew: not a byte differs, and a build after it writes no page."""
    for day in range(4, 4 + FEW // 2):
        folder.round(day, {"wood/owls": PLEDGES.format(number=day, more=2 * day)}, unchanged=("wood/rules",))
    (folder.root / "config" / "verdicts.toml").write_text(VERDICTS, encoding="utf-8")
    one = built(folder.root, folder.root / "one", seed=1, jobs=2)
    for kept in (INDEX, SUMMARIES):
        (folder.root / "snapshots" / kept).unlink(missing_ok=True)

    two = built(folder.root, folder.root / "two", seed=2, jobs=1)
    assert differing(one, two) == []

    before = {path: path.stat().st_mtime_ns for path in two.rglob("*") if path.is_file()}
    built(folder.root, two, seed=1, jobs=2)
    assert {path.name for path, at in before.items() if path.stat().st_mtime_ns != at} <= {FILE}
