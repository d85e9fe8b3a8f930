"""The git door: git starts here, cut off from everybody's configuration (outside.py: the network).

Only full object ids, slugs of our own and constants may be among the arguments (docs/studies/git-store.md 4:
`git log x` with `x` = `--output=F` writes a file of the attacker's choice).
"""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from subprocess import DEVNULL, PIPE, CalledProcessError, Popen, run

from tracker.errors import StoreError
from tracker.patterns import deferred

REF = "refs/heads/main"
OLDEST = (2, 36)
"""The first git with `core.fsync`, without which an acknowledged write may be lost in a power cut
(docs/studies/git-store.md 3.2)."""
_PROGRAM = "GIT_PYTHON_GIT_EXECUTABLE"
"""The variable that names another git than the first one of the PATH: GitPython's, through which git was started once."""
_ISOLATED = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_DEFAULT_REF_FORMAT": "files",
    "GIT_GRAFT_FILE": f"{os.devnull}/none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_SAFE = (
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.autocrlf=false",
    "core.fsmonitor=false",
    "core.logAllRefUpdates=true",
    "gc.auto=0",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "log.mailmap=false",
    "log.showSignature=false",
    "maintenance.auto=false",
)
_CHUNK = 1 << 16
_OID = deferred(rb"[0-9a-f]{40}")
_theirs: dict[str, str] = {}
"""What `isolate` took out of the environment: the user's own, for the commands that talk to a remote."""
_placed: dict[str, str] = {}
"""What this process has put in place: from then on a variable with our value is ours, though another is missing."""


class Git:
    """One bare repository. Errors of git become StoreError with git's own last words."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._ref = str(self.path / REF)

    def run(self, *args: str, config: Sequence[str] = ()) -> bytes:
        """What git prints. StoreError when it does not end well."""
        return self.ask(*args, config=config)

    def ask(self, *args: str, data: bytes | None = None, config: Sequence[str] = ()) -> bytes:
        """The same, of a git that reads these bytes."""
        process = self.start(*args, config=config)
        try:
            out, err = process.communicate(data)
        except BaseException:
            stop(process)
            raise
        if process.returncode:
            raise self.failure(args[0], err)
        return out

    def start(self, *args: str, config: Sequence[str] = ()) -> Popen[bytes]:
        """A git process with three pipes; the caller ends it."""
        return _start(self.path.parent, ["--git-dir", str(self.path), *args], [f"safe.directory={self.path}", *config])

    def records(self, *args: str) -> Iterator[bytes]:
        """What git prints with `-z`, cut at its NUL bytes, as it comes. StoreError when git does not end well."""
        process = self.start(*args)
        try:
            yield from _cut(process)
            _, err = process.communicate()
        finally:
            stop(process)
        if process.returncode:
            raise self.failure(args[0], err)

    def head(self) -> str | None:
        """The newest commit, or None in an empty repository."""
        try:
            # Reading the file costs microseconds, a process milliseconds; files refs are pinned when the store is made.
            with open(self._ref, "rb", buffering=0) as file:  # noqa: PTH123 - half the time of a Path's, at each query
                loose = file.read(_CHUNK).strip()
        except OSError:
            loose = b""
        if _OID.fullmatch(loose):
            return loose.decode("ascii")
        return self.run("for-each-ref", "--format=%(objectname)", REF).decode("ascii").strip() or None

    def has(self, commit: str) -> bool:
        """Whether that full id is a commit that is there."""
        process = self.start("cat-file", "-e", f"{commit}^{{commit}}")
        process.communicate()
        return process.returncode == 0

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether `newer` contains the history that ends in `older`; False too where `older` is not known at all."""
        process = self.start("merge-base", "--is-ancestor", older, newer)
        process.communicate()
        return process.returncode == 0

    def failure(self, command: str, err: bytes) -> StoreError:
        """The error to raise when a git command has failed."""
        said = err.decode("utf-8", "replace").strip()[-400:] or "it gave no reason"
        return StoreError(f"git {command} failed on {self.path}: {said}")


def init(path: Path) -> Git:
    """A new bare repository: SHA-1, files refs, no templates, history that can only grow. One half made is finished."""
    _start_and_wait(
        path.parent,
        ["init", "--quiet", "--bare", "--template=", "--object-format=sha1", "--initial-branch=main", path.name],
    )
    config = path / "config"
    if CONFIG not in config.read_text("utf-8"):
        with config.open("a", encoding="utf-8") as file:
            file.write(CONFIG)
    return Git(path)


