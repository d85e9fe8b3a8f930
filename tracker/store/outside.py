"""git that talks to a remote: with the user's own configuration, credentials and keys, and nothing else of theirs.

Which variables reach it is a list of what may, not of what may not: a `GIT_DIR` or `GIT_OBJECT_DIRECTORY` left over from
a hook would make git work on another repository (docs/studies/git-store.md 3.4).
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store.git import program, stop, users_environment

_PASSED = deferred(
    r"GIT_(?:ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|PROXY_COMMAND|EXEC_PATH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|HTTP_\w+|SSL_\w+|PROXY_SSL_\w+|CURL_VERBOSE|TRACE\w*)"
)
_PROTOCOLS = "https:ssh:file"
"""Also after the user's `url.<base>.insteadOf`: `ext::` would run a command."""
_SAFE = (
    "core.hooksPath=/dev/null",
    "core.fsync=all",
    "fetch.unpackLimit=1",  # a pack is made durable at no cost, loose objects are not (docs/studies/git-store.md 1.5)
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "fetch.writeCommitGraph=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=60",  # a remote that has fallen silent must not hold up a cron job for ever
)
_BATCH = "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15"
_LAST_WORDS = 600


def run_outside(repository: Path, *args: str) -> str:
    """What git prints. StoreError, with git's own last words and without passwords, when it does not end well.

    Only constants, full ids and checked addresses (tracker.config.remote) may be among the arguments.
    """
    options = [part for pair in (f"safe.directory={repository}", *_SAFE) for part in ("-c", pair)]
    command = [program(), *options, "--git-dir", str(repository), *args]
    out, err, code = _run(command, repository.parent, _environment(repository))
    if code:
        said = re.sub(r"(?<=//)[^/@\s]+@", "…@", err).strip()[-_LAST_WORDS:] or "it gave no reason"
        raise StoreError(f"git {args[0]} did not succeed: {' · '.join(said.splitlines())}")
    return out


def _environment(repository: Path) -> dict[str, str]:
    users = {
        name: value
        for name, value in users_environment().items()
        if not name.startswith("GIT_") or _PASSED.fullmatch(name)
    }
    env = {**users, "GIT_ALLOW_PROTOCOL": _PROTOCOLS, "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0"}
    if not users.keys() & {"GIT_SSH", "GIT_SSH_COMMAND"} and not _has_own_ssh(repository, env):
        env["GIT_SSH_COMMAND"] = _BATCH  # cron has no terminal on which ssh could ask
    return env


def _has_own_ssh(repository: Path, env: Mapping[str, str]) -> bool:
    _, _, code = _run([program(), "config", "--get", "core.sshCommand"], repository, env)
    return code == 0


def _run(command: list[str], folder: Path, env: Mapping[str, str]) -> tuple[str, str, int]:
    try:
        process = Popen(command, cwd=folder, env=dict(env), stdin=DEVNULL, stdout=PIPE, stderr=PIPE)  # noqa: S603 - no shell; arguments as `run_outside` demands
    except OSError as error:
        raise StoreError(f"git could not be started in {folder}: {os.strerror(error.errno or 0)}.") from error
    try:
        out, err = process.communicate()
    except BaseException:
        stop(process)
        raise
    return out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), process.returncode
