"""Journal: what a person has decided and not yet written into the verdicts, kept as it happens beside the store.

A line an event, made durable before the next question: whoever is killed loses at most the key that was just pressed. A
line that was cut is passed over. What was put off is remembered here, too. It may be deleted, and then is forgotten.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from filelock import FileLock, Timeout
from pydantic import ValidationError

from tracker.config.keep import TABLES
from tracker.config.verdict import Verdict
from tracker.errors import LockError, StoreError

Did = Literal["decided", "seeded", "later"]
_OF_TABLE: Mapping[str, type[Verdict]] = {name: kind for kind, name in TABLES.items()}


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One thing that was done with one or several offers, which `undo` takes back as a whole."""

    did: Did
    items: tuple[str, ...]
    verdicts: tuple[Verdict, ...] = ()
    anyway: bool = False
    """It contradicts a decision, and the person was told."""
    noticed: bool | None = None
    """Of links that were known to be wrong: whether this was noticed."""
    capture: tuple[str, str, bool] | None = None
    """Of a suspect capture: its document, the blob id of the body, and whether it is the page."""

    def told(self) -> dict[str, Any]:
        """As one line holds it."""
        verdicts = [[TABLES[type(one)], one.model_dump(mode="json", exclude_defaults=True)] for one in self.verdicts]
        return {
            "did": self.did,
            "items": self.items,
            "verdicts": verdicts,
            "anyway": self.anyway,
            "noticed": self.noticed,
            **({"capture": self.capture} if self.capture else {}),
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "ReviewEvent":
        """From such a line. ValueError or KeyError where it is none."""
        verdicts = tuple(_OF_TABLE[name].model_validate_json(json.dumps(one)) for name, one in told["verdicts"])
        capture = None
        if told.get("capture"):
            name, blob, is_page = told["capture"]
            capture = str(name), str(blob), bool(is_page)
        items = tuple(map(str, told["items"]))
        return cls(told["did"], items, verdicts, bool(told["anyway"]), told["noticed"], capture)


class Journal:
    """The events of one person, in their order. Close it when done."""

    def __init__(self, path: Path) -> None:
        """LockError while the same person reviews elsewhere; StoreError where nothing can be kept."""
        self._path = path
        self._file: IO[str] | None = None
        try:
            path.parent.mkdir(exist_ok=True)
            self._lock = FileLock(path.with_suffix(".lock"), timeout=0)
            self._lock.acquire()
        except Timeout:
            raise LockError(f"Another `tracker review` of the same person is open ({path}).") from None
        except OSError as error:
            raise StoreError(f"{path} cannot be kept: {error}. See that the folder can be written to.") from error
        self.events = self._read()
        self._rewrite(self.events)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._lock.release()

    def add(self, event: ReviewEvent) -> None:
        """One more event, durable when this returns."""
        self.events.append(event)
        self._append(event.told())

    def undo(self) -> ReviewEvent | None:
        """Take back the last event: which it was."""
        if not self.events:
            return None
        self._append({"did": "undo"})
        return self.events.pop()

    def drop(self, events: Iterable[ReviewEvent]) -> None:
        """Forget these, as if they had not happened."""
        gone = {id(one) for one in events}
        self.events = [one for one in self.events if id(one) not in gone]
        self._rewrite(self.events)

    def written(self, *, but: Iterable[ReviewEvent] = ()) -> None:
        """What was decided stands now, `but` these events: only they, and what was put off, are remembered."""
        open_ones = {id(one) for one in but}
        self.events = [one for one in self.events if one.did == "later" or id(one) in open_ones]
        self._rewrite(self.events)

    def _read(self) -> list[ReviewEvent]:
        events: list[ReviewEvent] = []
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self._path} cannot be read: {error}. Move it away to begin anew.") from error
        for text in lines:
            try:
                told = json.loads(text)
                if told["did"] == "undo":
                    events = events[:-1]
                else:
                    events.append(ReviewEvent.read(told))
            except (ValueError, KeyError, TypeError, ValidationError):
                continue  # cut by a crash
        return events

    def _append(self, told: Mapping[str, Any]) -> None:
        try:
            if self._file is None:
                self._file = self._path.open("a", encoding="utf-8", newline="\n")
            self._file.write(json.dumps(told, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise StoreError(f"{self._path} cannot be written: {error}. What was decided before stands.") from error

    def _rewrite(self, events: Iterable[ReviewEvent]) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        try:
            with tempfile.TemporaryDirectory(dir=self._path.parent, prefix=".review-") as folder:
                fresh = Path(folder) / self._path.name
                with fresh.open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(json.dumps(one.told(), ensure_ascii=False) + "\n" for one in events)
                    file.flush()
                    os.fsync(file.fileno())
                fresh.replace(self._path)
        except OSError as error:
            raise StoreError(
                f"{self._path} cannot be written: {error}. See that the folder can be written to."
            ) from error
