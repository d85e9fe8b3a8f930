"""Noting: a person's words are written down beside what they are about."""

from typing import Any

from pydantic import ValidationError

from tracker.cli.deciding import who
from tracker.cli.formats import PlainFormat
from tracker.cli.verdicts import record, today, version_of, words_of
from tracker.cli.world import World
from tracker.config.checks import noted
from tracker.config.decided import note_id
from tracker.config.explain import explain
from tracker.config.verdict import NoteVerdict
from tracker.desk.pledge_index import claims_named, thread_of
from tracker.desk.waiting_changes import named_changes
from tracker.errors import UsageError

HIDDEN = "Others do not see it before it is released: tracker release {id}"


def keep_note(world: World, about: str, told: dict[str, Any], by: str | None, form: PlainFormat) -> int:
    """Write down a person's words and say how others come to see them: 0."""
    found = _about(world, about)
    name = who(world, by)
    fields = {key: value for key, value in {**found, **told}.items() if value is not None}
    try:
        verdict = NoteVerdict.model_validate({**fields, "by": name, "on": today()})
    except ValidationError as error:
        expected = "; ".join(dict.fromkeys(wrong for _, wrong in explain(error, NoteVerdict)))
        raise UsageError(f"This cannot be written down: {expected}.") from None
    return record(world, [verdict], form, HIDDEN.format(id=note_id(verdict)), anyway=True)


def _about(world: World, about: str) -> dict[str, Any]:
    """What it is about, with words by which that is found again. UsageError where it is not in the record."""
    try:
        noted(about)
    except ValueError as error:
        raise UsageError(f"{about[:60]!r} is nothing to note something on: expected {error}.") from None
    with world.archive() as archive:
        if "#" in about:
            if about not in named_changes(archive, world.config, [about]):
                raise UsageError(
                    f"There is no change {about[:80]!r} in the record; `tracker cite VERSION --list` names them."
                )
            return {"about": about}
        documents = {name for source, document in archive.documents() for name in (source, f"{source}/{document}")}
        if about in documents or any(one.id == about for one in world.config.sources):
            return {"about": about.removesuffix("/page")}
        if about.startswith("c-"):
            (claim,) = claims_named(archive, world.config, [about])
            return {"about": claim.id, "words": words_of(claim), "at": version_of(claim)}
        with world.pledge_index(archive) as index:
            thread = thread_of(index, about)
        return {"about": thread.id, "words": words_of(thread.claims[0]), "at": version_of(thread.claims[0])}
