"""A working folder's config, written by a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import ConfigError


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files such as sources="…" into a folder and gives the folder."""

    def _write(**files: str | bytes) -> Path:
        for name, content in files.items():
            body = content if isinstance(content, bytes) else content.encode()
            (tmp_path / f"{name}.toml").write_bytes(body)
        return tmp_path

    return _write


@pytest.fixture
def faults_of(write: Callable[..., Path]) -> Callable[..., list[str]]:
    """The faults that loading such files gives, as a reader sees them, without the folder before them."""

    def _faults(load: Callable[[Path], object], **files: str | bytes) -> list[str]:
        folder = write(**files)
        with pytest.raises(ConfigError) as caught:
            load(folder)
        return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]

    return _faults
