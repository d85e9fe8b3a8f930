"""Schedules: what starts rounds when nobody is there. Ready templates for cron, systemd and GitHub Actions."""

import hashlib
import json
import re
import shlex
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from tracker.errors import UsageError
from tracker.patterns import deferred

_HOST = deferred(r"(?:https|ssh)://(?:[^/@]*@)?([A-Za-z0-9.-]+)|[^/:@]+@([A-Za-z0-9.-]+):")
_SECRET = {
    "https": "The secret TRACKER_TOKEN holds a token that may write the contents of these two repositories and no more.",
    "ssh": "The secret TRACKER_KEY holds an SSH key without a passphrase that may write both repositories.",
}


_CRONS_MAIL = """\
# cron mails what is printed: only what changed and what is in trouble, so no mail means that all is as it was.
# The mail needs a mailer on this machine; without an address it goes to your own account. Its subject is the command:
# `tracker schedule cron --mail you@example.org` prints lines whose mail has what changed as its subject.
# MAILTO=you@example.org
"""
_OWN_MAIL = """\
# A round that has something to tell sends a mail, whose subject says what: no mail means that all is as it was.
# It needs a mailer on this machine. What goes wrong with the job itself cron mails to the same address.
MAILTO={to}
"""


def cron(program: Path, folder: Path, *, path: str, mail: str | None = None) -> str:
    """Lines for a crontab; `path` is where git is found. UsageError for a path that no crontab can hold.

    `mail`: to whom each round that has news is sent under a subject that tells it; cron's own names the command.
    """
    return _filled(
        "cron",
        FOLDER=_cron(folder),
        FOLDER_SHOWN=_one_line(folder),
        MAIL=f" --mail {_cron(mail)}" if mail else "",
        MAIL_SAYS=_OWN_MAIL.format(to=_one_line(mail)) if mail else _CRONS_MAIL,
        CARE_MINUTE=str((minute(folder) + 30) % 60),
        MINUTE=str(minute(folder)),
        PATH=_one_line(path),
        TRACKER=_cron(program),
    )


def service(program: Path, folder: Path, *, user: str) -> str:
    """The text of tracker.service. UsageError for a path that no unit can hold."""
    return _filled(
        "service",
        FOLDER=_unit(folder),
        SNAPSHOTS=_unit(folder / "snapshots"),
        TRACKER=_unit(program),
        USER=user,
    )


def timer() -> str:
    """The text of tracker.timer."""
    return _filled("timer")


def github(folder: str, *, remote: str, address: str, install: str, secrets: Sequence[str] = ()) -> str:
    """A workflow. `folder` is the working folder as the repository holds it; `address` that of the remote's store.git.

    `secrets` are the environment variables with the addresses of notifications.

    UsageError for an address that a runner cannot reach.
    """
    host = _HOST.match(address)
    if host is None:
        raise UsageError(
            f"The remote {remote!r} lies on this machine, where no runner of GitHub can reach it. Name one with an address "
            "such as https://github.com/me/watch-store.git in config/settings.toml, and say `--remote NAME`."
        )
    way = "https" if address.startswith("https:") else "ssh"
    return _filled(
        "github",
        FOLDER=json.dumps(folder),
        INSTALL=json.dumps(_one_line(install)),
        MINUTE=str(minute(Path(folder))),
        NOTIFY=_notify(secrets),
        REACH=_filled(f"reach-{way}", HOST=shlex.quote(host[1] or host[2])).rstrip("\n"),
        REMOTE=json.dumps(remote),
        REMOTE_SHOWN=remote,
        SECRET=_SECRET[way],
    )


def _notify(secrets: Sequence[str]) -> str:
    """Each secret of the repository is handed to the one step that needs it, as a variable and never as text."""
    lines = [f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in dict.fromkeys(secrets)]
    return "".join(["        env:\n", *lines]) if lines else ""


def minute(folder: Path) -> int:
    """A minute of the hour, always the same for one folder, so that not everybody asks at the full hour."""
    return 1 + int.from_bytes(hashlib.sha256(str(folder).encode()).digest()[:4], "big") % 58


def _filled(name: str, **values: str) -> str:
    text = files("tracker.render").joinpath("schedules", f"{name}.txt").read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _one_line(value: Path | str) -> str:
    text = str(value)
    if not text.isprintable():
        raise UsageError(f"{text!r} has characters that no schedule can hold. Please rename it.")
    return text


def _cron(path: Path | str) -> str:
    """For a crontab's shell; cron itself takes % for the end of the line."""
    return shlex.quote(_one_line(path)).replace("%", "\\%")


def _unit(path: Path) -> str:
    """For a unit, where % begins a specifier. systemd takes no quotation mark or backslash in the path of a program."""
    text = _one_line(path)
    if set(text) & set("\"'\\"):
        raise UsageError(f"systemd does not take the quotation mark or backslash of {text}. Please rename it.")
    return text.replace("%", "%%")
