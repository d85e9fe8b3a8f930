"""What the tests of this room share: hostile strategies and a page generator, importable by name."""

import importlib.util
import sys
from pathlib import Path


def _put_in_place(name: str) -> None:
    """Importlib mode has no path to modules beside the tests; see tests/conftest.py."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None or name in sys.modules:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


for shared in ("newspage", "partypages", "strategies"):
    _put_in_place(shared)
