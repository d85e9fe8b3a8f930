"""Two people decide in two copies of one folder, and git brings them together."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tracker.config.contradiction import Decisions
from tracker.config.decider import decider, keep_decider
from tracker.config.keep import keep
from tracker.config.load import load_verdicts
from tracker.config.verdict import LinkVerdict

DECIDED = 30
SOURCES = '[[source]]\nid = "plan"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\nurl = "https://owls.example/"\n'
PEOPLE = '[[publisher]]\nid = "owls"\nname = "Owl Party"\ntype = "party"\n'


def git(folder: Path, *words: str) -> str:
    """What git says, with nobody's settings."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    told = ["-c", "user.name=x", "-c", "user.email=x@example.org", *words]
    return subprocess.run(["git", *told], cwd=folder, env=quiet, check=True, capture_output=True, text=True).stdout


def name(number: int) -> str:
    """A claim's id."""
    letters = "abcdefghij"
    return f"c-{''.join(letters[int(digit)] for digit in f'{number:010}')}"


def link(number: int, relation: str, by: str) -> LinkVerdict:
    """A person's word on the pair of that number."""
    return LinkVerdict.model_validate(
        {"earlier": name(2 * number), "later": name(2 * number + 1), "relation": relation, "by": by, "on": date(2026, 3, 1)}
    )  # fmt: skip


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """A folder under git, and a copy of it."""
    one = tmp_path / "one"
    (one / "config").mkdir(parents=True)
    (one / "config" / "sources.toml").write_text(SOURCES)
    (one / "config" / "people.toml").write_text(PEOPLE)
    git(one, "init", "--initial-branch=main")
    git(one, "add", "--all")
    git(one, "commit", "--message=begin")
    git(tmp_path, "clone", str(one), "two")
    return one, tmp_path / "two"


def test_git_merges_what_two_have_decided(clones: tuple[Path, Path]) -> None:
    """Thirty decisions each, five of them against the other's: no conflict, and five contradictions."""
    one, two = clones
    for folder, by, first, relation in ((one, "Ada", 0, "same"), (two, "Ben", DECIDED - 5, "different")):
        keep_decider(folder / "config", by)
        decided = [link(number, relation, by) for number in range(first, first + DECIDED)]
        assert len(keep(folder / "config", *decided, lock=folder / "lock")) == DECIDED
        git(folder, "add", "config")
        git(folder, "commit", f"--message={by}")
    before = (one / "config" / "verdicts" / "ada.toml").read_bytes()

    git(one, "pull", "--no-rebase", "--no-edit", str(two), "main")

    assert "UU" not in git(one, "status", "--porcelain")
    assert (one / "config" / "verdicts" / "ada.toml").read_bytes() == before
    assert decider(one / "config") == "Ada"
    held = load_verdicts(one / "config")
    assert len(held.link) == 2 * DECIDED
    known = Decisions.of(held)
    disputed = [one for one in held.link if known.is_disputed(one)]
    assert {(one.by, one.earlier) for one in disputed} == {
        (by, name(2 * number)) for by in ("Ada", "Ben") for number in range(DECIDED - 5, DECIDED)
    }
    told = {found.old.by for one in disputed for found in known.against(one)}
    assert told == {"Ada", "Ben"}
