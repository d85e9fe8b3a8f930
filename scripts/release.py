"""Is this checkout ready to be released? What is missing, a line each; then wheel and sdist in dist/ (`make release`)."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def missing(project: str, changelog: str, *, tags: str, dirty: bool) -> Iterator[str]:
    """What keeps pyproject.toml and CHANGELOG.md, with these tags, from being a release."""
    told = tomllib.loads(project)
    version = told["project"]["version"]
    if not told["tool"]["hatch"]["metadata"]["hooks"]["custom"]["address"]:
        yield "There is no public address: set `address` in pyproject.toml; links and the README's pictures follow it."
    heads = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    dated = next((head for head in heads if head != "Unreleased"), "none")
    if not re.fullmatch(rf"{re.escape(version)}, \d{{4}}-\d{{2}}-\d{{2}}", dated):
        yield f"The newest version in CHANGELOG.md is {dated}, not {version} with its date."
    if re.search(r"^## Unreleased\n(?:(?!## ).*\n)*?- ", changelog, re.MULTILINE):
        yield "CHANGELOG.md has lines under Unreleased: give them a version."
    if f"v{version}" in tags.split():
        yield f"The tag v{version} exists: raise `version` in pyproject.toml."
    if dirty:
        yield "The checkout has changes that are not committed."


def main() -> int:
    """Exit 1 when something is missing; the wheel and the sdist are built all the same, to be tried."""
    faults = tuple(
        missing(
            (ROOT / "pyproject.toml").read_text("utf-8"),
            (ROOT / "CHANGELOG.md").read_text("utf-8"),
            tags=_git("tag"),
            dirty=bool(_git("status", "--porcelain")),
        )
    )
    print("\n".join(faults) or "Nothing is missing. Tag it, then upload what lies in dist/.")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "dist"], cwd=ROOT, check=True, stderr=subprocess.PIPE
    )
    return 1 if faults else 0


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


if __name__ == "__main__":
    sys.exit(main())
