"""Ctrl-C, SIGTERM and SIGHUP at moments at which Python would keep an exception or make another of it."""

import subprocess
import sys
import time

import pytest

from tracker.cli import main as door
from tracker.cli.main import main
from tracker.cli.stopping import is_interruption

_MOMENTS = {
    "while modules are loaded": (
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': signal.raise_signal({0})\n"
        "sys.meta_path.insert(0, Finder())\n"
    ),
    "while a class is made": (
        "class Part:\n"
        "    def __set_name__(self, owner, name): signal.raise_signal({0})\n"
        "def work(*_, **__): type('Kind', (), {{'part': Part()}}); return 0\n"
        "import tracker.cli.main as door; door.main = work\n"
    ),
    "while pydantic builds a model": (
        "from pydantic_core import SchemaValidator, core_schema\n"
        "class Kind(type):\n"
        "    def __instancecheck__(self, one): signal.raise_signal({0})\n"
        "def work(*_, **__): SchemaValidator(core_schema.is_instance_schema(Kind('Part', (), {{}})))\n"
        "import tracker.cli.main as door; door.app = work\n"
    ),
    "where it gets lost": (
        "class Part:\n"
        "    def __del__(self): signal.raise_signal({0})\n"
        "def work(*_, **__): Part(); time.sleep(20); return 0\n"
        "import tracker.cli.main as door; door.main = work\n"
    ),
    "while it is told": (
        "def work(*_, **__):\n"
        "    try: raise KeyboardInterrupt\n"
        "    except KeyboardInterrupt: signal.raise_signal({0})\n"
        "import tracker.cli.main as door; door.main = work\n"
    ),
}


@pytest.mark.parametrize("number", ["signal.SIGINT", "signal.SIGTERM", "signal.SIGHUP"])
@pytest.mark.parametrize("moment", _MOMENTS)
def test_a_signal_at_any_moment_is_an_interruption(moment: str, number: str) -> None:
    """One sentence, exit code 130, at once."""
    told = _started(_MOMENTS[moment].format(number))

    assert told == (130, "tracker: interrupted; what was recorded stays\n")


def test_a_second_signal_right_after_the_first_does_not_break_off_the_record() -> None:
    """A terminal that is closed sends two."""
    work = (
        "def work(*_, **__):\n"
        "    try: signal.raise_signal(signal.SIGHUP)\n"
        "    except KeyboardInterrupt:\n"
        "        signal.raise_signal(signal.SIGHUP)\n"
        "        print('recorded', file=sys.stderr)\n"
        "        raise\n"
        "import tracker.cli.main as door; door.main = work\n"
    )

    assert _started(work) == (130, "recorded\ntracker: interrupted; what was recorded stays\n")


def test_a_signal_while_the_process_leaves_changes_nothing_of_what_was_said() -> None:
    """A thread that does not end cannot hold it."""
    work = (
        "import os, threading\n"
        "def work(*_, **__):\n"
        "    threading.Thread(target=time.sleep, args=(20,)).start()\n"
        "    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "    return 3\n"
        "import tracker.cli.main as door; door.main = work\n"
    )

    assert _started(work) == (3, "")


@pytest.mark.parametrize("number", ["signal.SIGINT", "signal.SIGTERM"])
def test_a_signal_while_python_takes_itself_apart_changes_nothing_of_what_was_said(number: str) -> None:
    """Then Python has given signals their own meaning back."""
    work = (
        "import os, builtins\n"
        "class Late:\n"
        f"    def __del__(self, kill=os.kill, process=os.getpid(), number={number}): kill(process, number)\n"
        "builtins.late = Late()\n"
        "import tracker.cli.main as door; door.main = lambda *_, **__: 3\n"
    )

    assert _started(work) == (3, "")


def test_what_whoever_started_us_ignores_stays_ignored() -> None:
    """Nohup, and a job in the background of a shell without job control."""
    work = (
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "def work(*_, **__): signal.raise_signal(signal.SIGHUP); return 0\n"
        "import tracker.cli.main as door; door.main = work\n"
    )

    assert _started(work) == (0, "")


def test_an_exception_made_of_an_interruption_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python 3.11 makes a RuntimeError of it where a class is made."""

    def interrupted(**_: object) -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr(door, "app", interrupted)

    assert main(["status"]) == 130
    assert capsys.readouterr().err == "tracker: interrupted; what was recorded stays\n"


def test_a_bug_met_while_it_ends_stays_a_bug() -> None:
    """What comes up while an interruption is dealt with was not made of it; causes may go in a circle."""
    first, second = RuntimeError("one"), RuntimeError("two")
    first.__cause__, second.__context__ = second, KeyboardInterrupt()

    assert not is_interruption(first, heard=True)
    second.__context__ = first
    assert is_interruption(first, heard=True)
    assert not is_interruption(first)
    assert is_interruption(KeyboardInterrupt())


def _started(before: str) -> tuple[int, str]:
    """Exit code and what is said on standard error by the console script, after this program; in less than ten seconds."""
    code = f"import signal, sys, time\n{before}\nfrom tracker.cli.start import run\nsys.argv = ['tracker']\nrun()"
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert time.monotonic() - begun < 15
    return done.returncode, done.stderr
