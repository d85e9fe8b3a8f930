"""`tracker demo`: the whole story offline, over real HTTP on this machine, in a store that is left to explore.

What a person reads is one screen; every round and every command's whole answer goes into a transcript beside the store.
"""

import os
import shlex
import shutil
import threading
import webbrowser
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
from tracker.demo.sources import DATES, decided_toml, people_toml, settings_toml, sources_toml, verdicts_toml
from tracker.desk.comparison import Comparison
from tracker.desk.dates import day as day_of
from tracker.desk.dates import when
from tracker.desk.gather import compared, news, pledges
from tracker.desk.news import News
from tracker.desk.story import story
from tracker.diff.change import Change
from tracker.errors import UsageError
from tracker.fetch.client import Client
from tracker.installed import own_version
from tracker.links.search import search
from tracker.render import changes as render_changes
from tracker.render import pledges as render_pledges
from tracker.render import story as render_story
from tracker.render.console import console
from tracker.render.safe import safe
from tracker.render.sides import one_line
from tracker.site.build import build, tops
from tracker.site.frame import Site
from tracker.site.holdings import SiteHoldings
from tracker.site.sections import EVERY
from tracker.store.archive import Archive

MARK = ".tracker-demo"
"""A file that says the folder is the demonstration's own, so that --force may make it anew."""
MORNING = time(6, tzinfo=ZoneInfo("Europe/London"))
QUIET = DATES[-3]
"""On this day a second round asks again, and nothing is new."""
TRACED = ("hit squads", "6,500 teachers")
TRANSCRIPT = "transcript.txt"
SITE = "site"
_TURNS = 3
"""Of each pledge, on the screen."""


@dataclass
class Clock:
    """A simulated clock: each look at it is a tenth of a second later, so that times differ and never go back."""

    now: datetime

    def __call__(self) -> datetime:
        """The simulated time."""
        self.now += timedelta(milliseconds=100)
        return self.now


def show_demo(
    folder: Path, *, force: bool = False, serve: bool = False, site: bool = True, browse: bool = False
) -> int:
    """Make the demonstration in a folder and tell it, or serve the pages of one made before. An exit code.

    `site`: add what the demonstration's author decided about its pledges, and build the site; `browse`: open that.
    """
    world = World(root=folder)
    if serve:
        return _serve(world)
    _make_folder(folder, force=force)
    with (folder / TRANSCRIPT).open("w", encoding="utf-8") as file:
        transcript = World(root=folder)
        transcript.__dict__["console"] = console(file, {})
        versions = _record(transcript, folder)
        with world.archive() as archive:
            _tell(transcript, archive)
    if site:
        _decide(folder)
        _build(folder)
    _say(World(root=folder), folder, versions, site=site)
    if browse and site:
        webbrowser.open((folder / SITE / "index.html").resolve().as_uri())
    return 0


def _record(world: World, folder: Path) -> int:
    """All rounds, told in the transcript: how many versions there are."""
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
            return sum(len(archive.versions(*name)) for name in archive.documents())


def _make_folder(folder: Path, *, force: bool) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise UsageError(f"{folder} is not empty and is not a tracker demo; name another folder.")
        if not force:
            raise UsageError(f"{folder} holds an earlier demo; --force replaces it.")
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


def _decide(folder: Path) -> None:
    """What the demonstration's author decided about its pledges, pair by pair: the site shows what a person confirmed."""
    with (folder / "config" / "verdicts.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{decided_toml()}")


def _build(folder: Path) -> None:
    world = World(root=folder)
    with world.archive() as archive:
        held = SiteHoldings(archive=archive, config=world.config, site=Site.of(world.config.settings, has=tops(EVERY)))
        build(held, folder / SITE, EVERY)


def _say(world: World, folder: Path, versions: int, *, site: bool) -> None:
    """The story on one screen: what was promised and what turned, then where to look."""
    out, width = world.console, world.console.width
    first, last = (day_of(datetime.combine(day, MORNING)) for day in (DATES[0], DATES[-1]))
    out.print(
        Text(f"{len(DATES)} dates, {first} to {last}, of a small invented web: {versions} versions.", style="head")
    )
    with world.archive() as archive:
        _, threads = pledges(archive, world.config)
    for words in TRACED:
        told = story(words, threads, aliases=world.config.verdicts.alias)
        name, *_ = render_story.opening(told)
        out.print()
        out.print(one_line(name))
        for what, line in (("first", told.lines[0]), ("now", told.lines[-1])):
            said = f"{what:5}  {when(line.claim)}, {safe(line.claim.speaker or '')}: “{safe(line.claim.text)}”"
            out.print(one_line(Text(said), 2))
        world.show(render_story.turned(told, width, _TURNS))
    out.print()
    where = shlex.quote(str(folder))
    page = (folder / SITE / "index.html") if site else None
    for what, told_where in (
        ("The site:", f"open {shlex.quote(str(page))} in a browser" if page else ""),
        ("Go on:", f"cd {where} && tracker changes --since {DATES[0]}"),
        ("All of it:", f"{folder / TRANSCRIPT}, with every round and every command's answer"),
    ):
        if told_where:
            out.print(Text(f"{what:10} {told_where}"), soft_wrap=True)


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
