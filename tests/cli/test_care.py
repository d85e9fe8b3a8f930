"""Verify, repair, gc, reindex, find and purge, as a person at a terminal uses them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "plan"
kind = "html"
publisher = "party"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
redistribute = true
"""


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder with one source and one version: its exit code, and what it says on both outputs."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sources.toml").write_text(SOURCE.format(url=loopback.url("/plan")))
    loopback.page("/plan", article())

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    command("snapshot")
    return command


def test_a_sound_store_verifies(run: Run) -> None:
    """Exit 0, what was looked at, and one JSON object."""
    code, said = run("verify", "--deep")
    lines = said.splitlines()
    assert (code, lines[0]) == (0, "No fault found.")
    assert lines[-1] == "1 text extracted again and found identical; 0 could not be checked."

    code, said = run("verify", "--format", "json")
    told = json.loads(said)
    assert (code, told["schema"], told["damage"]) == (0, "tracker.verify/1", [])
    assert (told["versions"], told["again"]["same"]) == (1, 1)


def test_damage_is_exit_code_4(run: Run, tmp_path: Path) -> None:
    """Each fault is one line; a store that cannot be opened is reported too."""
    (tmp_path / "snapshots/store.git/info").mkdir(exist_ok=True)
    (tmp_path / "snapshots/store.git/info/grafts").touch()
    code, said = run("verify")
    assert code == 4
    assert said.splitlines()[1].startswith(
        "! store.git/info/grafts: a file that gives commits other parents than they have; look who"
    )

    shutil.rmtree(tmp_path / "snapshots/raw.git")
    code, said = run("verify")
    assert code == 4
    assert "raw.git is missing; restore raw.git from a backup (docs/store.md)." in said
    assert said.splitlines()[0] == "1 fault found."
    assert "Nothing more was looked at: a repository is missing." in said


def test_a_store_of_a_newer_tracker_is_well(run: Run, tmp_path: Path) -> None:
    """Nobody is sent to a backup for having an old program."""
    stream = (
        b"commit refs/heads/main\ncommitter x <x@y> 1700000000 +0000\ndata 2\nx\n"
        b"from refs/heads/main^0\nM 100644 inline FORMAT\ndata 16\ntracker.store/3\n\ndone\n"
    )
    git = ["git", f"--git-dir={tmp_path}/snapshots/store.git", "fast-import", "--quiet", "--done"]
    subprocess.run(git, input=stream, check=True)

    code, said = run("verify")

    assert code == 4
    assert "'tracker.store/3', which this tracker does not know; update tracker." in said
    assert said.startswith("1 fault found.\n")
    assert said.endswith("Nothing more was looked at: a repository is newer than this tracker.\n")
    assert run("status")[1].endswith("Please update tracker.\n")


def test_care_says_what_it_did(run: Run) -> None:
    """A line or two each."""
    assert run("repair") == (0, "Nothing needed repair.\nThe index was rebuilt: 4 commits.\n")
    code, said = run("gc")
    assert (code, [line.split(":")[0] for line in said.splitlines()]) == (0, ["raw.git", "store.git"])
    code, said = run("reindex")
    assert (code, said.startswith("4 commits read, 1 version indexed in ")) == (0, True)


def test_words_are_found(run: Run) -> None:
    """Since which version, until when; as JSON; and that there are none."""
    code, said = run("find", "levy", "sugar")
    assert (code, said.startswith("1 sentence in 1 document; first in plan@1, seen ")) == (0, True)
    assert "“We will pay for them with a levy on sugar.”" in said

    (one,) = json.loads(run("find", "levy", "--format", "json")[1])["sentences"]
    assert (one["first"]["version"], one["there"]) == ("plan@1", True)
    assert run("find", "submarines") == (0, "No sentence in the record has all these words.\n")
    assert run("find", "“ ”")[0] == 2
    cut = run("find", "we", "--limit", "1")[1]
    assert "\n1 more sentence: " in cut
    assert "  seen since " in cut.splitlines()[-3]
    assert run("find", "levy", "--since", "2020-01-01", "--publisher", "party")[1] == run("find", "levy")[1]
    assert run("find", "levy", "--since", "2099-01-01")[1] == "No sentence in the record has all these words.\n"
    assert run("find", "levy", "--publisher", "nobody")[0] == 2
    assert run("find", "levies")[1] == run("find", "levy")[1]
    assert run("find", "levies", "--exact")[1].startswith("No sentence")


def test_a_slip_is_searched_for_and_said(run: Run) -> None:
    """A word that stands nowhere is taken for the nearest that does; with `--exact` it is not."""
    told = run("find", "lvey")[1].splitlines()
    assert told[0] == "“lvey” stands nowhere here; searched for “levy”."
    assert told[1:] == run("find", "levy")[1].splitlines()
    assert json.loads(run("find", "lvey", "--format", "json")[1])["meant"] == {"lvey": ["levy"]}
    assert run("find", "lvey", "--exact")[1].startswith("No sentence")


def test_small_words_that_are_passed_over_are_named(run: Run) -> None:
    """“will” and “may” tell one promise from another: who leaves them out of a search says so."""
    told = run("find", "we", "will", "levy")[1].splitlines()

    assert told[0] == "“we”, “will” count only in quotation marks."
    assert told[1:] == run("find", "levy")[1].splitlines()
    assert not run("find", '"will"', "levy")[1].startswith("“will”")
    assert not run("find", "we")[1].startswith("“we”")
    assert "only in quotation marks" not in run("find", "we", "will", "levy", "--exact")[1]


def test_a_purge_wants_to_be_meant(run: Run) -> None:
    """Without --yes nothing happens; with it, what follows is said plainly."""
    code, said = run("purge", "plan", "--reason", "Takedown notice")
    assert (code, said.startswith("This would remove 1 version in 1 document of plan, with ")) == (2, True)
    assert run("log", "plan")[0] == 0

    code, said = run("purge", "plan", "--reason", "Takedown notice", "--yes")

    assert code == 0
    assert "Clones, backups and copies that others have made cannot be recalled" in said
    assert said.endswith("plan is still in config/sources.toml: remove it, or the next round records it again.\n")
    assert run("log", "plan")[0] == 2
    assert run("purge", "plan", "--reason", "again", "--yes")[0] == 2


def test_a_purge_reaches_a_copy(run: Run, tmp_path: Path) -> None:
    """Where it is asked to, and where the copy may be overwritten."""
    (tmp_path / "disk").mkdir()
    copy = str(tmp_path / "disk" / "watch")
    assert run("push", copy)[0] == 0
    for name in ("store.git", "raw.git"):
        config = tmp_path / "disk" / "watch" / name / "config"
        config.write_text(config.read_text().replace("denyNonFastForwards = true", "denyNonFastForwards = false"))

    code, said = run("purge", "plan", "--reason", "Takedown notice", "--remote", copy, "--yes")

    assert (code, "The copy was overwritten." in said) == (0, True)
    for name in ("store.git", "raw.git"):
        heads = [(tmp_path / place / name / "refs/heads/main").read_text() for place in ("snapshots", "disk/watch")]
        assert heads[0] == heads[1]
