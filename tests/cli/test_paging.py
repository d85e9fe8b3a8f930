"""Reading at a terminal: a real one (a pty), with a pager of our own and with less where it is installed."""

import codecs
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from shutil import which

import pytest
from hostile import hostile_store

from tracker.cli.paging import pager
from tracker.render.linked import shows_links

SITE = "https://example.org/owls/changes/"
WAIT = 100.0
"""Seconds after which a terminal that says nothing has hung; the machine may be busy."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store full of hostile text; reading it changes nothing but marks."""
    return hostile_store(tmp_path_factory.mktemp("store") / "watch", longest=5_000).root


class Screen:
    """A program at a terminal of 80 columns and 24 lines."""

    def __init__(self, folder: Path, *args: str, **env: str) -> None:
        self.master, slave = pty.openpty()
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tracker", "-C", str(folder), *args],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**kept, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **env},
        )  # fmt: skip
        os.close(slave)
        self.said = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, until: str | None = None) -> str:
        """What it says until these words, or until it has ended."""
        ends = time.monotonic() + WAIT
        while time.monotonic() < ends and not (until and until in self.said):
            if not select.select([self.master], [], [], 1.0)[0]:
                continue
            try:
                data = os.read(self.master, 65536)
            except OSError:  # the other end is closed: it has ended
                break
            if not data:
                break
            self.said += self._decoder.decode(data)
        return self.said

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def code(self) -> int:
        """Its exit code."""
        self.read()
        os.close(self.master)
        return self.child.wait(WAIT)


@pytest.fixture
def counting(tmp_path: Path) -> str:
    """A pager that shows three lines, says how it was started, and reads the rest."""
    path = tmp_path / "pager"
    path.write_text('#!/bin/sh\necho "LESS=$LESS"\nhead -n 3\necho "[paged]"\ncat > /dev/null\n', encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    "words",
    ["changes", "log", "show owls@1", "diff owls", "blame owls", "claims owls@1", "pledges", "trace owl", "find owl"],
)
def test_what_is_read_from_its_top_is_paged(folder: Path, counting: str, words: str) -> None:
    """On a terminal the pager gets it, started as git starts it."""
    screen = Screen(folder, *words.split(), PAGER=counting)

    assert screen.code() == 0
    assert "[paged]" in screen.said
    assert "LESS=FRX" in screen.said


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (["--no-pager", "log"], {}),
        (["log"], {"TRACKER_PAGER": "cat"}),
        (["log"], {"TRACKER_PAGER": ""}),
        (["log"], {"TERM": "dumb"}),
        (["status"], {}),
        (["log", "nobody"], {}),
    ],
)
def test_nothing_is_paged_where_nobody_wants_it(
    folder: Path, counting: str, args: list[str], env: Mapping[str, str]
) -> None:
    """Said by option or environment; on a terminal that can do little; where there is only an error."""
    screen = Screen(folder, *args, **{"PAGER": counting, **env})

    assert screen.code() in {0, 2}
    assert "[paged]" not in screen.said
    assert screen.said


