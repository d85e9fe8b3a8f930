"""A web archive of our own on loopback that saves pages: Save Page Now with a key (jobs) and without (a redirect)."""

import json
from urllib.parse import parse_qs, unquote

from loopback import Answer, Asked, Loopback

TAKEN = "20260817060301"
JOB = "spn2-0123456789abcdef"


class Saving:
    """Answers saves; `pending` looks at a job find it under way before it is done."""

    def __init__(self, site: Loopback, *, pending: int = 0, taken: str = TAKEN) -> None:
        self.site = site
        self.taken = taken
        self.pending = pending
        self.saved: list[str] = []
        """Addresses that were asked for, in order."""
        self.answer: Answer | None = None
        """What is answered to every save instead."""
        self.status: dict[str, object] = {}
        """What is told of every job beside or instead of the usual."""
        site.prefix("/save/status/", self._status)
        site.prefix("/save/", self._get)
        site.answers("/save", self._post)

    @property
    def base(self) -> str:
        """As settings name it."""
        return self.site.url("").rstrip("/")

    def copy(self, url: str) -> str:
        """Where a copy of a page stands."""
        return f"{self.base}/web/{self.taken}/{url}"

    def _get(self, asked: Asked) -> Answer:
        url = unquote(asked.path.removeprefix("/save/"))
        self.saved.append(url)
        return self.answer or Answer(status=302, headers={"location": f"/web/{self.taken}/{url}"})

    def _post(self, asked: Asked) -> Answer:
        (url,) = parse_qs(asked.body.decode())["url"]
        self.saved.append(url)
        return self.answer or Answer(json.dumps({"url": url, "job_id": JOB}).encode())

    def _status(self, _: Asked) -> Answer:
        if self.pending:
            self.pending -= 1
            return Answer(b'{"status": "pending", "job_id": "spn2-0"}')
        told = {"status": "success", "timestamp": self.taken, "original_url": self.saved[-1], **self.status}
        return Answer(json.dumps(told).encode())
