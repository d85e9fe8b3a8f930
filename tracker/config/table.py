"""Table: one config file as read, before any model has looked at it. It knows where each key stands."""

import re
import tomllib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tracker.config.lines import Place, find_lines, line_of
from tracker.config.shown import plain
from tracker.errors import ConfigError, Fault

LABELS = ("id", "name")
"""Keys by which people know an entry."""


class Table(BaseModel, frozen=True, defer_build=True):
    """The content of a TOML file; lists are tuples, as the models want them."""

    file: str
    text: str
    data: dict[str, Any]

    def fault(self, place: Place, expected: str) -> Fault:
        """What was expected at a place: with the file, the line, and a name such as `source 3 (dfe-rise) path`."""
        return Fault(file=self.file, place=self._name(place), expected=expected, line=line_of(place, self._lines))

    def line(self, place: Place) -> int | None:
        """The line on which the place stands."""
        return line_of(place, self._lines)

    @cached_property
    def _lines(self) -> dict[Place, int]:
        return find_lines(self.text)

    def _name(self, place: Place) -> str:
        words: list[str] = []
        inner: Any = self.data
        for part in place:
            inner = _step(inner, part)
            words.append(plain(part) if isinstance(part, str) else f"{part + 1}{_label(inner)}")
        return " ".join(words)


def read_table(path: Path) -> Table:
    """The file's tables. Raises ConfigError if it cannot be read, is not UTF-8 or not TOML; FileNotFoundError."""
    file = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")  # Notepad writes a mark before the text
        return _table(file, text)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigError((Fault(file, "", f"expected a file that can be read ({error.strerror})"),)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError((Fault(file, "", "expected text in UTF-8; save the file as UTF-8", line),)) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError((_not_toml(file, text, error),)) from error


@lru_cache(maxsize=16)
def _table(file: str, text: str) -> Table:
    """Read once for all that ask of one file: of people.toml what a source and what a person may name."""
    return Table(file=file, text=text, data=_frozen(tomllib.loads(text)))


def _not_toml(file: str, text: str, error: Exception) -> Fault:
    """TOMLDecodeError tells line and column in its message only (Python 3.14 gives them as numbers)."""
    message = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply or a number too long"
    found = re.search(r"\(at line (\d{1,9}), column (\d{1,9})\)", message)
    what = plain(message.partition("(at ")[0].rstrip(" "))
    if not found:
        return Fault(file, "", f"not valid TOML: {what}", text.count("\n") + 1)
    return Fault(file, "", f"not valid TOML: {what}, at column {found[2]}", int(found[1]))


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _step(inner: Any, part: str | int) -> Any:
    if isinstance(inner, dict) and isinstance(part, str):
        return inner.get(part)
    if isinstance(inner, tuple) and isinstance(part, int) and part < len(inner):
        return inner[part]
    return None


def _label(entry: Any) -> str:
    """` (dfe-rise)` for an entry that has a name."""
    if not isinstance(entry, dict):
        return ""
    name = next((entry[key] for key in LABELS if isinstance(entry.get(key), str)), "")
    return f" ({plain(name)})" if name else ""
