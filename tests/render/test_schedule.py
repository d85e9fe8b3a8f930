"""Schedules: lines that cron and systemd take as they are, also with odd paths."""

import os
import re
import shlex
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tracker.errors import UsageError
from tracker.render.schedule import cron, github, minute, service, timer

ODD = 'it\'s 50% of "$HOME" \\ ours'
FIELD = r"(?:\*|\d{1,2})"


@pytest.mark.parametrize("name", ["watch", ODD])
def test_cron_runs_in_the_folder_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    """The command of each line, as cron hands it to its shell, names the program and the folder rightly."""
    (folder := tmp_path / name).mkdir()
    program = folder / "tracker"
    program.write_text('#!/bin/sh\necho "$PWD|$*" >> "$OUT"\necho said >&2\nexit ${CODE:-0}\n', encoding="utf-8")
    program.chmod(0o755)

    lines = cron(program, folder, path="/usr/bin:/bin").splitlines()
    jobs = [line for line in lines if line and not line.startswith("#") and not re.match(r"[A-Z]+=", line)]
    said = {}
    for code in ("0", "3", "4", "5"):
        out = tmp_path / f"out{code}"
        env = {"OUT": str(out), "CODE": code, "PATH": "/usr/bin:/bin"}
        done = [subprocess.run(["/bin/sh", "-c", cron_command(job)], env=env, capture_output=True, encoding="utf-8",
                               check=False) for job in jobs]  # fmt: skip
        said[code] = done[0].stdout
        assert out.read_text(encoding="utf-8").splitlines() == [
            f"{folder}|snapshot --due --quiet --log logfmt", f"{folder}|gc"
        ]  # fmt: skip

    assert len(jobs) == 2
    assert said["0"] == said["3"] == said["5"] == ""
    assert said["4"] == "tracker snapshot ended with exit code 4; its last words:\n" + "said\n" * 3
    assert (folder / "rounds.log").read_text(encoding="utf-8") == "said\n" * 8


def cron_command(line: str) -> str:
    """What cron runs of a line: after five fields, up to the first % that no backslash stands before."""
    match = re.fullmatch(rf"{FIELD} {FIELD} \* \* (?:\*|0) +(.*)", line)
    assert match, line
    return re.split(r"(?<!\\)%", match[1])[0].replace("\\%", "%")


def test_the_minute_is_the_folders_own() -> None:
    """Never the full hour, at which everybody asks, and always the same for one folder."""
    found = {minute(Path(f"/home/{name}/watch")) for name in "abcdefghijklmnop"}

    assert len(found) > 8
    assert found <= set(range(1, 59))
    assert minute(Path("/a")) == minute(Path("/a"))


@pytest.mark.skipif(
    which("systemd-analyze") is None and not os.environ.get("TRACKER_SCHEDULES"),
    reason="systemd-analyze is not installed",
)
@pytest.mark.parametrize("name", ["watch", "ours is 50% of $HOME"])
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path, name: str) -> None:
    """`systemd-analyze verify` is silent, and calls the service well protected."""
    (folder := tmp_path / name / "snapshots").mkdir(parents=True)
    program = tmp_path / name / "tracker"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    units = [tmp_path / "tracker.service", tmp_path / "tracker.timer"]
    units[0].write_text(service(program, folder.parent, user="root"), encoding="utf-8")
    units[1].write_text(timer(), encoding="utf-8")

    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (0, "")
    text = units[0].read_text(encoding="utf-8")
    assert "SuccessExitStatus=3 5" in text
    assert "Persistent=true" in units[1].read_text(encoding="utf-8")
    assert "RandomizedDelaySec=" in units[1].read_text(encoding="utf-8")


def test_a_path_with_a_line_end_is_refused() -> None:
    """What could write a line of its own into a crontab or unit gets an answer with what to do."""
    for make in (lambda path: cron(Path("/t"), path, path="/bin"), lambda path: service(Path("/t"), path, user="me")):
        with pytest.raises(UsageError, match="Please rename it"):
            make(Path("/home/me\n* * * * * evil"))
    with pytest.raises(UsageError, match="Please rename it"):
        service(Path("/t"), Path("/home/it's"), user="me")


@pytest.mark.parametrize(
    ("address", "secret", "host"),
    [
        ("https://me@github.example/me/store.git", "TRACKER_TOKEN", "github.example"),
        ("git@github.example:me/store.git", "TRACKER_KEY", "github.example"),
        ("ssh://git@git.example/me/store.git", "TRACKER_KEY", "git.example"),
    ],
)
def test_the_workflow_reaches_the_remote_as_its_address_asks(address: str, secret: str, host: str) -> None:
    """A token for https, a key for ssh."""
    said = github("watch", remote="backup", address=address, install="pip install .")

    assert f"secrets.{secret}" in said
    assert shlex.quote(host) in said


def test_a_disk_is_no_remote_for_a_runner() -> None:
    """A path of this machine is refused before it stands in a workflow."""
    with pytest.raises(UsageError, match="no runner of GitHub can reach it"):
        github("watch", remote="disk", address="/mnt/disk/store.git", install="pip install .")
