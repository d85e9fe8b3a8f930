"""`tracker snapshot --mail`: what a round has to tell, handed to a mailer that is a script of the test."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from loopback import Answer, Loopback
from machine import article

from tracker.cli.main import main

Run = Callable[..., tuple[int, str, str]]
SOURCE = """
[[source]]
id = "owls"
kind = "html"
publisher = "labour"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
TO = "desk@example.org"


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder named watch, with a mailer before all others on the PATH."""
    folder = tmp_path / "watch"
    assert main(["init", str(folder)]) == 0
    (folder / "config" / "sources.toml").write_text(SOURCE.format(url=loopback.url("/owls")))
    (folder / "config" / "settings.toml").write_text("retries = 0\ndelay = 0\n")
    mailer(tmp_path, 'echo "$@" > "$0.args"; cat > "$0.mail"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def command(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["-C", str(folder), *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def mailer(folder: Path, does: str) -> None:
    """A program named sendmail."""
    (folder / "sendmail").write_text(f"#!/bin/sh\n{does}\n")
    (folder / "sendmail").chmod(0o755)


def test_a_round_with_news_is_a_mail(run: Run, loopback: Loopback, tmp_path: Path) -> None:
    """First seen, changed, in trouble: the subject says which, the body what; nothing is printed beside it."""
    subjects = []
    for answer in (article("We will build 40 nests."), article("We aim to build 40 nests."), None):
        loopback.page("/owls", answer) if answer else loopback.answers("/owls", Answer(status=500))
        _, out, err = run("snapshot", "--mail", TO)
        assert (out, err) == ("", "")
        mail = message_from_bytes((tmp_path / "sendmail.mail").read_bytes(), policy=default)
        subjects.append(mail["Subject"])
        if len(subjects) == 2:
            assert "{+aim to+}" in mail.get_content()  # type: ignore[attr-defined]

    assert mail["To"] == TO
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (tmp_path / "sendmail.args").read_text() == "-t -oi\n"
    assert subjects == [
        "tracker watch first seen: 1 document",
        "tracker watch changed: owls (1 change)",
        "tracker watch trouble: owls (1 source in trouble)",
    ]


def test_a_round_without_news_is_no_mail(run: Run, loopback: Loopback, tmp_path: Path) -> None:
    """So no mail means that all is as it was."""
    loopback.page("/owls", article("We will build 40 nests."))
    run("snapshot")

    assert run("snapshot", "--mail", TO) == (0, "", "")
    assert not (tmp_path / "sendmail.mail").exists()


def test_what_cannot_be_sent_is_printed(run: Run, loopback: Loopback, tmp_path: Path) -> None:
    """Then cron mails it under its own subject; the round's exit code stays."""
    loopback.page("/owls", article("We will build 40 nests."))
    mailer(tmp_path, "exit 75")

    code, out, err = run("snapshot", "--mail", TO)

    assert code == 0
    assert "owls" in out
    assert err == f"tracker: No mail was sent to {TO}: {tmp_path}/sendmail ended with exit code 75.\n"


@pytest.mark.parametrize("to", ["", "-oQ/tmp", "a b@example.org", "desk@example.org\nBcc: all@example.org", "a@b, c@d"])
@pytest.mark.parametrize("words", [("snapshot",), ("schedule", "cron")])
def test_what_is_no_address_starts_nothing(run: Run, tmp_path: Path, words: tuple[str, ...], to: str) -> None:
    """It would be a header or an option of the mailer: one sentence, and no round."""
    code, out, err = run(*words, f"--mail={to}")

    assert (code, out) == (2, "")
    assert "is no address" in err
    assert not (tmp_path / "sendmail.args").exists()


def test_a_crontab_can_send_it(run: Run) -> None:
    """The address stands in the line of the round, and what fails goes there, too."""
    out = run("schedule", "cron", "--mail", TO)[1]

    assert f"snapshot --due --quiet --mail {TO} --log logfmt" in out
    assert f"\nMAILTO={TO}\n" in out
