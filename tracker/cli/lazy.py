"""Commands that are imported when they are asked for, so that `tracker --help` need not know how anything is done."""

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from tracker.cli.table import COMMANDS, FIRST_DAY, GROUPS, PARTS

HELPS = Path(__file__).with_name("helps.json")
"""What each command's own help says, whatever the width: `make commands` writes it, a test holds it to the commands."""


class CommandHelp(NamedTuple):
    """The parts of a command's help, before they are laid out."""

    text: str
    usage: list[str]
    """What follows the command's words in the line of its usage."""
    sections: dict[str, list[tuple[str, str]]]
    """Arguments and options, by heading: how each is written, and what it does."""


class DeferredCommand(TyperCommand):
    """A command by its words and its summary; whatever more is asked of it, its module answers.

    Its help alone is read from a file: `tracker confirm --help` need not know how to confirm.
    """

    def __init__(self, words: str) -> None:
        super().__init__(name=words.rpartition(" ")[2], help=COMMANDS[words].summary, rich_markup_mode=None)
        self.words = words
        self._help: CommandHelp | None = None

    @property
    def within(self) -> "Mapping[str, DeferredCommand]":
        """Commands that begin with its words: `pledges import` is one of `pledges`, which also does something alone."""
        return {
            words.rpartition(" ")[2]: DeferredCommand(words)
            for words in COMMANDS
            if words.rpartition(" ")[0] == self.words and self.words not in GROUPS
        }

    def load(self) -> TyperCommand:
        """The command itself."""
        module = import_module(f"tracker.cli.commands.{COMMANDS[self.words].module}")
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command(self.name)(getattr(module, self.words.replace(" ", "_")))
        found = typer.main.get_command(alone)
        assert isinstance(found, TyperCommand)  # noqa: S101 - one command is no group
        return found

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """That of the command itself: Typer runs what the context holds. It is handed the World of the door's folder."""
        if args and (inner := self.within.get(args[0])):
            return inner.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        if args == ["--help"]:
            self._help = CommandHelp(*json.loads(HELPS.read_text("utf-8"))[self.words])
            self.help = self._help.text
            return super().make_context(info_name, args, parent, **extra)
        command = self.load()
        from tracker.cli.world import World  # with store and config, which every command that is loaded has loaded

        if parent is not None:
            folder = parent.find_root().params.get("folder") or Path()
            where = () if folder == Path() else ("-C", str(folder))
            parent.obj = World(root=folder, typed=("tracker", *where, *self.words.split(), *args))
        return command.make_context(info_name, args, parent, **extra)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Of the help that is asked for."""
        return super().collect_usage_pieces(ctx) if self._help is None else self._help.usage

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The same."""
        if self._help is None:
            super().format_options(ctx, formatter)
            return
        for heading, rows in self._help.sections.items():
            with formatter.section(heading):
                formatter.write_dl([tuple(row) for row in rows])


class DoorOption(TyperOption):
    """An option before a command's name. Typer would load pydantic to look at its value, though only a help is asked for."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The folder as a path; what was not given stays None."""
        if self.name == "folder":
            return Path(value)
        return None if value is None else super().process_value(ctx, value)


class WholeGroup(TyperGroup):
    """A group that says each summary whole: Click cuts them at the width (click 8.3)."""

    def get_params(self, ctx: Any) -> list[Any]:
        """What stands before a command's name."""
        found = super().get_params(ctx)
        for option in found:
            option.__class__ = DoorOption  # Typer makes the options itself (typer 0.29)
        return found

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Click's own form
        """Each command with its summary."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, str(command.help)) for name, command in self.commands.items()])


class DeferredGroup(WholeGroup):
    """All commands of the table, and its groups; its help lists them under the headings of their parts."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        for words in COMMANDS:
            if " " not in words:
                self.add_command(DeferredCommand(words))
        for name, summary in GROUPS.items():
            mine = [DeferredCommand(words) for words in COMMANDS if words.startswith(f"{name} ")]
            self.add_command(
                WholeGroup(name=name, commands=mine, help=summary, no_args_is_help=True, rich_markup_mode=None)
            )

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Click's own form
        """Each part with its commands, their summaries whole."""
        for part, heading in PARTS.items():
            names = dict.fromkeys(words.split()[0] for words, row in COMMANDS.items() if row.part == part)
            with formatter.section(heading):
                formatter.write_dl([(name, _summary(name)) for name in names])


def _summary(name: str) -> str:
    """Of a command, or of a group with the words that follow its name."""
    if name in COMMANDS:
        return COMMANDS[name].summary
    after = ", ".join(words.partition(" ")[2] for words in COMMANDS if words.startswith(f"{name} "))
    return f"{GROUPS[name]} ({after})"


def first_day() -> str:
    """What `tracker` alone says: the five commands of a first day, and where the others are."""
    width = max(map(len, FIRST_DAY))
    lines = [f"  {command:{width}}  {purpose}" for command, purpose in FIRST_DAY.items()]
    return "\n".join(
        [
            "Five commands for a first day:",
            "",
            *lines,
            "",
            "`tracker demo` shows it all offline. `tracker --help` lists every command, and",
            "`tracker COMMAND --help` explains one.",
        ]
    )
