"""Lineage: which files of a history are one and the same, under all the paths that it was moved to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeVar


class Move(NamedTuple):
    """A commit gave a file another path."""

    commit: str
    old: str
    new: str


class _ChangeOfFile(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def commit(self) -> str: ...
    @property
    def is_new(self) -> bool: ...


Some = TypeVar("Some", bound=_ChangeOfFile)


class Lineage:
    """Goes through changes of files, the oldest first, and tells under which path each file's history began.

    A path that a file has left and another one has taken is told apart by the commit that took it: `plan.md@1a2b3c…`.
    """

    def __init__(self, moves: Mapping[tuple[str, str], Move]) -> None:
        self._moves = moves
        self._sources = {(one.commit, one.old) for one in moves.values()}
        self._origin: dict[str, str] = {}
        self._left: set[str] = set()

    def told(self, changes: Iterable[Some]) -> Iterator[tuple[Some, str, str | None]]:
        """Each with its origin, and the path before it where it was moved; a path that was only left is no change."""
        together: list[Some] = []
        for one in changes:
            if together and together[0].commit != one.commit:
                yield from self._of_one_commit(together)
                together = []
            together.append(one)
        yield from self._of_one_commit(together)

    def _of_one_commit(self, changes: list[Some]) -> Iterator[tuple[Some, str, str | None]]:
        moved = {one.path: move for one in changes if (move := self._moves.get((one.commit, one.path)))}
        origins = {move.new: self._origin.get(move.old, move.old) for move in moved.values()}
        for move in moved.values():
            self._origin.pop(move.old, None)
            self._left.add(move.old)
        for path, origin in origins.items():
            self._origin[path] = origin
            self._left.discard(path)
        for one in changes:
            if one.path in moved:
                yield one, origins[one.path], moved[one.path].old
            elif (one.commit, one.path) not in self._sources:
                if one.is_new and one.path in self._left:
                    self._left.discard(one.path)
                    self._origin[one.path] = f"{one.path}@{one.commit}"
                yield one, self._origin.get(one.path, one.path), None
