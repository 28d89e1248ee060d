"""The nearest known name to a mistyped one, for error messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def hint(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'A.2'?"`` or the empty string.

    Matching ignores case, so that ``a.2`` finds ``A.2``.

    >>> hint("a.2", ["A.1", "A.2", "s3.bernoulli"])
    "; did you mean 'A.2'?"
    >>> hint("entropy", ["A.1"])
    ''
    """
    folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean {folded[found[0]]!r}?" if found else ""
