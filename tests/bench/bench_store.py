"""The store: what a version costs to write, and whether rounds, history and reads stay flat as history grows."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from tracker.store import layout
from tracker.store.archive import Archive
from tracker.store.git import Git

TRIES = 5
"""The least of so many runs counts: other work on the machine only ever adds time."""
A_ROUND = 20
"""Changes in a usual round."""


def _beside(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        if spec is None or spec.loader is None:
            raise ImportError(name)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


history = _beside("history")


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The tables; the long ones have 100,000 and 1,000,000 commits."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as place:
        yield from writes(Path(place))
        yield from sizes(Path(place))
        yield from growth(Path(place), (1_000, 10_000, 100_000, 1_000_000) if long else (1_000, 10_000))


def writes(place: Path) -> Iterator[str]:
    """A version's cost beside that of the two usual ways, in the same run."""
    yield "### Milliseconds a recorded version (least of some runs)"
    yield ""
    yield "| documents | tracker, round of 200 | `git add && git commit` | GitPython `index.commit` | ratios |"
    yield "|--:|--:|--:|--:|--:|"
    for documents in (100, 1_000, 5_000):
        ours = _ours(place / f"ours-{documents}", documents)
        plain, library = _theirs(place / f"theirs-{documents}", documents)
        ratios = f"{plain / ours:.0f}×, {library / ours:.0f}×"
        yield f"| {documents:,} | {ours:.2f} | {plain:.1f} | {library:.1f} | {ratios} |"
    yield ""


def sizes(place: Path) -> Iterator[str]:
    """What an ordinary gc leaves, beside what a full repack would."""
    folder = place / "sizes"
    with Archive.create(folder) as archive:
        for nth in range(30):
            _round(archive, range(200), nth, paragraphs=40)
    store = Git(folder / layout.STORE)
    store.run("gc", "--quiet")
    plain = _packed(store)
    store.run("repack", "-adfq")
    full = _packed(store)
    yield "### Size of 6,000 versions"
    yield ""
    yield f"After `gc` {plain / 1e6:.2f} MB, after `repack -adf` {full / 1e6:.2f} MB: {plain / full:.2f}× (limit 1.2×)."
    yield ""


def growth(place: Path, steps: tuple[int, ...]) -> Iterator[str]:
    """The same questions with more and more history behind them. Milliseconds, least of some runs; made in seconds."""
    yield "### As history grows (1,000 documents; 5,000 with a million commits)"
    yield ""
    yield "| commits | round of 20 changes | list versions | read one | `git log -- doc` | index made anew |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for commits in steps:
        documents = 5_000 if commits >= 1_000_000 else 1_000
        folder = place / f"growth-{commits}"
        history.grow(folder, documents=documents, commits=commits)
        with Archive(folder) as archive:
            anew = _ms(archive.reindex, tries=1)
            written = _rounds(archive, documents)
            listed, read, logged = _questions(archive)
        shutil.rmtree(folder)
        yield (
            f"| {commits:,} | {written:.0f} ms | {listed:.2f} ms | {read:.3f} ms | {logged:.0f} ms "
            f"| {anew / 1000:.1f} s |"
        )
    yield ""


def _ms(what: Callable[[], object], *, tries: int = TRIES) -> float:
    found = []
    for _ in range(tries):
        start = time.perf_counter()
        what()
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def _round(archive: Archive, documents: range, nth: int, *, paragraphs: int = 4) -> float:
    """Milliseconds that one round took to write; `nth` makes its texts new."""
    started = history.START + timedelta(seconds=60 * nth)
    entries = [history.entry(document, nth, paragraphs) for document in documents]
    made = history.record(started, archive.new_run_id(started))
    return _ms(lambda: archive.write(entries, made), tries=1)


def _ours(folder: Path, documents: int) -> float:
    with Archive.create(folder) as archive:
        for first in range(0, documents, 1_000):
            _round(archive, range(first, min(documents, first + 1_000)), 0)
        changed = range(0, documents, max(1, documents // 200))
        found = min(_round(archive, changed, nth) for nth in range(1, TRIES + 1)) / len(changed)
    shutil.rmtree(folder)
    return found


def _theirs(folder: Path, documents: int) -> tuple[float, float]:
    """(plain git, GitPython): one version, one commit; as a script would do it that knows nothing of our ways."""
    from git import Actor, Repo

    folder.mkdir()
    who = ["-c", "user.name=x", "-c", "user.email=x@localhost"]

    def git(*args: str) -> None:
        subprocess.run(["git", "-C", str(folder), *who, *args], check=True, capture_output=True)

    def change(document: int, nth: int) -> str:
        made = history.entry(document, nth)
        path = folder / "docs" / made.source / made.document / layout.TEXT
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.text)
        return str(path.relative_to(folder))

    git("init", "-q")
    for document in range(documents):
        change(document, 0)
    git("add", ".")
    git("commit", "-qm", "first")

    def plainly(nth: int) -> None:
        git("add", change(nth, nth))
        git("commit", "-qm", "x")

    found = min(_ms(lambda nth=nth: plainly(nth), tries=1) for nth in range(1, 2 * TRIES))
    actor = Actor("x", "x@localhost")
    with Repo(folder) as repo:

        def by_library(nth: int) -> None:
            repo.index.add([change(nth, nth)])
            repo.index.commit("x", author=actor, committer=actor)

        library = min(_ms(lambda nth=nth: by_library(nth), tries=1) for nth in range(2 * TRIES, 4 * TRIES))
    shutil.rmtree(folder)
    return found, library


def _packed(git: Git) -> int:
    return sum(path.stat().st_size for path in git.path.glob("objects/pack/*.pack"))


def _rounds(archive: Archive, documents: int) -> float:
    step = documents // A_ROUND
    return min(_round(archive, range(0, documents, step), 2_000_000 + nth) for nth in range(2 * TRIES))


def _questions(archive: Archive) -> tuple[float, float, float]:
    """(list a document's versions, read one of them checked, ask plain git for the document's history)."""
    source, document = archive.documents()[7]
    versions = archive.versions(source, document)
    listed = _ms(lambda: archive.versions(source, document))
    read = _ms(lambda: [archive.text(version) for version in versions]) / len(versions)
    path = layout.folder(layout.DOCS, source, document)
    asked = Git(archive.folder / layout.STORE)
    logged = _ms(lambda: asked.run("log", "--format=%H", "refs/heads/main", "--", path), tries=2)
    return listed, read, logged
