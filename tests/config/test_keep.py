"""Verdicts are written so that nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tracker.config.keep import as_toml, keep, withdraw
from tracker.config.load import load_verdicts
from tracker.config.verdict import Alias, ClaimVerdict, LinkVerdict, ThreadVerdict, Verdict
from tracker.errors import ConfigError, UsageError

BY_HAND = """\
# our own notes: [[link]] is explained on the wiki

[[alias]]
names = ["reading squads", "book brigades"]   # press name second
by = "Ada"
why = \"\"\"
two lines,
[[link]]\"\"\"
"""
LINK = LinkVerdict(
    earlier="c-abcdefgh23", later="c-ijklmnop45", relation="same", earlier_words="We’ll say “no\\yes”", earlier_at="plan@1",
    by="Ada", on=date(2026, 1, 15), why='"both"\nname it',
)  # fmt: skip
EACH: tuple[Verdict, ...] = (
    LINK,
    Alias(names=("owls", "book owls"), by="Ben"),
    ClaimVerdict(does="add", words="Owls in every town.", at="plan@2", kind="pledge", actor="Owl Party", by="Ada"),
    ClaimVerdict(does="fix", words="x", at="plan/a-1@2", claim="c-abcdefgh23", published=date(2025, 2, 1), by="Ada"),
    ThreadVerdict(thread="t-abcdefgh23", split=("c-qrstuvwx67", "c-ijklmnop45"), by="Ada"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A verdicts.toml with something in it that a person wrote."""
    path = tmp_path / "verdicts.toml"
    path.write_text(BY_HAND, "utf-8")
    return path


def test_what_is_kept_is_read_back(file: Path) -> None:
    """Verdicts of every kind come back equal, and what a person wrote stands as it stood."""
    for verdict in EACH:
        keep(file, verdict, lock=file.with_suffix(".lock"))

    held = load_verdicts(file.parent)
    assert held.link == (LINK,)
    assert held.claim == EACH[2:4]
    assert (held.alias[1], held.thread[0]) == (EACH[1], EACH[4])
    assert file.read_text("utf-8").startswith(BY_HAND)
    assert not [path.name for path in file.parent.iterdir() if path.name.startswith(".verdicts-")]


def test_a_first_verdict_makes_the_file(tmp_path: Path) -> None:
    """Where there was no file there is one."""
    keep(tmp_path / "verdicts.toml", LINK, lock=tmp_path / "lock")

    assert load_verdicts(tmp_path).link == (LINK,)


def test_withdrawn_verdicts_stay_on_record(file: Path) -> None:
    """The second of two links is withdrawn, the first still holds, and nothing else in the file moves."""
    other = LINK.model_copy(update={"later": "c-qrstuvwx67"})
    for verdict in (LINK, other):
        keep(file, verdict, lock=file.with_suffix(".lock"))
    before = file.read_text("utf-8").splitlines()

    found = withdraw(file, lambda one: one == other, lock=file.with_suffix(".lock"))

    assert found == (other,)
    assert [one.withdrawn for one in load_verdicts(file.parent).link] == [False, True]
    after = file.read_text("utf-8").splitlines()
    after.remove("withdrawn = true")
    assert after == before
    with pytest.raises(UsageError, match="no such verdict, or it is withdrawn"):
        withdraw(file, lambda one: one == other, lock=file.with_suffix(".lock"))


def test_a_file_with_faults_is_left_alone(file: Path) -> None:
    """Nothing is written to a file that cannot be read: the fault is told instead."""
    file.write_text("[[link]]\nearlier = 3\n", "utf-8")

    with pytest.raises(ConfigError):
        keep(file, LINK, lock=file.with_suffix(".lock"))

    assert file.read_text("utf-8") == "[[link]]\nearlier = 3\n"


def test_verdicts_say_the_same_each_time() -> None:
    """One verdict, one text: the decision first, then who, when and why; what is not given is left out."""
    assert as_toml(LINK) == (
        '[[link]]\nearlier = "c-abcdefgh23"\nlater = "c-ijklmnop45"\nrelation = "same"\n'
        'earlier_words = "We’ll say “no\\\\yes”"\nearlier_at = "plan@1"\nby = "Ada"\non = 2026-01-15\n'
        'why = "\\"both\\"\\nname it"\n'
    )


WRITER = """
import sys
from pathlib import Path
from tracker.config.keep import keep
from tracker.config.verdict import Alias
file = Path(sys.argv[1])
for number in range(int(sys.argv[3])):
    keep(file, Alias(names=(f"{sys.argv[2]} {number}", "book owls"), by="Ada"), lock=file.with_suffix(".lock"))
    print(number, flush=True)
"""


def writer(file: Path, name: str, number: int) -> "subprocess.Popen[str]":
    """Another process that writes so many verdicts."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), name, str(number)], stdout=subprocess.PIPE, text=True
    )


def test_two_at_once_are_both_kept(file: Path) -> None:
    """Two people who confirm at the same time both find their verdicts in the file."""
    both = [writer(file, name, 5) for name in ("ada", "ben")]

    assert [one.wait() for one in both] == [0, 0]
    for one in both:
        one.communicate()
    names = {alias.names[0] for alias in load_verdicts(file.parent).alias}
    assert {f"{name} {number}" for name in ("ada", "ben") for number in range(5)} <= names


def test_a_kill_leaves_the_file_whole(file: Path) -> None:
    """Killed at any moment of writing, the file can be read, with every verdict that was acknowledged."""
    for wait in (0.0, 0.003, 0.011, 0.02):
        process = writer(file, f"w{wait}", 10_000)
        assert process.stdout is not None
        acknowledged = int(process.stdout.readline())
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        acknowledged = max(map(int, said.split()), default=acknowledged)

        names = {alias.names[0] for alias in load_verdicts(file.parent).alias}
        assert {f"w{wait} {number}" for number in range(acknowledged + 1)} <= names
