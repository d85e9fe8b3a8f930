"""Keeping verdicts: a new one is put at the end of verdicts.toml, a withdrawn one stays and says so.

What a person wrote there by hand, comments included, is never touched. The file is whole at any moment: the new text is
written beside it, made durable and put in its place in one step, under a lock that a second writer waits for.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from tracker.config.lines import find_lines
from tracker.config.load import load_verdicts
from tracker.config.verdict import Alias, ClaimVerdict, LinkVerdict, ThreadVerdict, Verdict, Verdicts
from tracker.errors import LockError, StoreError, UsageError

PATIENCE = 30.0
"""Seconds to wait for another writer; writing takes a few milliseconds."""
TABLES: dict[type[Verdict], str] = {Alias: "alias", LinkVerdict: "link", ClaimVerdict: "claim", ThreadVerdict: "thread"}
_HEADER = '# What a person decided, with who, when and why. To take one back, add "withdrawn = true" to it.\n'


def keep(path: Path, *verdicts: Verdict, lock: Path) -> None:
    """Add verdicts to the file, all or none. ConfigError where it has faults, LockError while another writes."""
    with _held(lock):
        expected = load_verdicts(path.parent)
        text = path.read_text("utf-8") if path.exists() else _HEADER
        for verdict in verdicts:
            expected = _with(expected, verdict)
        _replace(path, "\n\n".join([text.rstrip(), *map(str.rstrip, map(as_toml, verdicts))]) + "\n", expected=expected)


def withdraw(path: Path, which: Callable[[Verdict], bool], *, lock: Path) -> tuple[Verdict, ...]:
    """Mark those verdicts as withdrawn: they stay on record and no longer hold. UsageError where there is none."""
    with _held(lock):
        held = load_verdicts(path.parent)
        marked = [
            (name, number, one)
            for name in TABLES.values()
            for number, one in enumerate(getattr(held, name))
            if which(one) and not one.withdrawn
        ]
        if not marked:
            raise UsageError(f"{path} holds no such verdict, or it is withdrawn already.")
        text = path.read_text("utf-8")
        for name, number, _ in marked:
            text = _mark(text, name, number)
        found = {(name, number) for name, number, _ in marked}
        _replace(path, text, expected=_without(held, found))
        return tuple(one for _, _, one in marked)


def as_toml(verdict: Verdict) -> str:
    """The verdict as it stands in the file: keys in the order of their declaration, what is not given left out."""
    fields = verdict.model_dump(exclude_defaults=True)
    last = [key for key in ("by", "on", "why") if key in fields]
    keys = [key for key in type(verdict).model_fields if key in fields and key not in last]
    lines = [f"{key} = {_value(fields[key])}" for key in (*keys, *last)]
    return "\n".join([f"[[{TABLES[type(verdict)]}]]", *lines, ""])


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    # A JSON string is a TOML string, except that TOML wants DEL escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _mark(text: str, name: str, number: int) -> str:
    """`withdrawn = true` in the table of that number: in place of what it says of it, else below its header."""
    places = find_lines(text)
    lines = text.split("\n")
    written = places.get((name, number, "withdrawn"))
    if written is None:
        lines.insert(places[name, number], "withdrawn = true")
    else:
        lines[written - 1] = "withdrawn = true"
    return "\n".join(lines)


def _with(held: Verdicts, verdict: Verdict) -> Verdicts:
    name = TABLES[type(verdict)]
    return held.model_copy(update={name: (*getattr(held, name), verdict)})


def _without(held: Verdicts, found: set[tuple[str, int]]) -> Verdicts:
    return held.model_copy(
        update={
            name: tuple(
                one.model_copy(update={"withdrawn": True}) if (name, number) in found else one
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
            if load_verdicts(fresh.parent) != expected:
                raise StoreError(
                    f"{path} could not be updated correctly, so nothing was changed. Please edit it by hand."
                )
            if path.exists():
                fresh.chmod(path.stat().st_mode & 0o777)
            fresh.replace(path)
            _make_durable(path.parent)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}. See that the folder can be written to.") from error


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
