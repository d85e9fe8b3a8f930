"""Verdicts, as a person at a terminal gives them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.main import main
from tracker.config.load import load_verdicts

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "{name}"
kind = "html"
publisher = "{name}"
publisher_type = "{kind}"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
OWLS = "We will build 40 owl boxes in every village by 2027."
MOTHS = "Ministers will count moths with lamps in 12 forests."
MISSED = "A lamp for each forest"


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder that has recorded a party's and a department's page."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TRACKER_BY", "Ada")
    (tmp_path / "config").mkdir()
    declared = [("owls", "party"), ("forestry", "department")]
    text = "".join(SOURCE.format(name=name, kind=kind, url=loopback.url(f"/{name}")) for name, kind in declared)
    (tmp_path / "config" / "sources.toml").write_text(text)
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")
    loopback.page("/owls", article(OWLS))
    loopback.page("/forestry", article(MOTHS, f"{MISSED}."))

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    command("snapshot")
    return command


def claims(run: Run) -> dict[str, dict[str, Any]]:
    """Claims of the record by their words."""
    return {one["text"]: one for one in json.loads(run("claims", "--format", "json")[1])["claims"]}


def threads(run: Run) -> list[list[str]]:
    """The words of each thread's claims."""
    found = json.loads(run("pledges", "--single", "--format", "json")[1])["threads"]
    return [[claim["text"] for claim in thread["claims"]] for thread in found]


def test_a_link_is_confirmed_and_withdrawn(run: Run, tmp_path: Path) -> None:
    """Two claims without a common word are one thread while the verdict holds; the words are kept with it."""
    known = claims(run)
    ids = known[OWLS]["id"], known[MOTHS]["id"]

    code, said = run("confirm", *ids, "--why", "one bill")

    assert code == 0
    assert "decided by Ada" in said
    assert [OWLS, MOTHS] in threads(run) or [MOTHS, OWLS] in threads(run)
    (verdict,) = load_verdicts(tmp_path / "config").link
    assert {verdict.earlier_words, verdict.later_words} == {OWLS, MOTHS}
    assert (verdict.why, verdict.by) == ("one bill", "Ada")
    assert run("withdraw", *ids, "--by", "Ben")[0] == 2
    assert run("withdraw", *ids) == (0, "1 verdict of Ada withdrawn.\n")
    assert [OWLS] in threads(run)


def test_claims_are_added_dropped_and_fixed(run: Run) -> None:
    """A missed claim is there, a non-claim gone, a speaker set right, and all stand in `tracker claims`."""
    assert run("claim", "add", "forestry", MISSED, "--kind", "aspiration", "--actor", "Owl Party")[0] == 0
    assert run("claim", "fix", claims(run)[MOTHS]["id"], "--speaker", "Moth Person")[0] == 0
    assert run("claim", "drop", claims(run)[OWLS]["id"])[0] == 0

    found = claims(run)
    assert (found[MISSED]["kind"], found[MISSED]["actor"]) == ("aspiration", "Owl Party")
    assert found[MOTHS]["speaker"] == "Moth Person"
    assert OWLS not in found


def test_threads_are_named_joined_and_split(run: Run) -> None:
    """A name is shown, a joined thread is one, and a claim split off again is a thread of its own."""
    known = claims(run)
    owls, moths = (f"t-{known[text]['id'][2:]}" for text in (OWLS, MOTHS))

    assert run("thread", "name", owls, "Owl boxes")[0] == 0
    assert run("thread", "join", owls, moths)[0] == 0
    assert "Owl boxes" in run("pledges", "--all")[1]
    (joined,) = [texts for texts in threads(run) if OWLS in texts]
    assert sorted(joined) == sorted([OWLS, MOTHS])
    code, said = run("thread", "split", owls, known[joined[0]]["id"])
    assert (code, "first claim" in said) == (2, True)
    assert run("thread", "split", owls, known[joined[1]]["id"])[0] == 0
    assert [OWLS] in threads(run)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["confirm", "c-aaaaaaaaaa", "c-bbbbbbbbbb"], "There is no claim 'c-aaaaaaaaaa'"),
        (["reject", "c-aaaaaaaaaa", "c-aaaaaaaaaa"], "given twice"),
        (["alias", "owls", " owls "], "at least two different names"),
        (["thread", "name", "t-aaaaaaaaaa", "Owls"], "There is no thread 't-aaaaaaaaaa'"),
        (["claim", "add", "owls", "Bats for all"], "These words are not in owls@1"),
        (["claim", "add", "forestry", MISSED, "--kind", "lie"], "kind: Input should be 'pledge'"),
        (["withdraw", "owls"], "holds no such verdict"),
    ],
)
def test_what_cannot_be_decided_is_told(run: Run, tmp_path: Path, words: list[str], told: str) -> None:
    """One sentence, exit code 2, and nothing is written."""
    code, said = run(*words)

    assert code == 2
    assert told in said
    assert not (tmp_path / "config" / "verdicts.toml").exists()


def test_an_alias_is_kept(run: Run, tmp_path: Path) -> None:
    """Names are kept in the order given, and what stands there cannot be told from what a person wrote."""
    run("alias", "owl  boxes", "bird homes", "--why", "says the press")

    (alias,) = load_verdicts(tmp_path / "config").alias
    assert (alias.names, alias.why) == (("owl boxes", "bird homes"), "says the press")
