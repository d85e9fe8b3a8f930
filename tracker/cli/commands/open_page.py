"""`tracker open`: a page that is watched, or what the site says of it."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.browser import has_browser
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.config.checks import http_url
from tracker.desk import address
from tracker.desk.anchoring import thread_of_own
from tracker.desk.pledge_index import thread_of
from tracker.errors import UsageError
from tracker.render.schemas.opened import Opened
from tracker.store.archive import Archive
from tracker.store.version import Version


def open(  # noqa: A001 - its name on the command line
    context: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            help="A source, document or version; a thread, a claim, an id of your own list. Without it, the site.",
            autocompletion=completing.cited,
        ),
    ] = None,
    *,
    site: Annotated[
        bool, typer.Option("--site", help="What the site says of it, in place of the page itself.")
    ] = False,
    folder: Annotated[
        Path, typer.Option("--in", help="Where `tracker report` wrote the site, where it has no web address.")
    ] = Path("site"),
    printed: Annotated[bool, typer.Option("--print", help="Print the address; open nothing.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Open a watched page, or the site, in a browser.

    The site is that of `site` in settings.toml, else the folder that `tracker report` wrote. Where there is no browser (over
    ssh, in CI, on a pipe) the address is printed.

    Example: tracker open labour-manifesto
    """
    world: World = context.obj
    with world.archive() as archive:
        where = _address(world, archive, what, site=site or what is None, folder=folder)
    opened = not printed and has_browser() and webbrowser.open(where)
    told = Opened(address=where, opened=opened)
    world.answer(form, text=lambda: world.say(f"Opened {where}" if opened else where), told=lambda: told)
    return 0


def _address(world: World, archive: Archive, what: str | None, *, site: bool, folder: Path) -> str:
    if what is None:
        return _on_site(world, folder, address.FRONT)
    thread, version = _meant(world, archive, what)
    if site and thread:
        return _on_site(world, folder, address.pledge(thread))
    if site and version:
        return _on_site(world, folder, address.version(version.source, version.document, version.number))
    source = next((one for one in world.config.sources if one.id == what), None)
    if site and source:
        return _on_site(world, folder, address.source(source.id))
    url = version.url if version else source.address if source else None
    try:
        return http_url(url or "")
    except ValueError:
        raise UsageError(f"{what[:60]!r} has no web address: it is a file, or not recorded.") from None


def _meant(world: World, archive: Archive, what: str) -> tuple[str | None, Version | None]:
    """The thread that is meant, if one is, and the version in which the newest words stand; neither for a bare source."""
    is_own = any(one.id == what for one in world.config.own)
    if what[:2] in {"t-", "c-"} or is_own:
        with world.pledge_index(archive) as index:
            name = thread_of_own(world.config.own, index, what) or what
            found = thread_of(index, f"t-{name[2:]}")
            claim = (index.claim(name) if name.startswith("c-") else None) or found.claims[-1]
        place = claim.place.version if claim.place else None
        return found.id, archive.resolve(place) if place else None
    if any(one.id == what for one in world.config.sources):
        single = [name for name in archive.documents(what) if name[1] == "page"]
        return None, archive.latest(*single[0]) if single else None
    return None, archive.resolve(what)


def _on_site(world: World, folder: Path, page: str) -> str:
    if world.config.settings.site:
        return f"{world.config.settings.site.rstrip('/')}/{'' if page == address.FRONT else page}"
    path = (world.root / folder / page).resolve()
    if path.is_file():
        return path.as_uri()
    built = (world.root / folder / address.FRONT).is_file()
    if built:
        raise UsageError(f"The site in {folder} does not have it (yet, or it is not confirmed): {page}.")
    raise UsageError(
        f"There is no site in {folder}: `tracker report {folder}` writes one; --in names another folder, and `site` in"
        " config/settings.toml the web address of one."
    )
