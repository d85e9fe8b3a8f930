"""`tracker reextract`: recorded pages read anew by today's readers."""

from typing import Annotated, assert_never

import typer

from tracker.capture.bench import Bench
from tracker.capture.outcome import Failed, Recorded, Unchanged
from tracker.capture.reextract import RereadChange, reread_changes, undeclared, why
from tracker.capture.reextract import reextract as read_anew
from tracker.cli.formats import Format
from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs, ShowAs
from tracker.cli.readers import apart
from tracker.cli.workers import found_ahead, reading
from tracker.cli.world import World, clock
from tracker.config.config import Config
from tracker.desk.gather import found_claims
from tracker.errors import UsageError
from tracker.links.settled import documents_named, settled
from tracker.render import outcomes as render
from tracker.render import settled as render_settled
from tracker.render.schemas.reextract import ReextractionResult
from tracker.store.archive import Archive
from tracker.store.layout import name


def reextract(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="Sources to re-read; all declared ones without it.")] = None,
    *,
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Read the latest versions again from their stored bytes; ask nobody.

    Of use after an update of tracker.

    After an update of tracker, or of a source's selectors. What differs is recorded as ours (kind `reextract`) and is
    never shown as a change of the page.

    Example: tracker reextract dfe-rise
    """
    world: World = context.obj
    sources = world.config.sources
    known = {source.id for source in sources}
    if missing := [one for one in ids or () if one not in known]:
        raise UsageError(f"There is no source {missing[0]!r}. `tracker sources list` names them all.")
    with world.archive() as archive, apart(world) as warden, reading(warden, jobs, cluster) as readers:
        config = world.config
        bench = Bench(archive, config.settings, config.people, clock, readers, warden)
        found = read_anew(
            [source for source in sources if not ids or source.id in ids],
            bench=bench,
            tell=lambda one: (
                world.console.print(render.line(one))
                if form is Format.TEXT and not isinstance(one, Unchanged)
                else None
            ),
        )
        unknown = () if ids else tuple(undeclared(archive, sources))
        verdicts = None
        if _has_verdicts(config):
            names = _documents(archive, config)
            found_ahead(world, archive, readers, lambda: [one for name in names for one in archive.versions(*name)])
            verdicts = settled(config.verdicts, found_claims(archive, config, names))
        changes = reread_changes(found, archive)
    differ, same, failed = (sum(isinstance(one, kind) for one in found) for kind in (Recorded, Unchanged, Failed))
    match form:
        case Format.TEXT:
            world.console.print(f"{differ} changed when re-read, {same} unchanged, {failed} cannot be read.")
            for one in why(changes.values()):
                because = RereadChange(one.reader, text=True).because
                world.console.print(
                    f"Because {because}: {one.text} with another text, {one.facts} with other facts alone."
                )
            if unknown:
                left = f"Left as they are, because no source declares them: {', '.join(unknown)}."
                world.console.print(left, style="faint")
            world.show(render_settled.told(verdicts) if verdicts else ())
        case Format.JSON:
            counts = {"differ": differ, "same": same, "failed": failed}
            world.tell(ReextractionResult.of(found, changes, undeclared=unknown, verdicts=verdicts, **counts))
        case _:
            assert_never(form)
    return SOURCES_FAILED if failed else 0


def _documents(archive: Archive, config: Config) -> list[tuple[str, str]]:
    """The documents whose claims people's verdicts are about: no others need be read for claims."""
    named = documents_named(config.verdicts)
    every = archive.documents()
    return [one for one in every if named is None or not named.isdisjoint({name(*one), "/".join(one)})]


def _has_verdicts(config: "Config") -> bool:
    return bool(config.verdicts.claim or config.verdicts.link or config.verdicts.thread)
