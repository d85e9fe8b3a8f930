"""`tracker claim`: a person's word on single claims."""

from typing import Annotated

import typer
from pydantic import ValidationError

from tracker.cli.deciding import who
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.options import Anyway, By, ShowAs, Why
from tracker.cli.verdicts import record, today, version_of, words_of
from tracker.cli.world import World
from tracker.config.verdict import ClaimVerdict
from tracker.desk.gather import all_claims, claim_of, document
from tracker.errors import UsageError

ClaimIds = Annotated[list[str], typer.Argument(help="Claims' ids, as `tracker claims` prints them.")]
Kind = Annotated[str | None, typer.Option("--kind", help="pledge, aspiration, report, delivery or procedure.")]
Speaker = Annotated[str | None, typer.Option("--speaker", help="Who says it.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Who is bound by it.")]
Published = Annotated[str | None, typer.Option("--published", help="The day it was said, 2023-07-06.")]


def claim_add(
    context: typer.Context,
    version: Annotated[str, typer.Argument(help="source[/document][@version] in which the words stand.")],
    words: Annotated[str, typer.Argument(help="The claim's exact words.")],
    *,
    kind: Kind = "pledge",
    speaker: Speaker = None,
    actor: Actor = None,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Add a claim that was missed, by its exact words at a version.

    Example: tracker claim add labour-manifesto@1 "a teacher for every class" --actor Labour
    """
    world: World = context.obj
    with world.archive() as archive:
        found = archive.resolve(version)
        text = document(archive, found).text
    if not words.split() or " ".join(words.split()) not in " ".join(text.split()):
        raise UsageError(f"These words are not in {found.address}; `tracker show {found.address}` prints its text.")
    told = {"kind": kind, "speaker": speaker, "actor": actor, "why": why, "words": words, "at": found.address}
    return _record(world, form, [{"does": "add", **told}], by=by, anyway=anyway)


def claim_drop(
    context: typer.Context,
    claims: ClaimIds,
    *,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Mark a claim as none, or several.

    Example: tracker claim drop c-abcdefgh23 --why "a journalist's prediction"
    """
    return _on(context.obj, claims, "drop", form, why=why, by=by, anyway=anyway)


def claim_fix(
    context: typer.Context,
    claims: ClaimIds,
    *,
    kind: Kind = None,
    speaker: Speaker = None,
    actor: Actor = None,
    published: Published = None,
    why: Why = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Correct what was read wrongly of a claim: its kind, speaker, actor or day.

    Example: tracker claim fix c-abcdefgh23 --speaker "Bridget Phillipson"
    """
    told = {"kind": kind, "speaker": speaker, "actor": actor, "published": published, "why": why}
    return _on(context.obj, claims, "fix", form, by=by, anyway=anyway, **told)


def _on(
    world: World,
    asked: list[str],
    does: str,
    form: PlainFormat,
    *,
    by: str | None,
    anyway: bool,
    **told: str | None,
) -> int:
    with world.archive() as archive:
        every = all_claims(archive, world.config)
        found = [claim_of(every, one) for one in dict.fromkeys(asked)]
    entries = [{"does": does, "claim": one.id, "words": words_of(one), "at": version_of(one), **told} for one in found]
    return _record(world, form, entries, by=by, anyway=anyway)


def _record(
    world: World, form: PlainFormat, entries: list[dict[str, str | None]], *, by: str | None, anyway: bool
) -> int:
    name = who(world, by)
    verdicts = [
        _verdict({**one, "words": " ".join((one["words"] or "").split()), "by": name, "on": today()}) for one in entries
    ]
    said = [f"{one.does}: “{one.words}” at {one.at}" for one in verdicts]
    return record(world, verdicts, form, *said, anyway=anyway)


def _verdict(told: dict[str, object]) -> "ClaimVerdict":
    try:
        return ClaimVerdict.model_validate({name: value for name, value in told.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(map(str, first["loc"]))
        raise UsageError(f"{where + ': ' if where else ''}{first['msg'].removeprefix('Value error, ')}") from None
