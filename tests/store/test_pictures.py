"""A picture is kept beside the body of the version it belongs to, and goes, moves and is checked with it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pagepictures import png
from twomachines import Two

from tracker.config.remote import Remote
from tracker.errors import StoreError
from tracker.store import purge
from tracker.store.reader import blob_id
from tracker.store.verify import verify
from tracker.store.version import Entry

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
WHITE, GREY, BLACK = png(40, 30), png(40, 30, shade=128), png(40, 30, shade=0)
MADE = Callable[..., Entry]
PLAIN_GIT = Callable[..., str]


def digests(name: str, picture: bytes) -> dict[str, dict[str, str]]:
    """What a round records of a picture."""
    return {"pictures": {name: sha256(picture).hexdigest()}}


def test_a_version_has_its_own_picture(rounds: Any, entry: MADE, git: PLAIN_GIT) -> None:
    """Each version gives the picture that came with it; one without has none; plain git finds it at its path."""
    rounds.on(0, entry("One.", picture=WHITE))
    rounds.on(1, entry("Two."))
    rounds.on(2, entry("Three.", picture=GREY))

    archive = rounds.archive
    assert [archive.picture(one) for one in archive.versions("party", "page")] == [WHITE, None, GREY]
    assert archive.pictured() == {("party", "page")}
    raw = archive.folder / "raw.git"
    assert git(raw, "rev-parse", "main:pictures/party/page/page.png").strip() == blob_id(GREY)
    assert "Picture-Blob: " + blob_id(GREY) in git(archive.folder / "store.git", "log", "-5", "--format=%B")


def test_a_text_that_is_held_keeps_no_picture(rounds: Any, entry: MADE, git: PLAIN_GIT) -> None:
    """Only when the text changed: the same text with another picture writes nothing into raw.git."""
    rounds.on(0, entry("One.", picture=WHITE))
    before = git(rounds.archive.folder / "raw.git", "rev-parse", "main")

    rounds.on(1, entry("One.", picture=GREY))

    assert git(rounds.archive.folder / "raw.git", "rev-parse", "main") == before


def test_a_picture_that_is_held_is_kept_once(rounds: Any, entry: MADE, git: PLAIN_GIT) -> None:
    """What is read anew from the same bytes names the picture it has, and adds nothing to raw.git."""
    rounds.on(0, entry("One.", picture=WHITE))
    before = git(rounds.archive.folder / "raw.git", "rev-parse", "main")

    (again,) = rounds.on(1, entry("One.", kind="reextract", text=b"# Our plan\n\nOne!\n", picture=WHITE))

    assert rounds.archive.picture(again) == WHITE
    assert git(rounds.archive.folder / "raw.git", "rev-parse", "main") == before


def test_a_sound_store_with_pictures_has_no_damage(rounds: Any, entry: MADE) -> None:
    """All pictures are counted; a store without them is told as before."""
    rounds.on(0, entry("One.", picture=WHITE), **digests("party/page", WHITE))
    rounds.on(1, entry("Two.", picture=GREY), **digests("party/page", GREY))
    rounds.archive.close()

    found = verify(rounds.archive.folder, deep=True)

    assert (found.damage, found.pictures, found.bodies) == ((), 2, 2)


def test_a_picture_that_is_not_its_round_s_is_found(rounds: Any, entry: MADE) -> None:
    """By its SHA-256, where the record of the round names another."""
    rounds.on(0, entry("One.", picture=WHITE), **digests("party/page", BLACK))
    rounds.archive.close()

    (damage,) = verify(rounds.archive.folder, deep=True).damage

    assert damage.where == "party@1"
    assert damage.what == "the SHA-256 of its picture is not the one its round recorded"


def test_a_picture_that_is_gone_is_found(rounds: Any, entry: MADE, git: PLAIN_GIT) -> None:
    """A commit that names a picture that raw.git has not: named with the version, by a deep look."""
    rounds.on(0, entry("One."))
    rounds.archive.close()
    store = rounds.archive.folder / "store.git"
    message = git(store, "log", "-1", "--skip=1", "--format=%B", "main")
    tree = git(store, "rev-parse", "main~1^{tree}").strip()
    parent = git(store, "rev-parse", "main~2").strip()
    forged = message.replace("Extractor:", f"Picture-Blob: {blob_id(BLACK)}\nExtractor:").strip() + "\n"
    who = ("-c", "user.name=t", "-c", "user.email=t@localhost")
    commit = git(store, *who, "commit-tree", tree, "-p", parent, data=forged.encode()).strip()
    git(store, "update-ref", "refs/heads/main", commit)

    told = [f"{one.where}: {one.what}" for one in verify(rounds.archive.folder, deep=True).damage]

    assert "party@1: its picture: " in "\n".join(told)


def test_a_purge_takes_pictures(rounds: Any, entry: MADE, git: PLAIN_GIT) -> None:
    """Of that source, out of the whole history; what others have stays."""
    rounds.on(0, entry("One.", picture=WHITE), entry("Paper.", source="paper", picture=GREY))
    rounds.on(1, entry("Two.", picture=BLACK))
    folder = rounds.archive.folder
    rounds.archive.close()

    purge.purge(folder, "party", None, reason="as asked", now=lambda: NOW)

    kept = git(folder / "raw.git", "rev-list", "--all", "--objects")
    assert blob_id(GREY) in kept
    assert blob_id(WHITE) not in kept
    assert blob_id(BLACK) not in kept
    assert verify(folder, deep=True).damage == ()


@pytest.fixture
def two(open_rounds: Callable[[Path], Any], tmp_path: Path, entry: MADE) -> Iterator[Two]:
    """Two machines."""
    copy = Remote(store=str(tmp_path / "copy/store.git"), raw=str(tmp_path / "copy/raw.git"), private=True)
    ours, theirs = open_rounds(tmp_path / "ours"), open_rounds(tmp_path / "theirs")
    ours.on(0, entry("Day 1.", kind="first", picture=WHITE), **digests("party/page", WHITE))
    ours.archive.push(copy, declared=[])
    theirs.archive.pull(copy)
    both = Two(ours, theirs, copy)
    yield both
    both.ours.archive.close()
    both.theirs.archive.close()


def test_a_pull_brings_pictures(two: Two) -> None:
    """With the version."""
    (version,) = two.theirs.archive.versions("party", "page")

    assert two.theirs.archive.picture(version) == WHITE


def test_a_replay_brings_pictures_with_their_versions(two: Two, entry: MADE) -> None:
    """Ours and theirs, each with its own picture, and the hashes in the records of the rounds hold."""
    two.theirs.on(1, entry("Theirs.", picture=GREY), **digests("party/page", GREY))
    two.ours.on(2, entry("Ours.", picture=BLACK), **digests("party/page", BLACK))

    two.meet()

    archive = two.ours.archive
    assert [archive.picture(one) for one in archive.captured("party", "page")] == [WHITE, GREY, BLACK]
    archive.close()
    found = verify(archive.folder, deep=True)
    assert (found.damage, found.pictures) == ((), 3)


def test_a_history_whose_pictures_are_not_there_is_refused(two: Two, entry: MADE, git: PLAIN_GIT) -> None:
    """A pull names the object, and changes nothing."""
    two.ours.on(1, entry("Second.", picture=GREY))
    two.ours.archive.push(two.copy, declared=[])
    old = git(Path(two.copy.raw), "rev-parse", "main~1").strip()
    git(Path(two.copy.raw), "update-ref", "refs/heads/main", old)
    before = two.theirs.archive.heads()

    with pytest.raises(StoreError):
        two.theirs.archive.pull(two.copy)

    assert two.theirs.archive.heads() == before
