from typing import Any

from sympy import Basic

def default_sort_key(item: Basic) -> tuple[Any, ...]: ...
