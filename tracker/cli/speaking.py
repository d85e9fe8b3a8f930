"""Who speaks: a new publisher by flags, or asked for on a terminal."""

import sys
from typing import Annotated, Any, get_args

import typer
from pydantic import ValidationError

from tracker.cli.world import World
from tracker.config.field import PublisherType
from tracker.config.person import Publisher
from tracker.errors import UsageError

TYPES = ", ".join(get_args(PublisherType))
Type = Annotated[str | None, typer.Option("--type", help=f"What it is: {TYPES}.")]


def is_asking(*, plain: bool) -> bool:
    """Whether somebody can be asked: text is wanted, and both ends are terminals."""
    return plain and is_terminal()


def is_terminal() -> bool:
    """Whether what is typed and what is shown are both on one."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def new_publisher(
    world: World, name: str, *, called: str | None, kind: str | None, others: tuple[str, ...] = (), asks: bool
) -> Publisher:
    """The publisher of that id. UsageError, with all that is wrong, where it cannot be one or nobody can be asked."""
    if asks and called is None:
        world.say(f"{name} is a new publisher.")
        called = typer.prompt("Its name for people")
    if asks and kind is None:
        kind = typer.prompt(f"What it is ({TYPES})")
    told: dict[str, Any] = {"id": name, "name": called, "type": kind, "names": others}
    try:
        return Publisher.model_validate({key: value for key, value in told.items() if value})
    except ValidationError as error:
        faults = (f"{' '.join(map(str, one['loc']))}: {_said(one)}" for one in error.errors())
        raise UsageError(f"This cannot be a publisher: {'; '.join(faults)}.") from None


def _said(fault: Any) -> str:
    if fault["type"] == "missing":
        return "not given"
    return (
        f"expected one of {TYPES}"
        if fault["type"] == "literal_error"
        else f"expected {fault['msg'].removeprefix('Value error, ')}"
    )
