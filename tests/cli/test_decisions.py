"""Status, accept, dismiss, acknowledge and marks, as a person at a terminal uses them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Answer, Loopback
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
"""
ODD = "<title>Access denied</title><main><h1>Access denied</h1><p>Our plan is for members only.</p></main>"


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder with one source: its exit code, and what it says on both outputs."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sources.toml").write_text(SOURCE.format(url=loopback.url("/plan")))
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")
    loopback.page("/plan", article())

    def command(*args: str, folder: Path = tmp_path) -> tuple[int, str]:
        code = main(["-C", str(folder), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    return command


def test_a_suspect_is_shown_and_dismissed(run: Run, loopback: Loopback) -> None:
    """Exit 3 while it is open; the last good version stays."""
    run("snapshot")
    loopback.page("/plan", ODD)
    assert run("snapshot")[0] == 3

    _, shown = run("status")
    assert "? plan  suspect" in shown
    assert "1 round: its title says “Access denied”" in " ".join(shown.split())
    assert "tracker accept plan --look" in " ".join(shown.split())
    assert run("dismiss", "plan") == (0, "Dismissed what was kept of plan/page; its last good version stays.\n")
    assert "\n= plan  fine, asked " in run("status", "plan")[1]
    assert run("status", "plam")[0] == 2
    code, said = run("dismiss", "plan")
    assert (code, said) == (2, "tracker: 'plan' is not suspect, or was decided already. Nothing is suspect.\n")


def test_a_suspect_is_accepted(run: Run, loopback: Loopback) -> None:
    """It becomes a version, and is news like any other."""
    run("snapshot")
    loopback.page("/plan", ODD)
    run("snapshot")

    looked = run("accept", "plan", "--look")
    assert looked == (0, "# Access denied\n\nOur plan is for members only.\n")
    assert "\n? plan  suspect" in run("status")[1]
    assert run("accept", "plan") == (0, "+ plan  changed: Access denied\n")
    assert "plan@2" in run("log", "plan")[1]
    assert run("snapshot")[0] == 0


def test_a_known_failure_gives_no_exit_3(run: Run, loopback: Loopback) -> None:
    """Until that day, or until the source has been well again; a past day ends it at once."""
    loopback.answers("/plan", Answer(status=503))
    assert run("snapshot")[0] == 3
    assert run("acknowledge", "plan", "--until", "2099-01-31")[0] == 0
    assert run("snapshot")[0] == 0
    assert "(acknowledged until 31 Jan 2099)" in " ".join(run("status")[1].split())
    run("acknowledge", "plan", "--until", "2020-01-31")
    assert run("snapshot")[0] == 3
    run("acknowledge", "plan", "--until", "2099-01-31")
    loopback.page("/plan", article())
    assert run("snapshot")[0] == 0
    loopback.answers("/plan", Answer(status=503))
    assert run("snapshot")[0] == 3


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("acknowledge", "plna", "--until", "2099-01-31"), "There is no source or document 'plna'"),
        (("acknowledge", "plan/x", "--until", "2099-01-31"), "There is no source or document 'plan/x'"),
        (("acknowledge", "plan", "--until", "tomorrow"), "'tomorrow' is not a date; write it as 2026-09-30"),
        (("changes", "desk"), "write `tracker changes --new desk`"),
        (("changes", "--new", "--since", "2024-01-01"), "leave out --since and --run"),
        (("changes", "--new", "../x"), "cannot name"),
    ],
)
def test_what_cannot_be_meant_is_said(run: Run, args: tuple[str, ...], says: str) -> None:
    """Exit 2, with what to write."""
    run("snapshot")

    code, said = run(*args)

    assert code == 2
    assert says in said


def test_each_reader_is_shown_each_change_once(run: Run, loopback: Loopback) -> None:
    """The mark moves after the output; another reader's does not."""
    run("snapshot")
    loopback.page("/plan", article("We will open three hundred of them."))
    run("snapshot")

    assert "three hundred" in run("changes", "--new")[1]
    assert "three hundred" not in run("changes", "--new")[1]
    assert "three hundred" in run("changes", "--new", "desk")[1]
    loopback.page("/plan", article("We aim to open some of them."))
    run("snapshot")
    told = run("changes", "--new", "desk", "--format", "json")[1]
    assert "We aim to open some of them." in told
    assert json.loads(told)["changes"][0]["source"] == "plan"
    assert json.loads(run("changes", "--new", "desk", "--format", "json")[1])["changes"] == []


def test_a_mark_does_not_move_when_the_output_failed(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What could not be printed is shown again."""
    from tracker.cli.world import World
    from tracker.store.archive import Archive

    run("snapshot")

    def broken(self: World, rows: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(World, "show", broken)
        assert run("changes", "--new")[0] == 70
    with Archive(tmp_path / "snapshots") as archive:
        assert archive.mark("me") is None


def test_status_for_programs(run: Run) -> None:
    """One object with the sources, the last round and both heads."""
    run("snapshot")

    told = json.loads(run("status", "--format", "json")[1])

    assert told["schema"] == "tracker.status/1"
    assert [(one["source"], one["state"], one["versions"]) for one in told["sources"]] == [("plan", "ok", 1)]
    assert set(told["heads"]) == {"store.git", "raw.git"}


def test_a_round_ends_with_both_heads(run: Run, tmp_path: Path) -> None:
    """A CI log then is a witness that nothing was rewritten."""
    _, said = run("snapshot")

    for name in ("store.git", "raw.git"):
        head = (tmp_path / "snapshots" / name / "refs" / "heads" / "main").read_text().strip()
        assert f"Head of {name}: {head}" in said
