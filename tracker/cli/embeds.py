"""`tracker report DIR --check-embeds`: cards and embeds held against the record."""

from collections.abc import Sequence
from pathlib import Path

from tracker.cli.formats import PlainFormat
from tracker.cli.world import World
from tracker.render import embeds as render
from tracker.site.embed_check import check_embeds
from tracker.site.embed_list import placed
from tracker.site.holdings import SiteHoldings
from tracker.site.shared import recall


def check(world: World, held: SiteHoldings, folder: Path, files: Sequence[Path], form: PlainFormat) -> int:
    """Print what came of those in the files, or of all that the site in the folder handed on; nothing is written."""
    known = recall(folder)
    given = [one for file in files for one in placed(file)] if files else None
    found = check_embeds(held, known, given)

    def text() -> None:
        for row in render.lines(found):
            world.console.print(row, soft_wrap=True)

    world.answer(form, text=text, told=lambda: found)
    return 0
