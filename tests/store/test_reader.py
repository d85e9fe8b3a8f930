"""The strict reader."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError
from tracker.store.archive import Archive
from tracker.store.git import Git
from tracker.store.reader import Reader, blob_id
from tracker.store.version import Entry


@pytest.fixture
def reader(archive: Archive, folder: Path) -> Iterator[Reader]:
    """A reader of the texts."""
    made = Reader(Git(folder / "store.git"))
    yield made
    made.close()


def test_a_page_cannot_pose_as_the_next_answer(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """A page that holds a line like git's own header misleads nobody."""
    true = entry("We will keep the cap.").text
    forged = b"x\n" + blob_id(true).encode() + b" blob 19\nFORGED PLEDGE TEXT\n\n"

    evil, good = rounds.on(0, entry(document="evil", text=forged), entry(document="good", text=true))

    assert archive.text(evil).encode() == forged
    assert archive.text(good).encode() == true


def test_bytes_come_back_as_they_went(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """CR, NUL, bytes that are no text, and nothing at all."""
    bodies = [b"a\r\nb\r", b"\x00\xff\xfe done\n", b"", b"data 3\nxyz\ndone\n"]

    versions = rounds.on(0, *(entry(f"Text {nth}.", document=f"d{nth}", raw=body) for nth, body in enumerate(bodies)))

    assert [archive.raw(version) for version in versions] == bodies


def test_what_is_missing_is_an_error_and_the_next_read_works(reader: Reader) -> None:
    """A wrong id does not upset the reader."""
    with pytest.raises(StoreError, match=r"answered .*missing"):
        reader.blob("f" * 40)

    assert reader.blob(blob_id(b"tracker.store/1\n")) == b"tracker.store/1\n"


@pytest.mark.parametrize("name", ["HEAD", "refs/heads/main", "", "a" * 39, "a" * 40 + "\n", ":/x"])
def test_only_a_full_id_is_asked_for(reader: Reader, name: str) -> None:
    """No revision syntax reaches git."""
    with pytest.raises(StoreError, match="not an object id"):
        reader.blob(name)


def test_another_type_of_object_is_refused(reader: Reader, archive: Archive) -> None:
    """A commit is not read as a text."""
    with pytest.raises(StoreError, match="commit"):
        reader.blob(archive.head() or "")


def test_a_killed_git_is_started_again(reader: Reader) -> None:
    """The reader goes on after its process was killed."""
    wanted = blob_id(b"tracker.store/1\n")
    reader.blob(wanted)
    process = reader._running()
    process.kill()
    process.wait()

    assert reader.blob(wanted) == b"tracker.store/1\n"


def test_a_flipped_byte_is_found(rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry]) -> None:
    """A damaged pack gives an error that says what to do, never a damaged text."""
    (version,) = rounds.on(0, entry(raw=bytes(range(256)) * 50))
    pack = max((folder / "raw.git").glob("objects/pack/*.pack"), key=lambda path: path.stat().st_size)
    body = bytearray(pack.read_bytes())
    body[len(body) // 2] ^= 1
    pack.chmod(0o644)
    pack.write_bytes(body)

    with pytest.raises(StoreError, match=r"cannot be read.*fsck --full.*backup"):
        archive.raw(version)


def test_a_replace_ref_does_not_lie(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """Git can be told to show forged text in place of the recorded one; we read what was recorded."""
    (version,) = rounds.on(0, entry("We will keep the cap."))
    store = folder / "store.git"
    forged = git(store, "hash-object", "-w", "--stdin", data=b"FORGED").strip()
    (store / "refs" / "replace").mkdir()
    (store / "refs" / "replace" / version.text_id).write_text(forged + "\n")

    assert archive.text(version) == "# Our plan\n\nWe will keep the cap.\n"


def test_what_is_expected_is_read_over_when_not_wanted(
    rounds: Any, reader: Reader, entry: Callable[..., Entry]
) -> None:
    """Answers that nobody asks for, and ids that git does not have, do not shift the next answer."""
    texts = [entry(f"Text {nth}.").text for nth in range(4)]
    rounds.on(0, *(entry(document=f"d{nth}", text=text) for nth, text in enumerate(texts)))
    ids = [blob_id(text) for text in texts]

    reader.expect([ids[0], "f" * 40, ids[1], ids[2]])

    assert reader.blob(ids[2]) == texts[2]
    assert reader.blob(ids[3]) == texts[3]
    reader.expect([ids[0], ids[1]])
    assert [reader.blob(one) for one in (ids[1], ids[0])] == [texts[1], texts[0]]


def test_a_damaged_blob_that_is_expected_hurts_only_itself(
    rounds: Any, folder: Path, git: Callable[..., str], entry: Callable[..., Entry]
) -> None:
    """Git ends on it; what comes after is asked for again."""
    texts = [entry(f"Text {nth}.").text for nth in range(3)]
    rounds.on(0, *(entry(document=f"d{nth}", text=text) for nth, text in enumerate(texts)))
    rounds.archive.close()
    store = folder / "store.git"
    ids = [blob_id(text) for text in texts]
    for pack in store.glob("objects/pack/*.pack"):
        bare = pack.read_bytes()
        pack.unlink()
        for ending in (".idx", ".rev"):
            pack.with_suffix(ending).unlink(missing_ok=True)
        subprocess.run(["git", "--git-dir", store, "unpack-objects", "-q"], input=bare, check=True)
    bad = store / "objects" / ids[1][:2] / ids[1][2:]
    bad.chmod(0o644)
    bad.write_bytes(b"not zlib")
    reader = Reader(Git(store))

    for wanted in (ids, ids[1:]):
        reader.expect(ids)
        for oid in wanted:
            if oid == ids[1]:
                with pytest.raises(StoreError, match=ids[1]):
                    reader.blob(oid)
            else:
                assert reader.blob(oid) == texts[ids.index(oid)]
    reader.close()


def test_no_more_is_expected_than_fits_the_pipe(reader: Reader) -> None:
    """Else both sides could wait for each other for ever."""
    with pytest.raises(ValueError, match="at most 64"):
        reader.expect(["f" * 40] * 65)
