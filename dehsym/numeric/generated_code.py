"""The one place in which text is run as code: what `dehsym.compile` has printed, and no other text.

No text of a user comes here: it is read by the closed reader of `dehsym.notation`, and what is run is printed from the
expression that came of it. The text is run as a module is that has been imported, so that a traceback shows its lines;
once for each text, in a process that a worker has sent it to as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from linecache import lazycache
from types import CodeType
from typing import Any, final

_REMEMBERED = 512


@lru_cache(_REMEMBERED)
def compiled(source: str, name: str) -> Callable[..., Any]:
    r"""The function called `name` in generated source text.

    >>> compiled("def twice(number):\n    return lambda x: 2 * x\n", "twice")(int)(21)
    42
    """
    module_name, loader = f"generated {name}", _Text(source)
    module = module_from_spec(ModuleSpec(module_name, loader))
    loader.exec_module(module)
    lazycache(module_name, vars(module))
    return vars(module)[name]


@final
class _Text(InspectLoader):
    """Loads a module from its text."""

    def __init__(self, source: str) -> None:
        self._source = source

    def get_source(self, fullname: str) -> str:
        return self._source

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self._source, fullname)
