"""`tracker import git` on repositories as the world has them: moved files, like names, pointers, conflicts, lost bytes."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.store.archive import Archive

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
Told = tuple[int, str, str]


def terms(sentence: str, title: str = "Privacy policy") -> bytes:
    """A text of our own that is long enough to be one."""
    return f"# {title}\n\n{sentence}\n\n{'We keep every nest in the old oak. ' * 30}\n".encode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a list whose documents are files of a repository."""
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "config").mkdir()
    (tmp_path / "config/sources.toml").write_text(
        '[[source]]\nid = "terms"\nkind = "feed"\npublisher = "owls"\npublisher_type = "party"\nurl = "https://example.org/feed"\n'
    )
    (tmp_path / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    Archive.create(tmp_path / "snapshots").close()
    subprocess.run(["git", "init", "-q", tmp_path / "theirs"], check=True)
    return tmp_path


@pytest.fixture
def commit(folder: Path) -> Callable[..., None]:
    """One commit of a day: what becomes of files, None where they go."""

    def commit(day: int, files: dict[str, bytes | None]) -> None:
        for name, body in files.items():
            path = folder / "theirs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if body is None else path.write_bytes(body)
        git = ["git", "-C", str(folder / "theirs"), "-c", "user.name=x", "-c", "user.email=x@localhost"]
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "Record", "--date", f"2020-06-{day:02}T09:00:00Z"], check=True)

    return commit


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Import what matches: (exit code, output, errors)."""

    def run(path: str, *words: str) -> Told:
        code = main(
            ["-C", str(folder), "import", "git", str(folder / "theirs"), "--path", path, "--source", "terms", *words]
        )
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def documents(folder: Path) -> list[str]:
    """Names of documents, without what only tells equal ones apart."""
    with Archive(folder / "snapshots") as archive:
        return [document.rpartition("-")[0] or document for _, document in archive.documents()]


def test_like_names_are_told_apart(run: Callable[..., Told], commit: Callable[..., None], folder: Path) -> None:
    """By their folders; by the title that the front matter gives, where the file's name says nothing."""
    front = b'---\ntitle: "Our Promise"\n---\n' + terms("We promise nests.")
    commit(1, {
        "owls/Privacy policy.md": terms("Owls keep data."), "wrens/Privacy policy.md": terms("Wrens keep data."),
        "site/promise/index.md": front, f"{'deep/' * 20}plan.md": terms("Deep."),
    })  # fmt: skip

    assert "4 versions recorded" in run("*")[1]

    assert documents(folder) == [
        "deep-deep-deep-deep-deep-deep-deep-deep-deep-deep-deep-plan",
        "owls-privacy-policy",
        "site-promise-our-promise",
        "wrens-privacy-policy",
    ]


def test_a_moved_file_stays_one_document(run: Callable[..., Told], commit: Callable[..., None], folder: Path) -> None:
    """It is said, and a second run, also after a further move, adds nothing but what is new."""
    commit(1, {"a/plan.md": terms("We will keep nests."), "b.md": terms("Other.")})
    commit(2, {"a/plan.md": None, "c/plan.md": terms("We may keep nests.")})

    code, out, err = run("*")

    assert (code, "3 versions recorded" in out) == (0, True)
    assert "= c/plan.md  was a/plan.md until 2 Jun 2020, 10:00; earlier history included" in out
    assert err.startswith("Looking through 2 commits of theirs …\n")
    assert documents(folder) == ["a-plan", "b"]
    assert (
        "0 versions recorded, 0 captures unchanged from the version before, 3 taken before, 0 left out." in run("*")[1]
    )
    commit(3, {"c/plan.md": None, "d/plan.md": terms("We will keep no nests.")})
    assert "1 version recorded" in run("*")[1]
    assert documents(folder) == ["a-plan", "b"]


def test_what_is_not_the_file_is_left_out_by_name(run: Callable[..., Told], commit: Callable[..., None]) -> None:
    """Pointers of Git LFS and conflicts that were committed; counted in the sum. What is excluded is not looked at."""
    conflict = terms("<<<<<<< HEAD") + b"<<<<<<< HEAD\nWe will.\n=======\nWe may.\n>>>>>>> theirs\n"
    commit(
        1, {"a.md": terms("We will keep nests."), "b.md": LFS, "c.md": conflict, "d.md": LFS, "README.md": terms("x")}
    )

    code, out, _ = run("*.md", "--exclude", "README*", "--exclude", "*.txt")

    assert code == 0
    assert (
        "1 version recorded, 0 captures unchanged from the version before, 3 left out (2: it is a Git LFS pointer, not the "
        "file; 1: it has the marks of a merge conflict)."
    ) in " ".join(out.split())
    assert "0 versions recorded" in run("*.md", "--exclude", "README*")[1]


@pytest.mark.parametrize("opening", ["[Skip to content](#main)", "{% include head %}", "{{< lead >}}", "[{"])
def test_markdown_that_begins_as_json_does_is_none(
    run: Callable[..., Told], commit: Callable[..., None], folder: Path, opening: str
) -> None:
    """A link or a template's mark; an item of the Content API is an object with keys."""
    commit(1, {"a.md": f"{opening}\n\n".encode() + terms("We will keep nests."), "b.md": terms("Other.")})

    assert "2 versions recorded" in run("*")[1]
    with Archive(folder / "snapshots") as archive:
        found = [archive.latest(*name) for name in archive.documents()]
    assert {one.extractor.partition("/")[0] for one in found if one} == {"tracker-plain"}


def test_a_repository_that_lacks_bytes_is_its_own_trouble(
    run: Callable[..., Told], commit: Callable[..., None], folder: Path
) -> None:
    """The rest is imported; what lacked is asked for again when it is there."""
    commit(1, {"a.md": terms("We will keep nests."), "b.md": terms("Other.")})
    commit(2, {"a.md": terms("We may keep nests.")})
    git = ["git", "-C", str(folder / "theirs")]
    lost = subprocess.run([*git, "rev-parse", "HEAD~1:a.md"], check=True, capture_output=True, text=True).stdout.strip()
    path = folder / "theirs/.git/objects" / lost[:2] / lost[2:]
    body = path.read_bytes()
    path.unlink()

    code, out, err = run("*", "--format", "json")

    told = json.loads(out)["imports"][0]
    assert (code, told["recorded"], len(told["left_out"])) == (3, 2, 1)
    assert "its repository lacks the file's bytes" in told["left_out"][0]["why"]
    assert "backup" not in out + err
    path.write_bytes(body)
    assert "1 version recorded" in run("*")[1]


def test_a_repository_that_cannot_be_read_is_named(
    run: Callable[..., Told], commit: Callable[..., None], folder: Path
) -> None:
    """One sentence: it is not our store that is damaged."""
    commit(1, {"a.md": terms("We will keep nests.")})
    git = ["git", "-C", str(folder / "theirs")]
    tree = subprocess.run([*git, "rev-parse", "HEAD^{tree}"], check=True, capture_output=True, text=True).stdout.strip()
    (folder / "theirs/.git/objects" / tree[:2] / tree[2:]).unlink()

    code, _, err = run("*")

    assert code == 3
    assert "The repository theirs cannot be read: " in err
    assert "This is the other repository, not your store" in err


def test_two_commits_of_one_second_are_two_captures(run: Callable[..., Told], commit: Callable[..., None]) -> None:
    """As a program makes them."""
    commit(1, {"a.md": terms("We will keep nests.")})
    commit(1, {"a.md": terms("We may keep nests.")})

    assert "2 versions recorded" in run("a.md")[1]
    assert "2 taken before" in run("a.md")[1]
