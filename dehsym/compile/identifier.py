"""Names for generated code."""

from __future__ import annotations

import keyword
import re
from collections.abc import Container


def identifier(name: str, taken: Container[str] = ()) -> str:
    """A Python name like `name` that is not taken.

    >>> identifier("pressure-ratio"), identifier("lambda"), identifier("c_0", ["c_0"])
    ('pressure_ratio', 'lambda_', 'c_0_')
    """
    found = re.sub(r"\W", "_", name, flags=re.ASCII)
    found = f"_{found}" if found[:1].isdigit() or not found else found
    while keyword.iskeyword(found) or found in taken:
        found += "_"
    return found
