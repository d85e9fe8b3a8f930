"""Import of git: a repository of 50,000 commits whose files move about; one file and a folder of it, beside `git log`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tracker.store.archive import Archive

FILES = 400
"""Files that change in turn, in 40 folders."""
_MOVED = 997
"""Every so many commits the file that is imported alone is moved."""
_ALONE = 100
"""Every so many commits it is changed."""
_START = 1_577_836_800
"""1 January 2020; a commit every half hour."""


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The table; the long one has 50,000 commits, the short one 2,000."""
    with tempfile.TemporaryDirectory(prefix="tracker-git-") as place:
        yield from measured(Path(place), 50_000 if long else 2_000)


def measured(place: Path, commits: int) -> Iterator[str]:
    """One file that was moved, then a folder; each a second time."""
    theirs = place / "theirs"
    alone = build(theirs, commits)
    yield f"### A repository of {commits:,} commits, {FILES} files, one moved {commits // _MOVED} times"
    yield ""
    yield "| | seconds | first sign on standard error after | said |"
    yield "|---|--:|--:|---|"
    for words in (("log", "--follow", "--oneline"), ("log", "--oneline")):
        began = time.perf_counter()
        listed = subprocess.run(["git", "-C", theirs, *words, "--", alone], check=True, capture_output=True, text=True)
        took, count = time.perf_counter() - began, len(listed.stdout.splitlines())
        yield f"| `git {' '.join(words)} -- {alone}` | {took:.1f} | | {count:,} commits |"
    for name, path in (("one file", alone), ("a folder", "site/07/*")):
        folder = watch(place / name.replace(" ", "-"))
        for nth in ("first", "second"):
            yield f"| `import git --path '{path}'`, {name}, {nth} run | {imported(folder, theirs, path)} |"


def build(theirs: Path, commits: int) -> str:
    """Make the repository: the path at which the file that moves is in the end."""
    subprocess.run(["git", "init", "-q", "-b", "main", theirs], check=True)
    process = subprocess.Popen(["git", "-C", theirs, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE)
    if process.stdin is None:
        raise OSError("git gave no pipe")
    alone = "terms/privacy.md"
    for nth in range(commits):
        files, gone = {f"site/{nth % FILES // 10:02}/page-{nth % 10}.md": text(f"Change {nth} of a page.")}, ""
        if nth and nth % _MOVED == 0:
            gone, alone = alone, f"terms/of-{nth}/privacy.md"
        if nth % _ALONE == 0 or gone:
            files[alone] = text(f"Change {nth} of the policy.")
        process.stdin.write(b"".join(commit(nth, files, gone)))
    process.stdin.write(b"done\n")
    process.stdin.close()
    if process.wait():
        raise OSError("git fast-import failed")
    return alone


def commit(nth: int, files: dict[str, bytes], gone: str) -> Iterator[bytes]:
    """One commit of the stream."""
    yield b"commit refs/heads/main\ncommitter x <x@localhost> %d +0000\ndata 6\nRecord\n" % (_START + 1800 * nth)
    if gone:
        yield b"D %s\n" % gone.encode()
    for path, body in files.items():
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(body), body)


def text(sentence: str) -> bytes:
    """A page of our own."""
    return f"# Our terms\n\n{sentence}\n\n{'We keep what you send us for as long as we must. ' * 20}\n".encode()


def watch(folder: Path) -> Path:
    """A working folder with one source."""
    (folder / "config").mkdir(parents=True)
    (folder / "config/sources.toml").write_text(
        '[[source]]\nid = "terms"\nkind = "feed"\npublisher = "owls"\npublisher_type = "party"\nurl = "https://example.org/feed"\n'
    )
    (folder / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    (folder / "config/settings.toml").write_text("")
    Archive.create(folder / "snapshots").close()
    return folder


def imported(folder: Path, theirs: Path, path: str) -> str:
    """Seconds, the seconds until something was said, and the sum."""
    command = [
        sys.executable,
        "-m",
        "tracker",
        "-C",
        str(folder),
        "import",
        "git",
        str(theirs),
        "--path",
        path,
        "--source",
        "terms",
    ]
    began = time.perf_counter()
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.PIPE, env={**os.environ, "COLUMNS": "200"})
        if process.stderr is None:
            raise OSError("no pipe")
        process.stderr.read(1)
        first = time.perf_counter() - began
        process.stderr.read()
        process.wait()
    last = (folder / "said").read_text().splitlines()[-1]
    return f"{time.perf_counter() - began:.1f} | {first:.1f} | {last}"
