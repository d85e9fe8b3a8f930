"""Two rounds at once, as when cron starts one while the last still runs."""

import subprocess
import sys
import threading
from pathlib import Path

from loopback import Answer, Asked, Loopback
from machine import article

from tracker.cli.main import main

SOURCE = """
[[source]]
id = "{name}"
kind = "html"
publisher = "labour"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
NAMES = ("a", "b", "c")


def desk(folder: Path, site: Loopback) -> list[str]:
    """A working folder; the command that runs a round in it."""
    main(["init", str(folder)])
    (folder / "config" / "sources.toml").write_text(
        "".join(SOURCE.format(name=name, url=site.url(f"/{name}")) for name in NAMES)
    )
    return [sys.executable, "-m", "tracker", "-C", str(folder), "snapshot"]


def record(folder: Path, *args: str) -> str:
    """What plain git says of the text store."""
    command = ["git", "--git-dir", str(folder / "snapshots" / "store.git"), *args]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_second_of_two_rounds_ends_at_once(tmp_path: Path, loopback: Loopback) -> None:
    """Exit 5 while the first still waits for a page, naming the holder; the store is that of one round."""
    asked, answer = threading.Event(), threading.Event()
    for name in NAMES:
        loopback.page(f"/{name}", article(f"We will open {name}."))

    def slow(_: Asked) -> Answer:
        asked.set()
        answer.wait(30)
        return Answer(article("We will open b.").encode())

    alone, both = desk(tmp_path / "alone", loopback), desk(tmp_path / "both", loopback)
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 0
    loopback.answers("/b", slow)

    with subprocess.Popen(both, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first:
        assert asked.wait(30)
        second = subprocess.run(both, capture_output=True, text=True, check=False, timeout=30)
        still_running = first.poll() is None
        answer.set()
        first.communicate(timeout=30)

    assert (second.returncode, still_running, first.returncode) == (5, True, 0)
    assert str(first.pid) in second.stderr
    assert second.stdout == ""
    tree = ("ls-tree", "-r", "main", "docs")
    assert record(tmp_path / "both", *tree) == record(tmp_path / "alone", *tree)
    assert record(tmp_path / "both", "rev-list", "--count", "main") == record(
        tmp_path / "alone", "rev-list", "--count", "main"
    )
