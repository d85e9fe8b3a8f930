"""What a round says while it runs: on a terminal, in a pipe, in a log, and when it is to be quiet."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]


def test_on_a_terminal_a_board_stands_below_the_output(desk: Any) -> None:
    """It is drawn while the round runs and gone at its end; what was printed above it stays."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "-C", desk.folder, "snapshot"], stdout=theirs, stderr=theirs, env=env
    )
    os.close(theirs)
    said = b""
    while chunk := _read(ours):
        said += chunk
    os.close(ours)

    assert process.wait(10) == 0
    text = said.decode()
    assert " of 2 sources" in text
    assert "\x1b[?25l" in text
    assert text.index("\x1b[?25h") < text.index("Round 2")
    assert "Our plan" in text


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's word for: the other side is closed
        return b""


def test_in_a_pipe_nothing_is_redrawn(desk: Any, run: Run) -> None:
    """A short round says its outcomes and its table, and no word on standard error."""
    code, out, err = run("snapshot")

    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert [line for line in out.splitlines() if line.startswith("recorded")]


def test_a_quiet_round_without_news_says_nothing(desk: Any, run: Run) -> None:
    """Cron mails what is printed: first what is new, then nothing, then what fails, once."""
    first, second = run("snapshot", "--quiet"), run("snapshot", "--quiet")
    desk.site.page("/news", "", 500)
    third, fourth = run("snapshot", "--quiet"), run("snapshot", "--quiet")

    assert first[1].splitlines()[0] == "0 changes in 0 documents; 2 documents first seen."
    assert sorted(line.rpartition(": ")[2] for line in first[1].splitlines()[1:]) == ["Our news", "Our plan"]
    assert second == (0, "", "")
    assert (third[0], third[1].startswith("! news  failed: ")) == (3, True)
    assert fourth == (3, "", "")


def test_a_quiet_round_tells_what_changed(two_rounds: Any, run: Run) -> None:
    """What cron mails: the sum, the site, and the top sentence with its marks and flags; the command for all of it."""
    with (two_rounds.folder / "config" / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write('site = "https://example.org/owls/"\n')
    two_rounds.write("We will build 40 owl boxes in every village by 2026.")

    code, out, err = run("snapshot", "--quiet")

    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[:2] == ["1 change in 1 document.", "https://example.org/owls/"]
    assert any("[-" in line for line in lines)
    assert any("firmness: “aim to” → “will”" in line for line in lines)
    assert len(lines) <= 23


def test_a_log_is_asked_for(desk: Any, run: Run) -> None:
    """One JSON object a line on standard error, beside the usual output; the settings may ask for it, `off` for none."""
    told = run("snapshot", "--log", "json")
    with (desk.folder / "config" / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write('log = "logfmt"\n')
    by_setting, off = run("snapshot"), run("snapshot", "--log", "off")

    events = [json.loads(line) for line in told[2].splitlines()]
    assert [one["event"] for one in events] == ["start", "outcome", "outcome", "end"]
    assert {one["round"] for one in events} == {told[1].split("Round ")[1].split()[0]}
    assert events[1]["status"] == 200
    assert events[1]["bytes"] > 500
    assert by_setting[2].count("outcome=unchanged status=304") == 2
    assert off[2] == ""
