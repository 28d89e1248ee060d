"""How the readers refuse a text: with one kind of error, in one line that says what is wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dehsym.errors import NotationError


def refused(read: Callable[[], object], message: str) -> None:
    """`read` refuses, and says so with `message` in a single line."""
    with pytest.raises(NotationError) as caught:
        read()
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