INITIAL = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n"
"""What git itself writes into the settings of a bare repository."""
CONFIG = """\
[core]
\tfsync = all
\thooksPath = /dev/null
\tlogAllRefUpdates = true
\tcommitGraph = true
[gc]
\tauto = 0
\treflogExpire = never
\treflogExpireUnreachable = never
[maintenance]
\tauto = false
[receive]
\tdenyNonFastForwards = true
\tdenyDeletes = true
[transfer]
\tfsckObjects = true
"""
"""For people who use plain git on the store: it must not rewrite, expire or collect what tracker wrote."""


def settings(path: Path) -> dict[str, str]:
    """What the repository's own file of settings says, by key. StoreError when git cannot read it."""
    listed = _start_and_wait(path.parent, ["config", "--file", str(path / "config"), "--list", "-z"])
    return dict(one.partition("\n")[::2] for one in listed.decode("utf-8", "replace").split("\0") if one)


def refuse_other_formats(path: Path) -> None:
    """StoreError unless the repository is SHA-1 with files refs, the only kind that every tool we use can read."""
    try:
        if b"extensions" not in (path / "config").read_bytes().lower():
            return  # Any other kind must say so there; this saves starting git twice in every command.
    except OSError:
        pass  # git says what is wrong
    if settings(path).keys() & {"extensions.objectformat", "extensions.refstorage"}:
        raise StoreError(
            f"{path} is not a SHA-1 repository with files refs. tracker cannot use it; "
            "make the store with `tracker init` and do not convert it."
        )


def isolate() -> None:
    """Drop every GIT_* variable from this process and put ours in their place: whatever starts git here, starts it so."""
    first = not _placed and any(os.environ.get(name) != value for name, value in _ISOLATED.items())
    for name in [name for name in os.environ if name.startswith("GIT_") and name != _PROGRAM]:
        if first or os.environ[name] != _ISOLATED.get(name):
            _theirs[name] = os.environ[name]
        del os.environ[name]
    os.environ.update(_ISOLATED)
    _placed.update(_ISOLATED)


def users_environment() -> dict[str, str]:
    """The environment as the user gave it, also what `isolate` has taken out of this process."""
    isolate()  # A variable may have been set since.
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _theirs


def program() -> str:
    """The git program that is used. StoreError when there is none, or one that is too old."""
    _version()
    return os.environ.get(_PROGRAM) or "git"


def version() -> str:
    """The version of that git, e.g. `2.43.0`. StoreError as for `program`."""
    return ".".join(map(str, _version()))


def check_version(version: tuple[int, ...], text: str) -> None:
    """StoreError when this git is too old to write durably."""
    if version < OLDEST:
        raise StoreError(f"tracker needs git 2.36 or newer; this is {text}. Please update git.")


def stop(process: Popen[bytes]) -> None:
    """End a process if it still runs, and close its pipes."""
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # What was left in the buffer was meant for a process that is gone.
    process.wait()


@cache
def _version() -> tuple[int, ...]:
    isolate()
    try:
        command = [os.environ.get(_PROGRAM) or "git", "version"]
        said = run(command, stdin=DEVNULL, capture_output=True, check=True)  # noqa: S603 - that of the user
        found = tuple(map(int, takewhile(str.isdigit, said.stdout.decode("ascii", "replace").split()[2].split("."))))
    except (OSError, CalledProcessError, IndexError) as error:
        raise StoreError(
            "git was not found. Please install git 2.36 or newer and see that it is on the PATH."
        ) from error
    check_version(found, "git " + ".".join(map(str, found)))
    return found


def _start(folder: Path, args: list[str], config: Sequence[str] = ()) -> Popen[bytes]:
    git = program()
    isolate()  # Again, because a variable may have been set since.
    options = [part for pair in (*_SAFE, *config) for part in ("-c", pair)]
    try:
        return Popen(  # noqa: S603 - no shell; arguments as said at the top
            [git, *options, *args],
            cwd=folder if os.access(folder, os.X_OK) else None,  # else git says what is wrong
            env=os.environ | {"LANGUAGE": "C", "LC_ALL": "C"},
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            process_group=0,  # Ctrl-C is for us, who end git where that is safe
        )
    except OSError as error:
        raise StoreError(f"git could not be started in {folder}: {error}") from error


def _start_and_wait(folder: Path, args: list[str]) -> bytes:
    process = _start(folder, args)
    out, err = process.communicate()
    if process.returncode:
        raise Git(folder).failure(args[0], err)
    return out


def _cut(process: Popen[bytes]) -> Iterator[bytes]:
    rest = b""
    while process.stdout is not None and (chunk := process.stdout.read(_CHUNK)):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        yield rest
