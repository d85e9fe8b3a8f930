"""`--territory`: claims, sentences and pledges by where their documents say that they apply."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.claims.territory import NATIONS, names_of, territory, told
from tracker.cli.main import main
from tracker.diff.facts import facts
from tracker.extract import build, canonical
from tracker.extract.document import Document
from tracker.extract.piece import Piece
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

Run = Callable[..., tuple[int, str, str]]
_NOW = datetime(2024, 6, 1, 6, tzinfo=UTC)
_SAID = {
    "owls": "We will open {} owl houses by 2029.",
    "wood": "We will plant {} miles of hedge along country lanes.",
    "moor": "We will hire {} rangers for peat bogs before winter.",
}
_PLACES: dict[str, tuple[str, ...]] = {"owls": ("England",), "wood": NATIONS, "moor": ()}


def _document(name: str, where: tuple[str, ...], number: int = 40) -> Document:
    said = _SAID.get(name, _SAID["owls"]).format(number)
    return build.document(title=f"The {name} plan", pieces=[Piece(kind="paragraph", text=said)], territory=where)


def _entry(name: str, where: tuple[str, ...], number: int) -> Entry:
    document = _document(name, where, number)
    return Entry(
        source=name, document="page", kind="content" if number > 40 else "first", title=document.title,
        text=document.text.encode(), meta=canonical.meta(document), raw=document.text.encode(),
        url=f"http://127.0.0.1:1/{name}", final_url=f"http://127.0.0.1:1/{name}", status=200,
        fetched_at=_NOW + timedelta(days=number), extractor="tracker-html/1", config_key="0123456789ab",
    )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, at_once: None) -> Run:
    """A store with a page of England, one of the UK and one that does not say; each was reworded once."""
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "config").mkdir()
    source = '[[source]]\nid = "{0}"\nkind = "html"\nurl = "http://127.0.0.1:1/{0}"\n'
    source += 'publisher = "bird-party"\npublisher_type = "party"\n'
    (tmp_path / "config" / "sources.toml").write_text("\n".join(map(source.format, _PLACES)), encoding="utf-8")
    people = '[[publisher]]\nid = "bird-party"\nname = "Bird Party"\ntype = "party"\n'
    (tmp_path / "config" / "people.toml").write_text(people, encoding="utf-8")
    with Archive.create(tmp_path / "snapshots", now=lambda: _NOW) as archive:
        for number in (40, 90):
            started = _NOW + timedelta(days=number)
            told = {"started": started, "finished": started, "tracker": "0.1.0", "id": archive.new_run_id(started)}
            record = RunRecord.model_validate({**told, "recorded": {f"{name}/page": 1 for name in _PLACES}})
            archive.write([_entry(name, where, number) for name, where in _PLACES.items()], record)

    def command(*args: str) -> tuple[int, str, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["england"], {"owls", "wood"}),
        (["Scotland"], {"wood"}),
        (["uk"], {"wood"}),
        (["not-stated"], {"moor"}),
        (["not stated", "england"], {"owls", "wood", "moor"}),
    ],
)
def test_claims_and_sentences_are_chosen(run: Run, asked: list[str], found: set[str]) -> None:
    """A page of the UK applies in each nation; one that does not say applies nowhere that could be asked for."""
    options = [part for one in asked for part in ("--territory", one)]
    _, claims, _ = run("claims", *options, "--format", "json")
    _, sentences, _ = run("find", "will", "90", *options, "--format", "json")
    _, pledges, _ = run("pledges", "--all", "--single", *options, "--format", "csv")

    assert {one["place"]["source"] for one in json.loads(claims)["claims"]} == found
    assert {one["source"] for one in json.loads(sentences)["sentences"]} == found
    assert {name for name in _PLACES if _SAID[name].format(90) in pledges} == found
    assert len(list(csv.DictReader(pledges.splitlines()))) == len(found)


@pytest.mark.parametrize("command", [("claims",), ("find", "will", "90"), ("pledges", "--all", "--single")])
def test_what_does_not_say_is_counted(run: Run, command: tuple[str, ...]) -> None:
    """That a page is silent is told wherever it is left out; no word of it where it was asked for."""
    _, out, err = run(*command, "--territory", "england")
    _, asked, noted = run(*command, "--territory", "not-stated")

    assert "do not say where they apply" in " ".join((out + err).split()) or "does not say where they apply" in err
    assert "--territory not-stated" not in asked + noted


def test_a_strange_territory_is_refused(run: Run) -> None:
    """With those there are."""
    code, _, err = run("claims", "--territory", "Narnia")

    assert code == 2
    assert "'Narnia': one of england, scotland, wales, northern-ireland, uk, not-stated" in " ".join(err.split())


def test_names() -> None:
    """In any case, with hyphens; all four are the UK."""
    assert [territory(one) for one in ("NORTHERN-IRELAND", "united kingdom", " wales ", "x")] == [
        "Northern Ireland", "UK", "Wales", None,
    ]  # fmt: skip
    assert names_of(NATIONS) == {*NATIONS, "UK"}
    assert (told(NATIONS), told(()), told(("England", "Wales"))) == ("UK", "not stated", "England, Wales")


def test_a_change_of_territory_is_a_change() -> None:
    """Also from and to no statement."""
    stated, silent = _document("owls", ("England",)), _document("owls", ())

    assert [one.said for one in facts(silent, stated)] == ["territory edited: not stated → England"]
    assert [one.said for one in facts(stated, silent)] == ["territory edited: England → not stated"]
    assert not facts(silent, silent)
