"""What a backend is to those who run compiled code: a kind of numbers, with the precision that it has just now."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, Protocol

from flint import fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.formula import Prepare


class Numbers(Protocol):
    """A kind of numbers, such as the balls of Arb or the arrays of NumPy."""

    @property
    def name(self) -> str:
        """The backend."""
        ...

    def held(self) -> AbstractContextManager[Hashable]:
        """A block in which the precision stays what it is; it is given, so that what is prepared can be remembered."""
        ...

    def number(self, value: object) -> Any:
        """An exact number, or a number of this kind, as a number of this kind.

        Raises `EvaluationError` for anything else.
        """
        ...

    def is_finite(self, number: Any) -> bool:
        """Whether the number, or each of an array, is neither infinite nor "not a number"."""
        ...

    def prepare(self, prepare: Prepare, constants: Sequence[fmpq]) -> Callable[..., Any]:
        """Compiled code for the precision of just now."""
        ...


def optional_module(name: str) -> Any:
    """A module that dehsym can do without; raise `EvaluationError` where it is not installed.

    >>> optional_module("no_such_module")
    Traceback (most recent call last):
    dehsym.errors.EvaluationError: no_such_module is wanted, it is not installed: No module named 'no_such_module'
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise EvaluationError(f"{name} is wanted, it is not installed: {error}") from error
