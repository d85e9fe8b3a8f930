"""Whoever upgrades loses nothing: folders that earlier trackers left (scripts/upgrade.py), opened and gone on with by this.

Each folder here is one of them: `left.tar.gz`, the working folder and its site, and `left.json`, what was said of it then.
"""

import json
import re
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback

from tracker.cli.main import main

HERE = Path(__file__).parent
LEFT = sorted(path.name for path in HERE.iterdir() if (path / "left.json").exists())
BOTH = ("raw.git", "store.git")


def git(repository: Path, *args: str, data: bytes | None = None) -> str:
    """What plain git says."""
    command = ["git", "--git-dir", str(repository), *args]
    return subprocess.run(command, capture_output=True, input=data, check=True).stdout.decode("utf-8")


@dataclass(frozen=True)
class Heir:
    """Somebody with such a folder and today's tracker; the web stands as it stood at the end."""

    folder: Path
    said: dict[str, Any]
    capsys: pytest.CaptureFixture[str]

    def run(self, *args: str, expect: int = 0) -> str:
        """What a command prints."""
        self.capsys.readouterr()
        code = main(["-C", str(self.folder), *args])
        told = self.capsys.readouterr()
        assert code == expect, told.err
        return told.out

    def parsed(self, *args: str) -> Any:
        """The JSON object that a command prints."""
        return json.loads(self.run(*args, "--format", "json"))

    def asked(self, *names: str) -> list[str]:
        """What FORMAT says, or git of each repository, by arguments."""
        return [git(self.folder / "snapshots" / name, *names).strip() for name in BOTH]

    @property
    def formats(self) -> list[str]:
        """What FORMAT says in both repositories."""
        return self.asked("show", "main:FORMAT")

    @property
    def versions(self) -> list[dict[str, Any]]:
        """The versions, as far as they must stay for ever; `last_seen` moves with each round."""
        rows = self.parsed("log", "--limit", "0")["versions"]
        return [{name: row[name] for name in self.said["versions"][0] if name != "last_seen"} for row in rows]

    @property
    def captured(self) -> list[dict[str, Any]]:
        """The versions, but for what today's readers see in bytes that were held already: that is never news."""
        return [row for row in self.versions if row["kind"] != "reextract"]

    @property
    def versions_then(self) -> list[dict[str, Any]]:
        """The same, as that tracker told them."""
        return [{name: row[name] for name in row if name != "last_seen"} for row in self.said["versions"]]


