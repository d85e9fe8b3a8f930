"""A signal ends a round wherever it is: at once, with a record, and with nothing lost that was recorded."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import worst
from loopback import Answer, Loopback

from tracker.cli.main import main
from tracker.store.archive import Archive
from tracker.store.verify import verify


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_round_that_fetches_and_reads(
    tmp_path: Path, loopback: Loopback, number: signal.Signals
) -> None:
    """One page is slow to come, another to read; the first is recorded by then. Ctrl-C goes to all of the group."""
    assert main(["init", str(tmp_path / "watch")]) == 0
    said = " ".join(f"Nest number {nth} stands in the old oak by the river." for nth in range(12))
    loopback.page("/good", f"<title>Our plan</title><main><h1>Our plan</h1><p>{said}</p></main>")
    loopback.answers("/slow", Answer(b"<title>Slow</title>" * 999, drip=0.1))
    loopback.page("/tags", worst.one_tag(), content_type="text/html")
    rows = [
        f'[[source]]\nid = "{name}"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
        f'url = "{loopback.url(f"/{name}", host=host)}"\nallow_hosts = ["{host}"]\n'
        for name, host in (("good", "127.0.0.1"), ("tags", "127.0.0.1"), ("slow", "localhost"))
    ]
    (tmp_path / "watch" / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
    settings = "delay = 0.0\nretries = 0\nread_seconds = 60\nbatch_documents = 1\n"
    (tmp_path / "watch" / "config" / "settings.toml").write_text(settings, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", "from tracker.cli.start import run; run()", "-C", str(tmp_path / "watch"), "snapshot"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )
    until = time.monotonic() + 60
    while not ({"/slow", "/tags"} <= set(loopback.paths) and _holds_good(tmp_path)) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.6)
    begun = time.monotonic()
    os.killpg(process.pid, number)
    told, _ = process.communicate(timeout=30)

    assert time.monotonic() - begun < 5  # 2 on a machine that does nothing else; measured in docs/benchmarks.md
    assert process.returncode == 130, told
    assert told.endswith("tracker: interrupted; what was recorded stays\n")
    assert "Traceback" not in told
    with Archive(tmp_path / "watch" / "snapshots") as archive:
        assert archive.latest("good", "page") is not None
        assert archive.runs(limit=1)[0].finished is None
    assert not verify(tmp_path / "watch" / "snapshots", deep=True).damage


def _holds_good(folder: Path) -> bool:
    """Whether the first page is recorded by now."""
    head = folder / "watch" / "snapshots" / "store.git"
    told = subprocess.run(
        ["git", "--git-dir", str(head), "ls-tree", "-r", "--name-only", "main", "docs/good"],
        capture_output=True,
        check=False,
    )
    return b"text.md" in told.stdout
