"""Verdicts, as a person at a terminal gives them."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback
from machine import article

from tracker.cli import deciding
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
    assert run("thread", "split", owls, known[joined[1]]["id"])[0] == 2
    assert run("thread", "split", owls, known[joined[1]]["id"], "--anyway")[0] == 0
    assert [OWLS] in threads(run)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["confirm", "c-aaaaaaaaaa", "c-bbbbbbbbbb"], "There is no claim 'c-aaaaaaaaaa'"),
        (["reject", "c-aaaaaaaaaa", "c-aaaaaaaaaa"], "given twice"),
        (["confirm", "c-aaaaaaaaaa"], "Name 2 to 20 claims"),
        (["reject"], "Name 2 to 20 claims"),
        (["undo"], "Ada has decided nothing that still holds"),
        (["undo", "c-aaaaaaaaaa", "--last", "2"], "not both"),
        (["undo", "c-aaaaaaaaaa"], "holds no such verdict"),
        (["confirm", "c-aaaaaaaaaa", "c-bbbbbbbbbb", "--by", " "], "--by: expected a name of one line"),
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
    assert not (tmp_path / "config" / "verdicts").exists()


def test_an_alias_is_kept(run: Run, tmp_path: Path) -> None:
    """Names are kept in the order given, and what stands there cannot be told from what a person wrote."""
    run("alias", "owl  boxes", "bird homes", "--why", "says the press")

    (alias,) = load_verdicts(tmp_path / "config").alias
    assert (alias.names, alias.why) == (("owl boxes", "bird homes"), "says the press")


def test_a_contradiction_is_told_before_it_stands(run: Run, tmp_path: Path) -> None:
    """Elsewhere than on a terminal: exit code 2, who decided what and when, nothing written; --anyway keeps it."""
    known = claims(run)
    ids = known[OWLS]["id"], known[MOTHS]["id"]
    run("confirm", *ids, "--why", "one bill")
    file = tmp_path / "config" / "verdicts" / "ada.toml"
    before = file.read_bytes()

    code, said = run("reject", *ids, "--by", "Ben")

    told = " ".join(said.split())
    assert code == 2
    assert "Ada decided on " in told
    assert "are the same pledge (one bill). Where two people disagree neither is published." in told
    assert file.read_bytes() == before
    assert not (file.parent / "ben.toml").exists()
    assert "The later decision of one person holds." in " ".join(run("reject", *ids)[1].split())
    assert run("reject", *ids, "--by", "Ben", "--anyway")[0] == 0
    assert "people disagree: Ada: same; Ben: different" in run("pledges", "--review")[1]


def test_deciding_twice_is_said_and_written_once(run: Run, tmp_path: Path) -> None:
    """Also in JSON, where nothing is among what was kept."""
    known = claims(run)
    ids = known[OWLS]["id"], known[MOTHS]["id"]
    run("confirm", *ids)
    before = (tmp_path / "config" / "verdicts" / "ada.toml").read_bytes()

    code, said = run("confirm", *reversed(ids))
    told = json.loads(run("confirm", *ids, "--format", "json")[1])

    assert code == 0
    assert "This was decided by Ada before; nothing was written twice." in said
    assert (len(told["verdicts"]), len(told["again"])) == (0, 1)
    assert (tmp_path / "config" / "verdicts" / "ada.toml").read_bytes() == before


def test_nobody_decides_by_the_name_of_an_account(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal a name must be given; on one it is asked for once and kept in this copy of the folder."""
    monkeypatch.delenv("TRACKER_BY")
    monkeypatch.setenv("LOGNAME", "root")

    code, said = run("alias", "owl boxes", "bird homes")
    assert (code, "give --by NAME" in said) == (2, True)
    assert not (tmp_path / "config" / "verdicts").exists()

    monkeypatch.setattr(deciding, "is_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("Ada  Rook\n"))
    assert run("alias", "owl boxes", "bird homes")[0] == 0
    assert run("alias", "moth lamps", "night lamps")[0] == 0
    assert {one.by for one in load_verdicts(tmp_path / "config").alias} == {"Ada Rook"}
    assert [path.name for path in (tmp_path / "config" / "verdicts").iterdir()] == ["ada-rook.toml"]


def test_on_a_terminal_a_contradiction_is_asked_about(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No keeps nothing, yes keeps it."""
    known = claims(run)
    ids = known[OWLS]["id"], known[MOTHS]["id"]
    run("confirm", *ids)
    monkeypatch.setattr(deciding, "is_terminal", lambda: True)

    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    code, said = run("reject", *ids)
    assert (code, "Nothing was kept." in said) == (2, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run("reject", *ids)[0] == 0
    assert [one.relation for one in load_verdicts(tmp_path / "config").link] == ["same", "different"]


def test_the_last_decisions_are_undone(run: Run, tmp_path: Path) -> None:
    """The last, so many, or those on an id; another's stand, and what is undone is shown."""
    run("alias", "owl boxes", "bird homes", "--by", "Ben")
    run("alias", "moth lamps", "night lamps")
    run("alias", "bat caves", "night homes")
    run("alias", "owl boxes", "nests")

    assert "alias of owl boxes, nests" in run("undo")[1]
    assert run("undo", "moth lamps")[0] == 0
    code, said = run("undo", "--last", "5", "--format", "json")

    assert (code, [one["verdict"]["names"] for one in json.loads(said)["verdicts"]]) == (
        0,
        [["bat caves", "night homes"]],
    )
    held = load_verdicts(tmp_path / "config").alias
    assert {one.by: one.withdrawn for one in held} == {"Ada": True, "Ben": False}


def test_what_nobody_has_seen_leaves_no_public_correction(run: Run, tmp_path: Path) -> None:
    """A slip that is taken back before the site is built is not on it; one that a site has carried is."""
    known = claims(run)
    ids = known[OWLS]["id"], known[MOTHS]["id"]
    site = tmp_path / "site"

    def corrections() -> str:
        assert run("report", str(site), "--jobs", "1")[0] == 0
        return (site / "corrections" / "index.html").read_text("utf-8")

    run("confirm", *ids)
    assert "the site lists it" not in run("undo")[1]
    assert "Nothing had to be corrected" in corrections()
    run("confirm", *ids)
    assert "Nothing had to be corrected" in corrections()
    assert "the site lists it under Corrections" in run("undo")[1]
    assert "Withdrawn: that these two are the same pledge." in corrections()
    assert corrections().count("<li>\n") == 1


def test_a_claim_that_was_never_shown_is_dropped_in_silence(run: Run, tmp_path: Path) -> None:
    """To clear the list of claims corrects nothing that others have read; with suggestions they have."""
    run("claim", "drop", claims(run)[OWLS]["id"])
    site = tmp_path / "site"

    run("report", str(site), "--jobs", "1")
    assert "Nothing had to be corrected" in (site / "corrections" / "index.html").read_text("utf-8")
    run("report", str(site), "--jobs", "1", "--suggestions")
    assert "This was read as a claim and is not one." in (site / "corrections" / "index.html").read_text("utf-8")


def test_several_claims_are_decided_at_once(run: Run, tmp_path: Path) -> None:
    """Each two of them are told apart; each is linked to the one before it; several are dropped by one command."""
    run("claim", "add", "forestry", MISSED)
    known = [claims(run)[words]["id"] for words in (OWLS, MOTHS, MISSED)]

    run("reject", *known)
    assert len(load_verdicts(tmp_path / "config").link) == 3
    run("undo", "--last", "3")
    assert run("confirm", *known)[0] == 0
    assert [one.relation for one in load_verdicts(tmp_path / "config").link if not one.withdrawn] == ["same", "same"]
    run("undo", "--last", "2")
    assert run("claim", "drop", *known[:2])[0] == 0
    assert {OWLS, MOTHS, MISSED} & claims(run).keys() == {MISSED}
