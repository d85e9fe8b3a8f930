"""`tracker cite`: a citation ready to paste, and the evidence for it."""

from pathlib import Path
from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.bundling import write
from tracker.cli.formats import CitationFormat, Format
from tracker.cli.options import ShowCitation
from tracker.cli.world import World, clock
from tracker.desk.citation import Citation
from tracker.desk.citing import CitationFinder
from tracker.desk.redactor import Redactor
from tracker.desk.withheld import refuse_withheld
from tracker.render.cite import bibliography, forms
from tracker.render.cite.listing import listing as changes_listing
from tracker.render.safe import safe
from tracker.store.archive import Archive


def cite(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            help="A version (source[/document]@N), a change (…@N#d-…), a claim (c-…) or a stage (t-…/N).",
            autocompletion=completing.cited,
        ),
    ],
    *,
    form: ShowCitation = Format.TEXT,
    bundle: Annotated[
        Path | None,
        typer.Option(
            "--bundle", help="Also write a new zip: page, text, hashes, git objects; checked without tracker."
        ),
    ] = None,
    listing: Annotated[
        bool,
        typer.Option(
            "--list",
            help="Of a version: the changes that came with it, each with its id to cite; in other formats each cited.",
        ),
    ] = False,
) -> int:
    """Print a citation ready to paste, and how to check it.

    Publisher, title, exact words, and when they were seen.

    Example: tracker cite dfe-rise@3
    """
    world: World = context.obj
    with world.archive() as archive:
        citing = CitationFinder(archive, world.config)
        if listing and form is Format.TEXT:
            refuse_withheld(archive, world.config, clock(), [citing.version(what).address])
            return _list(world, citing, what)
        citation = citing.cite_changes(what) if listing else citing.cite(what)
        refuse_withheld(archive, world.config, clock(), [one.version for one in citation.versions])
        if bundle:
            _bundle(world, bundle, citation, archive)
    _print(world, Redactor.of(world.config.redactions.standing).model(citation), form)
    return 0


def _print(world: World, citation: "Citation", form: CitationFormat) -> None:
    match form:
        case Format.TEXT:
            world.say(*forms.as_text(citation))
        case Format.MARKDOWN:
            world.write(forms.as_markdown(citation))
        case Format.HTML:
            world.write(forms.as_html(citation))
        case Format.BIBTEX:
            world.write(bibliography.as_bibtex(citation))
        case Format.CSL_JSON:
            world.json(bibliography.as_csl(citation))
        case Format.RIS:
            world.write(bibliography.as_ris(citation))
        case Format.JSON:
            world.tell(citation)
        case _:
            assert_never(form)


def _bundle(world: World, path: Path, citation: "Citation", archive: "Archive") -> None:
    digest, private = write(path, citation, archive, world.config)
    typer.echo(
        f"Evidence written to {safe(str(path))}, SHA-256 {digest}; its README.txt says how to check it.", err=True
    )
    if private:
        typer.echo(
            f"Do not publish this: it contains whole pages of {', '.join(private)}, which do not allow copies to be "
            "passed on.",
            err=True,
        )


def _list(world: World, citing: "CitationFinder", what: str) -> int:
    world.show(changes_listing(citing.changes(what)))
    return 0
