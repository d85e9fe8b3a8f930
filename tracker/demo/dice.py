"""Dice: choices that look random and are the same on every machine and in every version of Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A row of numbers that a seed decides (SHA-256 in counter mode). Each throw takes the next one."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._thrown = 0

    def hex(self, length: int) -> str:
        """Up to 64 hexadecimal digits, as a nonce."""
        self._thrown += 1
        return hashlib.sha256(f"{self._seed}\x00{self._thrown}".encode()).hexdigest()[:length]

    def number(self, low: int, high: int) -> int:
        """A number between the two, both included."""
        return low + int(self.hex(16), 16) % (high - low + 1)

    def pick(self, items: Sequence[T], count: int) -> list[T]:
        """So many different items in thrown order; all of them where there are fewer."""
        left = list(items)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]
