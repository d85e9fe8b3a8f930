"""Checkup: what could be wrong with a machine or a folder, each thing looked at by itself. Nothing is fetched or changed.

One that cannot be looked at is told as such, and never keeps the others from being looked at.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field

from tracker.capture import due
from tracker.capture.due import silent_for
from tracker.config.config import Config
from tracker.config.source import HtmlSource
from tracker.errors import ConfigError, FetchError, LockError, TrackerError
from tracker.fetch.browser import program
from tracker.fetch.guard import resolve
from tracker.installed import how_to_add
from tracker.links.semantic.ranking import PACKAGES
from tracker.store.archive import Archive
from tracker.store.software import software

Look = Literal["well", "note", "wrong"]
LOOKUPS = 6.0
"""Seconds that all names together may take."""
HOSTS = 40
"""Names that are looked up at the most."""
LITTLE, NONE_LEFT = 1_000_000_000, 100_000_000
"""Bytes left on the disk from which it is a note, and from which it is wrong: a round writes packs, an index and a log."""
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock that is before this program was written is wrong."""


class Symptom(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One thing that was looked at."""

    about: str = Field(description="folder, versions, git, disk, config, names, told, clock, store, rounds or lock.")
    look: Look
    said: str = Field(description="What was found.")
    do: str | None = Field(default=None, description="What to do about it.")
    code: int = Field(default=0, description="The exit code that it asks for.")


def examine(root: Path, load: Callable[[], Config], env: Mapping[str, str], now: datetime) -> Iterator[Symptom]:
    """Everything, in the order in which one thing rests on another."""
    yield from _machine()
    if not any((root / name).is_dir() for name in ("config", "snapshots")):
        do = "go to yours, or name it with -C; `tracker init` makes one"
        yield Symptom(about="folder", look="wrong", said=f"{root.resolve()} is not a working folder", do=do, code=2)
        return
    yield from _disk(root)
    config: Config | None = None
    try:
        config = load()
    except ConfigError as error:
        for fault in error.faults:
            yield Symptom(about="config", look="wrong", said=str(fault), do="see docs/sources.md", code=2)
    except TrackerError as error:
        yield Symptom(about="config", look="wrong", said=str(error), code=2)
    if config:
        yield from _config(config, env)
        yield from _names(config, env)
    if now < _BEGAN:
        yield Symptom(
            about="clock", look="wrong", said=f"this machine says {now:%Y-%m-%d %H:%M} UTC", do="set it", code=3
        )
    try:
        with Archive(root / "snapshots") as archive:
            yield from _store(archive)
            yield from _clock(archive, now)
            if config:
                yield from _rounds(archive, config, now)
            yield _lock(archive)
    except TrackerError as error:
        yield Symptom(about="store", look="wrong", said=str(error), code=error.exit_code)


def _machine() -> Iterator[Symptom]:
    found = software()
    yield Symptom(about="versions", look="well", said=f"tracker {found.tracker}, Python {found.python}")
    if found.git:
        yield Symptom(about="git", look="well", said=found.git)
    else:
        yield Symptom(about="git", look="wrong", said="there is none, or one that is too old", do="install git", code=4)


def _disk(root: Path) -> Iterator[Symptom]:
    for name in ("config", "snapshots"):
        folder = root / name
        if not folder.is_dir():
            do = "see that you are in the working folder, or name it with -C; `tracker init` makes one"
            yield Symptom(about="disk", look="wrong", said=f"there is no folder {folder}", do=do, code=2)
        elif not os.access(folder, os.W_OK | os.X_OK):
            yield Symptom(
                about="disk", look="wrong", said=f"{folder} cannot be written to", do="check who owns it", code=4
            )
    try:
        free = shutil.disk_usage(root).free
    except OSError as error:
        yield Symptom(about="disk", look="note", said=f"its free space cannot be determined ({error.strerror})")
        return
    said = f"{free / 1_000_000_000:,.1f} GB are free"
    if free < NONE_LEFT:
        yield Symptom(about="disk", look="wrong", said=said, do="make room, or `tracker gc`", code=4)
    else:
        yield Symptom(about="disk", look="note" if free < LITTLE else "well", said=said)


def _config(config: Config, env: Mapping[str, str]) -> Iterator[Symptom]:
    enabled = [one for one in config.sources if one.enabled]
    yield Symptom(
        about="config", look="well", said=f"{_counted(len(config.sources), 'source')}, {len(enabled)} of them enabled"
    )
    if config.settings.contact is None and any(one.host for one in enabled):
        do = 'write contact = "you@example.org" into config/settings.toml'
        yield Symptom(about="config", look="note", said="no contact is set, which a round over the web needs", do=do)
    addressed = [one for one in config.notify.notify if env.get(one.url_env, "").strip()]
    for target in config.notify.notify:
        if target not in addressed:
            said = f"{target.name} gets no messages: the environment variable {target.url_env} is not set here"
            yield Symptom(about="told", look="note", said=said)
    if addressed and find_spec("apprise") is None:
        said = "the library that sends messages is not installed"
        yield Symptom(about="told", look="wrong", said=said, do=how_to_add("notify"), code=2)
    if config.settings.semantic and any(find_spec(name) is None for name in PACKAGES):
        said = "semantic = true, but the model that orders lists by meaning is not installed"
        yield Symptom(about="config", look="wrong", said=said, do=how_to_add("semantic"), code=2)
    if shown := [one.id for one in enabled if isinstance(one, HtmlSource) and one.fetch == "browser"]:
        try:
            program.check(sandbox=config.settings.browser_sandbox)
        except FetchError as error:
            yield Symptom(about="config", look="wrong", said=f"{', '.join(shown[:3])}: {error.reason}", code=3)


def _names(config: Config, env: Mapping[str, str]) -> Iterator[Symptom]:
    """Whether the hosts of sources have addresses. No page is asked for."""
    urls = {one.host: one.address or "" for one in config.sources if one.enabled and one.host}
    asked = dict(sorted(urls.items())[:HOSTS])
    if not asked:
        return
    if any(env.get(name, "").strip() for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")):
        yield Symptom(about="names", look="note", said="a proxy is set, so it is the proxy that finds hosts")
        return
    faults = _looked_up(asked)
    lost = [f"{host}: {fault}" for host, fault in faults.items() if fault]
    if len(lost) == len(asked):
        said = f"none of {len(asked)} host names could be looked up: is this machine online?"
        yield Symptom(about="names", look="wrong", said=said, do="check the network or its name server", code=3)
        return
    yield Symptom(about="names", look="well", said=f"{len(asked) - len(lost)} of {len(asked)} hosts have an address")
    yield from (Symptom(about="names", look="wrong", said=one, code=3) for one in lost)


def _looked_up(hosts: Mapping[str, str]) -> dict[str, str]:
    """Of each host why it has no address, or an empty text. Threads that wait for a dead server end with the process."""
    found: dict[str, str] = {}

    def look(host: str, url: str) -> None:
        try:
            resolve(host, urlsplit(url).port or 443)
            found[host] = ""
        except (FetchError, ValueError) as error:
            found[host] = str(error)

    threads = [threading.Thread(target=look, args=one, daemon=True) for one in hosts.items()]
    for thread in threads:
        thread.start()
    ends = time.monotonic() + LOOKUPS
    for thread in threads:
        thread.join(max(ends - time.monotonic(), 0))
    late = f"its name server gave no answer in {LOOKUPS:.0f} seconds"
    return {host: found.get(host, late) for host in hosts}


def _store(archive: Archive) -> Iterator[Symptom]:
    documents = archive.documents()
    newest = [one for name in documents[:1] + documents[-1:] if (one := archive.latest(*name))]
    for version in newest:
        archive.text(version)
    commit = (archive.head() or "none")[:12]
    said = f"{_counted(len(documents), 'document')}, commit {commit}; `tracker verify` reads all of it"
    yield Symptom(about="store", look="well", said=said)
    if unread := archive.unread():
        yield Symptom(about="store", look="wrong", said=f"{unread} texts are damaged", do="tracker verify", code=4)


def _clock(archive: Archive, now: datetime) -> Iterator[Symptom]:
    runs = archive.runs(limit=1)
    ahead = due.ahead(archive, now=now)
    if runs and runs[0].started > now:
        said = f"it says {now:%Y-%m-%d %H:%M} UTC, and the newest round is of {runs[0].started:%Y-%m-%d %H:%M} UTC"
        yield Symptom(about="clock", look="wrong", said=said, do="one of the two is wrong; see to the clock", code=3)
    elif ahead:
        yield Symptom(about="clock", look="note", said=f"{len(ahead)} sources have a last check dated in the future")
    else:
        yield Symptom(about="clock", look="well", said=f"{now:%Y-%m-%d %H:%M} UTC")


def _rounds(archive: Archive, config: Config, now: datetime) -> Iterator[Symptom]:
    quiet = silent_for(config.sources, archive, config.settings, now=now)
    if quiet:
        do = "check that whatever starts them is still running; `tracker schedule` prints it again"
        yield Symptom(about="rounds", look="note", said=f"none has run for {quiet.days} days", do=do)


def _lock(archive: Archive) -> Symptom:
    try:
        with archive.round_lock():
            return Symptom(about="lock", look="well", said="no round is running")
    except LockError as error:
        return Symptom(about="lock", look="note", said=str(error))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
