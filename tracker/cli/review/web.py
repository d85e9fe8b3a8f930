"""A review in a browser: the server from its start to Ctrl-C, with what everybody's review amounted to."""

import sys
from collections.abc import Callable, Sequence

from tracker.cli.deciding import config_of
from tracker.cli.review.gate import LOOPBACK, WebGate
from tracker.cli.review.serving import ReviewServer
from tracker.cli.review.web_desk import WebDesk
from tracker.cli.world import World
from tracker.config.web_tokens import fresh_token, tokens_for

ENDS = "Ctrl-C ends it; what was answered and not written stays for the next time."


def review_web(
    world: World, names: Sequence[str], *, keeps: bool, port: int, with_seeded: bool, only: str,
    until: Callable[[], bool] = lambda: False,
) -> int:  # fmt: skip
    """Serve the queues to these people until Ctrl-C: 0. `keeps`: each one's address stays the same from start to start."""
    people = tokens_for(config_of(world), names) if keeps else {fresh_token(): name for name in names}
    address = world.config.settings.review_at
    desk = WebDesk(world, with_seeded=with_seeded, only=only)
    try:
        desk.open()
        with ReviewServer(port, desk.answer) as server:
            server.gate = WebGate.of(people, server.server_port, address)
            base = (address or f"http://{LOOPBACK}:{server.server_port}").rstrip("/")
            world.say(*(f"{name}: {base}/{token}/" for token, name in people.items()), ENDS)
            sys.stdout.flush()
            try:
                server.serve(until)
            except KeyboardInterrupt:
                world.say("")
            world.say(*desk.sums())
    finally:
        desk.close()
    return 0
