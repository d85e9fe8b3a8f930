"""Lets these tests import the modules beside them: importlib mode has no path."""

import sys
from pathlib import Path

_HERE = str(Path(__file__).parent)

if _HERE not in sys.path:
    sys.path.insert(0, _HERE)
