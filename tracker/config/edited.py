"""Edited: entries of a config file changed by a command. What a person wrote around them, comments included, stays.

The file is whole at any moment: the new text is written beside it, made durable and put in its place in one step.
"""

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracker.config.lines import Place, find_lines
from tracker.errors import UsageError
from tracker.patterns import deferred

Span = tuple[int, int]
"""The first line of an entry, counted from 0, and the one behind its last."""
_LINE = deferred(r"[^\n]*\n|[^\n]+")
"""As `find_lines` counts them: a text may hold what other programs take for a line's end."""
_VALUE = deferred(r"(?P<key>[^=#]{1,80}=\s{0,40})(?P<value>[^#\s]{1,40})")


def read_text(path: Path) -> str:
    """The file as it stands, with its line ends; an empty text where there is none. UsageError."""
    try:
        return path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); nothing was changed.") from error


def put(path: Path, text: str, *, expected: Mapping[str, Any]) -> None:
    """Put the text in the file's place. UsageError, with the file as it was, where it cannot be written.

    The same where it would not read as `expected`: then the file is written in a way that we do not know to edit.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        read = None
    if read != expected:
        raise UsageError(f"{path} is written in a way that cannot be edited by a command; nothing was changed.")
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        made = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        made.replace(path)
    except OSError as error:
        if made:
            made.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written ({error.strerror}); nothing was changed.") from error


def without(text: str, name: str, numbers: Sequence[int]) -> str:
    """The text without those [[name]] entries, the comments right above and below each going with it."""
    lines, places = _LINE.findall(text), find_lines(text.replace("\r\n", "\n"))
    spans = [_whole(lines, _span(lines, places, name, number)) for number in sorted(numbers)]
    for first, end in reversed(spans):
        blank = next((at for at in range(end, len(lines)) if lines[at].strip()), len(lines))
        while blank == len(lines) and first and not lines[first - 1].strip():
            first -= 1  # noqa: PLW2901 - nothing stands behind it, so the blank lines before it part nothing
        del lines[first:blank]
    return "".join(lines)


def replaced(text: str, name: str, entries: Mapping[int, str]) -> str:
    """The text with other words for those [[name]] entries; each ends in a line end."""
    lines, places = _LINE.findall(text), find_lines(text.replace("\r\n", "\n"))
    spans = [(number, _span(lines, places, name, number)) for number in sorted(entries)]
    for number, (first, end) in reversed(spans):
        lines[first:end] = [entries[number]]
    return "".join(lines)


def below(text: str, entries: Sequence[str]) -> str:
    """The text with entries at its end, a blank line before each."""
    return "".join([text, *(f"\n{entry}" if text.strip() else entry for entry in _ended(text, entries))])


def _ended(text: str, entries: Sequence[str]) -> Sequence[str]:
    if not text or text.endswith("\n") or not entries:
        return entries
    return [f"\n{entries[0]}", *entries[1:]]


def with_key(text: str, name: str, number: int, key: str, value: object) -> str:
    """The text with that key of a [[name]] entry set: in its place, else below the entry's header."""
    lines, places = _LINE.findall(text), find_lines(text.replace("\r\n", "\n"))
    shown = json.dumps(value, ensure_ascii=False)
    written = places.get((name, number, key))
    if written is None:
        end = "\r\n" if lines[places[name, number] - 1].endswith("\r\n") else "\n"
        lines.insert(places[name, number], f"{key} = {shown}{end}")
    else:
        lines[written - 1] = _VALUE.sub(lambda found: f"{found['key']}{shown}", lines[written - 1], count=1)
    return "".join(lines)


def _span(lines: Sequence[str], places: Mapping[Place, int], name: str, number: int) -> Span:
    """From its header to its last line that is neither blank nor a comment."""
    first = places[name, number] - 1
    behind = [line - 1 for place, line in places.items() if line - 1 > first and place[:2] != (name, number)]
    end = min(behind, default=len(lines))
    while end > first + 1 and _is_idle(lines[end - 1]):
        end -= 1
    return first, end


def _whole(lines: Sequence[str], span: Span) -> Span:
    """With the comments right above and right below it, but for those at the file's head or above the next entry."""
    first, end = span
    above = first
    while above and lines[above - 1].lstrip().startswith("#"):
        above -= 1
    behind = end
    while behind < len(lines) and lines[behind].lstrip().startswith("#"):
        behind += 1
    is_of_next = behind < len(lines) and bool(lines[behind].strip())
    return above or first, end if is_of_next else behind


def _is_idle(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
