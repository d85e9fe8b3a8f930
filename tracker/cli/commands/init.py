"""`tracker init`: a working folder."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from tracker.capture.fromweb import Wish
from tracker.cli.archived import day_of, take
from tracker.cli.speaking import is_terminal
from tracker.cli.world import World, clock
from tracker.config.checks import contact
from tracker.config.load import load_sources
from tracker.config.schema import sources_schema
from tracker.config.shipped import shipped
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.store.archive import Archive

ASKED = "An email or web address where website owners can contact you (leave empty to add it later)"
PAST = "Whose past should a web archive be asked for, a capture a month (ids, `all`, or leave empty)"
TWO_YEARS = timedelta(days=730)
FILES = (
    "sources.toml",
    "people.toml",
    "settings.toml",
    "verdicts.toml",
    "watches.toml",
    "corrections.toml",
    "notify.toml",
)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to make the working folder.")] = Path(),
    *,
    reach: Annotated[
        str | None,
        typer.Option("--contact", help="Email or web address where website owners can contact you."),
    ] = None,
    with_history: Annotated[
        list[str] | None,
        typer.Option(
            "--with-history", help="A source whose past a web archive is asked for, a capture a month; or all."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="The first day of that past, e.g. 2023-01-01. Without it: two years back."),
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", help="Where the Internet Archive's protocol is spoken, if elsewhere.")
    ] = None,
) -> int:
    """Make a working folder: config/ with real, commented sources, and an empty store.

    On a terminal it asks for the contact, without which no public site is asked, and whose past an archive should give.

    Example: tracker init watch
    """
    first = day_of(since) or (clock() - TWO_YEARS).date()
    config = folder / "config"
    if (config / "sources.toml").exists():
        raise UsageError(f"{config} already exists; nothing was changed. Edit it, or name another folder.")
    if reach is None and is_terminal():
        reach = typer.prompt(ASKED, default="", show_default=False)
    settings = _settings(reach.strip() if reach else "")
    declared = load_sources(shipped())
    if with_history is None and reach and is_terminal():
        typer.echo(f"Sources: {', '.join(one.id for one in declared)}.")
        with_history = typer.prompt(PAST, default="", show_default=False).replace(",", " ").split()
    chosen = _chosen(with_history or (), declared)
    (config / ".schema").mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (config / name).write_bytes((shipped() / name).read_bytes())
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    (config / ".schema" / "sources.json").write_text(json.dumps(sources_schema(), indent=2) + "\n", encoding="utf-8")
    Archive.create(folder / "snapshots", now=clock).close()
    typer.echo(f"Made {config} and {folder / 'snapshots'}.")
    code = 0
    if chosen:
        typer.echo(
            f"A web archive is asked for a capture a month since {first}, slowly; Ctrl-C stops it, nothing is lost."
        )
        again = f"`tracker import wayback {' '.join(one.id for one in chosen)} --every month --from {first}` there"
        code = take(World(root=folder), chosen, Wish(first=first, every="month"), base=base, again=again)
    before = "" if reach else f"set `contact` in {config / 'settings.toml'}, then "
    typer.echo(f"Next: {before}run `tracker snapshot` in {folder}.")
    return code


def _chosen(names: Sequence[str], declared: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of these ids, in their order in the file; `all` for every one. UsageError where one is not declared."""
    known = {one.id for one in declared}
    missing = [name for name in names if name not in known and name != "all"]
    if missing:
        raise UsageError(f"No source {missing[0][:80]!r} comes with tracker: name all, or some of {_listed(known)}.")
    return tuple(one for one in declared if "all" in names or one.id in names)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _settings(reach: str) -> str:
    """The shipped settings, with the contact where there is one. UsageError where it cannot be one."""
    text = (shipped() / "settings.toml").read_text("utf-8")
    if not reach:
        return text
    try:
        contact(reach)
    except ValueError as error:
        raise UsageError(f"--contact: expected {error}, found {reach[:60]!r}.") from None
    return re.sub(r"(?m)^# contact = .*$", lambda _: f"contact = {json.dumps(reach)}", text, count=1)
