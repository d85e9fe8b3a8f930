"""Two machines that both ran a round come together: nothing is lost, nothing is told twice, old citations resolve."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from twomachines import NOW, Two

from tracker.config.remote import Remote
from tracker.errors import LockError, StoreError, UsageError
from tracker.store import layout, lock, purge, swap
from tracker.store.archive import Archive
from tracker.store.otherside import UndecidableError
from tracker.store.remote import DivergenceError
from tracker.store.replay import replay
from tracker.store.verify import verify
from tracker.store.version import Entry

START = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)


@pytest.fixture
def copy(tmp_path: Path) -> Remote:
    """A copy on this machine."""
    return Remote(store=str(tmp_path / "copy/store.git"), raw=str(tmp_path / "copy/raw.git"), private=True)


@pytest.fixture
def two(open_rounds: Callable[[Path], Any], tmp_path: Path, copy: Remote, entry: Callable[..., Entry]) -> Iterator[Two]:
    """Both of them."""
    ours, theirs = open_rounds(tmp_path / "ours"), open_rounds(tmp_path / "theirs")
    ours.on(0, entry("Day 1.", kind="first"), entry("Paper.", source="paper", kind="first"))
    ours.archive.push(copy, declared=[])
    theirs.archive.pull(copy)
    both = Two(ours, theirs, copy)
    yield both
    both.ours.archive.close()
    both.theirs.archive.close()


def test_a_plain_pull_names_the_way(two: Two, entry: Callable[..., Entry]) -> None:
    """And changes nothing."""
    two.ours.on(2, entry("Ours."))
    two.theirs.on(1, entry("Theirs."))
    two.theirs.archive.push(two.copy, declared=[])
    before = two.ours.archive.heads()

    with pytest.raises(DivergenceError, match="Run `tracker pull --replay`"):
        two.ours.archive.pull(two.copy)
    assert two.ours.archive.heads() == before


def test_ours_come_on_top_of_theirs(two: Two, entry: Callable[..., Entry], git: Callable[..., str]) -> None:
    """Theirs keep commits and numbers; ours get new ones and name their old commits; old heads stay."""
    two.theirs.on(1, entry("Theirs."))
    (old,) = two.ours.on(2, entry("Ours."))
    heads = two.ours.archive.heads()

    done = two.meet()

    archive = two.ours.archive
    assert two.texts() == ["@1 01 Day 1.", "@2 02 Theirs.", "@3 03 Ours."]
    assert done.renumbered == {"party/page@2": "party/page@3"}
    assert (done.anew, done.same, done.superseded, done.readers) == (2, 0, {}, ())
    theirs = two.theirs.archive
    assert archive.versions("party", "page")[:2] == theirs.versions("party", "page")
    store = archive.folder / "store.git"
    assert git(store, "merge-base", "main", str(theirs.head())).strip() == theirs.head()
    new = archive.versions("party", "page")[2]
    assert f"Replays: {old.commit}\n" in git(store, "log", "-1", "--format=%B", new.commit)
    assert archive.raw(new) == entry("Ours.").raw
    for name, head in heads.items():
        assert git(archive.folder / name, "rev-parse", f"{layout.REPLAYED}/20240701T090000Z").strip() == head
    assert verify(archive.folder, deep=True).damage == ()


def test_old_citations_resolve(two: Two, entry: Callable[..., Entry]) -> None:
    """By commit id always; by number where no other version has it now; also on a machine that pulls later."""
    two.theirs.on(1, entry("Theirs."))
    (first,) = two.ours.on(2, entry("Ours, one."))
    two.ours.on(3, entry("Other.", source="other", kind="first"))
    two.meet()
    archive = two.ours.archive
    archive.push(two.copy, declared=[])
    two.theirs.archive.pull(two.copy)

    for one in (archive, two.theirs.archive):
        for cited in (first.commit, first.commit[:12], f"party@{first.commit[:12]}"):
            assert one.text(one.resolve(cited)).split("\n")[2] == "Ours, one."
        assert one.resolve("other@1").number == 1


def test_an_old_number_that_nobody_has_now_resolves(two: Two, entry: Callable[..., Entry]) -> None:
    """Where texts of ours were there already, so that there are fewer versions now than ours had."""
    two.theirs.on(5, entry("News."))
    for day, sentence in ((2, "News."), (3, "Day 1."), (4, "News.")):
        two.ours.on(day, entry(sentence))

    done = two.meet()

    assert two.texts() == ["@1 01 Day 1.", "@2 06 News."]
    assert (done.same, done.renumbered) == (3, {"party/page@3": "party/page@1", "party/page@4": "party/page@2"})
    assert [two.ours.archive.resolve(f"party@{number}").number for number in (1, 2, 3, 4)] == [1, 2, 1, 2]
    with pytest.raises(UsageError, match="has no version @5"):
        two.ours.archive.resolve("party@5")
    assert verify(two.ours.archive.folder, deep=True).damage == ()


def test_equal_texts_add_nothing(two: Two, entry: Callable[..., Entry]) -> None:
    """Both saw the same change: one version, the copy's, seen by both."""
    two.theirs.on(1, entry("News."))
    two.ours.on(2, entry("News."), unchanged={"paper/page": 9})

    done = two.meet()

    assert two.texts() == ["@1 01 Day 1.", "@2 02 News."]
    assert (done.same, done.renumbered) == (1, {})
    last = two.ours.archive.latest("party", "page")
    assert last
    assert last.last_seen == START + timedelta(days=2, seconds=5)
    paper = two.ours.archive.latest("paper", "page")
    assert paper
    assert paper.last_seen == START + timedelta(days=2, seconds=9)


