"""What validators say of whole sites: of HTML html-validate (npm), of feeds RFC 4287.

JSON-LD and the Content-Security-Policy are read in tests/scanfiles.py and tests/scan.py, in `make test` and here.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import ROOT
from feedcheck import faults as feed_faults

SITES = ("demo_site", "hostile_site", "searched_site")


def _validator() -> Path:
    """Where html-validate lies: TRACKER_HTML_VALIDATE or the folder that `make browser` fills."""
    return Path(
        os.environ.get("TRACKER_HTML_VALIDATE") or ROOT / ".browser/node_modules/html-validate/bin/html-validate.mjs"
    )


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[str]]:
    """A line for each fault of a site's pages."""
    lacking = None if shutil.which("node") else "node is not installed: pages are not validated."
    lacking = lacking or (
        None if _validator().exists() else "html-validate is not installed (`make browser` installs it)."
    )
    if lacking and os.environ.get("TRACKER_BROWSER") == "1":
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)

    def run(site: Path) -> list[str]:
        told = tmp_path_factory.mktemp("told") / "faults.json"  # a pipe would be cut when the program ends
        rules = Path(__file__).with_name("html-validate.json")
        done = subprocess.run(
            ["node", str(_validator()), "--config", str(rules), "--formatter", f"json={told}", str(site)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode in {0, 1}, done.stderr
        return [
            f"{Path(page['filePath']).relative_to(site)}:{one['line']}: {one['ruleId']}: {one['message']}"
            for page in json.loads(told.read_text("utf-8"))
            for one in page["messages"]
        ]

    return run


@pytest.mark.parametrize("name", SITES)
def test_every_page_is_valid_html(
    request: pytest.FixtureRequest, validate: Callable[[Path], list[str]], name: str
) -> None:
    """By the rules of the standard and of accessibility; `role=table` stays, which a table shown as cards would lose."""
    assert validate(request.getfixturevalue(name)) == []


def test_a_fault_of_a_page_is_found(validate: Callable[[Path], list[str]], tmp_path: Path) -> None:
    """An element where it may not stand."""
    (tmp_path / "a.html").write_text(
        '<!doctype html>\n<html lang="en"><head><title>Owls</title></head><body><p><div>Owls</div></p></body></html>\n'
    )
    assert any(one.startswith("a.html:2: close-order") for one in validate(tmp_path))


@pytest.mark.parametrize("name", SITES)
def test_every_feed_is_valid_atom(request: pytest.FixtureRequest, name: str) -> None:
    """By the grammar of RFC 4287 and its rules beside the grammar."""
    site: Path = request.getfixturevalue(name)
    feeds = [path for path in site.rglob("*.xml") if b"http://www.w3.org/2005/Atom" in path.read_bytes()[:400]]

    assert feeds
    assert {path.name: found for path in feeds if (found := feed_faults(path.read_bytes()))} == {}
