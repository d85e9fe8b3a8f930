"""`tracker import`: history that others have kept."""

import typer

from tracker.cli.commands.import_file import import_file
from tracker.cli.commands.import_git import import_git
from tracker.cli.commands.import_warc import import_warc
from tracker.cli.commands.import_wayback import import_wayback

imports = typer.Typer(
    help="History that others have kept: web archives, WARC files, git repositories, saved files.", no_args_is_help=True
)
imports.command("file")(import_file)
imports.command("git")(import_git)
imports.command("warc")(import_warc)
imports.command("wayback")(import_wayback)
