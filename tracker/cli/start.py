"""Start: what the console script runs. Signals are heard before anything else is loaded, which takes longest."""

import os
import sys
from gc import set_threshold

from tracker.cli.stopping import INTERRUPTED, STOPPED, StopSignals, is_interruption

_COLLECT_AFTER = 50_000
"""New objects. Loading libraries makes some hundred thousand that stay: searched every 700, that is a tenth of a start."""


def run() -> None:
    """One command, and the end of the process with its exit code; SIGTERM and SIGHUP end it as Ctrl-C does."""
    set_threshold(_COLLECT_AFTER, 20, 20)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else it reads what every installed library says of itself
    signals = StopSignals()
    try:
        from tracker.cli.main import to_its_end

        code = to_its_end(sys.argv[1:], heard=lambda: signals.heard)
        signals.leave(code)
    except BaseException as error:
        if isinstance(error, SystemExit) or not is_interruption(error, heard=signals.heard):
            raise
        code = INTERRUPTED
        signals.leave(code)
        sys.stderr.write(f"tracker: {STOPPED}\n")
    sys.exit(code)
