"""The rules that the package ships, found by looking."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from dehsym import rules
from dehsym.rule import Rule


def shipped_rules() -> set[type[Rule]]:
    """Every rule that can be used, found by importing all modules of the package."""
    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"dehsym.rules.{module.name}")
    found: set[type[Rule]] = set()
    waiting: list[type[Rule]] = [Rule]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("dehsym.rules.") and not inspect.isabstract(kind):
            found.add(kind)
    return found
