"""`tracker cite`: what a journalist pastes, from a store of two rounds on a site of our own."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

Run = Callable[..., tuple[int, str, str]]
PLEDGE = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."


def _settings(folder: Path, more: str) -> None:
    path = folder / "config" / "settings.toml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def _allow(folder: Path) -> None:
    """The sources allow copies to be handed on."""
    path = folder / "config" / "sources.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('kind = "html"', 'kind = "html"\nredistribute = true'),
        encoding="utf-8",
    )


def _change(run: Run) -> str:
    """The id of the change that came with the plan's second version."""
    code, out, _ = run("cite", "plan@2", "--list")
    assert code == 0
    found = re.findall(r"d-[a-z2-7]{10}", out)
    assert len(found) == 1
    return str(found[0])


def test_citing_a_change(two_rounds: Any, run: Run) -> None:
    """Publisher by its name in people.toml, both wordings, between the two sightings, and offsets as long as the words."""
    code, out, _ = run("cite", f"plan@2#{_change(run)}")

    assert code == 0
    assert out.startswith("Labour, “Our plan”, no date of publication read, http://127.0.0.1:")
    assert f"“{PLEDGE}” became “{SOFTER}” between " in out
    for name, words in (("plan@1", PLEDGE), ("plan@2", SOFTER)):
        start, end = map(int, re.search(rf"{name}, characters (\d+)–(\d+) of its text", out).groups())  # type: ignore[union-attr]
        assert end - start == len(words)


def test_a_citation_can_be_checked(two_rounds: Any, run: Run, parsed: Callable[..., dict[str, Any]]) -> None:
    """The hash is that of the bytes in raw.git, the offsets are those of text.md, the commit is the version's."""
    told = parsed("cite", f"plan@2#{_change(run)}")["cited"][0]

    with Archive(two_rounds.folder / "snapshots") as archive:
        for side, words in (("old", PLEDGE), ("new", SOFTER)):
            passage = told[side]
            version = archive.resolve(passage["seen"]["version"])
            assert archive.text(version)[passage["start"] : passage["end"]] == words == passage["words"]
            assert passage["seen"]["raw_sha256"] == sha256(archive.raw(version) or b"").hexdigest()
            assert passage["seen"]["text_sha256"] == sha256(archive.text(version).encode()).hexdigest()
            assert passage["seen"]["commit"] == version.commit
    assert told["between"][0] <= told["between"][1]


def test_a_version_says_when_it_was_first_seen(two_rounds: Any, run: Run) -> None:
    """The first one may be older than its capture; a later one appeared between two sightings."""
    first, second = run("cite", "plan@1")[1], run("cite", "plan@2")[1]

    assert "the first version captured; the page may be older" in first
    assert "this text first seen between" not in first
    assert "this text first seen between" in second
    assert "Note: 1 change came with this version\n" in second


def test_a_claim_is_cited_as_what_it_is(two_rounds: Any, run: Run) -> None:
    """Found by a machine: said so, until a person decides."""
    claim = re.findall(r"c-[a-z2-7]{10}", run("claims", "plan@1")[1])[0]
    before = run("cite", claim)[1]
    run("claim", "fix", claim, "--kind", "pledge", "--by", "Ada")
    after = run("cite", claim)[1]

    assert f"“{PLEDGE}”; seen there from" in before
    assert "read as a pledge: machine suggestion, not checked" in before
    assert re.search(r"read as a pledge; decided by Ada on \d+ \w+ \d{4}", after)
    assert "machine suggestion" not in after


def test_a_stage_says_what_ties_it_to_the_pledge(two_rounds: Any, run: Run) -> None:
    """By a score alone it is a suggestion; confirmed by a person it is so called, and no longer a suggestion."""
    thread = re.findall(r"t-[a-z2-7]{10}", run("pledges")[1])[0]
    earlier, later = (one["id"] for one in json.loads(run("pledges", "--format", "json")[1])["threads"][0]["claims"])
    stage = run("cite", f"{thread}/2")[1]

    assert f"“{SOFTER}”; first seen between" in stage
    assert "treated as the same pledge as the previous stage: machine suggestion, not checked (score" in stage
    assert run("cite", thread)[1].startswith(f"Pledge {thread}, 2 stages\n\n1. Labour, “Our plan”")
    run("confirm", earlier, later, "--by", "Ada", "--why", "same page")
    confirmed = run("cite", f"{thread}/{later}")[1]
    assert "confirmed by a person (decided by Ada: same page" in confirmed
    assert "same pledge as the stage before: machine" not in confirmed


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("plan@2#d-aaaaaaaaaa", "`tracker cite plan@2 --list` names them all"),
        ("plan@1#d-aaaaaaaaaa", "nothing came before it"),
        ("c-aaaaaaaaaa", "There is no claim"),
        ("t-aaaaaaaaaa/1", "There is no thread"),
        ("plan@9", "plan"),
        ("nobody", "nobody"),
    ],
)
def test_what_is_not_there(two_rounds: Any, run: Run, asked: str, said: str) -> None:
    """One sentence with the next step, and exit code 2."""
    code, out, err = run("cite", asked)

    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_stage_that_the_pledge_does_not_have(two_rounds: Any, run: Run) -> None:
    """The sentence says how many there are."""
    thread = re.findall(r"t-[a-z2-7]{10}", run("pledges")[1])[0]

    assert "2 stages" in run("cite", f"{thread}/7")[2]
    assert "is not a stage of" in run("cite", f"{thread}/c-aaaaaaaaaa")[2]


