"""The git door."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import StoreError
from tracker.store import git as git_program
from tracker.store.archive import Archive
from tracker.store.git import Git, check_version

WRITER = Path(__file__).with_name("writer.py")
HOSTILE_CONFIG = """\
[user]
    useConfigOnly = true
[commit]
    gpgSign = true
[gpg]
    program = /nonexistent
[core]
    hooksPath = {hooks}
    autocrlf = true
    attributesFile = {hooks}/attributes
    fsmonitor = {hooks}/reference-transaction
[init]
    templateDir = {hooks}
    defaultObjectFormat = sha256
[i18n]
    commitEncoding = ISO-8859-1
    logOutputEncoding = UTF-16
[safe]
    bareRepository = explicit
[log]
    showSignature = true
[fastimport]
    unpackLimit = 100000
[extensions]
    objectFormat = sha256
"""


def python(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python with that environment on top of ours, without what this process has set for git."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [sys.executable, *map(str, args)]
    return subprocess.run(command, env=ours | environment, capture_output=True, text=True, check=False)


def test_the_room_does_not_run_git_until_it_is_used() -> None:
    """Loading it neither starts a process nor loads what locks a store."""
    code = (
        "import sys; started = []; sys.addaudithook(lambda name, _: name == 'subprocess.Popen' and started.append(name))\n"
        "import tracker.store.archive; print(started, 'filelock' in sys.modules)"
    )

    done = python("-c", code)

    assert done.stdout == "[] False\n"


def test_without_git_the_next_step_is_said(tmp_path: Path) -> None:
    """A machine without git gets a sentence, not a traceback of a library."""
    code = (
        "import sys; from pathlib import Path; from tracker.store.archive import Archive\n"
        "from tracker.errors import StoreError\n"
        "try: Archive.create(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error)"
    )

    done = python("-c", code, tmp_path / "snapshots", PATH=str(tmp_path))

    assert "install git 2.36 or newer" in done.stdout
    assert done.stderr == ""


def test_an_old_git_is_named() -> None:
    """2.35 cannot write durably."""
    check_version((2, 36, 0), "git 2.36.0")
    with pytest.raises(StoreError, match=r"needs git 2\.36 or newer; this is git 2\.35\.9"):
        check_version((2, 35, 9), "git 2.35.9")


@pytest.mark.parametrize("extension", ["objectFormat = sha256", "refStorage = reftable"])
def test_another_kind_of_repository_is_refused(archive: Archive, folder: Path, extension: str) -> None:
    """A store that was converted is not half read."""
    config = folder / "store.git" / "config"
    config.write_text(config.read_text() + f"[extensions]\n\t{extension}\n")

    with pytest.raises(StoreError, match="not a SHA-1 repository"):
        Archive(folder)


def test_a_failing_command_says_what_git_said(archive: Archive, folder: Path) -> None:
    """Git's own words reach the reader."""
    with pytest.raises(StoreError, match=r"git cat-file failed on .*store\.git: .*does not exist"):
        Git(folder / "store.git").run("cat-file", "blob", "refs/heads/main:none")


def test_hostile_configuration_and_environment_change_nothing(tmp_path: Path, git: Callable[..., str]) -> None:
    """The same rounds give the same commits, whatever the user's git is told to do; no foreign script runs."""
    home = tmp_path / "home"
    hooks = home / "hooks"
    hooks.mkdir(parents=True)
    (hooks / "attributes").write_text("* text=auto eol=crlf filter=x\n")
    for name in ("reference-transaction", "post-commit", "pre-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {home}/ran\nexit 1\n")
        (hooks / name).chmod(0o755)
    (home / ".gitconfig").write_text(HOSTILE_CONFIG.format(hooks=hooks))
    hostile = {
        "HOME": str(home), "XDG_CONFIG_HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_DIR": str(tmp_path), "GIT_WORK_TREE": str(tmp_path), "GIT_OBJECT_DIRECTORY": str(home / "objects"),
        "GIT_INDEX_FILE": str(home / "index"), "GIT_DEFAULT_HASH": "sha256", "GIT_TEMPLATE_DIR": str(hooks),
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.autocrlf", "GIT_CONFIG_VALUE_0": "true",
        "GIT_AUTHOR_NAME": "somebody", "GIT_COMMITTER_DATE": "1 +0000", "GIT_NAMESPACE": "x",
    }  # fmt: skip
    create = "import sys; sys.argv.pop(0); from pathlib import Path; from tracker.store.archive import Archive\n"
    create += "Archive.create(Path(sys.argv[0])).close()"
    heads = {}

    for name, environment in (("plain", {}), ("hostile", hostile)):
        folder = tmp_path / name
        made = python("-c", create, folder, **environment)
        written = python(WRITER, folder, "party", 2, **environment)
        assert (made.returncode, written.returncode) == (0, 0), made.stderr + written.stderr
        heads[name] = git(folder / "store.git", "log", "--format=%T %an %ae %cn %B", "main", "--", "docs", "runs")

    assert heads["plain"].count("party/a: A page") == 2
    assert heads["plain"] == heads["hostile"]
    assert not (home / "ran").exists()
    assert not (home / "objects").exists()


def test_a_variable_set_later_is_dropped_too(archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Isolation is renewed for each process, because it might be given the environment anew."""
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "elsewhere"))

    archive.keep_suspect("party", "page", b"not the page")

    assert archive.suspect("party", "page") == b"not the page"
    assert not (tmp_path / "elsewhere").exists()


def test_what_we_put_in_place_is_not_taken_for_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of ours that somebody took away again makes none of the others theirs."""
    monkeypatch.setattr(git_program, "_theirs", {})
    git_program.isolate()
    monkeypatch.delenv("GIT_CONFIG_SYSTEM")

    assert "GIT_CONFIG_GLOBAL" not in git_program.users_environment()
