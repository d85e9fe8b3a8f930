"""`tracker notify`: tell people what is new."""

import os
from functools import partial
from typing import Annotated

import typer

from tracker.cli.message import address_of, body_of, message
from tracker.cli.options import SOURCES_FAILED
from tracker.cli.world import World, clock
from tracker.config.notify import Notify
from tracker.desk.notifying import Backlog, find_due, send
from tracker.desk.targets import begin, known_targets
from tracker.errors import UsageError
from tracker.fetch.deliver import Message, deliver


def notify(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Targets of config/notify.toml; all without it.")] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent; send and note nothing.")
    ] = False,
    test: Annotated[bool, typer.Option("--test", help="Send a message that says only that messages arrive.")] = False,
) -> int:
    """Tell the targets of config/notify.toml what they have not been told yet; each thing once.

    `tracker snapshot` does so after each round. Exit code 3 when a message did not go; it is sent again next time.

    Example: tracker notify --dry-run
    """
    world: World = context.obj
    targets = _targets(world, names or [])
    if test:
        return _test(world, targets)
    with world.archive() as archive:
        if dry_run:
            known = known_targets(archive, targets)
            for one in find_due(archive, world.config, known, clock()):
                _print(world, one)
            for target in targets:
                if target not in known:
                    world.say(f"{target.name} hears of what is recorded from its first round on.")
            return 0
        with archive.round_lock():
            begin(archive, targets)
            due = find_due(archive, world.config, targets, clock())
            timeout = world.config.settings.notify_timeout
            sent = send(archive, due, compose=partial(message, world), timeout=timeout)
    world.say(*(one.sentence for one in sent))
    if not sent:
        world.say("Nothing new to tell.")
    return SOURCES_FAILED if any(one.failure for one in sent) else 0


def _targets(world: World, names: list[str]) -> tuple[Notify, ...]:
    declared = {one.name: one for one in world.config.notify.notify}
    if not declared:
        raise UsageError(
            "Nobody is to be told: declare a [[notify]] in config/notify.toml; docs/notifications.md shows how."
        )
    if missing := [name for name in names if name not in declared]:
        raise UsageError(
            f"There is no target {missing[0][:60]!r} in config/notify.toml. It has {', '.join(sorted(declared))}."
        )
    return tuple(one for name, one in declared.items() if not names or name in names)


def _print(world: World, one: Backlog) -> None:
    if not one.digest:
        world.say(f"{one.target.name}: nothing new to tell.")
        return
    text, remark = body_of(world, one)
    world.say(f"To {one.target.name} ({one.target.format}): tracker: {one.digest.summary}", "")
    world.write(text.split("\n"))
    if remark:
        world.say(f"! {remark}")


def _test(world: World, targets: tuple[Notify, ...]) -> int:
    unset = [one for one in targets if address_of(one, os.environ) is None]
    if unset:
        raise UsageError(f"{unset[0].name}: the environment variable {unset[0].url_env} is not set.")
    messages = [
        Message(
            target=one.name,
            address=address_of(one, os.environ) or "",
            title="tracker: a test",
            format="text",
            body=f"If you can read this, tracker’s messages to {one.name} arrive.",
        )
        for one in targets
    ]
    failures = deliver(messages, timeout=world.config.settings.notify_timeout)
    for one, failure in zip(targets, failures, strict=True):
        world.say(f"! {one.name}: {failure}." if failure else f"Sent a test message to {one.name}.")
    return SOURCES_FAILED if any(failures) else 0
