"""axe-core on a page: what of WCAG 2.0, 2.1 and 2.2, levels A and AA, a machine can find broken."""

import json
import os
from pathlib import Path
from typing import Any

from browsing import ROOT, Tab

PINNED = json.loads(Path(__file__).with_name("package.json").read_text(encoding="utf-8"))["dependencies"]["axe-core"]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""WCAG 2.2 added no rule of level A that axe can test."""
OPTIONS = {
    "runOnly": TAGS,
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, which axe leaves out unless it is named
    "preload": False,  # it would fetch the style sheets again, which the page's policy forbids
    "resultTypes": ["violations", "incomplete"],
}
RUN = """(options) => axe.run(document, options).then((found) => ({
  version: found.testEngine.version,
  violations: found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').replace(/\\s+/g, ' ')}`)),
  unsure: found.incomplete.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`)),
}))"""


def script() -> Path:
    """Where axe-core lies: TRACKER_AXE or the folder that `make browser` fills."""
    return Path(os.environ.get("TRACKER_AXE") or ROOT / ".browser/node_modules/axe-core/axe.min.js")


def load(tab: Tab) -> None:
    """Have axe in every page that the tab opens from now on: the page's policy forbids to add it later."""
    tab.page.context.add_init_script(path=script())


def violations(tab: Tab) -> list[str]:
    """A line for each element that breaks a rule."""
    found: dict[str, Any] = tab.page.evaluate(RUN, OPTIONS)
    assert found["version"] == PINNED
    return list(found["violations"])
