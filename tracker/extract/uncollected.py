"""Build many small values without Python looking for cycles among them meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The cycle collector rests while the work within is done.

    A document of 60,000 sentences is made of a million objects without a single cycle, and the collector went through
    all of them eight times: a fifth of the processor time. It rests for one page only; what the work leaves behind it
    finds afterwards. Threads may rest it side by side: the first to have begun sets it going again.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
