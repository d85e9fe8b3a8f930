"""`tracker cite --bundle`: evidence that a stranger checks with unzip, sha256sum and git, by its README alone."""

import json
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pagepictures import laid_out
from picturedstore import pictured_store

from tracker.cli.main import main
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

Run = Callable[..., tuple[int, str, str]]
PLEDGE = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."


def _cite(run: Run, what: str, to: Path) -> str:
    code, _, err = run("cite", what, "--bundle", str(to))
    assert code == 0
    return err


def _change(run: Run) -> str:
    found = re.search(r"d-[a-z2-7]{10}", run("cite", "plan@2", "--list")[1])
    assert found
    return f"plan@2#{found[0]}"


def _unpacked(bundle: Path, to: Path) -> Path:
    subprocess.run(["unzip", "-q", str(bundle), "-d", str(to)], check=True)
    return to


def _checked(folder: Path) -> tuple[str, int]:
    """(what the README's own commands print, how many tests it has), run as a stranger would, in a plain shell."""
    lines = (folder / "README.txt").read_text("utf-8").splitlines()
    commands = [line[4:] for line in lines if line.startswith("    ")]
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C"}
    done = subprocess.run(
        ["sh"], input="\n".join(commands), cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr, sum(line.endswith("&& echo same") for line in commands)


@pytest.fixture
def days(desk: Any) -> Any:
    """A store of three rounds, a day apart: recorded, seen unchanged, changed."""
    with Archive(desk.folder / "snapshots") as archive:
        for day, words in enumerate((PLEDGE, None, SOFTER)):
            at = datetime(2026, 8, 17 + day, 6, tzinfo=UTC)
            found = {"recorded" if words else "unchanged": {"plan/page": 5}}
            record = RunRecord.model_validate(
                {"id": archive.new_run_id(at), "started": at, "finished": at, "tracker": "0", **found}
            )
            archive.write([_entry(words, at + timedelta(seconds=5))] if words else [], record)
    return desk


def _entry(words: str, at: datetime) -> Entry:
    return Entry(
        source="plan", document="page", kind="content", title="Our plan", text=f"# Our plan\n\n{words}\n".encode(),
        meta=b'{\n "title": "Our plan"\n}\n', raw=f"<h1>Our plan</h1><p>{words}".encode(), url="https://example.org/plan",
        final_url="https://example.org/plan", status=200, fetched_at=at, etag='"1"', extractor="tracker-html/2",
        config_key="0123456789ab",
    )  # fmt: skip


def test_a_stranger_can_check_a_change(days: Any, run: Run, tmp_path: Path) -> None:
    """Every test of the README prints “same”, every file is OK, and both versions are there with their pages."""
    told = _cite(run, _change(run), tmp_path / "change.zip")
    folder = _unpacked(tmp_path / "change.zip", tmp_path / "out")

    said, tests = _checked(folder)

    assert said.count("same\n") == tests == 11  # six for the first version, five for the latest, which nobody saw again
    assert "WRONG" not in said
    assert all(line.endswith((": OK", "same")) for line in said.splitlines())
    assert {path.name for path in (folder / "versions" / "plan" / "page").iterdir()} == {"1", "2"}
    assert SOFTER in (folder / "versions/plan/page/2/text.md").read_text("utf-8")
    assert SOFTER.encode() in (folder / "versions/plan/page/2/body").read_bytes()
    assert "ETag: " in (folder / "versions/plan/page/2/headers.txt").read_text("utf-8")
    assert SOFTER in (folder / "citation.txt").read_text("utf-8")
    assert "Do not publish this: it contains whole pages of plan" in told
    assert "NOT TO BE PUBLISHED" in (folder / "README.txt").read_text("utf-8")


def test_a_stranger_can_check_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It lies beside the page; its test prints “same”; `show` tells of it and writes the same bytes, over no other file."""
    watch = tmp_path / "watch"
    held = pictured_store(watch, laid_out)

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return main(["-C", str(watch), *words]), *capsys.readouterr()

    _cite(run, "woods@2", tmp_path / "woods.zip")
    folder = _unpacked(tmp_path / "woods.zip", tmp_path / "out")
    said, tests = _checked(folder)
    assert (said.count("same\n"), "WRONG" in said) == (tests, False)
    assert "# and the picture of the page" in (folder / "README.txt").read_text("utf-8")
    assert (folder / "versions/woods/page/2/picture.png").read_bytes() == held["woods@2"]
    digest = sha256(held["woods@2"]).hexdigest()
    assert f"Picture of the page, of woods@2: SHA-256 {digest}" in (folder / "citation.txt").read_text("utf-8")

    assert "A picture of the page is kept: tracker show woods@2 --picture FILE" in run("show", "woods@2")[2]
    assert run("show", "woods@2", "--picture", str(tmp_path / "p.png"))[0] == 0
    assert (tmp_path / "p.png").read_bytes() == held["woods@2"]
    assert run("show", "woods@2", "--picture", str(tmp_path / "p.png"))[0] == 2
    assert json.loads(run("show", "woods@2", "--format", "json")[1])["picture_sha256"] == digest


def test_a_version_without_a_picture_says_how_to_keep_one(days: Any, run: Run, tmp_path: Path) -> None:
    """No file is made; `show` alone says nothing of pictures, and the bundle has none."""
    code, _, err = run("show", "plan@2", "--picture", str(tmp_path / "p.png"))

    assert code == 2
    assert "No picture of the page is kept for plan@2" in err
    assert "evidence_picture" in err
    assert not (tmp_path / "p.png").exists()
    assert "picture" not in run("show", "plan@2")[2]


def test_the_chain_ends_at_the_head_that_the_round_printed(desk: Any, run: Run, tmp_path: Path) -> None:
    """Who kept the log of the round has the witness."""
    assert run("snapshot")[0] == 0
    with Archive(desk.folder / "snapshots") as archive:
        head = archive.heads()["store.git"]
    desk.write(SOFTER)
    assert run("snapshot")[0] == 0

    _cite(run, "plan@1", tmp_path / "first.zip")
    folder = _unpacked(tmp_path / "first.zip", tmp_path / "out")
    said, tests = _checked(folder)

    assert f"git merge-base --is-ancestor $commit {head} && echo same" in (folder / "README.txt").read_text("utf-8")
    assert said.count("same\n") == tests


@pytest.mark.parametrize(
    "name", ["versions/plan/page/2/text.md", "versions/plan/page/2/body", "versions/plan/page/1/last-seen.json"]
)
def test_an_altered_file_is_told(days: Any, run: Run, tmp_path: Path, name: str) -> None:
    """By its sum and, where somebody has made new sums too, by the commit."""
    _cite(run, _change(run), tmp_path / "change.zip")
    folder = _unpacked(tmp_path / "change.zip", tmp_path / "out")
    (folder / name).write_bytes((folder / name).read_bytes().replace(b"40", b"90").replace(b"unchanged", b"recorded"))

    said, tests = _checked(folder)

    assert f"{name}: FAILED" in said
    assert said.count("same\n") < tests


def test_an_altered_commit_is_told(two_rounds: Any, run: Run, tmp_path: Path) -> None:
    """Its name is no longer the hash of its bytes."""
    _cite(run, "plan@2", tmp_path / "two.zip")
    folder = _unpacked(tmp_path / "two.zip", tmp_path / "out")
    commit = next(iter((folder / "objects").glob("*.commit")))
    commit.write_bytes(commit.read_bytes().replace(b"Tracker", b"tracker").replace(b"Title", b"title"))

    said, tests = _checked(folder)

    assert f"WRONG: objects/{commit.name}" in said
    assert said.count("same\n") < tests


def test_the_same_citation_is_the_same_bundle(two_rounds: Any, run: Run, tmp_path: Path) -> None:
    """Byte for byte; names are sorted, times fixed, and none of them leads out of the folder."""
    for name in ("one.zip", "two.zip"):
        _cite(run, _change(run), tmp_path / name)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as made:
        names = made.namelist()
    assert names == sorted(names)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+(?:[./][A-Za-z0-9-]+)*", name) for name in names)


def test_nothing_is_overwritten(two_rounds: Any, run: Run, tmp_path: Path) -> None:
    """Not even an empty file; and a folder that is not there is told."""
    (tmp_path / "there.zip").write_bytes(b"")

    code, out, err = run("cite", "plan@1", "--bundle", str(tmp_path / "there.zip"))

    assert (code, out) == (2, "")
    assert "already exists; nothing was overwritten" in err
    assert (tmp_path / "there.zip").read_bytes() == b""
    assert run("cite", "plan@1", "--bundle", str(tmp_path / "none" / "x.zip"))[0] == 4


def test_a_source_that_allows_copies_needs_no_warning(two_rounds: Any, run: Run, tmp_path: Path) -> None:
    """Its bundle may be handed on."""
    path = two_rounds.folder / "config" / "sources.toml"
    path.write_text(path.read_text("utf-8").replace('kind = "html"', 'kind = "html"\nredistribute = true'), "utf-8")

    told = _cite(run, "plan@1", tmp_path / "free.zip")

    assert "Not to be published" not in told
    assert "NOT TO BE" not in (_unpacked(tmp_path / "free.zip", tmp_path / "out") / "README.txt").read_text("utf-8")
