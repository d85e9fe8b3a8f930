"""`tracker notify`: tell people what is new."""

import os
from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from tracker.cli.formats import Format, PlainFormat
from tracker.cli.message import address_of, body_of, message
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.world import World, clock
from tracker.config.notify import Notify
from tracker.desk.notifying import Backlog, Delivery, find_due, send
from tracker.desk.targets import begin, known_targets
from tracker.desk.withheld import for_others
from tracker.errors import UsageError
from tracker.fetch.deliver import Message, deliver
from tracker.render.schemas.notices import TargetNotice, TargetNotices


def notify(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Targets of config/notify.toml; all without it.")] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent; send and note nothing.")
    ] = False,
    test: Annotated[bool, typer.Option("--test", help="Send a message that says only that messages arrive.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Tell people by e-mail or chat what is new; each thing once.

    Who is told what stands in config/notify.toml.

    `tracker snapshot` does so after each round. Exit code 3 when a message did not go; it is sent again next time.

    Example: tracker notify --dry-run
    """
    world: World = context.obj
    targets = _targets(world, names or [])
    if test:
        return _test(world, targets, form)
    now = clock()
    with world.archive() as archive, for_others(archive, world.config, now) as (shown, config):
        if dry_run:
            known = known_targets(archive, targets)
            would = [_would(world, one) for one in find_due(shown, config, known, now)]
            begins = (TargetNotice(target=one.name, told="begins") for one in targets if one not in known)
            told = [*would, *begins]
            world.answer(form, text=lambda: _rehearse(world, told), told=lambda: TargetNotices(targets=tuple(told)))
            return 0
        with archive.round_lock():
            begin(archive, targets)
            due = find_due(shown, config, targets, now)
            timeout = world.config.settings.notify_timeout
            sent = send(archive, due, compose=partial(message, world), timeout=timeout)
    world.answer(
        form,
        text=lambda: world.say(*([one.sentence for one in sent] or ["Nothing new to tell."])),
        told=lambda: TargetNotices(targets=tuple(map(_sent, sent))),
    )
    return SOURCES_FAILED if any(one.failure for one in sent) else 0


def _rehearse(world: World, told: "Sequence[TargetNotice]") -> None:
    for one in told:
        if one.message is not None:
            world.say(f"To {one.target} ({one.format}): tracker: {one.summary}", "")
            world.write(one.message.split("\n"))
            world.say(*([f"! {one.remark}"] if one.remark else []))
        elif one.told == "begins":
            world.say(f"{one.target} is new: it will get only what is recorded from its first round onwards.")
        else:
            world.say(f"{one.target}: nothing new to tell.")


def _sent(one: "Delivery") -> "TargetNotice":
    told = {"target": one.due.target.name, "summary": one.due.digest.summary, "remark": one.remark}
    return TargetNotice(told="failed" if one.failure else "sent", failure=one.failure, **told)


def _would(world: World, one: "Backlog") -> "TargetNotice":
    if not one.digest:
        return TargetNotice(target=one.target.name, told="nothing new")
    text, remark = body_of(world, one)
    return TargetNotice(
        target=one.target.name,
        told="would be sent",
        summary=one.digest.summary,
        remark=remark,
        format=one.target.format,
        message=text,
    )


def _targets(world: World, names: list[str]) -> "tuple[Notify, ...]":
    declared = {one.name: one for one in world.config.notify.notify}
    if not declared:
        raise UsageError(
            "There is nobody to notify: add a [[notify]] to config/notify.toml; docs/notifications.md shows how."
        )
    if missing := [name for name in names if name not in declared]:
        raise UsageError(
            f"There is no target {missing[0][:60]!r} in config/notify.toml. It has {', '.join(sorted(declared))}."
        )
    return tuple(one for name, one in declared.items() if not names or name in names)


def _test(world: World, targets: "tuple[Notify, ...]", form: PlainFormat) -> int:
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

    def text() -> None:
        for one, failure in zip(targets, failures, strict=True):
            world.say(f"! {one.name}: {failure}." if failure else f"Sent a test message to {one.name}.")

    notices = (
        TargetNotice(target=one.name, told="failed" if failure else "sent", failure=failure)
        for one, failure in zip(targets, failures, strict=True)
    )
    world.answer(form, text=text, told=lambda: TargetNotices(targets=tuple(notices)))
    return SOURCES_FAILED if any(failures) else 0
