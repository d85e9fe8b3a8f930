"""Cause: whether two reasons of failures are the same but for what passes; and what is left of one that is over."""

from http import HTTPStatus

from tracker.patterns import deferred

_SHORT = 80
"""Characters of a reason that is over."""
_LOOKED_AT = 2_000
"""Characters by which two reasons are told apart."""
_PASSING = deferred(r"“[^“”]*+”|https?://\S++|\d++")


def cause(reason: str, status: int | None) -> tuple[int | None, str]:
    """Equal for reasons that differ only in what each answer has anew: figures, quoted foreign words, addresses."""
    return status, "" if status else _PASSING.sub("", reason[:_LOOKED_AT])


def gist(reason: str, status: int | None) -> str:
    """A reason in short: `answered 404 (not found)`, else the beginning of its sentence."""
    if status is None:
        return (reason if len(reason) <= _SHORT else f"{reason[: _SHORT - 1]}…").rstrip(".")
    try:
        return f"answered {status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return f"answered {status}"
