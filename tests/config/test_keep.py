"""Verdicts are written so that nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tracker.config.keep import as_toml, file_of, in_order, keep, last_of, withdraw
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
    Alias(names=("owls", "book owls"), by="Ada"),
    ClaimVerdict(does="add", words="Owls in every town.", at="plan@2", kind="pledge", actor="Owl Party", by="Ada"),
    ClaimVerdict(does="fix", words="x", at="plan/a-1@2", claim="c-abcdefgh23", published=date(2025, 2, 1), by="Ada"),
    ThreadVerdict(thread="t-abcdefgh23", split=("c-qrstuvwx67", "c-ijklmnop45"), by="Ada"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ada's file, with something in it that she wrote by hand."""
    path = file_of(tmp_path, "Ada")
    path.parent.mkdir()
    path.write_text(BY_HAND, "utf-8")
    return path


def test_what_is_kept_is_read_back(file: Path) -> None:
    """Verdicts of every kind come back equal, and what a person wrote stands as it stood."""
    for verdict in EACH:
        keep(file.parents[1], verdict, lock=file.with_suffix(".lock"))

    held = load_verdicts(file.parents[1])
    assert held.link == (LINK,)
    assert held.claim == EACH[2:4]
    assert (held.alias[1], held.thread[0]) == (EACH[1], EACH[4])
    assert file.read_text("utf-8").startswith(BY_HAND)
    assert not [path.name for path in file.parent.iterdir() if path.name.startswith(".verdicts-")]


def test_a_first_verdict_makes_the_file(tmp_path: Path) -> None:
    """Where there was no file there is one, called after the person; the shared file is not touched."""
    keep(tmp_path, LINK, lock=tmp_path / "lock")

    assert load_verdicts(tmp_path).link == (LINK,)
    assert [path.name for path in (tmp_path / "verdicts").iterdir()] == ["ada.toml"]
    assert not (tmp_path / "verdicts.toml").exists()


@pytest.mark.parametrize(
    ("by", "name"),
    [("Ada Lovelace", "ada-lovelace"), ("Zoë O’Neill", "zoe-oneill"), ("CON", "of-con"), ("../../etc", "etc")],
)
def test_a_persons_file_is_a_plain_name(tmp_path: Path, by: str, name: str) -> None:
    """Nothing of a name leads out of the folder, and no name is one that Windows keeps for itself."""
    path = file_of(tmp_path, by)

    assert path.parent == tmp_path / "verdicts"
    assert path.stem == name or path.stem.startswith(name)


def test_names_in_other_letters_have_files_of_their_own(tmp_path: Path) -> None:
    """Where nothing of a name is left in plain letters, two people still have two files."""
    one, other = file_of(tmp_path, "Λυδία"), file_of(tmp_path, "Юлия")

    assert one != other
    assert one.stem.isascii()


def test_deciding_twice_writes_once(file: Path) -> None:
    """The same decision again, on another day, adds nothing; a new reason does, and so does another's same word."""
    lock, folder = file.with_suffix(".lock"), file.parents[1]
    keep(folder, LINK, lock=lock)
    before = file.read_bytes()

    again = LINK.model_copy(update={"on": date(2026, 2, 1)})
    assert keep(folder, again, again.model_copy(update={"why": None}), lock=lock) == ()
    assert file.read_bytes() == before
    assert len(keep(folder, again.model_copy(update={"why": "read again"}), lock=lock)) == 1
    ben = LINK.model_copy(update={"by": "Ben"})
    assert keep(folder, ben, ben, lock=lock) == (ben,)
    withdraw(folder, lambda one: one == ben, lock=lock)
    assert keep(folder, ben, lock=lock) == (ben,)


def test_the_last_decisions_are_those_at_the_end_of_the_file(file: Path) -> None:
    """Whatever their table; withdrawn ones are passed over, and what stands in the shared file comes before."""
    lock, folder = file.with_suffix(".lock"), file.parents[1]
    shared = Alias(names=("rooks", "crows"), by="Ada")
    (folder / "verdicts.toml").write_text(as_toml(shared), "utf-8")
    for verdict in EACH:
        keep(folder, verdict, lock=lock)

    assert last_of(folder, "Ada", 2) == (EACH[4], EACH[3])
    withdraw(folder, lambda one: one == EACH[4], lock=lock)
    assert last_of(folder, "Ada", 1) == (EACH[3],)
    assert last_of(folder, "Ada", 9)[-1] == shared
    assert [type(one) for one in in_order(file)][1:] == [type(one) for one in EACH]
    assert last_of(folder, "Ben", 3) == ()


def test_withdrawn_verdicts_stay_on_record(file: Path) -> None:
    """The second of two links is withdrawn, the first still holds, and nothing else in the file moves."""
    other = LINK.model_copy(update={"later": "c-qrstuvwx67"})
    for verdict in (LINK, other):
        keep(file.parents[1], verdict, lock=file.with_suffix(".lock"))
    before = file.read_text("utf-8").splitlines()

    found = withdraw(file.parents[1], lambda one: one == other, lock=file.with_suffix(".lock"))

    assert found == (other,)
    assert [one.withdrawn for one in load_verdicts(file.parents[1]).link] == [False, True]
    after = file.read_text("utf-8").splitlines()
    after.remove("withdrawn = true")
    assert after == before
    with pytest.raises(UsageError, match="no such verdict, or it is withdrawn"):
        withdraw(file.parents[1], lambda one: one == other, lock=file.with_suffix(".lock"))


def test_a_file_with_faults_is_left_alone(file: Path) -> None:
    """Nothing is written to a file that cannot be read: the fault is told instead."""
    file.write_text("[[link]]\nearlier = 3\n", "utf-8")

    with pytest.raises(ConfigError):
        keep(file.parents[1], LINK, lock=file.with_suffix(".lock"))

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
    keep(file.parents[1], Alias(names=(f"{sys.argv[2]} {number}", "book owls"), by="Ada"), lock=file.with_suffix(".lock"))
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
    names = {alias.names[0] for alias in load_verdicts(file.parents[1]).alias}
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

        names = {alias.names[0] for alias in load_verdicts(file.parents[1]).alias}
        assert {f"w{wait} {number}" for number in range(acknowledged + 1)} <= names
