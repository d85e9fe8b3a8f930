"""What the tests of this room are given."""

from shown import compared, hostile, shown, version

__all__ = ["compared", "hostile", "shown", "version"]
