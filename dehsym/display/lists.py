"""Lists that show themselves: lists in every other respect, and a part of one shows itself too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, SupportsIndex, TypeVar, overload

_T = TypeVar("_T")


class ShownList(list[_T]):
    """A list of which a slice is of its own kind.

    >>> type(ShownList([1, 2, 3])[:2]).__name__
    'ShownList'
    """

    def like(self, rows: Iterable[_T]) -> Self:
        """Other rows, shown in the same way."""
        return type(self)(rows)

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> _T: ...
    @overload
    def __getitem__(self, place: slice, /) -> Self: ...
    def __getitem__(self, place: SupportsIndex | slice, /) -> _T | Self:
        return self.like(super().__getitem__(place)) if isinstance(place, slice) else super().__getitem__(place)
