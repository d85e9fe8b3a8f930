"""Keeping verdicts: a new one is put at the end of its person's file, a withdrawn one stays where it is and says so.

One file a person, so that git merges what two have decided in two copies of the folder without a conflict. What a person
wrote there by hand, comments included, is never touched. The file is whole at any moment: the new text is written beside
it, made durable and put in its place in one step, under a lock that a second writer waits for.
"""

import hashlib
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from tracker.config import checks
from tracker.config.decided import every, says_again
from tracker.config.lines import find_lines
from tracker.config.load import VERDICTS, load_verdict_file, verdict_files
from tracker.config.verdict import (
    Alias,
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
    Verdicts,
)
from tracker.errors import LockError, StoreError, UsageError

PATIENCE = 30.0
"""Seconds to wait for another writer; writing takes a few milliseconds."""
TABLES: dict[type[Verdict], str] = {
    Alias: "alias", LinkVerdict: "link", ClaimVerdict: "claim", ThreadVerdict: "thread", ChangeVerdict: "change",
    NoteVerdict: "note", ReleaseVerdict: "release",
}  # fmt: skip
_HEADER = '# What a person decided, with who, when and why. To take one back, add "withdrawn = true" to it.\n'
_LONGEST_NAME = 40
_ENTRY = tuple[str, int]
"""A table's name, and the number of one of its entries in a file."""


def file_of(folder: Path, by: str) -> Path:
    """The file in which a person's verdicts are kept: `verdicts/ada-lovelace.toml` in the folder of the configuration.

    Names that are spelt otherwise and make the same file share it: each verdict says who decided.
    """
    plain = unicodedata.normalize("NFKD", by).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].rstrip("-")
    if not slug or len(slug) < len(by) / 2:  # of a name in other letters little or nothing is left
        slug = f"{slug or 'person'}-{hashlib.sha256(by.encode()).hexdigest()[:8]}"
    return folder / VERDICTS / f"{checks.no_device(slug)}.toml"


def keep(folder: Path, *verdicts: Verdict, lock: Path) -> tuple[Verdict, ...]:
    """Add verdicts to their persons' files in that folder of the configuration: those that were not there already.

    Those of one person all or none. ConfigError where a file has faults, LockError while another writes.
    """
    with _held(lock):
        known = [one for path in verdict_files(folder) for one in every(load_verdict_file(path))]
        fresh: dict[Path, list[Verdict]] = {}
        for verdict in verdicts:
            if not says_again(verdict, known):
                fresh.setdefault(file_of(folder, verdict.by), []).append(verdict)
                known.append(verdict)
        for path, new in fresh.items():
            _add(path, new)
        return tuple(one for new in fresh.values() for one in new)


def _add(path: Path, verdicts: Sequence[Verdict]) -> None:
    expected = load_verdict_file(path)
    _make_folder(path.parent)
    text = path.read_text("utf-8") if path.exists() else _HEADER
    for verdict in verdicts:
        expected = _with(expected, verdict)
    _replace(path, "\n\n".join([text.rstrip(), *map(str.rstrip, map(as_toml, verdicts))]) + "\n", expected=expected)


def withdraw(
    folder: Path, which: Callable[[Verdict], bool], *, lock: Path, on: date | None = None
) -> tuple[Verdict, ...]:
    """Mark those verdicts as withdrawn `on` that day: they stay on record and no longer hold.

    As they were before. UsageError where there is none.
    """
    with _held(lock):
        found = [one for path in verdict_files(folder) for one in _take_back(path, which, on)]
        if not found:
            raise UsageError(f"{folder} holds no such verdict, or it is withdrawn already.")
        return tuple(found)


def last_of(folder: Path, by: str, number: int) -> tuple[Verdict, ...]:
    """The last so many decisions of a person that still hold, the latest first: as their file has them, then the shared."""
    own = file_of(folder, by)
    mine = [one for one in in_order(own) if one.by == by and not one.withdrawn]
    if len(mine) < number:
        older = [one for path in verdict_files(folder) if path != own for one in in_order(path)]
        mine = [*(one for one in older if one.by == by and not one.withdrawn), *mine]
    return tuple(reversed(mine[-number:]))


