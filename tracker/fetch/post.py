"""Post: a mail handed to this machine's own mailer, as cron does it. Which server it goes to is the mailer's business."""

import subprocess
from shutil import which

_BESIDE = "/usr/sbin:/usr/lib"
"""Where mailers lie that are on no PATH."""
PATIENCE = 60.0
"""Seconds that the mailer may take to accept it."""


def post(message: bytes, *, path: str) -> str | None:
    """Hand on a whole message, whose head says to whom: why that did not work, or None. Raises nothing.

    `path` is the PATH on which a `sendmail` is looked for first; every mailer brings a program of that name.
    """
    program = which("sendmail", path=f"{path}:{_BESIDE}")
    if program is None:
        return "this machine has no mailer (a program named sendmail)"
    try:
        done = subprocess.run([program, "-t", "-oi"], input=message, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - nothing of it is an argument
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{program} does not answer ({type(error).__name__})"
    return None if done.returncode == 0 else f"{program} ended with exit code {done.returncode}"
