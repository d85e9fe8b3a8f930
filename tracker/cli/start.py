"""Start: what the console script runs. Signals are heard before anything else is loaded, which takes longest."""

import sys
from gc import set_threshold
from types import ModuleType

from tracker.cli.stopping import INTERRUPTED, STOPPED, StopSignals, is_interruption

_COLLECT_AFTER = 50_000
"""New objects. Loading libraries makes some hundred thousand that stay: searched every 700, that is a tenth of a start."""


class _NoPlugins(ModuleType):
    """What stands for the module of pydantic (2.14) that looks for plugins; where it has none of that name, for nothing."""

    def get_plugins(self) -> tuple[()]:
        """None."""
        return ()


def run() -> None:
    """One command, and the end of the process with its exit code; SIGTERM and SIGHUP end it as Ctrl-C does."""
    set_threshold(_COLLECT_AFTER, 20, 20)
    # Else pydantic loads a parser of e-mail to read whether an installed library wants a hand in its models: none does.
    sys.modules["pydantic.plugin._loader"] = _NoPlugins("pydantic.plugin._loader")
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
