"""The messenger: a process of its own that hands one message to apprise, so that a service that hangs can be ended.

It reads `{"address", "title", "body", "format"}` from standard input and writes `{"failure": null or words}`. Nothing of the
address comes back: services repeat it in their complaints, so of a complaint only the status number is kept.
"""

import json
import logging
import sys
from typing import Any

from tracker.installed import how_to_add
from tracker.patterns import deferred

NO_ADDRESS = "apprise does not know this form of address; https://appriseit.com lists the forms"
_STATUS = deferred(r"\berror=(\d{3})\b")


def main() -> None:
    """Deliver what standard input asks for."""
    told = json.load(sys.stdin)
    answer, sys.stdout = sys.stdout, sys.stderr  # what a service prints is no answer
    json.dump({"failure": _failure(told)}, answer)


def _failure(told: dict[str, str]) -> str | None:
    """Why the message did not go; None where it did."""
    try:
        import apprise
    except ImportError:
        return f"apprise is not installed; `{how_to_add('notify')}` brings it"
    complaints = _listening()
    sender = apprise.Apprise(asset=apprise.AppriseAsset(app_id="tracker", async_mode=False))
    if not sender.add(told["address"]):
        return NO_ADDRESS
    if sender.notify(body=told["body"], title=told["title"], body_format=told["format"]):
        return None
    found = _STATUS.search("\n".join(complaints))
    if found:
        return f"the service answered {found[1]}"
    return "no connection to the service" if "onnection" in "".join(complaints) else "the service did not take it"


def _listening() -> list[str]:
    complaints: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complaints.append(record.getMessage())

    logger: Any = logging.getLogger("apprise")
    logger.addHandler(Keep(logging.WARNING))
    logger.propagate = False
    return complaints


if __name__ == "__main__":
    main()
