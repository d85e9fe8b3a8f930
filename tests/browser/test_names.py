"""That Chromium looks up no name by itself, seen from where names are looked up: needs root, for a resolver of our own."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import browsing
import pytest
from loopback import Loopback

if TYPE_CHECKING:
    from visiting import Canary

PAGE = """<title>Plan</title><link rel=dns-prefetch href="//one.example.org"><link rel=preconnect href="https://two.example.org">
<a href="https://three.example.org/">x</a><img src="http://four.example.org/x.png"><script>
new RTCPeerConnection({iceServers: [{urls: 'stun:five.example.org'}]}).createOffer({offerToReceiveAudio: true});
fetch('https://six.example.org/').catch(() => 0)</script><p>Plan.</p>"""


@pytest.fixture
def resolver() -> "Iterator[Canary]":
    """Counts who asks it for a name, and answers nobody."""
    from visiting import Canary

    if os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("only root can give one program a resolver of its own")
    one = Canary(socket.SOCK_DGRAM, 53)
    yield one
    one.close()


@pytest.fixture
def wrapped(tmp_path: Path) -> Path:
    """Chromium, which asks that resolver."""
    (tmp_path / "resolv.conf").write_text("nameserver 127.0.0.2\noptions timeout:1 attempts:1\n", encoding="utf-8")
    program = tmp_path / "chromium"
    program.write_text(
        f"#!/bin/sh\nexec unshare -m sh -c 'mount --bind {tmp_path}/resolv.conf /etc/resolv.conf && exec \"$@\"' sh "
        f'{browsing.program()} "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program


def test_no_name_is_looked_up(
    browser_here: None, resolver: "Canary", wrapped: Path, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a page names; the same Chromium without what we give it asks at once."""
    from visiting import visitor

    loopback.page("/plan", PAGE, content_type="text/html")
    monkeypatch.setenv("TRACKER_CHROMIUM", str(wrapped))

    with visitor() as visit:
        assert "<p>Plan.</p>" in visit.text(loopback.url("/plan"), browser_quiet=1.0)
    ours = resolver.met
    bare = [
        str(wrapped),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={wrapped.parent}/p",
        "--dump-dom",
    ]
    subprocess.run([*bare, loopback.url("/plan")], check=False, capture_output=True, timeout=60)

    assert ours == 0
    assert resolver.met > 0
