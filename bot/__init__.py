"""The top floor: chat apps, HTTP, processes. Opens transactions, starts everything. `python -m bot` is the entry."""

import sys
from importlib.util import find_spec

if find_spec("sniffio") is None:
    # At every lock of every call httpcore asks whether this is installed, and what is not there is looked for along the
    # whole path each time, 40 % of the processor time of a call. So Python is told once that it is not.
    sys.modules["sniffio"] = None  # type: ignore[assignment]
