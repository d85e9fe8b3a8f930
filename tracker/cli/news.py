"""What a round brought, on one screen: for the mail that cron sends."""

from rich.text import Text

from tracker.cli import screen
from tracker.cli.world import World
from tracker.desk.changes import VersionSpan, changes
from tracker.desk.news import News
from tracker.render.brief import BriefNews
from tracker.render.changes import total
from tracker.render.safe import safe
from tracker.store.archive import Archive


def tell(world: World, archive: Archive, run: str) -> News:
    """The sum, the address of the site if there is one, and the most important; nothing where nothing is news.

    What the round brought, for whoever says more of it.
    """
    found = changes(archive, world.config, VersionSpan(run=run), on_demand=True)
    if found.is_empty and not found.firsts:
        return found
    short, site = BriefNews(found), world.config.settings.site
    screen.show(
        world,
        short.blocks(),
        left=short.left,
        head=[Text(total(found), style="head"), *([Text(safe(site))] if site else [])],
        again=f"tracker changes --run {run} --full",
    )
    return found
