"""Other people's git repositories, read and never written."""

import subprocess
from pathlib import Path

import pytest

from tracker.errors import SourceError, UsageError
from tracker.store.foreign import Foreign


def commit(repository: Path, day: int, message: str, **files: str | None) -> None:
    """One commit; None removes a file; `__` in a name is a folder."""
    for name, text in files.items():
        path = repository / name.replace("__", "/").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text)
    when = f"2020-06-{day:02}T09:00:00+01:00"
    env = {
        "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z", "GIT_AUTHOR_NAME": "x",
        "GIT_AUTHOR_EMAIL": "x",
        "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x", "PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
    }  # fmt: skip
    for arguments in (["add", "-A"], ["commit", "-qm", message]):
        subprocess.run(["git", "-C", repository, *arguments], check=True, env=env)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A repository with three versions of a file, one of another, and a file taken away."""
    found = tmp_path / "theirs"
    subprocess.run(["git", "init", "-q", "-b", "trunk", found], check=True)
    commit(found, 1, "Record terms\n\nOf both.", labour__plan_md="# Plan\n\nOne.\n", other_md="# Other\n")
    commit(found, 2, "Record \x1b[31mchanges", labour__plan_md="# Plan\n\nTwo.\n")
    commit(found, 3, "Take away", labour__plan_md=None)
    return found


def test_each_change_of_a_matching_file(theirs: Path, tmp_path: Path) -> None:
    """With its author date, message and bytes; removals too."""
    with Foreign.of(str(theirs), keep=tmp_path / "keep") as foreign:
        seen = list(foreign.history("labour/*"))

        assert [(one.path, f"{one.at:%m-%d %H}", one.message) for one in seen] == [
            ("labour/plan.md", "06-01 08", "Record terms"),
            ("labour/plan.md", "06-02 08", "Record \x1b[31mchanges"),
            ("labour/plan.md", "06-03 08", "Take away"),
        ]
        assert [foreign.body(one) for one in seen[:2]] == [b"# Plan\n\nOne.\n", b"# Plan\n\nTwo.\n"]
        assert [one.removed for one in seen] == [False, False, True]
        assert len(list(foreign.history("*.md"))) == 4
    assert not (tmp_path / "keep").exists()


def test_one_elsewhere_is_copied_and_brought_up_to_date(theirs: Path, tmp_path: Path) -> None:
    """Under a name that is no part of its address."""
    address = f"file://{theirs}"
    with Foreign.of(address, keep=tmp_path / "keep") as foreign:
        assert len(list(foreign.history("labour/*"))) == 3
    commit(theirs, 4, "Back", labour__plan_md="# Plan\n\nThree.\n")

    with Foreign.of(address, keep=tmp_path / "keep") as foreign:
        assert len(list(foreign.history("labour/*"))) == 4
    (kept,) = (tmp_path / "keep").iterdir()
    assert len(kept.name) == 20


def test_their_configuration_runs_nothing(theirs: Path, tmp_path: Path) -> None:
    """A diff driver, a text conversion, a pager, a hook of theirs are scripts of a stranger."""
    ran = tmp_path / "ran"
    script = tmp_path / "evil.sh"
    script.write_text(f'#!/bin/sh\ntouch {ran}\ncat "$1"\n')
    script.chmod(0o755)
    (theirs / ".git/info").mkdir(exist_ok=True)
    (theirs / ".git/info/attributes").write_text("*.md diff=evil filter=evil\n")
    for key in (
        "diff.evil.command",
        "diff.evil.textconv",
        "diff.external",
        "filter.evil.smudge",
        "core.pager",
        "core.fsmonitor",
    ):
        subprocess.run(["git", "-C", theirs, "config", key, str(script)], check=True)

    with Foreign.of(str(theirs), keep=tmp_path) as foreign:
        seen = list(foreign.history("*"))
        assert [foreign.body(one) for one in seen if not one.removed]

    assert not ran.exists()


@pytest.mark.parametrize(
    "address", ["ext::sh -c id", "--upload-pack=id", "http://example.org/x.git", "nowhere", "https://a b"]
)
def test_only_folders_and_safe_addresses(address: str, tmp_path: Path) -> None:
    """Nothing that git might run."""
    with pytest.raises(UsageError, match="neither a folder nor an address"):
        Foreign.of(address, keep=tmp_path / "keep")


def test_what_is_no_repository_is_told(tmp_path: Path) -> None:
    """A plain folder, an address without one, a repository without a commit."""
    with pytest.raises(UsageError, match="is not a git repository"):
        Foreign.of(str(tmp_path), keep=tmp_path / "keep")
    with pytest.raises(SourceError, match=r"git fetch did not succeed.*the other repository, not your store"):
        Foreign.of(f"file://{tmp_path}/none", keep=tmp_path / "keep")
    subprocess.run(["git", "init", "-q", tmp_path / "empty"], check=True)
    with pytest.raises(SourceError, match="rev-parse"):
        Foreign.of(str(tmp_path / "empty"), keep=tmp_path / "keep")


def path_of(text: str) -> str:
    """A page long enough for git to know it again after a small change."""
    return "# Plan\n\n" + "".join(f"Sentence {number} of the plan.\n" for number in range(30)) + text


def told(repository: Path, glob: str, *exclude: str) -> list[tuple[str, str, str | None]]:
    """(path, origin, path before) of each change, the oldest first."""
    with Foreign.of(str(repository), keep=repository) as foreign:
        return [(one.path, one.origin.partition("@")[0], one.was) for one in foreign.history(glob, exclude=exclude)]


@pytest.fixture
def moving(tmp_path: Path) -> Path:
    """A file that is moved twice, once with a change, and whose first place another file takes."""
    found = tmp_path / "moving"
    subprocess.run(["git", "init", "-q", "-b", "trunk", found], check=True)
    commit(found, 1, "First", plan_md=path_of("One."), other_md="# Other\n")
    commit(found, 2, "Change", plan_md=path_of("Two."))
    commit(found, 3, "Move", plan_md=None, old__plan_md=path_of("Three."))
    commit(found, 4, "Move again", old__plan_md=None, labour__plan_md=path_of("Three."))
    commit(found, 5, "Another", plan_md="# Something else altogether\n")
    return found


@pytest.mark.parametrize("glob", ["labour/plan.md", "labour/*"])
def test_a_file_is_followed_back_through_its_moves(moving: Path, glob: str) -> None:
    """Also to where the glob does not reach; each change is told once."""
    assert told(moving, glob) == [
        ("plan.md", "plan.md", None),
        ("plan.md", "plan.md", None),
        ("old/plan.md", "plan.md", "plan.md"),
        ("labour/plan.md", "plan.md", "old/plan.md"),
    ]


def test_a_file_that_took_anothers_place_is_another(moving: Path) -> None:
    """Though it has its path, and all match."""
    with Foreign.of(str(moving), keep=moving) as foreign:
        origins = [one.origin for one in foreign.history("*plan.md")]

    assert origins[:4] == ["plan.md"] * 4
    assert origins[4].startswith("plan.md@")
    assert told(moving, "*", "*plan.md") == [("other.md", "other.md", None)]


def test_a_single_file_is_looked_for_by_git(theirs: Path) -> None:
    """A path without `*` is handed to it, so that it need not tell of every other file; so is a folder."""
    for glob, looked_at in (("other.md", 1), ("labour/*", 3), ("*", 4)):
        heard: list[int] = []
        with Foreign.of(str(theirs), keep=theirs) as foreign:
            foreign.history(glob, tell=heard.append)
        assert heard == list(range(1, looked_at + 1))


def test_a_date_that_is_none_spoils_one_change(theirs: Path, tmp_path: Path) -> None:
    """It comes with a time at which nobody can have seen it."""
    body = b"blob\nmark :1\ndata 2\nx\ncommit refs/heads/trunk\nauthor x <x> 99999999999999 +0000\ncommitter x <x> 1 +0000\n"
    body += b"data 1\nx\nfrom refs/heads/trunk^0\nM 100644 :1 labour/odd.md\n\ndone\n"
    subprocess.run(
        ["git", "-C", theirs, "fast-import", "--quiet", "--done", "--date-format=raw-permissive"],
        input=body,
        check=True,
    )

    with Foreign.of(str(theirs), keep=tmp_path / "keep") as foreign:
        assert [one.at.year for one in foreign.history("labour/*")] == [2020, 2020, 2020, 1]
