"""`tracker doctor`: what is wrong with this machine or folder."""

import os

import typer
from rich.text import Text

from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World, clock
from tracker.desk.checkup import Symptom, examine
from tracker.render.safe import safe
from tracker.render.schemas.checkup import Checkup

SIGNS = {"well": "=", "note": "?", "wrong": "!"}
ORDER = (4, 5, 2, 3)
"""Exit codes, the gravest first."""


def doctor(context: typer.Context, *, form: ShowAs = Format.TEXT) -> int:
    """Look for what is wrong with this machine or folder.

    No page is asked for and nothing is changed. `tracker verify` reads the whole store, `tracker status` says how sources
    fare. Exit code 0 where nothing is wrong; else 4, 2 or 3, as for other commands.

    Example: tracker doctor
    """
    world: World = context.obj
    found = list(examine(world.root, lambda: world.config, os.environ, clock()))
    wrong = [one for one in found if one.look == "wrong"]
    told = Checkup(wrong=len(wrong), checks=tuple(found))
    world.answer(form, text=lambda: _print(world, found, len(wrong)), told=lambda: told)
    codes = {one.code for one in wrong}
    return next((code for code in ORDER if code in codes), 0)


def _print(world: World, found: list[Symptom], wrong: int) -> None:
    notes = sum(one.look == "note" for one in found)
    said = f"{wrong} thing{'' if wrong == 1 else 's'} wrong" if wrong else "Nothing is wrong"
    world.say(f"{said}{f', {notes} to note' if notes else ''}.")
    width = max(len(one.about) for one in found)
    for one in sorted(found, key=lambda each: ("wrong", "note", "well").index(each.look)):
        line = Text(f"{SIGNS[one.look]} ")
        line.append(f"{one.about:{width}}  ", style="place")
        line.append(safe(one.said))
        line.append(f" → {safe(one.do)}" if one.do else "")
        world.console.print(line, soft_wrap=True)
