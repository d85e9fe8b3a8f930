"""Tracing words and texts, as a person at a terminal does it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "{name}"
kind = "html"
publisher = "{name}"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
OWLS = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build 40 owl boxes in villages."
ARTICLE = """# Boxes

Ann Owl said: “We will build 40 owl boxes in every village by 2027.” The party also aims to build 90 owl boxes in
villages. Ben Moth called it “a long road to walk”.
"""


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder that has recorded two versions of a party's page."""
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sources.toml").write_text(SOURCE.format(name="owls", url=loopback.url("/owls")))
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    for sentence in (OWLS, SOFTER):
        loopback.page("/owls", article(sentence))
        command("snapshot")
    return command


def test_words_with_an_error_find_the_thread(run: Run) -> None:
    """A typing error is forgiven; of the right words it is told where they stood first and last."""
    _, wrong = run("trace", "owl boxs", "--full")
    _, right = run("trace", "owl boxes in every village", "--full")
    _, screen = run("trace", "owl boxs")

    assert "≠ less firm wording: “will” → “aim to”" in wrong
    assert "stood first" not in wrong
    assert "will → aim to" in screen
    assert "“vilage” read as “village”" in run("trace", "owl boxes vilage")[1]
    assert screen.splitlines()[-1].startswith("stages and reasons: ")
    assert len(screen.splitlines()) <= 23
    assert "first appeared in owls@1" in right
    assert "no longer there." in " ".join(right.split())


def test_a_thread_is_found_by_its_id_and_exported(run: Run) -> None:
    """The id that `pledges` prints leads to the thread, as CSV with a line a stage."""
    threads = json.loads(run("pledges", "--format", "json")[1])["threads"]
    (thread,) = [one for one in threads if "owl" in one["claims"][0]["text"]]

    lines = run("trace", thread["id"], "--format", "csv")[1].splitlines()

    assert len(lines) == 3
    assert all(line.startswith(thread["id"]) for line in lines[1:])
    for member in (thread["claims"][0]["id"], f"{thread['id']}/2"):  # as lists and citations print them
        assert run("trace", member, "--format", "csv")[1].splitlines() == lines
    assert run("trace", "c-aaaaaaaaaa")[0] == 2


def test_what_has_gone_is_not_found_with_care(run: Run, loopback: Loopback) -> None:
    """A pledge that its page no longer has: not found in this one source, as of when, and never "dropped"."""
    loopback.page("/owls", article("We will count moths with lamps in every forest."))
    run("snapshot")

    _, said = run("trace", "owl boxes")

    assert "Not found in this 1 source as of" in said
    assert "owls@3" in said
    assert "dropped" not in said
    loopback.page("/owls", "gone", status=500)
    run("snapshot")
    assert "We cannot say whether it is still there; not checked: owls@3: failing since" in run("trace", "owl boxes")[1]


def test_a_text_is_checked_and_nothing_is_recorded(run: Run, tmp_path: Path) -> None:
    """A quotation word for word, a claim nearly with its words marked, a quotation that we do not hold."""
    file = tmp_path / "article.md"
    file.write_text(ARTICLE, "utf-8")
    before = run("log", "owls")

    code, said = run("trace", str(file))

    assert code == 0
    assert (
        said.splitlines()[0]
        == "3 statements checked: 1 exact (1 under another name), 1 near (1 with a difference), 1 not found."
    )
    assert "= Ann Owl: We will build 40 owl boxes in every village by 2027." in said
    assert "number: record “40”, text “90”" in said
    assert "cite c-" in said
    assert "1 not found in the 1 source we hold, as of " in said
    assert "Ben Moth" not in said
    listed = run("trace", str(file), "--all")[1]
    assert "· Ben Moth: a long road to walk" in listed
    assert "Searched: " in listed
    assert "every version of 1 document" in listed
    assert "{+90+}" in run("trace", str(file), "--full")[1]
    _is_a_sheet(run("trace", str(file), "--format", "csv")[1])
    assert run("log", "owls") == before


def _is_a_sheet(said: str) -> None:
    """A row a statement in reading order: who says it, how it is held, what differs, since when, and how to cite it."""
    rows = list(csv.DictReader(line for line in said.splitlines() if not line.startswith("Searched")))[:3]

    assert [row["result"] for row in rows] == ["exact", "near", "not found"]
    assert [row["speaker"] for row in rows] == ["Ann Owl", rows[1]["speaker"], "Ben Moth"]
    near = rows[1]
    assert near["differs"] == "number: record “40”, text “90”"
    assert near["record"] == SOFTER
    assert near["stands"] == "yes"
    assert near["cite"].startswith("c-")
    assert near["thread"].startswith("t-")
    assert near["url"].endswith("/owls")
    assert near["first_seen"] <= near["last_seen"]
    assert rows[0]["newest"] == SOFTER


def test_standard_input_and_web_pages_are_checked(
    run: Run, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same text on a pipe, and a page of a host that a source may use; as JSON for programs."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    loopback.page("/news", article("Ann Owl said: “We will build 40 owl boxes in every village by 2027.”"))

    piped = json.loads(run("trace", "-", "--format", "json")[1])
    fetched = json.loads(run("trace", loopback.url("/news"), "--format", "json")[1])

    assert piped["schema"] == "tracker.trace/1"
    assert [one["how"] for one in piped["sayings"]].count("exact") >= 1
    assert any(one["how"] == "exact" and one["kind"] == "quotation" for one in fetched["sayings"])
    assert piped["searched"]["documents"] == ["owls"]
    assert run("trace", loopback.url("/missing"))[0] == 3


def test_nothing_found_is_said_as_nothing_found(run: Run) -> None:
    """No likeness is made up, and that nothing was found is no failure; JSON says which it is."""
    code, said = run("trace", "flying unicorns")

    assert code == 0
    assert said.startswith("Nothing found: no claim says “flying unicorns” or nearly so.")
    assert json.loads(run("trace", "flying unicorns", "--format", "json")[1])["match"] == "none"
    assert json.loads(run("trace", "owl boxes", "--format", "json")[1])["match"] == "exact"
    code, said = run("trace", "boxes owl by 2027 purple")
    assert code == 0
    assert "Nothing says “boxes owl by 2027 purple”. Nearest, not the same words:" in said


def test_pledges_by_what_turned(run: Run) -> None:
    """The default is what changed; filters that let nothing through say so; a wrong one is misuse."""
    _, said = run("pledges")
    assert said.startswith("1 thread: 1 changed, 1 less firm")
    assert "will → aim to" in said or "by 2027 → no date" in said
    assert "No pledge matches" in run("pledges", "--topic", "teachers")[1]
    assert run("pledges", "--topic", "nonsense")[0] == 2
    assert run("pledges", "--since", "nonsense")[0] == 2
    assert run("pledges", "--publisher", "nonsense")[0] == 2
    assert "will → aim to" in run("pledges", "--less-firm", "--source", "owls", "--publisher", "owls", "--full")[1]
    assert len(json.loads(run("pledges", "--number", "--format", "json")[1])["threads"]) == 0
