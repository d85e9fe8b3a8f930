"""Whole journeys: from an empty folder to a pledge that was softened, through the commands as a person types them."""

import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tracker.store.archive import Archive

PLEDGE = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."
Run = Callable[..., tuple[int, str, str]]


def test_from_init_to_trace(desk: Any, run: Run) -> None:
    """A person sets up a folder, watches two pages, and reads what changed, where and in which words."""
    checked, first = run("sources", "check"), run("snapshot")
    desk.write(SOFTER)
    second = run("snapshot", "--exit-code")

    assert checked == (0, "2 sources are declared correctly (0 of them not enabled).\n", "")
    assert (first[0], second[0]) == (0, 1)
    assert "+ plan  first seen: Our plan" in first[1]
    assert "= news  unchanged (304)" in second[1]
    for args, words in (
        (("changes",), "{+aim to+}"),
        (("diff", "plan", "1", "2"), "firmness: “will” → “aim to”"),
        (("log", "plan"), "plan@2"),
        (("show", "plan@1"), PLEDGE),
        (("claims", "plan"), SOFTER),
        (("pledges",), "will → aim to"),
        (("trace", "owl boxes", "--full"), "≠ less firm wording: “will” → “aim to”"),
        (("reindex",), "commits read, 3 versions indexed"),
    ):
        code, out, err = run(*args)
        assert (code, err) == (0, ""), args
        assert words in out
        assert "\x1b" not in out
    assert run("changes", "--exit-code")[0] == run("diff", "plan", "--exit-code")[0] == 1


def test_a_round_without_changes_adds_one_commit(two_rounds: Any, run: Run) -> None:
    """A second round without changes adds exactly one commit, under runs/."""
    store = ["git", "--git-dir", str(two_rounds.folder / "snapshots" / "store.git")]
    before = subprocess.run([*store, "rev-parse", "main"], capture_output=True, text=True, check=True).stdout.strip()

    assert run("snapshot")[0] == 0

    log = [*store, "log", "--name-only", "--format=", f"{before}..main"]
    said = subprocess.run(log, capture_output=True, text=True, check=True)
    counting = [*store, "rev-list", "--count", f"{before}..main"]
    count = subprocess.run(counting, capture_output=True, text=True, check=True)
    assert count.stdout.strip() == "1"
    assert {line.split("/")[0] for line in said.stdout.split()} == {"runs"}
    assert run("changes")[1].startswith("New since ")
    assert "{+aim to+}" in run("changes")[1]


@pytest.mark.parametrize(
    ("args", "schema", "rows"),
    [
        (("snapshot",), "tracker.round/1", "outcomes"),
        (("changes", "--since", "2020-01-01"), "tracker.changes/1", "changes"),
        (("diff", "plan", "1", "2"), "tracker.changes/1", "changes"),
        (("log",), "tracker.log/1", "versions"),
        (("claims",), "tracker.claims/1", "claims"),
        (("pledges",), "tracker.pledges/1", "threads"),
        (("trace", "owl boxes"), "tracker.pledges/1", "threads"),
    ],
)
def test_programs_read_one_object(
    two_rounds: Any, parsed: Callable[..., dict[str, Any]], args: tuple[str, ...], schema: str, rows: str
) -> None:
    """--format json prints one object that carries its schema, and nothing else."""
    found = parsed(*args)

    assert found["schema"] == schema
    assert found[rows]


def test_files_need_no_store(run: Run, tmp_path: Any) -> None:
    """Two files are compared, and one is read for claims, without a working folder."""
    (tmp_path / "a.txt").write_text(f"Our plan\n\n{PLEDGE}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Our plan\n\n{SOFTER}\n", encoding="utf-8")

    code, out, _ = run("diff", "--files", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--exit-code")

    assert (code, "- We [-will-] build" in out, "+ We {+aim to+} build" in out) == (1, True, True)
    assert "1 claim: 1 pledge" in run("claims", str(tmp_path / "a.txt"))[1]


def test_two_files_for_programs(parsed: Callable[..., dict[str, Any]], tmp_path: Any) -> None:
    """Two files compared for a program give the same object as two versions."""
    (tmp_path / "a.txt").write_text(f"Our plan\n\n{PLEDGE}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Our plan\n\n{SOFTER}\n", encoding="utf-8")

    found = parsed("diff", "--files", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))

    assert (found["schema"], [row["kind"] for row in found["changes"]]) == ("tracker.changes/1", ["reworded"])


