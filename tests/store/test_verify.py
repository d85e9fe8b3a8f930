"""Proving that nothing was touched: each kind of damage is named, and a sound store has none."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.store import contents
from tracker.store.verify import VerifyResult, verify
from tracker.store.version import Entry

SHALLOW_AND_DEEP = pytest.mark.parametrize("deep", [False, True])


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory, open_rounds: Callable[[Path], Any], entry: Callable[..., Entry]
) -> Path:
    """A sound store with all that can be in one."""
    folder = tmp_path_factory.mktemp("verify") / "snapshots"
    rounds = open_rounds(folder)
    rounds.on(0, entry("First.", kind="first"), entry("Paper.", source="paper", raw=None))
    rounds.on(1, entry("Second."), unchanged={"paper/page": 9}, failed={"blog": {"reason": "HTTP 503"}})
    rounds.on(0, entry("Older.", kind="import"))
    rounds.archive.keep_suspect("party", "page", b"please wait")
    rounds.archive.close()
    return folder


@pytest.fixture
def held(template: Path, folder: Path) -> Path:
    """A copy of it."""
    shutil.copytree(template, folder)
    return folder


def told(found: VerifyResult) -> str:
    """All damage, a line each."""
    return "\n".join(f"{one.where}: {one.what}; {one.do}" for one in found.damage)


def loosen(repository: Path, git: Callable[..., str]) -> None:
    """Every object in a file of its own."""
    for pack in [*repository.glob("objects/pack/*.pack")]:
        body = pack.read_bytes()
        for path in pack.parent.glob(f"{pack.stem}.*"):
            path.unlink()
        git(repository, "unpack-objects", "-q", data=body)
    shutil.rmtree(repository / "objects/info/commit-graphs", ignore_errors=True)


@SHALLOW_AND_DEEP
def test_a_sound_store_has_no_damage(held: Path, deep: bool) -> None:  # noqa: FBT001 - a table
    """Everything is looked at and nothing is found, nor changed."""
    before = sorted((path, path.stat().st_mtime_ns) for path in held.rglob("*") if "index" not in path.name)

    found = verify(held, deep=deep)

    assert (told(found), found.notes) == ("", ())
    assert (found.versions, found.texts, found.bodies) == (4, 4, 3)
    assert sorted((path, path.stat().st_mtime_ns) for path in held.rglob("*") if "index" not in path.name) == before


def test_a_flipped_bit_is_found(held: Path) -> None:
    """In the pack of either repository, by reading everything; the newest one already by the sample."""
    for name in ("store.git", "raw.git"):
        pack = max((held / name).glob("objects/pack/*.pack"), key=lambda one: one.stat().st_size)
        body = bytearray(pack.read_bytes())
        body[len(body) // 2] ^= 1
        pack.chmod(0o644)
        pack.write_bytes(body)

    said = told(verify(held, deep=True))

    assert "store.git: git fsck says: " in said
    assert "raw.git: git fsck says: " in said
    assert "restore raw.git from a backup (docs/store.md)" in said


@SHALLOW_AND_DEEP
def test_a_lost_body_is_found(held: Path, git: Callable[..., str], deep: bool) -> None:  # noqa: FBT001 - a table
    """The version that came from it is named."""
    loosen(held / "raw.git", git)
    body = git(held / "raw.git", "rev-parse", "main:raw/party/page/body").strip()
    (held / "raw.git/objects" / body[:2] / body[2:]).unlink()

    said = told(verify(held, deep=deep))

    assert f"raw.git: git fsck says: missing blob {body}" in said
    assert f"party@2: the body as received is not in raw.git (object {body}); restore raw.git from a backup" in said


def test_a_lost_text_is_found(held: Path, git: Callable[..., str]) -> None:
    """And the rest is looked at all the same."""
    loosen(held / "store.git", git)
    text = git(held / "store.git", "rev-parse", "main:docs/paper/page/text.md").strip()
    (held / "store.git/objects" / text[:2] / text[2:]).unlink()

    found = verify(held, deep=False)

    assert f"paper@1: the text is not in store.git (object {text}); restore store.git from a backup" in told(found)
    assert (found.versions, found.texts) == (4, 3)


def test_a_planted_replacement_is_found(held: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain git would show other words; the line that removes it is given, and works."""
    store = held / "store.git"
    monkeypatch.delenv("GIT_NO_REPLACE_OBJECTS", raising=False)  # git as others have it
    text = git(store, "rev-parse", "main:docs/party/page/text.md").strip()
    forged = git(store, "hash-object", "-w", "--stdin", data=b"# Forged\n").strip()
    git(store, "update-ref", f"refs/replace/{text}", forged)
    assert git(store, "show", "main:docs/party/page/text.md") == "# Forged\n"

    (damage,) = verify(held, deep=True).damage

    assert damage.what == f"refs/replace/{text} makes other tools show another object in the place of {text[:12]}"
    git(store, *damage.do.partition("git --git-dir=")[2].rstrip("`").split()[1:])
    assert verify(held, deep=True).damage == ()


@pytest.mark.parametrize(
    ("place", "body", "said"),
    [
        ("objects/info/alternates", "/elsewhere\n", "a file that borrows objects from another place"),
        ("info/grafts", "", "a file that gives commits other parents than they have"),
        ("info/attributes", "*.md diff=x\n", "a file that can make git show other text than is stored"),
        ("hooks/post-receive", "#!/bin/sh\n", "a script that git may run"),
        ("config.worktree", "", "a file that tracker and git did not make"),
        ("HEAD", "ref: refs/heads/other\n", "it does not point to refs/heads/main: ref: refs/heads/other"),
    ],
)
def test_what_does_not_belong_there_is_named(held: Path, place: str, body: str, said: str) -> None:
    """With its place and what it could do."""
    path = held / "raw.git" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(body)

    assert f"raw.git/{place}: {said}; " in told(verify(held, deep=False))


