"""Damage: one thing found wrong with the store, where it is, and what to do about it."""

from pydantic import BaseModel

RESTORE = "restore {} from a backup (docs/store.md)"
MEND = "run `tracker repair`"


class Damage(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What, where, and the next step, each part of a sentence."""

    where: str
    what: str
    do: str


def restore(where: str, what: str, repository: str) -> Damage:
    """Damage that only a backup can mend."""
    return Damage(where=where, what=what, do=RESTORE.format(repository))


def first_sentence(error: Exception) -> str:
    """What an error says, without the next step: damage has its own."""
    return str(error).partition(". ")[0].rstrip(".")