def in_order(path: Path) -> list[Verdict]:
    """The verdicts of one file as they stand there, whatever their table."""
    held = load_verdict_file(path)
    places = find_lines(path.read_text("utf-8-sig").replace("\r\n", "\n")) if path.exists() else {}
    placed = [
        (places.get((name, number), 0), one)
        for name in TABLES.values()
        for number, one in enumerate(getattr(held, name))
    ]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _take_back(path: Path, which: Callable[[Verdict], bool], on: date | None) -> tuple[Verdict, ...]:
    held = load_verdict_file(path)
    marked = [
        (name, number, one)
        for name in TABLES.values()
        for number, one in enumerate(getattr(held, name))
        if which(one) and not one.withdrawn
    ]
    if marked:
        text = path.read_text("utf-8")
        for name, number, _ in marked:
            text = _mark(text, name, number, on)
        _replace(path, text, expected=_without(held, {(name, number) for name, number, _ in marked}, on))
    return tuple(one for _, _, one in marked)


def as_toml(verdict: Verdict) -> str:
    """The verdict as it stands in the file: keys in the order of their declaration, what is not given left out."""
    fields = verdict.model_dump(exclude_defaults=True)
    last = [key for key in ("together", "blind", "by", "on", "why") if key in fields]
    keys = [key for key in type(verdict).model_fields if key in fields and key not in last]
    lines = [f"{key} = {_value(fields[key])}" for key in (*keys, *last)]
    return "\n".join([f"[[{TABLES[type(verdict)]}]]", *lines, ""])


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    # A JSON string is a TOML string, except that TOML wants DEL escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _mark(text: str, name: str, number: int, on: date | None) -> str:
    """`withdrawn = true` and the day in the table of that number: in place of what it says of it, else below its header."""
    places = find_lines(text)
    lines = text.split("\n")
    told = {"withdrawn": "true", **({"withdrawn_on": on.isoformat()} if on else {})}
    for field, value in told.items():
        if written := places.get((name, number, field)):
            lines[written - 1] = f"{field} = {value}"
    missing = [f"{field} = {value}" for field, value in told.items() if not places.get((name, number, field))]
    lines[places[name, number] : places[name, number]] = missing
    return "\n".join(lines)


def _with(held: Verdicts, verdict: Verdict) -> Verdicts:
    name = TABLES[type(verdict)]
    return held.model_copy(update={name: (*getattr(held, name), verdict)})


def _without(held: Verdicts, found: set[_ENTRY], on: date | None) -> Verdicts:
    day = {"withdrawn_on": on} if on else {}
    return held.model_copy(
        update={
            name: tuple(
                one.model_copy(update={"withdrawn": True, **day}) if (name, number) in found else one
                for number, one in enumerate(getattr(held, name))
            )
            for name in TABLES.values()
        }
    )


def _replace(path: Path, text: str, *, expected: Verdicts) -> None:
    """Put the text in the file's place. StoreError, with the file as it was, where it would not read as expected."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".verdicts-") as folder:
            fresh = Path(folder) / path.name
            with fresh.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if load_verdict_file(fresh) != expected:
                raise StoreError(
                    f"{path} could not be updated correctly, so nothing was changed. Please edit it by hand."
                )
            if path.exists():
                fresh.chmod(path.stat().st_mode & 0o777)
            fresh.replace(path)
            _make_durable(path.parent)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}. See that the folder can be written to.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error}. See that the folder above can be written to.") from error
    _make_durable(folder.parent)


def _make_durable(folder: Path) -> None:
    """The renaming itself survives a power cut; some systems cannot open a folder, and need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    lock = FileLock(path, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise LockError(f"Another tracker has been writing verdicts for {PATIENCE:.0f} seconds ({path}).") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be locked: {error}. See that the folder is there.") from error
    try:
        yield
    finally:
        lock.release()
