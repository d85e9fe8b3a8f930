"""Forgetting what the rules remember of sentences, for whoever measures or compares how these are read."""

import sys
from functools import _lru_cache_wrapper

_ROOMS = ("tracker.claims.", "tracker.wording.")


def forget() -> None:
    """What is asked next is worked out, as if nothing had been read before; lists of words stay, which are read once."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_ROOMS):
            for one in vars(module).values():
                if isinstance(one, _lru_cache_wrapper) and one.cache_parameters()["maxsize"] is not None:
                    one.cache_clear()
