"""Commands that are imported when they are asked for, so that `tracker --help` need not know how anything is done."""

from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from tracker.cli.table import COMMANDS, GROUPS


class DeferredCommand(TyperCommand):
    """A command by its words and its summary; whatever more is asked of it, its module answers."""

    def __init__(self, words: str) -> None:
        super().__init__(name=words.rpartition(" ")[2], help=COMMANDS[words].summary, rich_markup_mode=None)
        self.words = words

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
        command = self.load()
        from tracker.cli.world import World  # with store and config, which every command that is loaded has loaded

        if parent is not None:
            folder = parent.find_root().params.get("folder") or Path()
            where = () if folder == Path() else ("-C", str(folder))
            parent.obj = World(root=folder, typed=("tracker", *where, *self.words.split(), *args))
        return command.make_context(info_name, args, parent, **extra)


class DeferredGroup(TyperGroup):
    """All commands of the table, and its groups."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        for words in COMMANDS:
            if " " not in words:
                self.add_command(DeferredCommand(words))
        for name, summary in GROUPS.items():
            mine = [DeferredCommand(words) for words in COMMANDS if words.startswith(f"{name} ")]
            self.add_command(
                TyperGroup(name=name, commands=mine, help=summary, no_args_is_help=True, rich_markup_mode=None)
            )
