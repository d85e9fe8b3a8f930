"""Records of the right shape whose facts are none: refused before they are history, passed over and named after."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.config.remote import Remote
from tracker.errors import StoreError
from tracker.store import trailers
from tracker.store.archive import Archive
from tracker.store.decision import Decision
from tracker.store.record import RunRecord, SenselessRecordError, from_json, read_as, to_json
from tracker.store.verify import verify
from tracker.store.version import Entry

TEXT = "docs/party/page/text.md"
RUN = "runs/2024/06/20240605T060002Z.json"
BODY = {"blob": "a" * 40, "url": "https://x/", "final_url": "https://x/", "status": 200, "at": "2024-06-01T06:00:02Z"}
SAVE = {"by": "web.archive.org", "at": "2024-06-01T06:00:02Z"}


def run_record(**facts: object) -> bytes:
    """A run record as JSON, with these facts as somebody may have written them."""
    told = {"schema": "tracker.run/1", "id": "20240605T060002Z", "started": "2024-06-05T06:00:02Z", "tracker": "0.1.0"}
    return json.dumps({**told, "finished": "2024-06-05T06:01:02Z", **facts}).encode()


def version(**facts: str) -> bytes:
    """The message of a version's commit, with these facts as somebody may have written them."""
    told = {"Change-Kind": "content", "Fetched-At": "2024-06-02T06:00:00Z", "Http-Status": "200", "Extractor": "x/1"}
    return trailers.write("x", {**told, "Config-Key": "k", "Run-Id": "20240602T060000Z", **facts})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"unchanged": {"a/page": 999999999999}}, "unchanged.a/page: 999999999999 is not a valid second of a round"),
        ({"recorded": {"a/page": -1}}, "recorded.a/page: -1 is not a valid second"),
        ({"requests": 2**63}, "requests: 9223372036854775808 is not a valid count"),
        ({"unchanged": {"a/../../x": 5}}, "is not a valid name of a source or source/document"),
        ({"not_modified": ["A/page"]}, "not_modified.0: 'A/page' is not a valid name"),
        ({"empty": ["\x1b[2J"]}, r"'\x1b[2J' is not a valid name of a source"),
        ({"failed": {"../../..": {"reason": "x"}}}, "'../../..' is not a valid name of a source or source/document"),
        ({"failed": {"a": {"reason": "x", "status": 10**9}}}, "failed.a.status: 1000000000 is not a valid HTTP status"),
        (
            {"suspect": {"a/page": {"reason": "x", "body": {**BODY, "blob": "HEAD"}}}},
            "'HEAD' is not a valid git object id",
        ),
        (
            {"suspect": {"a/page": {"reason": "x", "body": {**BODY, "url": "data:,x"}}}},
            "'data:,x' is not a valid address",
        ),
        (
            {"met": {"a/b": {"url": "file:///etc/passwd", "by": "listing"}}},
            "'file:///etc/passwd' is not a valid address",
        ),
        ({"met": {"a/b": {"url": "http://[", "by": "listing"}}}, "'http://[' is not a valid address"),
        ({"met": {"a/b": {"url": "https:///x", "by": "listing"}}}, "'https:///x' is not a valid address"),
        ({"met": {"a/b": {"url": "http://x:99999/", "by": "listing"}}}, "is not a valid address"),
        ({"imported": {"a/page": {"yesterday me": "same"}}}, "'yesterday me' is not a valid capture"),
        ({"imported": {"a/page": {"20249999T030405Z x": "same"}}}, "is not a valid capture"),
        ({"imported": {"a/page": {"99990101T030405Z x": "same"}}}, "is not a valid capture"),
        ({"saves": {"noversion": SAVE}}, "'noversion' is not a valid name source/document@N"),
        ({"saves": {"a/page@1": {**SAVE, "again": "9000-01-01T00:00:00Z"}}}, "is not a valid time between"),
        ({"saves": {"a/page@1": {**SAVE, "address": "javascript:alert(1)"}}}, "is not a valid address"),
        ({"purged": {"a": {"reason": "x", "highest": {"page": 10**12}}}}, "is not a valid number of a version"),
        (
            {"started": "9999-12-31T23:59:59Z"},
            "started: '9999-12-31T23:59:59+00:00' is not a valid time between 1970 and 2200",
        ),
        ({"finished": "0001-01-01T00:00:00Z"}, "is not a valid time between"),
        ({"id": "../../x"}, "id: '../../x' is not a valid id of a round"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place(facts: dict[str, object], said: str) -> None:
    """In one sentence that names the fact; a record without it is read."""
    with pytest.raises(SenselessRecordError) as error:
        from_json(run_record(**facts))

    assert said in str(error.value)
    assert from_json(run_record()).id == "20240605T060002Z"


@pytest.mark.parametrize(
    "facts",
    [
        {"accepted": {"a/page": "main"}},
        {"dismissed": {"a": "a" * 40}},
        {"acknowledged": {"a": "9999-12-31"}},
        {"marks": {"desk": "--output=x"}},
        {"marks": {"../desk": "a" * 40}},
        {"told": {"chat": {"a/page": "9999-12-31T23:59:59Z"}}},
    ],
)
def test_a_decision_is_held_to_the_same(facts: dict[str, object]) -> None:
    """Names, ids and days."""
    told = {"schema": "tracker.decision/1", "id": "20240605T060002Z", "at": "2024-06-05T06:00:02Z", "tracker": "0.1.0"}

    with pytest.raises(SenselessRecordError, match=r" is not a valid "):
        read_as(Decision, json.dumps({**told, **facts}).encode())


def test_a_record_at_anothers_place_is_refused(archive: Archive, git: Callable[..., str], folder: Path) -> None:
    """It would be told in the place of that other one."""
    archive.close()
    forge(folder / "store.git", git, "runs/2024/06/20240606T060002Z.json", run_record())

    assert "id: 20240605T060002Z is not the one of its file" in told(folder)


def forge(store: Path, git: Callable[..., str], path: str, body: bytes, message: bytes = b"x") -> None:
    """Add a commit as somebody else would."""
    head = b"commit refs/heads/main\nauthor x <x@y> 1700000000 +0000\ncommitter x <x@y> 1700000000 +0000\n"
    said = b"data %d\n%s\nfrom refs/heads/main^0\n" % (len(message), message)
    file = b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(body), body)
    git(store, "fast-import", "--quiet", "--done", data=head + said + file + b"done\n")