def test_an_older_look_of_ours_takes_its_place_in_time(two: Two, entry: Callable[..., Entry]) -> None:
    """What stands is what was seen last, whoever saw it; an older validator or trouble does not come back."""
    two.ours.on(
        1,
        entry("Ours."),
        validators={"party/page": {"key": "k", "etag": '"ours"'}},
        failed={"paper/page": {"reason": "503"}},
    )
    two.theirs.on(
        2, entry("Theirs."), validators={"party/page": {"key": "k", "etag": '"theirs"'}}, unchanged={"paper/page": 5}
    )

    done = two.meet()

    archive = two.ours.archive
    assert two.texts() == ["@1 01 Day 1.", "@3 02 Ours.", "@2 03 Theirs."]
    assert archive.resolve("party").number == 2
    known = archive.validators("party", "page")
    assert known
    assert known.etag == '"theirs"'
    assert archive.failures() == {}
    assert done.superseded == {"paper/page": "2024-06-02T06:00:02Z 503"}
    assert [one.superseded for one in archive.runs() if one.superseded] == [done.superseded]
    assert verify(archive.folder, deep=True).damage == ()


def test_trouble_that_they_found_later_is_not_ended_by_an_older_look(two: Two) -> None:
    """It goes on until a look after it is good."""
    two.ours.on(1, unchanged={"party/page": 5})
    two.theirs.on(2, failed={"party/page": {"reason": "HTTP 503"}})

    two.meet()

    assert list(two.ours.archive.failures()) == ["party/page"]


def test_a_page_that_had_changed_back_by_then_is_seen_so(two: Two, entry: Callable[..., Entry]) -> None:
    """They saw another text, and we the old one after that: three versions, no false sighting."""
    two.theirs.on(1, entry("For a day."))
    two.ours.on(2, unchanged={"party/page": 5})

    two.meet()

    assert two.texts() == ["@1 01 Day 1.", "@2 02 For a day.", "@3 03 Day 1."]
    assert two.ours.archive.versions("party", "page")[1].last_seen == START + timedelta(days=1, seconds=5)


def test_two_rounds_of_one_second_are_two(two: Two, entry: Callable[..., Entry]) -> None:
    """Cron starts both at six."""
    two.theirs.on(1, entry("Theirs."))
    two.ours.on(1, entry("Paper, new.", source="paper"))

    two.meet()

    ids = [one.id for one in two.ours.archive.runs()]
    assert sorted(ids)[1:3] == ["20240602T060002Z", "20240602T060002Z-2"]
    (version,) = [one for one in two.ours.archive.versions("paper", "page") if one.number == 2]
    assert version.run == "20240602T060002Z-2"


def test_decisions_come_along(two: Two, entry: Callable[..., Entry]) -> None:
    """But a reader's mark here would hide what the other machine has recorded: it is shown again, and that is said."""
    two.theirs.on(1, entry("Theirs."))
    two.ours.on(2, entry("Ours."))
    archive = two.ours.archive
    archive.move_mark("desk", archive.newest() or "")
    archive.acknowledge("paper", NOW.date())
    archive.keep_suspect("paper", "page", b"please wait")

    done = two.meet()

    archive = two.ours.archive
    assert done.readers == ("desk",)
    assert archive.mark("desk") is None
    assert archive.acknowledged() == {"paper": NOW.date()}
    assert archive.suspect("paper", "page") == b"please wait"


