"""`tracker show`: one version."""

import json
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.formats import Format
from tracker.cli.left_out import left_out_of
from tracker.cli.options import ShowAs
from tracker.cli.output import is_file
from tracker.cli.world import World
from tracker.desk.notes import Notebook, PersonNote
from tracker.errors import UsageError
from tracker.later import later
from tracker.render.left_out import left_out as listing
from tracker.render.notes import in_line
from tracker.render.safe import has_runner, safe, safe_line, unobeyed
from tracker.render.schemas.dropped import DroppedRow
from tracker.render.schemas.shown import VersionShown

if TYPE_CHECKING:
    from tracker.cli import bundling
else:
    bundling = later("tracker.cli.bundling")


def show(
    context: typer.Context,
    version: Annotated[
        str,
        typer.Argument(
            help="source[/document]@N, @latest, @2024-06-13 or a commit id.", autocompletion=completing.versions
        ),
    ],
    *,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes as received.")] = False,
    meta: Annotated[bool, typer.Option("--meta", help="The canonical metadata.")] = False,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Of a web page: what was not read as part of it, the largest part first.")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", help="Write the picture of its page to a new file (PNG), where one is kept."),
    ] = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Show one version: its text, one sentence a line.

    What persons noted on it is told on standard error: the text itself stays as recorded.

    Example: tracker show dfe-rise@latest
    """
    world: World = context.obj
    with world.archive() as archive:
        found = archive.resolve(version)
        body = archive.raw(found) if raw else None
        if raw and body is None:
            raise UsageError(f"No raw bytes are kept for {found.address}.")
        facts = archive.meta(found) if meta else None
        text = None if raw or meta or left_out or picture else archive.text(found)
        image = archive.picture(found) if picture or form is Format.JSON else None
        has_picture = archive.picture_id(found) is not None
        rest = left_out_of(world, archive, found) if left_out else None
    if picture:
        _save(picture, image, found.address)
    book = Notebook.of(world.config, for_desk=True) if world.is_configured else None
    notes = book.on_version(found.source, found.name) if book else ()
    match form:
        case Format.TEXT if rest is not None:
            world.show(listing(rest))
        case Format.TEXT if body is not None:
            _write(body)
        case Format.TEXT if picture and facts is None:
            pass
        case Format.TEXT:
            _print(world, text if facts is None else facts.decode())
            _tell(notes)
            if has_picture:
                typer.echo(f"A picture of the page is kept: tracker show {found.address} --picture FILE", err=True)
        case Format.JSON:
            meta_json = json.loads(facts) if facts else None
            dropped = None if rest is None else tuple(DroppedRow(**one._asdict()) for one in rest.dropped)
            world.tell(
                VersionShown.of(found, text=text, meta=meta_json, raw=body, picture=image, dropped=dropped, notes=notes)
            )
        case _:
            assert_never(form)
    return 0


def _save(path: Path, image: bytes | None, address: str) -> None:
    if image is None:
        raise UsageError(
            f"No picture of the page is kept for {address}. Where a source says `evidence_picture = true`, one is kept of "
            "each version from then on."
        )
    bundling.new_file(path, image)
    digest = sha256(image).hexdigest()
    typer.echo(f"Picture of {address} written to {safe(str(path))}, SHA-256 {digest}.", err=True)


def _tell(notes: tuple[PersonNote, ...]) -> None:
    for one in notes:
        typer.echo(in_line(one), err=True)


def _write(body: bytes) -> None:
    if sys.stdout.isatty() or _is_log():
        raise UsageError("Raw bytes may hold anything; send them to a file: `tracker show … --raw > page.html`.")
    sys.stdout.buffer.write(body)


def _print(world: World, text: str | None) -> None:
    """A file gets the record exactly: it is evidence, and its hash that of the store's own blob."""
    text = text or ""
    if sys.stdout.isatty() or _is_log():
        for line in text.split("\n")[:-1]:
            world.console.print(safe_line(line), soft_wrap=True)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write((text if is_file(sys.stdout) else unobeyed(text)).encode())


def _is_log() -> bool:
    """Whether a runner of CI may be reading what is printed, and would obey some of it. It does not read files."""
    return has_runner(os.environ) and not is_file(sys.stdout)
