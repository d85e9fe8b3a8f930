"""What a question costs does not grow with the history behind it: counted, not timed, so a busy machine tells the same."""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from tracker.store import lookup
from tracker.store.archive import Archive
from tracker.store.version import HISTORY, NEWS

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import history

FEW, MANY = 300, 1_200
"""Versions of so many documents as often in both: four times as many of each."""
DOCUMENTS = 10
FLAT = 1.35
"""Times the work that four times the history may take: a B-tree is a level deeper now and then."""
LINEAR = 4.6


class Work:
    """What an archive does: steps of SQLite's machine, and objects asked of git."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder)
        self.archive.documents()  # the index is brought up to date
        self._db = self.archive._open.index._open()

    def of(self, question: Callable[[Archive], object]) -> tuple[int, int]:
        """(steps of SQLite by hundreds, objects)."""
        steps = [0]

        def step() -> int:
            steps[0] += 1
            return 0

        texts = self.archive._open.texts
        asked, real = [0], texts._ask

        def ask(oid: str, kind: bytes) -> bytes:
            asked[0] += 1
            return real(oid, kind)

        texts._ask = ask  # type: ignore[method-assign]
        self._db.set_progress_handler(step, 100)
        try:
            question(self.archive)
        finally:
            self._db.set_progress_handler(None, 0)
            del texts._ask
        return steps[0], asked[0]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Work, Work]]:
    """Two stores of the same documents, one with four times the history."""
    folder = tmp_path_factory.mktemp("growth")
    for commits in (FEW, MANY):
        history.grow(folder / str(commits), documents=DOCUMENTS, commits=commits)
    both = Work(folder / str(FEW)), Work(folder / str(MANY))
    yield both
    for one in both:
        one.archive.close()


def since_lately(archive: Archive) -> object:
    """What came in the last three minutes there were."""
    (last,) = archive.chronicle().newest(1)
    return archive.revisions(since=last.captured_at - timedelta(minutes=3))


def a_round(archive: Archive) -> object:
    """Two pages say something new."""
    started = history.START + timedelta(days=400)
    made = [history.entry(number, 10_000) for number in range(2)]
    return archive.write(made, history.record(started, archive.new_run_id(started)))


FLATLY: dict[str, Callable[[Archive], object]] = {
    "the latest version of a page": lambda archive: archive.latest("site-000", "page-00003"),
    "the version before it": lambda archive: archive.before(archive.resolve("site-000/page-00003@latest")),
    "its text": lambda archive: archive.text(archive.resolve("site-000/page-00003@latest")),
    "the first screen of the log": lambda archive: list(islice(archive.chronicle(), 20)),
    "what changed lately": since_lately,
    "the last change there was": lambda archive: archive.last_change(NEWS),
    "the last round": lambda archive: archive.last_round(),
}
LINEARLY: dict[str, Callable[[Archive], object]] = {
    "all versions": lambda archive: list(archive.chronicle()),
    "all versions of a page": lambda archive: archive.captured("site-000", "page-00003"),
    "the same one by one": lambda archive: list(archive.each_version("site-000", "page-00003")),
    "what was imported": lambda archive: archive.span_of(HISTORY),
    "a round": a_round,
}


@pytest.mark.parametrize("question", FLATLY)
def test_what_does_not_grow(grown: tuple[Work, Work], question: str) -> None:
    """With four times the history the work is the same, but for a level of a tree."""
    few, many = (one.of(FLATLY[question]) for one in grown)

    assert many[0] <= FLAT * few[0] + 5
    assert many[1] <= few[1]


@pytest.mark.parametrize("question", LINEARLY)
def test_what_grows_with_the_history_and_no_faster(grown: tuple[Work, Work], question: str) -> None:
    """Four times the history is four times the work at the most."""
    few, many = (one.of(LINEARLY[question]) for one in grown)

    assert many[0] <= LINEAR * few[0] + 5
    assert many[1] <= few[1] + 2


def test_versions_one_by_one_are_those_at_once(grown: tuple[Work, Work], monkeypatch: pytest.MonkeyPatch) -> None:
    """In order of recording, none twice and none left out where one part ends and the next begins."""
    archive = grown[1].archive
    every = archive.versions("site-000", "page-00003")

    for size in (1, 7, len(every), len(every) + 1):
        monkeypatch.setattr(lookup, "_SOME", size)
        assert tuple(archive.each_version("site-000", "page-00003")) == every
