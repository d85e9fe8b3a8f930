"""What a journalist would take for an answer, and must not be misled by: on the demonstration, as it is printed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `tracker demo` leaves."""
    folder = tmp_path_factory.mktemp("answers") / "demo"
    assert main(["demo", str(folder)]) == 0
    return folder


@pytest.fixture
def ask(demo: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What a command answers there."""

    def asked(*words: str) -> str:
        capsys.readouterr()
        assert main(["-C", str(demo), *words]) == 0
        return capsys.readouterr().out

    return asked


def test_a_week_without_a_round_is_not_a_week_without_news(ask: Ask) -> None:
    """Nobody looked: so nobody can say that nothing changed."""
    said = " ".join(ask("changes").split())

    assert said.startswith("No source was asked in the last 7 days: the last round was on 24 Feb 2026.")
    assert "Nothing new" not in said


def test_right_words_in_another_mouth_are_not_just_exact(ask: Ask, tmp_path: Path) -> None:
    """The sum already says that the record has them of somebody else."""
    text = tmp_path / "text.txt"
    text.write_text(
        "Labour said: “RISE teams will work with more than 600 stuck schools, backed by an initial £20 million.”\n"
    )
    said = ask("trace", str(text))

    assert said.startswith("1 statement checked: 1 exact (1 under another name), 0 near, 0 not found.")
    assert "record “DfE”, text “Labour”" in said


def test_a_row_says_whether_its_words_still_stand(ask: Ask) -> None:
    """The manifesto of 2024 says it now; the plan's “will” of 2023 is gone."""
    rows = ask("trace", "hit squads", "--limit", "20").partition("Who says it (now: still there):\n")[2].splitlines()

    assert [line for line in rows if "13 Jun 2024 Labour" in line and " now will create" in line]
    assert [line for line in rows if "6 Jul 2023  Labour" in line and " now " not in line]


def test_a_trace_can_be_of_one_publisher(ask: Ask) -> None:
    """Claims, turns and sum are those of this publisher; one that nobody declares is told."""
    said = ask("trace", "hit squads", "--publisher", "dfe")
    rows = said.partition("still there):\n")[2].splitlines()[:-2]  # the last two: other sentences, and how to go on

    assert "5 claims by DfE in 1 thread." in " ".join(said.split())
    assert rows
    assert all(" DfE " in line for line in rows)
    threads = json.loads(ask("trace", "hit squads", "--publisher", "dfe", "--format", "json"))["threads"]
    assert len(threads) == 1


def test_the_sum_of_a_check_comes_first(ask: Ask) -> None:
    """Whether the record is whole is the first line; how it was checked follows."""
    assert ask("verify").splitlines()[0] == "No fault found."


def test_links_that_wait_are_part_of_what_waits(ask: Ask) -> None:
    """`status` names them, with the command that shows them."""
    ask("pledges")  # weaves the threads, as a round does

    assert "links wait for a decision: tracker review" in ask("status")


def test_what_a_document_does_not_hold_is_not_called_dropped(ask: Ask) -> None:
    """In the sum and above the list: not found in any wording, and it may stand elsewhere."""
    said = ask("compare", "labour-schools@1", "labour-schools@5")

    assert "not found there" in said
    assert "Not found there in any wording; may stand elsewhere" in said or ", 0 not found there" in " ".join(
        said.split()
    )
