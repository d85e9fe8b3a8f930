"""`tracker diff`: what changed between two versions."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import CHANGED, ShowAs
from tracker.cli.world import Format, World
from tracker.errors import UsageError


def diff(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(help="source[/document].")] = None,
    old: Annotated[str | None, typer.Argument(help="Number, first, -2 or date; the one before without it.")] = None,
    new: Annotated[str | None, typer.Argument(help="The same; the latest without it.")] = None,
    *,
    files: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Compare two files instead; no store is needed.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Typographic differences too.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when they differ.")] = False,
    form: ShowAs = "text",
) -> int:
    """Show what changed between two versions, sentence by sentence, words marked.

    Example: tracker diff dfe-rise first latest
    """
    from tracker.cli.gather import revised
    from tracker.render import changes as render
    from tracker.store.version import Revision

    world: World = context.obj
    if files:
        return _diff_files(world, *files, everything=everything, exit_code=exit_code, form=form)
    if document is None:
        raise UsageError("Name a document (`tracker log` lists them), or two files with --files A B.")
    with world.archive() as archive:
        after = archive.resolve(f"{document}@{new or 'latest'}")
        before = archive.resolve(f"{document}@{old}") if old else None
        if before is None:
            earlier = [one for one in archive.versions(after.source, after.document) if one.number < after.number]
            if not earlier:
                raise UsageError(f"{after.address} is the first version; there is nothing before it.")
            before = earlier[-1]
        found = revised(archive, Revision(old=before, new=after), world.config)
    if form == "json":
        world.json(render.as_json([found]))
    else:
        world.show(render.document(found, everything=everything, ranked=False))
        world.console.print(render.LEGEND, style="faint")
    return CHANGED if exit_code and (found.changes or found.facts) else 0


def _diff_files(world: World, old: Path, new: Path, *, everything: bool, exit_code: bool, form: Format) -> int:
    from tracker.cli.files import read_document
    from tracker.diff.compare import compare
    from tracker.render import changes as render

    compared = compare(read_document(old), read_document(new))
    if form == "json":
        world.json(render.files_json(compared, old=str(old), new=str(new)))
    else:
        world.show(render.two_files([one for one in compared if everything or not one.noise]))
    return CHANGED if exit_code and compared else 0