def test_a_pipe_is_never_paged(folder: Path, counting: str) -> None:
    """Scripts and logs get the lines themselves."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "-C", str(folder), "log"], env={**os.environ, "PAGER": counting},
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert "[paged]" not in done.stdout
    assert "\x1b" not in done.stdout


def test_a_reader_who_leaves_early_is_no_error_and_has_not_read(folder: Path, tmp_path: Path) -> None:
    """Whoever quits the pager before the end sees the same again; whoever reads to the end does not."""
    leaving, reading = tmp_path / "leaving", tmp_path / "reading"
    leaving.write_text("#!/bin/sh\nexec head -n 1\n", encoding="utf-8")
    reading.write_text("#!/bin/sh\ncat > /dev/null\n", encoding="utf-8")
    for one in (leaving, reading):
        one.chmod(0o755)
    command = ("changes", "--new", "reader", "--full")

    left = Screen(folder, *command, PAGER=str(leaving))
    codes = [left.code()]
    broken = Screen(folder, *command, PAGER="false")
    codes.append(broken.code())
    read = Screen(folder, *command, PAGER=str(reading))
    codes.append(read.code())
    after = Screen(folder, *command, TRACKER_PAGER="cat")
    codes.append(after.code())

    assert codes == [0, 0, 0, 0]
    assert "Traceback" not in left.said + broken.said
    assert len(left.said.splitlines()) <= 3
    assert "0 new since you looked." in after.said


@pytest.mark.skipif(which("less") is None, reason="less is not installed")
def test_less_shows_colours_and_links_and_ends_with_q(folder: Path) -> None:
    """The first screen, then q: exit code 0, nothing said of a broken pipe."""
    screen = Screen(folder, "changes", FORCE_HYPERLINK="1")
    screen.read(until=":")
    time.sleep(0.5)
    screen.type("q")

    assert screen.code() == 0
    assert "\x1b[" in screen.said
    assert "roken pipe" not in screen.said
    assert "Traceback" not in screen.said


@pytest.mark.parametrize(("force", "links"), [("1", True), ("0", False)])
def test_links_lead_to_the_page_and_to_the_site(folder: Path, force: str, *, links: bool) -> None:
    """On a terminal that takes them, http addresses alone; the same each time; what a page says makes none."""
    screens = [Screen(folder, "--no-pager", "changes", "--full", FORCE_HYPERLINK=force) for _ in range(2)]
    for one in screens:
        assert one.code() == 0

    found = set(re.findall("\x1b]8;([^;]*);([^\x1b]*)\x1b\\\\", screens[0].said))
    assert screens[0].said == screens[1].said
    assert {kind for kind, _ in found} <= {""}
    addresses = {one for _, one in found if one}
    pages = {f"http://127.0.0.1:1/{name}" for name in ("owls", "gossip")}
    assert addresses == (
        pages | {f"{SITE}{name}/page/2.html" for name in ("gossip",)} | {f"{SITE}owls/page/3.html"} if links else set()
    )


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, None if which("less") is None else "less"),
        ({"PAGER": "more"}, "more"),
        ({"PAGER": "more", "TRACKER_PAGER": "less -S"}, "less -S"),
        ({"PAGER": "cat"}, None),
        ({"TRACKER_PAGER": " "}, None),
        ({"PAGER": "no-such-program"}, None),
    ],
)
def test_the_pager_is_the_readers_choice(env: Mapping[str, str], expected: str | None) -> None:
    """TRACKER_PAGER before PAGER before less; one that is not there is none."""
    assert pager({"PATH": os.environ["PATH"], **env}) == expected


@pytest.mark.parametrize(
    ("env", "takes"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4200"}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "WezTerm", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links_only_where_the_terminal_is_known_to_take_them(env: Mapping[str, str], *, takes: bool) -> None:
    """An unknown terminal might print their insides."""
    assert shows_links(env) is takes


def test_a_file_gets_the_record_exactly(folder: Path, tmp_path: Path) -> None:
    """`show > file` is the recorded text byte for byte, also in CI; a pipe is too, but for what a terminal would obey."""
    from tracker.store.archive import Archive

    with Archive(folder / "snapshots") as archive:
        version = archive.resolve("owls@3")
        expected = archive.text(version).encode(), archive.meta(version), archive.raw(version)
    for env in ({}, {"CI": "true", "GITHUB_ACTIONS": "true"}):
        for option, exactly in zip(([], ["--meta"], ["--raw"]), expected, strict=True):
            out = tmp_path / "out"
            with out.open("wb") as file:
                subprocess.run(
                    [sys.executable, "-m", "tracker", "-C", str(folder), "show", "owls@3", *option],
                    stdout=file, check=True, env={**os.environ, **env},
                )  # fmt: skip
            assert out.read_bytes() == exactly
    piped = _piped(folder, {})
    assert "::error title=" in piped
    assert "[bold red]" in piped
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", piped)
    assert "::error" not in _piped(folder, {"CI": "true"})


def test_raw_bytes_go_to_no_log(folder: Path) -> None:
    """In CI what is printed is read by the runner: raw bytes are refused there, with what to do."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "-C", str(folder), "show", "owls@3", "--raw"],
        env={**os.environ, "GITHUB_ACTIONS": "true"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (2, "")
    assert "send them to a file" in done.stderr


def _piped(folder: Path, env: Mapping[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-m", "tracker", "-C", str(folder), "show", "owls@3"],
        env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