@pytest.fixture(params=LEFT)
def heir(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    loopback: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Heir]:
    """Each of the folders."""
    with tarfile.open(HERE / request.param / "left.tar.gz") as tar:
        tar.extractall(tmp_path / "watch", filter="data")
    said = json.loads((HERE / request.param / "left.json").read_text(encoding="utf-8"))
    for address, body, status, kind in said["pages"]:
        loopback.page(address, body, status, content_type=kind)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("https_proxy", "all_proxy", "no_proxy", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("http_proxy", loopback.url(""))
    return Heir(tmp_path / "watch", said, capsys)


def test_looking_finds_everything_and_changes_nothing(heir: Heir) -> None:
    """Each version, text, change, link, thread and record; both repositories stay what they were, so one can go back."""
    before = heir.asked("rev-parse", "main")
    assert heir.formats == ["tracker.store/1"] * 2

    assert heir.versions == heir.versions_then
    assert heir.run("reindex")
    assert heir.versions == heir.versions_then
    for row in heir.versions_then:
        assert heir.run("show", row["address"]).startswith("# ")
        assert heir.run("show", row["address"], "--raw")
    assert "40" in heir.run("diff", "plan", "1", "3")
    changes = heir.parsed("changes", "--since", "2020-01-01")["changes"]
    assert [[one["source"], one["document"], one["kind"]] for one in changes] == heir.said["changes"]
    assert heir.run("blame", "plan")
    assert "@1" in heir.run("find", "boxes", "--full")
    assert "failing" in heir.run("status")
    assert "No fault found" in heir.run("verify", "--deep")
    heir.run("sources", "check")

    assert heir.asked("rev-parse", "main") == before == [heir.said["heads"][name] for name in BOTH]
    assert heir.formats == ["tracker.store/1"] * 2
    records = heir.asked("ls-tree", "-r", "--name-only", "main", "runs", "decisions")[1].split()
    assert records == heir.said["records"]


def test_pledges_and_what_people_decided_stand(heir: Heir) -> None:
    """Each thread by its id, each link as it stood, each verdict in the file."""
    threads = heir.parsed("pledges", "--limit", "0")["threads"]

    found = {name: sorted(claim["id"] for claim in one["claims"]) for one in threads for name in [one["id"]]}
    assert found.items() >= heir.said["threads"].items()
    links = [[one["earlier"], one["later"], one["standing"]] for thread in threads for one in thread["links"]]
    assert [one for one in heir.said["links"] if one not in links] == []
    assert {"confirmed"} <= {standing for _, _, standing in links}
    verdicts = (heir.folder / "config" / "verdicts.toml").read_text(encoding="utf-8")
    assert [word in verdicts for word in ("oaks are no bridge", "one scheme", "nest boxes")] == [True] * 3


def test_a_round_records_nothing_new_and_raises_the_format(heir: Heir) -> None:
    """The pages stand as they stood: nothing is news, what waits and what fails still does, and what is known is quiet."""
    heir.run("snapshot", expect=3)

    assert heir.formats == ["tracker.store/2"] * 2
    assert heir.captured == heir.versions_then
    record = _last_record(heir)
    assert record.get("recorded", {}) == {}
    assert set(record["suspect"]) == {"waiting/page"}
    assert set(record["failed"]) == {"broken/page"}
    assert {"git", "python"} <= record.keys()
    assert heir.run("changes", "--new").startswith("0 new since you looked.")
    assert heir.parsed("changes", "--new", "press")["changes"] != []
    assert heir.run("changes", "--new", "press").startswith("0 new since you looked.")
    assert "acknowledged until 31 Dec 2099" in re.sub(r"\s+", " ", heir.run("status", "--full"))
    assert "No fault found" in heir.run("verify", "--deep")


def _last_record(heir: Heir) -> dict[str, Any]:
    """The record of the newest round."""
    store = heir.folder / "snapshots" / "store.git"
    last = git(store, "ls-tree", "-r", "--name-only", "main", "runs").split()[-1]
    record: dict[str, Any] = json.loads(git(store, "show", f"main:{last}"))
    return record


@pytest.mark.parametrize("after", ["looking", "a round"])
def test_the_site_goes_on_at_the_same_addresses(heir: Heir, after: str) -> None:
    """Built over the old one: every page that anybody has linked is there, with every place in it.

    But for what pages load: scripts and styles go with the pages that load them.
    """
    if after == "a round":
        heir.run("snapshot", expect=3)
    heir.run("report", str(heir.folder / "site"), "--jobs", "1")

    lost = []
    for address, anchors in heir.said["site"].items():
        if address.endswith((".js", ".css")):
            continue
        page = heir.folder / "site" / address
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        lost += [address] * (not page.exists())
        lost += [
            f"{address}#{anchor}" for anchor in anchors if not re.search(rf'\bid="?{re.escape(anchor)}["\s>]', text)
        ]
    assert lost == []


def test_a_copy_of_the_old_store_and_a_purge_go_on(heir: Heir, tmp_path: Path) -> None:
    """Pushed before the first round, pulled by an empty folder after it; a takedown leaves a store of the newest format."""
    copy = f"file://{tmp_path}/copy"
    (tmp_path / "copy").mkdir()
    with (heir.folder / "config" / "settings.toml").open("a") as settings:
        settings.write(f'\n[remote.copy]\nstore = "{copy}/store.git"\nraw = "{copy}/raw.git"\nprivate = true\n')
    heir.run("push", "copy")
    (tmp_path / "again").mkdir()
    (heir.folder / "config").rename(tmp_path / "again" / "config")
    again = Heir(tmp_path / "again", heir.said, heir.capsys)
    again.run("pull", "copy")
    assert again.formats == ["tracker.store/1"] * 2
    assert again.versions == heir.versions_then

    (tmp_path / "again" / "config").rename(heir.folder / "config")
    heir.run("purge", "closed", "--reason", "as asked", "--yes")

    assert heir.formats == ["tracker.store/2"] * 2
    kept = [row["address"] for row in heir.versions_then if not row["address"].startswith("closed@")]
    assert [row["address"] for row in heir.versions] == kept
    assert "No fault found" in heir.run("verify", "--deep")


def test_what_a_later_minor_version_adds_is_read_over(heir: Heir, write: Callable[..., None]) -> None:
    """Fields of records that we do not know, bodies our readers failed on, pictures: opened, indexed, verified, purged."""
    heir.run("snapshot", expect=3)
    snapshots = heir.folder / "snapshots"
    newest = next(row["commit"] for row in heir.said["versions"] if row["address"] == "boxes@3")
    record = _last_record(heir) | {"saved_by": {"plan/page": "us"}, "id": "20990101T000000Z"}
    record["failed"] = {name: one | {"body_id": "0" * 40} for name, one in record["failed"].items()}
    decision = {
        "schema": "tracker.decision/1",
        "id": "20990101T000001Z",
        "at": "2099-01-01T00:00:01Z",
        "tracker": "9.0",
        "released": {"t-mkpvrnpy53": {"by": "owner"}},
        "marks": {"desk": newest},
    }
    write(snapshots / "store.git", "runs/2099/01/20990101T000000Z.json", json.dumps(record).encode())
    write(snapshots / "store.git", "decisions/2099/01/20990101T000001Z.json", json.dumps(decision).encode())
    for path in ("failed/closed/page/body", "failed/closed/page/error.txt", "pictures/closed/page/page.png"):
        write(snapshots / "raw.git", path, b"\x89PNG")

    heir.run("repair")  # notes the heads: plain git wrote these, in the place of that tracker
    assert heir.captured == heir.versions_then
    assert heir.run("changes", "--new", "desk").startswith("0 new since you looked.")
    assert "No fault found" in heir.run("verify", "--deep")
    heir.run("purge", "closed", "--reason", "as asked", "--yes")
    assert "closed" not in "".join(heir.asked("ls-tree", "-r", "--name-only", "main"))


@pytest.fixture
def write() -> Callable[..., None]:
    """Adds a file to a repository, as another tracker would."""

    def add(repository: Path, path: str, body: bytes) -> None:
        head = (
            b"commit refs/heads/main\nauthor x <x@y> 1700000000 +0000\ncommitter x <x@y> 1700000000 +0000\ndata 2\nx\n"
        )
        file = b"from refs/heads/main^0\nM 100644 inline %s\ndata %d\n%s\ndone\n" % (path.encode(), len(body), body)
        git(repository, "fast-import", "--quiet", "--done", data=head + file)

    return add
