"""Heartbeat: an address that is called after each round, so that somebody notices when rounds stop.

The address is a secret: whoever has it can say that all is well. So it stands in the environment and no sentence repeats it.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from tracker.config.checks import http_url
from tracker.config.settings import Settings
from tracker.desk.saving import client_of
from tracker.errors import ConfigError, FetchError

PATIENCE = 10.0
"""Seconds that it may take in all: a round is over by then and somebody waits for its end."""


def beat(url: str, settings: Settings, *, now: Callable[[], datetime]) -> str | None:
    """Call it once; why that did not work, or None. Raises nothing that a network or an address can cause."""
    try:
        http_url(url)
    except ValueError:
        return "the address in the environment variable is not a web address"
    quick = settings.model_copy(update={"whole_timeout": PATIENCE, "retries": 0})
    try:
        with client_of(quick, now) as client:
            client.service(url, allow_hosts=(urlsplit(url).hostname or "",) if settings.heartbeat_private else ())
    except ConfigError:
        return "`contact` is not set in settings.toml"
    except FetchError as error:
        if error.status and HTTPStatus.OK <= error.status < HTTPStatus.MULTIPLE_CHOICES:
            return None
        if error.status:
            return f"it answered with status {error.status}"
        return "it was not reached, or is on a private network that `heartbeat_private` does not allow"
    return None
