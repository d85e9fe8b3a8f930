"""Make what an earlier tracker leaves behind, for tests/upgrade to go on from: a working folder and a site.

    python scripts/upgrade.py NAME [--tracker /path/to/that/bin/tracker]

Writes `tests/upgrade/NAME/left.tar.gz` (the folder without what is made anew by itself, and the site built from it) and
`left.json`: what that tracker said of it, and the pages as they stood at the end. Run it with the tracker that is about to
become the old one, before the first change to a record, an id or an address of the site; NAME is the day. What is there
already stays for ever: whoever upgrades may come from any of them.

The pages have addresses that exist nowhere (`.invalid`) and come through a proxy on this machine, so that any later test
can serve them again.
"""

import argparse
import gzip
import hashlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parents[1]
LEFT_OUT = re.compile(r".*\.sqlite.*|.*\.lock|saved\.html|\.schema")
"""Made anew by whoever comes next, so that nobody relies on it."""
OWLS, OFFICE = "http://owls.invalid", "http://office.invalid"
FILLER = "".join(
    f"<p>Box {number} hangs in the old oak by the river and is looked at each spring.</p>" for number in range(9)
)
EMPTY = "<html><body></body></html>"
LOST = "<title>Page not found</title><h1>Page not found</h1><p>Try the menu.</p>" + FILLER
PLEDGES = (
    "We will build 40 owl boxes in every village by 2027.",
    "We aim to build up to 40 owl boxes in some villages by 2028.",
    "We will build 30 owl boxes in some villages by 2028.",
)
CONFIG = {
    "settings.toml": 'contact = "tests@example.org"\ndelay = 0.0\nretries = 0\nsite = "https://owls.example/record/"\n',
    "people.toml": '[[publisher]]\nid = "owls"\nname = "Owls"\ntype = "party"\nnames = ["the Owls"]\n\n'
    '[[publisher]]\nid = "office"\nname = "Office"\ntype = "department"\n',
    "sources.toml": "",
}
SOURCES: Mapping[str, Mapping[str, object]] = {
    "plan": {"kind": "html", "url": f"{OWLS}/plan", "licence": "OGL-UK-3.0"},
    "news": {"kind": "feed", "url": f"{OWLS}/feed.xml"},
    "map": {"kind": "sitemap", "url": f"{OWLS}/sitemap.xml", "include": ["/boxes/*"]},
    "posts": {"kind": "wordpress", "url": OWLS},
    "boxes": {"kind": "govuk", "path": "/boxes", "base_url": OFFICE, "licence": "OGL-UK-3.0"},
    "letter": {"kind": "file", "path": "letter.md"},
    "notice": {"kind": "html", "url": f"{OWLS}/notice"},
    "closed": {"kind": "html", "url": f"{OWLS}/closed"},
    "waiting": {"kind": "html", "url": f"{OWLS}/waiting"},
    "broken": {"kind": "html", "url": f"{OWLS}/broken"},
    "secret": {"kind": "html", "url": f"{OWLS}/secret"},
}


def html(title: str, *sentences: str) -> str:
    """A page that says these sentences."""
    said = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{said}{FILLER}</main></body></html>"


def pages(turn: int) -> Iterator[tuple[str, str, int, str]]:
    """(address, body, status, content type) of each page in that round, the first being 0."""
    kind = "text/html; charset=utf-8"
    yield f"{OWLS}/plan", html("Our plan", PLEDGES[turn], "We will plant 500 oaks by 2030."), 200, kind
    yield f"{OWLS}/news/owls", html("Owls", f"The owls have {('two', 'two', 'three')[turn]} nests."), 200, kind
    yield f"{OWLS}/news/oaks", html("Oaks", PLEDGES[0], "The oaks stand well."), 200, kind
    yield f"{OWLS}/boxes/north", html("North", "The north has 12 boxes."), 200, kind
    yield f"{OWLS}/boxes/south", html("South", "The south has 15 boxes."), 200, kind
    yield f"{OWLS}/notice", (LOST if turn else html("Notice", "The wood is shut.")), 200, kind
    yield f"{OWLS}/closed", (EMPTY if turn == 1 else html("Closed", "The gate is closed.")), 200, kind
    yield f"{OWLS}/waiting", (EMPTY if turn else html("Waiting", "We wait for the spring.")), 200, kind
    yield f"{OWLS}/broken", html("Broken", "The bridge is broken."), 500 if turn else 200, kind
    yield f"{OWLS}/secret", html("Secret", "The nest is by the mill."), 200, kind
    entries = "".join(
        f"<entry><title>{name}</title><id>{OWLS}/news/{name}</id><link href='{OWLS}/news/{name}'/>"
        f"<updated>2026-11-0{turn + 1}T09:00:00Z</updated></entry>"
        for name in ("owls", "oaks")
    )
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><id>{OWLS}</id>{entries}</feed>"
    yield f"{OWLS}/feed.xml", feed, 200, "application/atom+xml"
    listed = "".join(f"<url><loc>{OWLS}/{path}</loc></url>" for path in ("boxes/north", "boxes/south", "plan"))
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{listed}</urlset>"
    yield f"{OWLS}/sitemap.xml", sitemap, 200, "application/xml"
    yield from _posts()
    yield f"{OFFICE}/api/content/boxes", json.dumps(_item(turn)), 200, "application/json"


