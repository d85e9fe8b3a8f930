"""The sites that the tests look at, each written by `tracker report` as a user would have it written."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

CONFIRMED = 5  # threads, of those that the demo links
NEEDED = 300  # seconds; the hostile store's longest words take the most


def tracker(*words: str, folder: Path) -> str:
    """Run a command there: what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "-C", str(folder), *words],
        capture_output=True, text=True, timeout=NEEDED, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first of several test processes makes, for all."""
    made, done = folder / name, folder / f"{name}.done"
    with FileLock(folder / f"{name}.lock"):
        if not done.exists():
            made.mkdir()
            make(made)
            done.touch()
    return made.resolve()


def demo(folder: Path) -> None:
    """The site of the store that `tracker demo` leaves, after a person has confirmed the links of its first pledges."""
    tracker("demo", str(folder / "store"), "--no-site", folder=folder)
    told = json.loads(tracker("pledges", "--format", "json", folder=folder / "store"))
    with (folder / "store" / "config" / "verdicts.toml").open("a", encoding="utf-8") as file:
        for link in [link for thread in told["threads"][:CONFIRMED] for link in thread["links"]]:
            pair = f'earlier = "{link["earlier"]}"\nlater = "{link["later"]}"'
            file.write(f'\n[[link]]\n{pair}\nrelation = "same"\nby = "a reader"\n')
    tracker("report", str(folder / "site"), folder=folder / "store")


def hostile(folder: Path) -> None:
    """The site of the store that wishes us ill, with what no person has confirmed: it then holds the most."""
    from hostile import hostile_store

    hostile_store(folder / "store")
    tracker("report", str(folder / "site"), "--suggestions", folder=folder / "store")


def searched(folder: Path) -> None:
    """The site of the record that tests/data/searches.toml asks, and of a press that may only be quoted."""
    from searching import search_store

    shortage = "Reporters were told of a marmalade shortage that nobody in the whole department had ever heard of"
    search_store(
        folder / "store", more={"gossip": [f"{shortage}, and {number} ended it." for number in range(100, 112)]}
    )
    tracker("report", str(folder / "site"), "--jobs", "1", folder=folder / "store")