def test_a_second_replay_goes_on_from_the_first(two: Two, entry: Callable[..., Entry]) -> None:
    """Heads of both stay, and both records tell."""
    two.theirs.on(1, entry("Theirs."))
    (first,) = two.ours.on(2, entry("Ours."))
    two.meet()
    two.theirs.on(3, entry("Theirs again."))
    two.ours.on(4, entry("Ours again."))
    two.theirs.archive.push(two.copy, declared=[])
    two.ours.archive.close()

    replay(two.ours.archive.folder, two.copy, now=lambda: NOW + timedelta(hours=1))

    two.ours.archive = Archive(two.ours.archive.folder)
    assert two.texts() == ["@1 01 Day 1.", "@2 02 Theirs.", "@4 03 Ours.", "@3 04 Theirs again.", "@5 05 Ours again."]
    assert two.ours.archive.resolve(first.commit).number == 4
    assert verify(two.ours.archive.folder, deep=True).damage == ()


@pytest.mark.parametrize("place", ["here", "there"])
def test_a_purge_since_is_for_a_person(two: Two, entry: Callable[..., Entry], place: str) -> None:
    """What was taken out must not come back: exit code 4, nothing changed."""
    two.theirs.on(1, entry("Theirs."))
    two.ours.on(2, entry("Ours."))
    side = two.ours if place == "here" else two.theirs
    side.archive.close()
    purge.purge(side.archive.folder, "paper", None, reason="as asked", now=lambda: NOW)
    side.archive = Archive(side.archive.folder, now=side.clock)
    before = two.ours.archive.heads()

    if place == "there":
        two.copy = Remote(store=f"{two.copy.store}.2/store.git", raw=f"{two.copy.raw}.2/raw.git", private=True)
    with pytest.raises(UndecidableError, match=f"something was purged {place}.*Keep one"):
        two.meet()
    two.ours.archive = Archive(two.ours.archive.folder)
    assert two.ours.archive.heads() == before
    assert verify(two.ours.archive.folder, deep=False).damage == ()


def test_a_crash_leaves_the_old_store_or_the_new(
    two: Two, entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the moment nothing has happened; after it whoever comes next ends it."""
    two.theirs.on(1, entry("Theirs."))
    two.ours.on(2, entry("Ours."))
    before = two.ours.archive.heads()
    with monkeypatch.context() as patched:
        patched.setattr("tracker.store.replay.make_durable", _killed)
        with pytest.raises(KeyboardInterrupt):
            two.meet()
    two.ours.archive = Archive(two.ours.archive.folder, now=two.ours.clock)
    assert two.ours.archive.heads() == before

    with monkeypatch.context() as patched:
        patched.setattr(swap, "_exchange", _killed)
        with pytest.raises(KeyboardInterrupt):
            two.meet()
    two.ours.archive = Archive(two.ours.archive.folder, now=two.ours.clock)
    assert len(two.texts()) == 3
    assert verify(two.ours.archive.folder, deep=True).damage == ()


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_running_round_is_not_disturbed(two: Two) -> None:
    """It says who holds the lock."""
    with lock.round_lock(two.ours.archive.folder / "round.lock", NOW), pytest.raises(LockError):
        replay(two.ours.archive.folder, two.copy, now=lambda: NOW)


def test_a_copy_that_is_not_ours_is_refused_as_by_a_pull(
    two: Two, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """A file of another kind on top of theirs."""
    two.theirs.on(1, entry("Theirs."))
    two.ours.on(2, entry("Ours."))
    two.theirs.archive.push(two.copy, declared=[])
    head = b"commit refs/heads/main\ncommitter x <x@y> 1700000000 +0000\ndata 2\nx\nfrom refs/heads/main^0\n"
    git(
        Path(two.copy.store),
        "fast-import",
        "--quiet",
        "--done",
        data=head + b"M 100644 inline evil.sh\ndata 1\nx\n\ndone\n",
    )
    two.ours.archive.close()

    with pytest.raises(StoreError, match=r"has a file 'evil\.sh'"):
        replay(two.ours.archive.folder, two.copy, now=lambda: NOW)
