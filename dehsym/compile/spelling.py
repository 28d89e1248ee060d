"""How one backend spells the operations of a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import final


@final
@dataclass(frozen=True)
class Spelling:
    """The words of one backend; `{0}`, `{1}` stand for arguments, a method's receiver first.

    `parameter` is what the generated function takes first. `functions` are the names that it takes from there when it
    is prepared, `imported` those of `module`. `roots` are the roots that have words of their own, `root` any other;
    `power` is the power to a real exponent, where ** will not do: of a negative number it has no real value.
    `number` turns an integer into a number, `hoists` says that integers are turned into numbers beforehand. A backend
    with `literals` has its constants computed by another, and takes them as they are. `annotated` code has types.
    """

    backend: str
    parameter: str
    calls: Mapping[str, str]
    named: Mapping[str, str]
    roots: Mapping[int, str]
    root: str = ""
    power: str = ""
    number: str = "{0}"
    functions: Mapping[str, str] = field(default_factory=dict[str, str])
    module: str = ""
    imported: frozenset[str] = frozenset()
    unique_root: str = ""
    hoists: bool = False
    literals: bool = False
    annotated: bool = False

    @property
    def reserved(self) -> frozenset[str]:
        """Names that no symbol may have in the generated code."""
        return self.imported | set(self.functions) | {self.parameter}
