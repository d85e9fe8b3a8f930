"""`tracker diff`: what changed between two versions, or between two files."""

from pathlib import Path
from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.formats import Format, NewsFormat
from tracker.cli.options import CHANGED, Added, All, Matching, Removed, ShowReport, Stat
from tracker.cli.readers import apart
from tracker.cli.world import World
from tracker.desk.compare import files as compare_files
from tracker.desk.compare import versions
from tracker.desk.comparison import Comparison
from tracker.desk.narrow import narrowing
from tracker.desk.news import News
from tracker.errors import UsageError
from tracker.render import tables
from tracker.render.changes import Layout, whole
from tracker.render.html import comparison_page
from tracker.render.markdown import comparison_lines
from tracker.render.schemas.changes import Changes
from tracker.render.stat import stat_lines, stat_totals


def diff(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(help="source[/document].", autocompletion=completing.documents)
    ] = None,
    old: Annotated[str | None, typer.Argument(help="Number, first, -2 or date; the one before without it.")] = None,
    new: Annotated[str | None, typer.Argument(help="The same; the latest without it.")] = None,
    *,
    files: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            metavar="<old> <new>",
            help="Compare two files instead, the older one first: HTML, PDF, DOCX, ODT, text, Markdown, JSON.",
        ),
    ] = None,
    sides: Annotated[
        bool, typer.Option("--side-by-side", "-y", help="Old text to the left of the new one, as wide as the screen.")
    ] = False,
    inline: Annotated[
        bool, typer.Option("--word-diff", help="One text with old and new words in it, not one below the other.")
    ] = False,
    around: Annotated[int, typer.Option("--context", "-U", min=0, help="Unchanged sentences shown around each.")] = 0,
    stat: Stat = False,
    added: Added = False,
    removed: Removed = False,
    matching: Matching = None,
    everything: All = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when they differ.")] = False,
    form: ShowReport = Format.TEXT,
) -> int:
    """Show what changed between two versions, sentence by sentence, words marked.

    Two files need no record and no working folder: tracker diff --files before.html after.pdf

    Example: tracker diff dfe-rise first latest
    """
    world: World = context.obj
    layout = _layout(sides=sides, inline=inline, stat=stat, form=form)
    choice = narrowing(matching, added=added, removed=removed)
    found = _files(world, *files) if files else _versions(world, document, old, new)
    chosen = found.only(choice.of(found.found))
    if stat:
        _count(world, chosen, everything=everything)
    else:
        _show(world, chosen, form=form, layout=layout, everything=everything, around=around)
    return CHANGED if exit_code and chosen.is_news(everything=everything) else 0


def _count(world: World, chosen: "Comparison", *, everything: bool) -> None:
    found = News(changed=(chosen,), everything=everything)
    world.show((*stat_totals(found), *stat_lines(found)))


def _show(
    world: World, chosen: "Comparison", *, form: NewsFormat, layout: "Layout", everything: bool, around: int
) -> None:
    match form:
        case Format.TEXT:
            world.show(whole(chosen, layout=layout, everything=everything, context=around))
        case Format.JSON:
            world.tell(Changes.of(News(changed=(chosen,), everything=everything)))
        case Format.CSV:
            world.table(*tables.changes(Changes.of(News(changed=(chosen,))), everything=everything))
        case Format.HTML:
            world.write(comparison_page(chosen, everything=everything, context=around))
        case Format.MARKDOWN:
            world.write(comparison_lines(chosen, everything=everything, context=around))
        case _:
            assert_never(form)


def _layout(*, sides: bool, inline: bool, stat: bool, form: NewsFormat) -> "Layout":
    if sides + inline + stat > 1:
        raise UsageError("--side-by-side, --word-diff and --stat are three ways to show it: choose one.")
    if form is not Format.TEXT and sides + inline + stat:
        raise UsageError(
            f"--side-by-side, --word-diff and --stat print text only: leave them out with --format {form}."
        )
    return "sides" if sides else "inline" if inline else "unified"


def _versions(world: World, document: str | None, old: str | None, new: str | None) -> "Comparison":
    if document is None:
        raise UsageError("Name a document (`tracker log` lists them), or two files with --files A B.")
    with world.archive() as archive:
        return versions(archive, world.config, document, old, new)


def _files(world: World, old: Path, new: Path) -> "Comparison":
    with apart(world) as warden:
        return compare_files(old, new, apart=warden)
