"""`tracker demo`: the whole story offline, over real HTTP on this machine, in a store that is left to explore."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from tracker.capture.round import run_round
from tracker.capture.tools import Tools
from tracker.cli.world import World
from tracker.config.config import Config
from tracker.config.load import load
from tracker.demo.server import DemoSite
from tracker.demo.sources import DATES, people_toml, settings_toml, sources_toml, verdicts_toml
from tracker.desk.comparison import Comparison
from tracker.desk.dates import day as day_of
from tracker.desk.gather import compared, news, pledges
from tracker.desk.news import News
from tracker.diff.change import Change
from tracker.errors import UsageError
from tracker.fetch.client import Client
from tracker.installed import own_version
from tracker.links.search import search
from tracker.render import changes as render_changes
from tracker.render import pledges as render_pledges
from tracker.store.archive import Archive

MARK = ".tracker-demo"
"""A file that says the folder is the demonstration's own, so that --force may make it anew."""
MORNING = time(6, tzinfo=ZoneInfo("Europe/London"))
QUIET = DATES[-3]
"""On this day a second round asks again, and nothing is new."""
TRACED = ("hit squads", "6,500 teachers")


@dataclass
class Clock:
    """A simulated clock: each look at it is a tenth of a second later, so that times differ and never go back."""

    now: datetime

    def __call__(self) -> datetime:
        """The simulated time."""
        self.now += timedelta(milliseconds=100)
        return self.now


def show_demo(folder: Path, *, force: bool = False, serve: bool = False) -> int:
    """Make the demonstration in a folder and tell it, or serve the pages of one made before. An exit code."""
    world = World(root=folder)
    if serve:
        return _serve(world)
    _make_folder(folder, force=force)
    with DemoSite(day=DATES[0]) as site:
        port = site.port
        _write_config(folder, port, DATES[-1])
        config = load(folder / "config")
        world.console.print(
            f"A small web of our own at {site.url}, on {len(DATES)} dates; the store: {folder}", style="faint"
        )
        clock = Clock(datetime.combine(DATES[0], MORNING))
        with Archive.create(folder / "snapshots", now=clock) as archive:
            for day in DATES:
                site.at(day)
                _round(world, config, archive, clock, port=port, day=day)
                if day == QUIET:
                    _round(world, config, archive, clock, port=port, day=day, again=True)
    with world.archive() as archive:
        _tell(world, archive)
    _say_how_to_go_on(world, folder)
    return 0


def _make_folder(folder: Path, *, force: bool) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise UsageError(f"{folder} is not empty and no demonstration of ours; name another folder.")
        if not force:
            raise UsageError(f"{folder} holds an earlier demonstration; --force makes it anew.")
        shutil.rmtree(folder)
    (folder / "config").mkdir(parents=True)
    (folder / MARK).write_text("Made by `tracker demo`; `tracker demo --force` may delete this folder.\n")


def _write_config(folder: Path, port: int, day: date) -> None:
    texts = {
        "sources": sources_toml(port, day),
        "people": people_toml(),
        "verdicts": verdicts_toml(),
        "settings": settings_toml(),
    }
    for name, text in texts.items():
        (folder / "config" / f"{name}.toml").write_text(text, encoding="utf-8")


def _round(
    world: World, config: Config, archive: Archive, clock: Clock, *, port: int, day: date, again: bool = False
) -> None:
    """One round through the real client, extractors and store; only the clock and the site are ours."""
    watched = {line.split('"')[1] for line in sources_toml(port, day).splitlines() if line.startswith("id = ")}
    sources = [source for source in config.sources if source.id in watched]
    clock.now = datetime.combine(day, MORNING) + timedelta(hours=6 if again else 0)
    with Client(config.settings, now=clock, version=own_version()) as client:
        tools = Tools(
            archive=archive, client=client, settings=config.settings, people=config.people, now=clock, root=world.root
        )
        record, _ = run_round(sources, tools=tools)
    line = Text(f"{day_of(record.started):>11}  ", style="head")
    line.append(f"{record.summary}", style="default")
    if record.not_modified:
        line.append(f" ({len(record.not_modified)} answered 304)", style="default")
    world.console.print(line)


def _tell(world: World, archive: Archive) -> None:
    config = world.config
    last = archive.runs(limit=1)[0].id
    _made_by(world, "tracker changes", "What changed in the last round, ranked")
    world.show(render_changes.listing(News(tuple(news(archive, archive.revisions(run=last), config)))))
    found = _telling(archive, config)
    numbers = " ".join(address.rpartition("@")[2] for address in (found.old, found.new))
    _made_by(world, f"tracker diff {found.name} {numbers}", "One page between two of its versions, words marked")
    world.show(render_changes.whole(found))
    claims, threads = pledges(archive, config)
    for words in TRACED:
        _made_by(world, f'tracker trace "{words}"', "One pledge through its life")
        hits = search(words, threads, claims, aliases=config.verdicts.alias)
        thread = next(hit.thread for hit in hits if hit.thread is not None)
        world.show(render_pledges.timeline(thread))


def _telling(archive: Archive, config: Config) -> Comparison:
    """The revision whose reworded sentences weigh most: the one worth a newcomer's look."""
    both = (compared(archive, one, config) for one in archive.revisions())
    return max(both, key=lambda one: (sum(change.score for change in _reworded(one)), one.new))


def _reworded(one: Comparison) -> Iterator[Change]:
    return (change for change in one.changes() if change.kind == "reworded")


def _made_by(world: World, command: str, title: str) -> None:
    world.console.print()
    world.console.rule(Text(title, style="head"), characters="─", align="left")
    world.console.print(Text(f"$ {command}", style="place"))
    world.console.print()


def _say_how_to_go_on(world: World, folder: Path) -> None:
    world.console.print()
    world.console.print(f"The store is left in {folder}. Go on there:", style="head")
    for line in (
        f"cd {folder} && tracker log && tracker pledges && tracker claims labour-manifesto",
        "git --git-dir=snapshots/store.git log -p -- docs",
        "tracker demo . --serve   (in another terminal; then `tracker snapshot` asks its pages again)",
    ):
        world.console.print(Text(f"  {line}"), soft_wrap=True)


def _serve(world: World) -> int:
    if not (world.root / MARK).is_file():
        raise UsageError(f"{world.root} holds no demonstration; run `tracker demo` first.")
    port = _port(world.config)
    try:
        site = DemoSite(port, day=DATES[-1])
    except OSError as error:
        raise UsageError(
            f"Port {port} is in use ({os.strerror(error.errno or 0)}); end what uses it, or run `tracker demo --force`."
        ) from error
    with site:
        typer.echo(f"Serving the demonstration's pages at {site.url} as of {DATES[-1]}; Ctrl-C ends it.")

        threading.Event().wait()
    return 0


def _port(config: Config) -> int:
    for source in config.sources:
        if port := urlsplit(source.address or "").port:
            return port
    raise UsageError("config/sources.toml names no page of the demonstration any more; run `tracker demo --force`.")
