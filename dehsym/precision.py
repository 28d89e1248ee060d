"""The working precision of ball arithmetic, held for as long as a block runs and no longer.

Arb reads its precision from one setting of the whole process, which its threads share. Whoever computes with balls
sets it through `working_precision`, which puts the old value back however the block ends; nothing else writes to it. A
lock is held as long: a block of another thread begins when this one has ended, or each would restore what the other had
set. (Children are forked only where there is one thread, as `dehsym.bounded` says, and so never inherit it locked.)
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import RLock

from flint import ctx

from dehsym.errors import EvaluationError

FEWEST_BITS = 2
MOST_BITS = 2**32
GUARD_BITS = 32
_SETTING = RLock()  # of the precision and of the length of series: both are the process's


@contextmanager
def working_precision(bits: int) -> Generator[None]:
    """Compute with `bits` bits inside the block; the precision before is restored, also after an exception.

    Blocks of one thread may be nested; those of different threads wait for one another.

    Raise `EvaluationError` unless 2 <= `bits` <= 2^32.

    >>> from flint import arb, ctx
    >>> before = ctx.prec
    >>> with working_precision(200):
    ...     arb.pi().rel_accuracy_bits() >= 198
    True
    >>> ctx.prec == before
    True
    """
    if not FEWEST_BITS <= bits <= MOST_BITS:
        raise EvaluationError(f"a precision of {FEWEST_BITS} to {MOST_BITS} bits is wanted, found {bits}")
    with _SETTING:
        before = ctx.prec
        ctx.prec = bits
        try:
            yield
        finally:
            ctx.prec = before


@contextmanager
def held_precision() -> Generator[int]:
    """Keep the precision that is set, which is given, for as long as the block runs: other threads wait.

    >>> with held_precision() as bits:
    ...     bits == ctx.prec
    True
    """
    with _SETTING:
        yield ctx.prec


@contextmanager
def series_length(length: int) -> Generator[None]:
    """Keep at least `length` coefficients of truncated power series inside the block, and restore the old limit.

    >>> from flint import acb_series
    >>> with series_length(20):
    ...     acb_series([1, 1], 20).exp().length()
    20
    """
    with _SETTING:
        before = ctx.cap
        ctx.cap = max(before, length)
        try:
            yield
        finally:
            ctx.cap = before


def bits_for(digits: int) -> int:
    """Return the bits that hold `digits` significant decimal digits and a guard: ceil(digits log2 10) + 32.

    Raise `EvaluationError` unless `digits` >= 1.

    >>> bits_for(15), bits_for(1000)
    (82, 3354)
    """
    if digits < 1:
        raise EvaluationError(f"at least 1 digit is wanted, found {digits}")
    return -(-digits * 3_321_928_094_888 // 10**12) + GUARD_BITS