def test_permalinks_stand_where_a_site_is_named(two_rounds: Any, run: Run) -> None:
    """And only there."""
    name = f"plan@2#{_change(run)}"
    assert "Permalink" not in run("cite", name)[1]

    _settings(two_rounds.folder, 'site = "https://owls.example/tracker/"\n')

    assert f"Permalink: https://owls.example/tracker/changes/plan/page/2.html#{name[7:]}" in run("cite", name)[1]
    assert "Permalink: https://owls.example/tracker/sources/plan/page/v1.html" in run("cite", "plan@1")[1]


def test_a_long_sentence_of_a_source_that_allows_no_copies_is_cut(desk: Any, run: Run) -> None:
    """A short extract only; the whole where the licence allows it."""
    long = f"We will build 40 owl boxes {'near the old oak by the river ' * 12}by 2027."
    desk.write(long)
    assert run("snapshot")[0] == 0
    claim = re.findall(r"c-[a-z2-7]{10}", run("claims", "plan@1")[1])[0]

    cut = run("cite", claim)[1]
    _allow(desk.folder)
    whole = run("cite", claim)[1]

    assert long in whole
    assert long not in cut
    assert "an extract; the licence of this source" in cut
    assert re.search(r"“We will build 40 owl boxes [^”]{100,200}…”", cut)


def test_of_a_long_sentence_the_changed_words_are_shown(desk: Any, run: Run) -> None:
    """An extract begins where it differs, not at the beginning."""
    for words in ("some villages", "every village"):
        desk.write(f"We will repair {'the old oak by the river and ' * 12}build 40 owl boxes in {words} by 2027.")
        assert run("snapshot")[0] == 0

    told = run("cite", f"plan@2#{_change(run)}")[1]

    assert re.search(
        r"“…[^”]{20,200}owl boxes in some villages by 2027\.” became “…[^”]{20,200} every village by", told
    )


@pytest.mark.parametrize("form", ["markdown", "html", "bibtex", "csl-json", "json"])
def test_every_form_is_the_same_twice(two_rounds: Any, run: Run, form: str) -> None:
    """Same store, same bytes."""
    first = run("cite", "plan@2", "--format", form)

    assert first[0] == 0
    assert "plan" in first[1]
    assert run("cite", "plan@2", "--format", form) == first


def test_words_that_only_a_new_reading_found(desk: Any, run: Run) -> None:
    """They may have stood there before: it is not said that they came between two sightings."""
    at = datetime(2026, 8, 17, 6, tzinfo=UTC)
    with Archive(desk.folder / "snapshots") as archive:
        for hour, kind, words in ((0, "first", "The wood is shut."), (1, "reextract", PLEDGE)):
            then = at + timedelta(hours=hour)
            entry = Entry.model_validate(
                {
                    "source": "plan", "document": "page", "kind": kind, "title": "Our plan", "raw": b"<p>both</p>",
                    "text": f"# Our plan\n\n{words}\n".encode(), "meta": b'{"title": "Our plan"}\n', "status": 200,
                    "url": "https://example.org/plan", "final_url": "https://example.org/plan", "fetched_at": at,
                    "extractor": f"tracker-html/{hour}", "config_key": "0123456789ab",
                }
            )  # fmt: skip
            record = RunRecord(id=archive.new_run_id(then), started=then, finished=then, tracker="0")
            archive.write([entry], record)
    claim = re.findall(r"c-[a-z2-7]{10}", run("claims", "plan@2")[1])[0]

    told = run("cite", claim)[1]

    assert "first seen between" not in told
    assert "seen there from 17 Aug 2026, 07:00" in told
    assert "found when tracker re-read a page captured earlier" in told
    assert "nothing came before" not in told
    assert "is tracker’s re-reading of the previous version" in run("cite", "plan@2#d-aaaaaaaaaa")[2]
    assert "the page did not change" in run("cite", "plan@2")[1]
