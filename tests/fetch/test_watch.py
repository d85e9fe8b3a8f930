"""The limit on a whole request: many requests at once share one clock, and each has its own end."""

import threading
import time

from tracker.fetch.watch import Watch, _Alarms


def test_a_watch_cuts_what_takes_too_long_and_only_that() -> None:
    """One that ends in time is not cut, also when its limit passes later."""
    slow, quick = Watch(), Watch()
    with quick.over(0.05):
        pass
    with slow.over(0.02):
        time.sleep(0.1)

    assert (slow.cut, quick.cut) == (True, False)


def test_alarms_come_in_the_order_of_their_times() -> None:
    """A later, shorter limit does not wait for an earlier, longer one; a cancelled one never comes."""
    alarms, called, both = _Alarms(), [], threading.Event()
    alarms.set(0.2, lambda: (called.append("long"), both.set()))
    cancelled = alarms.set(0.1, lambda: called.append("cancelled"))
    alarms.set(0.02, lambda: called.append("short"))
    alarms.cancel(cancelled)

    assert both.wait(5)
    assert called == ["short", "long"]