def _posts() -> Iterator[tuple[str, str, int, str]]:
    post = {
        "id": 7,
        "date_gmt": "2026-11-01T09:00:00",
        "modified_gmt": "2026-11-01T09:00:00",
        "slug": "spring",
        "type": "post",
        "status": "publish",
        "link": f"{OWLS}/spring",
        "title": {"rendered": "Spring"},
        "content": {"rendered": f"<p>We will open the wood in spring.</p>{FILLER}", "protected": False},
    }
    for address, found in (("posts", [post]), ("posts/7", post)):
        yield f"{OWLS}/wp-json/wp/v2/{address}", json.dumps(found), 200, "application/json"


def _item(turn: int) -> dict[str, Any]:
    count = (90, 90, 110)[turn]
    said = f"<p>The office counts {count} owl boxes.</p><p>The office will build 40 owl boxes in every village by 2027.</p>"
    return {
        "base_path": "/boxes",
        "title": "Owl boxes",
        "document_type": "guidance",
        "schema_name": "detailed_guide",
        "locale": "en",
        "content_id": "00000001-1111-4111-8111-111111111111",
        "details": {"body": said + FILLER},
        "first_published_at": "2026-05-01T09:00:00+01:00",
        "public_updated_at": f"2026-05-0{turn + 1}T09:00:00+01:00",
        "updated_at": f"2026-05-0{turn + 1}T09:00:00+01:00",
        "links": {},
    }


