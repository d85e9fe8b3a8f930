"""Attendant: the process beside the round that keeps the browser, shows pages one by one, and ends both in time.

It is told on a connection what to start and what to show. When that connection ends, so does all it has started.
"""

import math
import os
import queue
import shutil
import signal
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from tracker.errors import FetchError
from tracker.fetch.browser import processes
from tracker.fetch.browser.gateway import LOOPBACK, Gateway
from tracker.fetch.browser.tab import Tab
from tracker.fetch.browser.visit import Launch, Shown, Visit
from tracker.fetch.reason import shown

_LOOK = 0.25
"""Seconds between two looks at time and memory."""
_LEAVE = 5.0
"""Seconds to remove what the browser left on the disk."""
_MOMENT = 0.5
"""Seconds in which it shows whether the parent has gone, where something ends here."""
_FLAGS = (
    "--proxy-bypass-list=<-loopback>",  # else Chromium reaches this machine by itself
    f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOOPBACK}",  # no name has an address here: the gateway looks up
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-gpu",
    "--mute-audio",
    "--no-first-run",
    "--renderer-process-limit=4",
)
_UNWANTED = ("--disable-popup-blocking", "--enable-unsafe-swiftshader")
"""What Playwright gives Chromium otherwise: tests of one's own site want windows, a stranger's page may not open any."""


class Attendant:
    """What keeps an eye on the browser while a page is shown."""

    def __init__(self) -> None:
        self.why: str | None = None
        """Why the browser was ended, in words that follow "it was ended, as"."""
        self._visit: Visit | None = None
        self._ends = math.inf
        threading.Thread(target=self._look, daemon=True, name="tracker-attendant").start()

    def begin(self, visit: Visit) -> None:
        """A page is shown now."""
        self._ends, self._visit = time.monotonic() + visit.seconds, visit

    def end(self) -> None:
        """No page is shown any more."""
        self._visit = None

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK)
            visit = self._visit
            if visit is None:
                continue
            if time.monotonic() > self._ends:
                self.why = f"the page took longer than {visit.seconds:g} seconds (browser_seconds in settings.toml)"
            elif processes.memory(processes.descendants(os.getpid())) > visit.megabytes * 1_000_000:
                self.why = f"the page needed more than {visit.megabytes:,} MB (browser_megabytes in settings.toml)"
            if self.why is not None:
                processes.kill(browser_processes())
                return  # the process ends with its browser


def browser_processes() -> tuple[int, ...]:
    """Those of Chromium: all but the driver, which this process has started itself."""
    return tuple(one for driver in processes.children(os.getpid()) for one in processes.descendants(driver))


def main() -> None:
    """Answer visits on the connection that the first argument names, until it ends; then remove the folder of the second."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    parent = Connection(int(sys.argv[1]))
    orders: queue.SimpleQueue[Visit] = queue.SimpleQueue()
    launch: Launch = parent.recv()
    gone = threading.Event()
    listener = threading.Thread(target=_listen, args=(parent, orders, gone, sys.argv[2]), daemon=True)
    listener.start()
    try:
        _serve(parent, orders, launch)
    finally:
        if gone.wait(_MOMENT):  # it leaves nothing behind, and ends this process
            listener.join()


def _serve(parent: Connection, orders: "queue.SimpleQueue[Visit]", launch: Launch) -> None:
    """Start the browser, say so or why not, and answer."""
    gateway = Gateway(anonymous=launch.anonymous, connect_timeout=launch.connect_timeout)
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(
                executable_path=launch.program,
                chromium_sandbox=launch.sandbox,
                args=[f"--proxy-server=http://{LOOPBACK}:{gateway.port}", *_FLAGS],
                ignore_default_args=list(_UNWANTED),
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            parent.send(_unstarted(error, launch))
            return
        parent.send(None)
        attendant = Attendant()
        while True:
            parent.send(_shown(browser, gateway, attendant, orders.get(), launch.agent))


def _listen(parent: Connection, orders: "queue.SimpleQueue[Visit]", gone: threading.Event, folder: str) -> None:
    """Hand on what is asked; when nobody is there any more, leave nothing behind."""
    with suppress(EOFError, OSError):
        while True:
            orders.put(parent.recv())
    gone.set()
    processes.kill(processes.descendants(os.getpid()))
    ends = time.monotonic() + _LEAVE
    while Path(folder).exists() and time.monotonic() < ends:  # what dies just now may still write
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(0.02)
    os._exit(0)


def _shown(browser: Browser, gateway: Gateway, attendant: Attendant, visit: Visit, agent: str) -> Shown:
    traffic = gateway.begin(visit.view.allow_hosts, budget=visit.budget)
    attendant.begin(visit)
    tab = None
    outcome: object
    try:
        tab = Tab(browser, visit, traffic, agent=agent)
        outcome = tab.answer()
    except FetchError as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None  # what they hold may not be sent
        outcome = error
    except Error:
        outcome = FetchError(f"The browser ended while it showed {shown(visit.url)}.", transient=True)
    finally:
        if tab is not None:
            tab.close()
        attendant.end()
        gateway.end()
    if attendant.why is not None:
        outcome = FetchError(
            f"{shown(visit.url)} was not recorded: {attendant.why}; the browser was ended.", transient=True
        )
    spent = attendant.why is not None or not browser.is_connected()
    return Shown(outcome, requests=tab.requests if tab else 0, bytes=traffic.bytes, spent=spent)


def _unstarted(error: Error, launch: Launch) -> FetchError:
    said = error.message
    if "sandbox" in said.lower() and launch.sandbox:
        why = (
            "its sandbox cannot be used on this machine (user namespaces may be off); in a machine or container of its "
            "own, browser_sandbox = false in settings.toml does without"
        )
    elif launch.program is None:
        why = "there is none on PATH, and Playwright has none: install chromium, or run `playwright install chromium`"
    else:
        why = f"{shown(launch.program)} does not start; TRACKER_CHROMIUM names another one"
    return FetchError(f"No browser could be started: {why}.")


if __name__ == "__main__":
    main()
