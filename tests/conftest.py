"""What every test run is kept to: an amount of memory, so that a computation that explodes fails by itself."""

from __future__ import annotations

import sys

_ADDRESS_SPACE = 8 << 30

if sys.platform != "win32":
    import resource

    _, _hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _hard))