class Owner:
    """Whoever used that tracker: a folder, and the commands given in it."""

    def __init__(self, tracker: str, folder: Path, proxy: str) -> None:
        self.folder = folder
        self._tracker = tracker
        kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self._env = kept | {"http_proxy": proxy, "COLUMNS": "100", "TRACKER_BY": "owner"}

    def run(self, *args: str, expect: int = 0) -> str:
        """What a command prints. RuntimeError for another exit code than is expected."""
        command = [self._tracker, "-C", str(self.folder), *args]
        done = subprocess.run(command, env=self._env, capture_output=True, encoding="utf-8", check=False)
        if done.returncode != expect:
            raise RuntimeError(f"tracker {' '.join(args)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def parsed(self, *args: str) -> Any:
        """The JSON object that a command prints."""
        return json.loads(self.run(*args, "--format", "json"))

    def declare(self) -> None:
        """Write the config, and the file that is watched."""
        for name, text in CONFIG.items():
            (self.folder / "config" / name).write_text(text, encoding="utf-8")
        rows = []
        for name, facts in SOURCES.items():
            kind = "department" if name == "boxes" else "party"
            told = {"id": name, "publisher": "office" if name == "boxes" else "owls", "publisher_type": kind, **facts}
            rows.append("[[source]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items()))
        (self.folder / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
        letter = "# A letter\n\nDear owls,\n\nWe will mend the bridge by 2027.\n" + re.sub("<[^>]*>", "\n", FILLER)
        (self.folder / "letter.md").write_text(letter, encoding="utf-8")

    def claim(self, source: str, words: str) -> str:
        """The id of the claim of a source that says these words."""
        found = self.parsed("claims", source)["claims"]
        return str(next(one["id"] for one in found if words in one["text"]))


def live(owner: Owner, serve: Any) -> None:
    """Three rounds, and everything that a person can decide."""
    owner.run("init", str(owner.folder))
    owner.declare()
    serve(0)
    owner.run("snapshot")
    owner.run("changes", "--new", "press")
    saved = owner.folder / "saved.html"
    saved.write_text(html("Our plan", "We will build 50 owl boxes in every village by 2026."), encoding="utf-8")
    owner.run("import", "file", "plan", str(saved), "--seen", "2024-06-13", "--by", "A. Owl")
    time.sleep(1.1)  # a round has its second for a name
    serve(1)
    owner.run("snapshot", expect=3)
    owner.run("accept", "notice")
    owner.run("dismiss", "closed")
    owner.run("acknowledge", "broken", "--until", "2099-12-31")
    owner.run("changes", "--new")
    owner.run("purge", "secret", "--reason", "A nest is nobody's business", "--yes")
    sources = owner.folder / "config" / "sources.toml"
    sources.write_text("\n".join(row for row in sources.read_text().split("\n\n") if '"secret"' not in row) + "\n")
    time.sleep(1.1)
    serve(2)
    owner.run("snapshot", expect=3)
    owner.run("changes", "--new")
    owner.run(
        "confirm", owner.claim("plan", "30 owl boxes"), owner.claim("boxes", "40 owl boxes"), "--why", "one scheme"
    )
    owner.run("reject", owner.claim("plan", "500 oaks"), owner.claim("letter", "bridge"), "--why", "oaks are no bridge")
    owner.run("alias", "owl boxes", "nest boxes", "--why", "the office says so")
    owner.run("gc")
    owner.run("verify", "--deep")
    owner.run("report", str(owner.folder / "site"))


def told(owner: Owner) -> dict[str, Any]:
    """What that tracker says of the folder, as far as it must hold for ever."""
    store = owner.folder / "snapshots" / "store.git"
    rows = owner.parsed("log", "--limit", "0")["versions"]
    threads = owner.parsed("pledges", "--limit", "0")["threads"]
    changes = owner.parsed("changes", "--since", "2020-01-01")["changes"]
    return {
        "versions": [{name: row[name] for name in _LASTING} for row in rows],
        "records": _git(store, "ls-tree", "-r", "--name-only", "main", "runs", "decisions").split(),
        "heads": {name: _git(store.with_name(name), "rev-parse", "main").strip() for name in ("store.git", "raw.git")},
        "threads": {one["id"]: sorted(claim["id"] for claim in one["claims"]) for one in threads},
        "links": [[one["earlier"], one["later"], one["standing"]] for thread in threads for one in thread["links"]],
        "changes": [[one["source"], one["document"], one["kind"]] for one in changes],
        "site": dict(_addresses(owner.folder / "site")),
    }


_LASTING = "address commit text_id meta_id raw_id kind captured_at last_seen url".split()


def _addresses(site: Path) -> Iterator[tuple[str, list[str]]]:
    """Every file of a site that others may have linked, with the places in it."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix != ".lock":
            yield str(path.relative_to(site)), _anchors(path)


def _anchors(path: Path) -> list[str]:
    return sorted(set(re.findall(r'\bid="?([^"\s>]+)', path.read_text("utf-8")))) if path.suffix == ".html" else []


def _git(repository: Path, *args: str) -> str:
    command = ["git", "--git-dir", str(repository), *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def pack(folder: Path, target: Path) -> None:
    """The folder as one file: the same bytes whoever packs it."""
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in sorted(folder.rglob("*")):
            if not any(LEFT_OUT.fullmatch(part) for part in path.relative_to(folder).parts):
                info = tar.gettarinfo(path, str(path.relative_to(folder)))
                info.uid = info.gid = 0
                info.uname = info.gname = ""
                with path.open("rb") if path.is_file() else io.BytesIO() as content:
                    tar.addfile(info, content if info.isreg() else None)
    target.write_bytes(gzip.compress(body.getvalue(), 9, mtime=0))


def main(argv: list[str]) -> int:
    """Make both files: an exit code."""
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reads.add_argument("name", help="e.g. 2026-11-28")
    reads.add_argument("--tracker", default=str(Path(sys.executable).with_name("tracker")))
    asked = reads.parse_args(argv)
    target = HERE / "tests" / "upgrade" / asked.name
    if target.exists():
        reads.error(f"{target} is there and stays as it is")
    site = _loopback()
    with TemporaryDirectory() as place:
        owner = Owner(asked.tracker, Path(place) / "left", site.url(""))
        try:
            live(owner, lambda turn: _serve(site, turn))
            said = told(owner)
        finally:
            site.close()
        target.mkdir(parents=True)
        pack(owner.folder, target / "left.tar.gz")
    said["pages"] = list(pages(2))
    (target / "left.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{target}: {sum(path.stat().st_size for path in target.iterdir()):,} bytes")
    return 0


def _serve(site: Any, turn: int) -> None:
    for address, body, status, kind in pages(turn):
        etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"' if status == HTTPStatus.OK else None
        site.page(address, body, status, etag=etag, content_type=kind)


def _loopback() -> Any:
    spec = importlib.util.spec_from_file_location("loopback", HERE / "tests" / "loopback.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("tests/loopback.py is missing")
    module = importlib.util.module_from_spec(spec)
    sys.modules["loopback"] = module
    spec.loader.exec_module(module)
    return module.Loopback()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
