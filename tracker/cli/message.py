"""The message of a backlog: by the user's template, to the address that the environment holds."""

import os
from collections.abc import Mapping

from tracker.cli.world import World
from tracker.config.notify import Notify
from tracker.desk.notifying import Backlog
from tracker.desk.published import Published
from tracker.errors import UsageError
from tracker.fetch.deliver import Message
from tracker.render.message import body


def message(world: World, one: Backlog) -> tuple[Message | None, str | None]:
    """The message with a remark on it; without one, why there is none."""
    address = address_of(one.target, os.environ)
    if address is None:
        return None, f"the environment variable {one.target.url_env} is not set"
    text, remark = body_of(world, one)
    title = f"tracker {one.digest.subject}"
    made = Message(target=one.target.name, address=address, title=title, body=text, format=one.target.format)
    return made, remark


def body_of(world: World, one: Backlog) -> tuple[str, str | None]:
    """The message of a digest, and why it is not by the user's template where it should be."""
    config, target = world.config, one.target
    rules = Published.of(config)
    if target.template:
        try:
            text = (world.root / "config" / target.template).read_text(encoding="utf-8")
            return body(one.digest, target.format, site=config.settings.site, rules=rules, template=text), None
        except (OSError, UnicodeDecodeError, UsageError) as error:
            said = f"{target.template} was left aside ({error})"
            return body(one.digest, target.format, site=config.settings.site, rules=rules), said
    return body(one.digest, target.format, site=config.settings.site, rules=rules), None


def address_of(target: Notify, env: Mapping[str, str]) -> str | None:
    """The address, a secret; None where the variable is not set."""
    return env.get(target.url_env, "").strip() or None