def told(folder: Path) -> str:
    """What verify finds, a line each."""
    return "\n".join(f"{one.where}: {one.what}; {one.do}" for one in verify(folder, deep=False).damage)


@pytest.fixture
def copy(rounds: Any, entry: Callable[..., Entry], tmp_path: Path) -> Remote:
    """A copy of a store with one version."""
    rounds.on(0, entry())
    made = Remote(store=str(tmp_path / "copy/store.git"), raw=str(tmp_path / "copy/raw.git"), private=True)
    rounds.archive.push(made, declared=[])
    return made


@pytest.mark.parametrize(
    ("path", "body", "message", "said"),
    [
        (
            RUN,
            run_record(unchanged={"party/page": 999999999999}),
            b"x",
            r"makes no sense.*999999999999 is not a valid second",
        ),
        (RUN, run_record(saves={"noversion": SAVE}), b"x", "makes no sense"),
        (TEXT, b"x\n", version(Url="javascript:alert(1)"), "was not written by tracker"),
        (TEXT, b"x\n", version(Url="https://x/", **{"Change-Kind": "gossip"}), "was not written by tracker"),
        (
            TEXT,
            b"x\n",
            version(Url="https://x/", **{"Fetched-At": "9999-12-31T23:59:59Z"}),
            "was not written by tracker",
        ),
        (TEXT, b"x\n", version(Url="https://x/", **{"Final-Url": "javascript:alert(1)"}), "led to 'javascript:alert"),
        ("docs/con/page/text.md", b"x\n", version(Url="https://x/"), "was not written by tracker"),
    ],
)
def test_it_is_refused_before_anything_is_accepted(
    archive: Archive, *, copy: Remote, git: Callable[..., str], path: str, body: bytes, message: bytes, said: str
) -> None:
    """Exit code 4, and nothing is changed."""
    before = archive.heads()
    forge(Path(copy.store), git, path, body, message)

    with pytest.raises(StoreError, match=said):
        archive.pull(copy)

    assert archive.heads() == before
    assert archive.streaks() == {}


def test_one_that_is_history_already_is_passed_over_and_named(
    rounds: Any, *, folder: Path, entry: Callable[..., Entry], git: Callable[..., str], tmp_path: Path
) -> None:
    """What the rest of the record says is told as before, a round goes on, a copy is pulled from; verify names it."""
    rounds.on(0, entry("First."))
    forge(folder / "store.git", git, RUN, run_record(unchanged={"party/page": 999999999999}))
    rounds.on(1, entry("Second."))
    archive = rounds.archive

    assert [one.last_seen.year for one in archive.versions("party", "page")] == [2024, 2024]
    assert [one.id for one in archive.runs()] == ["20240602T060002Z", "20240601T060002Z"]
    assert (
        f"the record in {RUN} makes no sense (unchanged.party/page: 999999999999 is not a valid second of a round"
        in told(folder)
    )
    made = Remote(store=str(tmp_path / "copy/store.git"), raw=str(tmp_path / "copy/raw.git"), private=True)
    archive.push(made, declared=[])
    assert archive.pull(made)[0].commits == 0


def test_what_we_write_makes_sense(record: Callable[..., RunRecord]) -> None:
    """The same rules hold for what we make ourselves, so that nothing is written that would be refused."""
    with pytest.raises(ValueError, match="is not a valid second of a round"):
        record(unchanged={"party/page": 999999999999})
    assert from_json(to_json(record(unchanged={"party/page": 5}))) == record(unchanged={"party/page": 5})