def test_settings_and_branches_of_another_hand_are_named(held: Path, git: Callable[..., str]) -> None:
    """A diff driver could show other text; a setting of ours that is gone could lose history."""
    store = held / "store.git"
    git(store, "config", "diff.x.textconv", "sed s/a/b/")
    git(store, "config", "gc.reflogExpire", "now")
    git(store, "config", "remote.backup.url", "/backup/store.git")
    git(store, "branch", "other")

    said = told(verify(held, deep=False))

    assert "store.git/config: a setting that tracker did not make: diff.x.textconv = sed s/a/b/; look who" in said
    assert "gc.reflogexpire is now where tracker has set never; run `tracker repair`" in said
    assert "store.git: refs/heads/other is a branch or tag that tracker did not make" in said
    assert "remote.backup" not in said


@pytest.mark.parametrize(
    ("forgery", "named"),
    [
        ("update version set text_id = (select text_id from version where id = 1) where id = 3", "party@2"),
        ("update version set captured = captured - 86400 where id = 2", "paper/page@1"),
        ("delete from run where seq = 1", "table run"),
        ("delete from sentence where id = 1", "table sentence"),
    ],
)
def test_a_forged_row_of_the_index_is_found(held: Path, forgery: str, named: str) -> None:
    """Whatever it says, git says otherwise; `tracker reindex` mends it."""
    with sqlite3.connect(held / "index.sqlite") as db:
        changed = db.execute(forgery).rowcount
    db.close()
    assert changed == 1

    lines = told(verify(held, deep=False))

    assert f"{named.replace('/page', '')} is not as git says; run `tracker reindex`" in lines.replace("/page", "")


def test_an_index_that_is_deleted_is_no_damage(held: Path) -> None:
    """It is only said; without heads.log it is said what cannot be told."""
    (held / "index.sqlite").unlink()
    (held / "heads.log").unlink()

    found = verify(held, deep=True)

    assert found.damage == ()
    assert [note.partition(",")[0].partition(";")[0] for note in found.notes] == [
        "heads.log is not there",
        "index.sqlite is not there",
    ]


def test_an_index_that_is_no_index_is_found(held: Path) -> None:
    """And what to do."""
    (held / "index.sqlite").write_bytes(b"not an index at all" * 100)

    (damage,) = verify(held, deep=False).damage

    assert (damage.where, "reindex" in damage.do) == ("index.sqlite", True)


@pytest.mark.parametrize("without", ["", "index.sqlite", "heads.log"])
def test_a_rewritten_history_is_found(held: Path, git: Callable[..., str], without: str) -> None:
    """By the log of heads and by the index, each alone."""
    git(held / "store.git", "update-ref", "refs/heads/main", "main~1")
    if without:
        (held / without).unlink()

    said = told(verify(held, deep=False))

    assert ("was noted, is not part of the history any more; restore store.git" in said) == (without != "heads.log")
    assert ("index.sqlite: it has seen commit" in said) == (without != "index.sqlite")


def test_a_torn_log_of_heads_is_found_and_a_forged_one_too(held: Path) -> None:
    """A half line is what a crash leaves; a purge that left no tombstone is a forgery."""
    log = held / "heads.log"
    whole = log.read_text()
    log.write_text(whole + whole.splitlines()[-1][:60])
    assert "the line was cut off by a crash; run `tracker repair`" in told(verify(held, deep=False))

    (line,) = [one for one in whole.splitlines() if "store.git" in one][-1:]
    time, _, *rest = line.split()
    log.write_text(whole + " ".join([time, "purged", *rest]) + "\nhello\n")
    said = told(verify(held, deep=False))

    assert "it says that something was purged, but commit" in said
    assert "it is not a move of a branch" in said


def test_a_missing_repository_is_found(held: Path) -> None:
    """Without a traceback."""
    shutil.rmtree(held / "raw.git")

    assert "raw.git is missing" in told(verify(held, deep=False))


def test_a_dead_writer_is_only_noted(held: Path) -> None:
    """It may still be alive."""
    (held / "store.inflight").touch()
    (held / "store.git" / "HEAD.lock").touch()

    found = verify(held, deep=False)

    assert (found.damage, "tracker repair" in found.notes[0]) == ((), True)


def test_the_same_is_found_however_many_processes_look(
    held: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lost text and a lost body are named in the same words, and as many texts and bodies are counted."""
    for name, path in (("store.git", "docs/paper/page/text.md"), ("raw.git", "raw/party/page/body")):
        loosen(held / name, git)
        lost = git(held / name, "rev-parse", f"main:{path}").strip()
        (held / name / "objects" / lost[:2] / lost[2:]).unlink()
    monkeypatch.setattr(contents, "cores", lambda: 0)
    alone = verify(held, deep=True)
    monkeypatch.setattr(contents, "cores", lambda: 2)
    monkeypatch.setattr(contents, "_ALONE", 0)
    monkeypatch.setattr(contents, "_SOME", 1)

    together = verify(held, deep=True)

    assert together == alone
    assert (alone.texts, alone.bodies) == (3, 2)
    assert "cannot be read" in told(alone)
