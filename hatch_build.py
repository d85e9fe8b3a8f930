"""What the wheel says of itself that follows the public address of the project: its links, and the README's."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(?<=\]\()(?!https?:|#|mailto:)[^)\s]+")


class Address(MetadataHookInterface):
    """Takes `address` of pyproject.toml; while that is empty, the README keeps its relative links and no link is given."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in what pyproject.toml calls dynamic."""
        address = str(self.config.get("address", "")).rstrip("/")
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": linked(text, address, f"v{metadata['version']}")}
        metadata["urls"] = links(address)


def linked(text: str, address: str, tag: str) -> str:
    """The README as it is read elsewhere: pictures and pages at that tag, on any forge of git's usual three."""
    if not address:
        return text
    return _LINK.sub(lambda found: f"{address}/{'raw' if found[0].endswith('.svg') else 'blob'}/{tag}/{found[0]}", text)


def links(address: str) -> dict[str, str]:
    """`[project.urls]`."""
    if not address:
        return {}
    return {
        "Source": address,
        "Documentation": f"{address}/tree/main/docs",
        "Changelog": f"{address}/blob/main/CHANGELOG.md",
        "Issues": f"{address}/issues",
    }
