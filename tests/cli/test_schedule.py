"""`tracker schedule`: templates of the working folder one stands in."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.cli.world import clock
from tracker.installed import InstallSource
from tracker.store.archive import Archive
from tracker.store.layout import run_id
from tracker.store.record import RunRecord

REMOTES = (
    '[remote.disk]\nstore = "/mnt/store.git"\nraw = "/mnt/raw.git"\n'
    '[remote.away]\nstore = "https://git.example/me/store.git"\nraw = "https://git.example/me/raw.git"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder inside a repository, with two remotes."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert main(["init", str(tmp_path / "repo" / "my watch")]) == 0
    (tmp_path / "repo" / "my watch" / "config" / "settings.toml").write_text(REMOTES, encoding="utf-8")
    return tmp_path / "repo" / "my watch"


def test_cron_names_full_paths(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cron stands in another folder and knows no PATH: program, folder and where git is are written out."""
    capsys.readouterr()

    assert main(["-C", str(folder), "schedule", "cron"]) == 0

    said = capsys.readouterr().out
    assert f"cd '{folder}' && {{ /" in said
    assert "/tracker snapshot --due " in said
    assert "\nPATH=/" in said


def test_systemd_writes_both_units(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Printed with where each belongs, or written into a folder with what to do next."""
    capsys.readouterr()
    printed = main(["-C", str(folder), "schedule", "systemd"])
    said = capsys.readouterr().out
    written = main(["-C", str(folder), "schedule", "systemd", "--into", str(tmp_path / "units")])

    assert printed == written == 0
    for name in ("tracker.service", "tracker.timer"):
        assert f"# /etc/systemd/system/{name}\n{(tmp_path / 'units' / name).read_text('utf-8')}" in said
    assert f"WorkingDirectory={folder}\n" in said
    assert "sudo systemctl" in capsys.readouterr().out


def test_github_names_the_folder_as_the_repository_holds_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The runner has the repository somewhere else; the remote must be one that it can reach."""
    capsys.readouterr()

    codes = [main(["-C", str(folder), "schedule", "github", *more]) for more in ((), ("--remote", "disk"))]
    complaints = capsys.readouterr().err
    install = ("--install", "pip install .")
    good = main(["-C", str(folder), "schedule", "github", "--remote", "away", *install])

    assert codes == [2, 2]
    assert "Which remote?" in complaints
    assert "no runner of GitHub can reach it" in complaints
    assert good == 0
    assert '  FOLDER: "my watch"\n  REMOTE: "away"\n' in capsys.readouterr().out


def test_github_installs_from_where_this_copy_came(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the very commit; a folder of this machine that the repository does not hold is no place for a runner."""
    command = ["-C", str(folder), "schedule", "github", "--remote", "away"]
    capsys.readouterr()
    came = iter(
        (InstallSource("git+https://example.org/t@abc", None), InstallSource("file:///mnt/tool", Path("/mnt/tool")))
    )
    monkeypatch.setattr("tracker.cli.commands.schedule.origin", lambda: next(came))

    assert [main(command), main(command)] == [0, 2]

    said = capsys.readouterr()
    assert "pip install 'pledge-tracker @ git+https://example.org/t@abc'" in said.out
    assert "No runner can reach the place this copy of tracker came from (/mnt/tool)" in said.err
    assert "--install" in said.err


def test_a_folder_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No schedule is printed for a folder without a config."""
    assert main(["-C", str(tmp_path), "schedule", "cron"]) == 2
    assert "is not a working folder" in capsys.readouterr().err


def asked_at(folder: Path, at: datetime) -> None:
    """One source, and a round that found it as it was."""
    (folder / "config" / "sources.toml").write_text(
        '[[source]]\nid = "plan"\nkind = "file"\npath = "plan.html"\npublisher = "labour"\npublisher_type = "party"\n'
    )
    with Archive.create(folder / "snapshots") as archive:
        record = RunRecord(id=run_id(at), started=at, finished=at, tracker="0", unchanged={"plan/page": 0})
        archive.write((), record)


def test_a_schedule_that_has_died_is_told_where_one_looks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`status` says it, and so does `schedule`, on standard error, as what it prints goes into a crontab."""
    asked_at(folder, clock() - timedelta(days=30))
    capsys.readouterr()

    assert main(["-C", str(folder), "status"]) == 0
    status = capsys.readouterr().out
    assert main(["-C", str(folder), "schedule", "cron"]) == 0
    cron = capsys.readouterr()

    assert "No round has run for 30 days: " in status
    assert cron.err.startswith("No round has run for 30 days: ")
    assert "No round" not in cron.out


def test_a_round_from_the_future_keeps_nobody_from_asking(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --due its sources are asked now, and both the clock and the sources are named."""
    asked_at(folder, clock() + timedelta(days=1_000))
    capsys.readouterr()
    assert main(["-C", str(folder), "status"]) == 0
    status = capsys.readouterr().out

    code = main(["-C", str(folder), "snapshot", "--due"])

    said = capsys.readouterr()
    assert code == 3  # there is no file
    assert "Nothing is due" not in said.out
    assert "due now" in status
    for words in ("The clock of this machine says ", "Last check dated in the future, so due now: plan ("):
        assert words in said.err
        assert words in " ".join(status.split())
