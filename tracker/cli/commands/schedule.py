"""`tracker schedule`: what starts rounds when nobody is there."""

import getpass
import sys
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from tracker.capture.due import silent_for
from tracker.cli.mailing import check_address
from tracker.cli.world import World, clock
from tracker.config.remote import find_remote
from tracker.errors import TrackerError, UsageError
from tracker.installed import how_to_install, origin
from tracker.render.clock import silence
from tracker.render.schedule import cron, github, service, timer

EXAMPLE = "https://github.com/YOU/watch-{}.git"
PREVIEW = f"""\
PREVIEW: config/settings.toml names no remote yet, so this workflow would stop at its first step. Make two private, empty
repositories for the record, write this into config/settings.toml, and print it again:

[remote.record]
store = "{EXAMPLE.format("store")}"
raw = "{EXAMPLE.format("raw")}"
private = true
"""


def schedule_cron(
    context: typer.Context,
    *,
    mail: Annotated[
        str | None, typer.Option("--mail", help="To whom each round with news is sent, under a subject that tells it.")
    ] = None,
) -> int:
    """Print lines for a crontab.

    A round each hour over the sources that are due; mail only when something changed or is in trouble.

    Example: tracker schedule cron --mail desk@example.org
    """
    world: World = context.obj
    if mail is not None:
        check_address(mail)
    _say_silence(world)
    typer.echo(cron(_program(), _folder(world), path=_path(), mail=mail), nl=False)
    return 0


def schedule_systemd(
    context: typer.Context,
    *,
    into: Annotated[Path | None, typer.Option(help="Write tracker.service and tracker.timer into this folder.")] = None,
) -> int:
    """Print a systemd service and its timer.

    A round each hour over the sources that are due, with few rights; what was slept through is made up for.

    Example: tracker schedule systemd --into units
    """
    world: World = context.obj
    _say_silence(world)
    units = {
        "tracker.service": service(_program(), _folder(world), user=getpass.getuser()),
        "tracker.timer": timer(),
    }
    if into is None:
        for name, text in units.items():
            typer.echo(f"# /etc/systemd/system/{name}\n{text}")
        typer.echo("# Then: sudo systemctl daemon-reload && sudo systemctl enable --now tracker.timer")
        return 0
    into.mkdir(parents=True, exist_ok=True)
    for name, text in units.items():
        (into / name).write_text(text, encoding="utf-8")
    typer.echo(
        f"Wrote tracker.service and tracker.timer. Next: sudo cp {into}/tracker.* /etc/systemd/system/ && "
        "sudo systemctl daemon-reload && sudo systemctl enable --now tracker.timer"
    )
    return 0


def schedule_github(
    context: typer.Context,
    *,
    remote: Annotated[str | None, typer.Option(help="The remote of settings.toml that holds the record.")] = None,
    install: Annotated[
        str | None,
        typer.Option(
            help="How the runner installs tracker. Default: from where this copy came, if a runner gets there."
        ),
    ] = None,
) -> int:
    """Print a workflow for GitHub Actions.

    Each hour: pull the record, a round over the sources that are due, a summary, push the record, the site. Without a remote
    it is a preview, which says what is missing.

    Example: tracker schedule github > .github/workflows/tracker.yml
    """
    world: World = context.obj
    _say_silence(world)
    known = world.config.settings.remote
    chosen = find_remote(remote, known) if remote or known else None
    name = next((name for name, one in known.items() if one == chosen), None)
    if chosen and name is None:
        raise UsageError("Name the remote in config/settings.toml first ([remote.NAME] with store, raw and private).")
    folder = _folder(world)
    top = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    secrets = [one.url_env for one in world.config.notify.notify]
    came = origin()
    wanted = install or how_to_install(came, inside=top, extras=("notify",) if secrets else ())
    made = github(
        str(folder.relative_to(top)),
        remote=name or "record",
        address=chosen.store if chosen else EXAMPLE.format("store"),
        install=wanted or "",
        secrets=secrets,
    )
    if chosen is None:
        lacks = () if wanted else ("a runner cannot install this copy from where it came: give --install, too",)
        typer.echo("".join(f"# {line}".rstrip() + "\n" for line in (*PREVIEW.splitlines(), *lacks)), nl=False)
    elif wanted is None:
        raise UsageError(
            f"No runner can reach the place this copy of tracker came from ({came.local}). Say how it installs one: "
            "--install \"pip install 'git+https://example.org/tracker.git'\"."
        )
    typer.echo(made, nl=False)
    return 0


def _say_silence(world: World) -> None:
    """On standard error, as the rest goes into a file: what was printed before may have died since."""
    if not (world.root / "snapshots").is_dir():
        return
    with suppress(TrackerError), world.archive() as archive:  # a fault of config or store is told by what needs it
        quiet = silent_for(world.config.sources, archive, world.config.settings, now=clock())
        if quiet is not None:
            typer.echo(silence(quiet), err=True)


def _folder(world: World) -> Path:
    folder = world.root.resolve()
    if not (folder / "config").is_dir():
        raise UsageError(
            f"{folder} is not a working folder; use `tracker -C FOLDER schedule …`, or run `tracker init`."
        )
    return folder


def _program() -> Path:
    """The program that is running, at its full path: cron and systemd have no PATH to speak of."""
    beside = Path(sys.executable).with_name("tracker")
    found = beside if beside.exists() else which("tracker")
    if found is None:
        raise UsageError("The program `tracker` was not found on the PATH. Install it again from where you have it.")
    return Path(found).absolute()


def _path() -> str:
    """Where cron finds git and the usual programs."""
    git = which("git")
    usual = ["/usr/local/bin", "/usr/bin", "/bin"]
    own = str(Path(git).parent) if git else usual[0]
    return ":".join(dict.fromkeys([own, *usual]))
