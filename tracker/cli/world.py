"""World: the real tools, built once and handed to the commands."""

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from pydantic import BaseModel
from rich.console import Console

from tracker.cli.formats import Format, PlainFormat
from tracker.cli.output import is_file
from tracker.cli.paging import Pager
from tracker.config.config import Config
from tracker.config.load import load
from tracker.config.verdict import Verdicts
from tracker.errors import UsageError
from tracker.render.console import console
from tracker.render.safe import in_json, safe
from tracker.render.spreadsheet import sheet, sheet_file
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from tracker.desk.pledge_index import PledgeIndex
    from tracker.links.semantic.sentence_model import SentenceModel


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)  # no slots: what is read once is kept in its __dict__
class World:
    """The working folder and what stands in it. Config is read when first asked for."""

    root: Path = field(default_factory=Path)
    typed: tuple[str, ...] = ()
    """The command as it was typed, `tracker` first; empty where nobody typed one."""

    @cached_property
    def config(self) -> Config:
        """Everything in config/."""
        return load(self.root / "config")

    def decided_by(self, verdicts: Verdicts) -> "World":
        """The same folder as if these were all verdicts."""
        world = World(self.root, self.typed)
        world.__dict__["config"] = replace(self.config, verdicts=verdicts)
        return world

    @property
    def is_configured(self) -> bool:
        """Whether there is a config/ of ours; what only reads the store or a file needs none."""
        return (self.root / "config" / "sources.toml").exists()

    @cached_property
    def prints_full(self) -> bool:
        """Whether the settings ask for everything instead of one screen. A folder without config asks for nothing."""
        return self.is_configured and self.config.settings.output == "full"

    @cached_property
    def meaning(self) -> "SentenceModel | None":
        """What orders lists by meaning, where the settings ask for it; not loaded yet. UsageError without the extra."""
        if not self.is_configured or not self.config.settings.semantic:
            return None
        from tracker.links.semantic.sentence_model import SentenceModel, require

        require()
        return SentenceModel()

    @cached_property
    def console(self) -> Console:
        """Where results go."""
        return console(sys.stdout, os.environ)

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """The store, opened and closed again."""
        with Archive(self.root / "snapshots") as archive:
            yield archive

    @contextmanager
    def pledge_index(self, archive: Archive) -> "Iterator[PledgeIndex]":
        """The threads of an open store; on standard error what takes long before they are there."""
        from tracker.cli.steps import patient
        from tracker.desk.pledge_index import PledgeIndex  # rules for claims, of which most commands need none

        with patient() as step, PledgeIndex(archive, self.config, step=step) as index:
            yield index

    def waits(self, archive: Archive) -> tuple[str, ...]:
        """How many pledges wait for a decision or a release, and how to give it; nothing where no threads are known yet."""
        from tracker.desk.releasing import waiting_sentences

        with self.pledge_index(archive) as index:
            return tuple(waiting_sentences(self.config, index)) if index.is_current else ()

    def finish(self) -> None:
        """All is printed, and on a terminal read to its end: only then may it count as shown.

        BrokenPipeError when the reader left before; UsageError when the pager could not show it.
        """
        sys.stdout.flush()
        if isinstance(sys.stdout, Pager):
            sys.stdout.finish()
            if sys.stdout.failed:
                raise UsageError(
                    "The pager failed, so nothing was marked as shown; use `tracker --no-pager …`, or set PAGER."
                )

    def again(self, option: str) -> str:
        """The command with one option more, ready to paste into a shell."""
        end = self.typed.index("--") if "--" in self.typed else len(self.typed)
        return shlex.join((*self.typed[:end], option, *self.typed[end:]))

    def show(self, rows: object) -> None:
        """Print rows of renderables."""
        for row in rows:  # type: ignore[attr-defined]
            self.console.print(row)

    def write(self, lines: Iterable[str]) -> None:
        """Print lines as they are: Markdown, HTML. What they hold of the web was escaped where they were made."""
        sys.stdout.writelines(f"{line}\n" for line in lines)

    def binary(self, body: bytes) -> None:
        """Write a file's bytes. UsageError at a terminal, which could only show rubbish."""
        if sys.stdout.isatty():
            raise UsageError("This format is a file: send it to one, for example with `> brief.docx` at the end.")
        sys.stdout.flush()
        sys.stdout.buffer.write(body)

    def answer(self, form: PlainFormat, *, text: Callable[[], object], told: Callable[[], BaseModel]) -> None:
        """Print what was done: for people, or as one JSON object. Only the one that was asked for is made."""
        match form:
            case Format.TEXT:
                text()
            case Format.JSON:
                self.tell(told())
            case _:
                assert_never(form)

    def table(self, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
        """Print CSV. A new file gets a byte order mark and UTF-8; a pipe or a terminal gets neither (docs/formats.md)."""
        sys.stdout.flush()
        if is_file(sys.stdout, empty=True):
            sys.stdout.buffer.write(sheet_file(columns, rows))
        else:
            sys.stdout.write(sheet(columns, rows))

    def tell(self, value: BaseModel) -> None:
        """Print one JSON object, as its schema says."""
        self.json(value.model_dump(mode="json"))

    def say(self, *sentences: str) -> None:
        """Print sentences, one a line, with nothing in them that a terminal would obey."""
        for sentence in sentences:
            self.console.print(safe(sentence), soft_wrap=True, highlight=False, markup=False)

    def json(self, value: object) -> None:
        """Print one JSON object. Every non-ASCII and control character is escaped, and what a runner of CI would obey."""
        sys.stdout.write(in_json(json.dumps(value, indent=1, ensure_ascii=True)) + "\n")
