"""The sites that the tests look at, each written by `tracker report` as a user would have it written."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from tracker.extract import canonical, plain
from tracker.extract.document import ChangeNote
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

CONFIRMED = 5  # threads, of those that the demo links
HUNDRED = 100
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


def long(folder: Path) -> None:
    """A site of a hundred of everything: sources, documents of one of them, versions of one of these, each with a note."""
    start, many = datetime(2024, 6, 1, 6, tzinfo=UTC), [f"many/paper-{number:03}" for number in range(HUNDRED)]
    (folder / "store" / "config").mkdir(parents=True)
    names = ["many", *(f"wood-{number:03}" for number in range(1, HUNDRED))]
    (folder / "store" / "config" / "sources.toml").write_text("\n".join(map(_declared, names)), encoding="utf-8")
    with Archive.create(folder / "store" / "snapshots", now=lambda: start) as archive:
        for day in range(HUNDRED + 1):
            at = start + timedelta(days=day)
            every = [*many, *(f"{name}/page" for name in names[1:])] if day in {0, HUNDRED} else [many[0]]
            entries = [_version(name, day, at, first=day == 0) for name in every]
            archive.write(entries, RunRecord(id=archive.new_run_id(at), started=at, finished=at, tracker="0.1.0"))
    tracker("report", str(folder / "site"), folder=folder / "store")


def _declared(name: str) -> str:
    return f"""[[source]]
id = "{name}"
kind = "html"
url = "https://example.org/{name}"
title = "What is planned for the wood at {name}, and for whoever lives there"
publisher = "dfe"
publisher_type = "department"
licence = "OGL-UK-3.0"
topics = ["woods"]
"""


def _version(name: str, day: int, at: datetime, *, first: bool) -> Entry:
    """Of a page of some sentences, of which two differ from day to day; on the last day a hundred others stand there."""
    source, _, document = name.partition("/")
    told = f"We will build {day + 40} boxes for the owls of {name} by the end of this parliament."
    more = (
        f"Each of the {day + 3} wardens {'will' if day % 2 else 'aims to'} visit every wood in the county once a month."
    )
    text = f"# The paper on woods and on owls called {name}\n\n{told}\n\n{more}\n\nHedgehogs sleep all winter.\n"
    if day == HUNDRED:
        text += "\n" + "\n\n".join(
            f"Warden {at} of {name} counts the {at * 7} nests of her wood." for at in range(HUNDRED)
        )
    note = ChangeNote(at=at, note=f"Updated what is said of the boxes on day {day}, and the list of the wardens.")
    read = plain.read(text).model_copy(update={"notes": () if first else (note,)})
    return Entry(
        source=source, document=document, kind="first" if first else "content", title=read.title,
        text=read.text.encode(), meta=canonical.meta(read), raw=None, url=f"https://example.org/{name}",
        final_url=f"https://example.org/{name}", status=200, fetched_at=at, extractor="tracker-html/2", config_key="k",
    )  # fmt: skip


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
