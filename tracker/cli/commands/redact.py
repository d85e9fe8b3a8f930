"""`tracker redact`: words that others no longer read."""

from typing import Annotated

import typer
from pydantic import ValidationError

from tracker.cli.deciding import config_of, who
from tracker.cli.formats import Format
from tracker.cli.options import By, ShowAs, Why
from tracker.cli.verdicts import today
from tracker.cli.world import World
from tracker.config.redacting import NAME, add_redaction, withdraw_redaction
from tracker.config.redaction import Redaction
from tracker.desk.dates import short
from tracker.desk.redacted import RedactedPlaces, places
from tracker.errors import UsageError
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.render.schemas.redact import RedactionsKept


def redact(
    context: typer.Context,
    *,
    sentence: Annotated[str | None, typer.Option("--sentence", help="The whole sentence, in the page's words.")] = None,
    person: Annotated[
        str | None, typer.Option("--person", help="A name, in the form in which it stands there.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Show these words again.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List what is redacted.")] = False,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Withhold a sentence or a person's name from what others read: site, feeds, exports, citations.

    The record keeps it, and so do the desk's own commands; what others copied cannot be recalled. The page of corrections
    says that words are withheld, with your name and reason, never which. `purge` deletes a page instead, for good.

    Example: tracker redact --person "Ann Other" --why "She asked us to, 3 June"
    """
    world: World = context.obj
    path, held = config_of(world) / NAME, world.config.redactions
    if listed:
        if sentence or person or withdraw:
            raise UsageError("--list stands alone.")
        told = RedactionsKept(done="listed", redactions=held.standing, file=str(path), sentences=None)
        world.answer(form, text=lambda: world.say(*_listed(held.standing)), told=lambda: told)
        return 0
    words = _words(sentence, person)
    added = _redaction(words, by=who(world, by), why=why)
    with world.archive() as archive:
        found = places(archive, added)
    if withdraw:
        added = withdraw_redaction(path, added, held)
    elif added.sentence and not found.sentences:
        near = f" The nearest: “{safe(found.near[0])}”" if found.near else ""
        raise UsageError(f"No sentence of the record has these words; nothing was changed.{near}")
    else:
        add_redaction(path, added, held)
    done = RedactionsKept(
        done="withdrawn" if withdraw else "redacted", redactions=(added,), file=str(path), **found._asdict()
    )
    world.answer(form, text=lambda: world.say(*_told(added, found, str(path))), told=lambda: done)
    return 0


def _words(sentence: str | None, person: str | None) -> dict[str, str]:
    given = {"sentence": sentence, "person": person}
    words = {name: " ".join(value.split()) for name, value in given.items() if value is not None}
    if len(words) != 1:
        raise UsageError('Give one of the two: --sentence "WORDS" or --person "NAME"; --list shows what is redacted.')
    return words


def _redaction(words: dict[str, str], *, by: str, why: str | None) -> Redaction:
    try:
        return Redaction.model_validate({**words, "by": by, "on": today(), "why": why})
    except ValidationError as error:
        faults = "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
        raise UsageError(f"This cannot be redacted: expected {faults}.") from None


def _listed(standing: tuple[Redaction, ...]) -> list[str]:
    if not standing:
        return ["Nothing is redacted."]
    return [f"{'sentence' if one.sentence else 'person'}: “{safe(one.words)}” ({_whose(one)})" for one in standing]


def _whose(one: Redaction) -> str:
    return f"{safe(one.by)}, {short(one.on)}{f': {safe(one.why)}' if one.why else ''}"


def _told(one: Redaction, found: RedactedPlaces, path: str) -> list[str]:
    where = f"{counted(found.sentences, 'sentence')} of {counted(len(found.documents), 'document')}"
    if one.withdrawn:
        return [f"Shown again from the next `tracker report` on: “{safe(one.words)}”, in {where}."]
    told = [
        f"Withheld: “{safe(one.words)}”, in {where}. Kept in {path}, which is not for others.",
        "Now: `tracker report` builds the site without it; then put that in the place of the old one.",
    ]
    if found.near:
        told += ["Much the same words, which stay:", *(f"  “{safe(text)}”" for text in found.near)]
    if found.addresses:
        told += ["An address with the name stays (`tracker purge SOURCE --document ID` takes it away):"]
        told += [f"  {safe(page)}" for page in found.addresses]
    return told
