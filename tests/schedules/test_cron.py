"""One tick of Debian's own cron: it runs the lines of `tracker schedule cron`, and its mail is what a person would get.

The daemon runs in a mount namespace of its own, which hides the crontabs of this machine and has a mailer that writes the
mails into a folder. Nothing of the machine is changed.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from loopback import Loopback

from tracker.cli.main import main

CAN = os.geteuid() == 0 and all(map(shutil.which, ("cron", "unshare", "mount")))
pytestmark = pytest.mark.skipif(
    not os.environ.get("TRACKER_SCHEDULES") or not CAN,
    reason="cron's tick takes a minute, and root: scripts/schedules.sh",
)
WILL = "We will build 40 owl boxes in every village by 2027."
AIM = "We aim to build up to 40 owl boxes in some villages by 2028."
MAILER = """#!/bin/sh
file=$(mktemp {mails}/XXXXXXXX)
cat > "$file" && mv "$file" "$file.mail"
"""
HIDDEN = """
mount -t tmpfs tmpfs /run
mount --bind "$1/crontabs" /var/spool/cron/crontabs
mount --bind "$1/none" /etc/cron.d
mount --bind /dev/null /etc/crontab
mount -t overlay overlay -o "lowerdir=$1/sbin:/usr/sbin" /usr/sbin
exec cron -f
"""
SECONDS = 150
"""Cron looks once a minute; the rounds take seconds."""


def page(sentence: str) -> str:
    """A page that is long enough to be one."""
    body = " ".join(f"Box {number} hangs in the old oak by the river." for number in range(12))
    return f"<title>Our plan</title><main><h1>Our plan</h1><p>{sentence}</p><p>{body}</p></main>"


def watch(folder: Path, site: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder whose only page was last asked for two days ago."""
    address = f"/{folder.name.replace(' ', '-')}"
    assert main(["init", str(folder)]) == 0
    (folder / "config/sources.toml").write_text(
        '[[source]]\nid = "plan"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
        f'url = "{site.url(address)}"\nallow_hosts = ["127.0.0.1"]\n'
    )
    (folder / "config/settings.toml").write_text("delay = 0.0\nretries = 0\n")
    site.page(address, page(WILL))
    before = datetime.now(UTC) - timedelta(days=2)
    with monkeypatch.context() as patch:
        for place in ("tracker.cli.commands.snapshot.clock", "tracker.cli.tools.clock"):
            patch.setattr(place, lambda: before)
        assert main(["-C", str(folder), "snapshot"]) == 0
    site.page(address, page(AIM))


@contextmanager
def cron(root: Path, lines: str) -> Iterator[Path]:
    """The daemon with this one crontab; the folder into which its mails fall."""
    for name in ("crontabs", "none", "sbin", "mails"):
        (root / name).mkdir()
    mailer = root / "sbin/sendmail"
    mailer.write_text(MAILER.format(mails=root / "mails"))
    mailer.chmod(0o755)
    table = root / "crontabs/root"
    table.write_text(lines)
    table.chmod(0o600)
    daemon = subprocess.Popen(["unshare", "--mount", "--propagation", "private", "sh", "-ec", HIDDEN, "sh", root])
    try:
        yield root / "mails"
        assert daemon.poll() is None, "cron ended by itself"
    finally:
        daemon.terminate()
        daemon.wait()


def mails(folder: Path, wanted: int) -> dict[str, EmailMessage]:
    """Those that have come, by subject, once there are so many."""
    ends = time.monotonic() + SECONDS
    while len(files := list(folder.glob("*.mail"))) < wanted and time.monotonic() < ends:
        time.sleep(0.5)
    found = [cast("EmailMessage", message_from_bytes(one.read_bytes(), policy=default)) for one in files]
    return {str(one["Subject"]): one for one in found}


def test_a_tick_of_cron_mails_what_changed(
    tmp_path: Path, loopback: Loopback, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By cron's own mail and by our own: on one screen what changed, in its words; ours says it in the subject, too."""
    tables = []
    for name, words in (("plain", ()), ("with a subject", ("--mail", "desk@example.org"))):
        watch(tmp_path / name, loopback, monkeypatch)
        capsys.readouterr()
        assert main(["-C", str(tmp_path / name), "schedule", "cron", *words]) == 0
        tables.append(re.sub(r"(?m)^\d+ \* \* \* \*", "* * * * *", capsys.readouterr().out))

    with cron(tmp_path, "\n".join(tables)) as folder:
        came = mails(folder, 2)

    assert len(came) == 2, came.keys()
    crons = next(one for subject, one in came.items() if subject.startswith("Cron <root@"))
    ours = came["tracker with a subject changed: plan (1 change)"]
    assert ours["To"] == "desk@example.org"
    for one in (crons, ours):
        said = body(one)
        lines = said.splitlines()
        assert lines[0] == "1 change in 1 document."
        assert "We [-will-] {+aim to+} build {+up to+} 40 owl" in " ".join(said.split())
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80


def body(one: Mapping[str, str]) -> str:
    """The text of a mail."""
    text = cast("EmailMessage", one).get_content()
    assert isinstance(text, str)
    return text