def test_a_failing_source_gives_three(desk: Any, run: Run) -> None:
    """A page that is not there is told by name with exit code 3; the others are recorded."""
    desk.sources("gone")

    code, out, _ = run("snapshot")

    assert code == 3
    assert "! gone  failed:" in out
    assert "+ plan  first seen" in out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("snapshot", "nobody"), "There is no source 'nobody'"),
        (("changes",), "Nothing is recorded yet; run `tracker snapshot` first."),
        (("changes", "--since", "Tuesday"), "'Tuesday' is not a date"),
        (("changes", "--since", "2020-01-01", "--source", "nobody"), "source 'nobody'"),
        (("changes", "--run", "never"), "No round 'never'"),
        (("show", "nobody"), "nobody"),
        (("claims", "nobody"), "nobody"),
        (("diff",), "Name a document"),
        (("diff", "--files", "a", "b"), "a cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(desk: Any, run: Run, args: tuple[str, ...], words: str) -> None:
    """A wrong name, date or file gives exit code 2 and one sentence on standard error, never a traceback."""
    code, out, err = run(*args)

    assert (code, out) == (2, "")
    assert words in err
    assert err.startswith("tracker: ")
    assert "Traceback" not in err


@pytest.mark.parametrize("args", [("frob",), ("log", "--frob"), ("claims", "--format", "xml"), ("trace",)])
def test_a_wrong_command_line_is_no_bug(run: Run, args: tuple[str, ...]) -> None:
    """An unknown command or option gives exit code 2 and says what is wrong, without a traceback."""
    code, _, err = run(*args)

    assert code == 2
    assert "Usage" in err
    assert "Traceback" not in err


def test_an_empty_store_says_so(desk: Any, run: Run) -> None:
    """Before the first round `log` says what to do, and a search says that nothing was found in these sources."""
    assert run("log") == (0, "Nothing is recorded yet; run `tracker snapshot` first.\n", "")
    assert run("trace", "owls") == (
        0,
        "Nothing found: no claim says “owls” or nearly so.\nNot found in these 2 sources.\n",
        "",
    )


def test_broken_config_is_told_with_its_lines(desk: Any, run: Run) -> None:
    """A file that is no TOML is named with its line."""
    (desk.folder / "config" / "sources.toml").write_text('[[source]]\nid = "plan\n', encoding="utf-8")

    code, _, err = run("snapshot")

    assert code == 2
    assert "sources.toml:2" in err


def test_no_store_is_said(run: Run) -> None:
    """Where nothing was made, the sentence says to run `tracker init`."""
    code, _, err = run("log")

    assert code in {2, 4}
    assert "tracker init" in err


def test_a_damaged_store_gives_four(two_rounds: Any, run: Run) -> None:
    """A store whose history is gone stops the command with exit code 4."""
    (two_rounds.folder / "snapshots" / "store.git" / "HEAD").write_text("nonsense", encoding="utf-8")

    code, _, err = run("snapshot")

    assert code == 4
    assert "Traceback" not in err


def test_another_round_gives_five(desk: Any, run: Run) -> None:
    """While a round holds the lock a second one ends with exit code 5."""
    from tracker.cli.world import clock

    with Archive(desk.folder / "snapshots", now=clock) as archive, archive.round_lock():
        code, _, err = run("snapshot")

    assert code == 5
    assert err.startswith("tracker: ")


def test_ctrl_c_gives_130(desk: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted round says that what was recorded stays."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.commands.snapshot.run_round", stop)

    assert run("snapshot") == (130, "", "tracker: interrupted; what was recorded stays\n")
