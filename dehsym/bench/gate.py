"""Is it right? Only of peers whose digits are right is the time compared.

The results at every point are held against balls at twice the precision. Of a peer that certifies nothing the digits
asked for have to be right: |found - value| <= 10^-digits |value|. One that certifies them has to contain the value in
its ball besides, and the ball has to be so small.

A peer is tried in a process of its own, which is ended when it takes longer than it may: a library that is written in C
cannot be stopped in another way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, final

from flint import arb

from dehsym.bench.case import Case
from dehsym.bench.peers import Contender
from dehsym.bounded import Exceeded, bounded
from dehsym.errors import DehsymError
from dehsym.precision import bits_for, working_precision

_MEMORY = 8 << 30
_SHOWN = 20


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """How a peer did: `wrong` tells what is wrong, `late` that it did not end in time; `seconds` for all the points."""

    wrong: str = ""
    late: str = ""
    seconds: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether its time may be compared."""
        return not (self.wrong or self.late)


References = Sequence[tuple[arb, ...]]
Trial = Callable[[Contender, Case, int, References], Outcome]


def references(case: Case, digits: int) -> list[tuple[arb, ...]]:
    """The results at every point, in balls of twice the precision."""
    return [case.reference(point, 2 * bits_for(digits)) for point in case.points_at(digits)]


def trial(contender: Contender, case: Case, digits: int, known: References) -> Outcome:
    """Compute every point once and compare; what a library raises makes it wrong there, with its words."""
    bits = bits_for(digits)
    began = time.process_time()
    try:
        with contender.held() as function:
            points = case.points_at(digits)
            found = [_results(function(*map(contender.arithmetic.number, point))) for point in points]
        seconds = time.process_time() - began
        balls = [tuple(contender.arithmetic.ball(each, bits) for each in row) for row in found]
    except (DehsymError, ArithmeticError, ValueError, TypeError, RuntimeError) as error:
        return Outcome(wrong=" ".join(f"{type(error).__name__}: {error}".split())[:200])
    wrong = next((said for row, ball in zip(known, balls, strict=True) if (said := _wrong(ball, row, digits))), "")
    certificate = _uncertified(balls, known, digits) if contender.certified else ""
    return Outcome(wrong or certificate, seconds=seconds)


def trial_within(seconds: float) -> Trial:
    """The same in a process that is ended after so many seconds."""

    def limited(contender: Contender, case: Case, digits: int, known: References) -> Outcome:
        def work(_: object) -> list[object]:
            outcome = trial(contender, case, digits, known)
            return [outcome.wrong, outcome.seconds]

        found = bounded(work, None, wall_seconds=seconds, memory_bytes=_MEMORY)
        if isinstance(found, Exceeded):
            return Outcome(late=found.reason)
        return Outcome(wrong=found[0], seconds=found[1])

    return limited


def _results(found: Any) -> tuple[Any, ...]:
    """Several results, or one alone; PARI has a vector of them."""
    several: Any = found
    if isinstance(found, tuple | list) or (hasattr(found, "type") and found.type() == "t_VEC"):
        return tuple(several)
    return (several,)


def _wrong(found: Sequence[arb], known: Sequence[arb], digits: int) -> str:
    """What is wrong with one row of results, "" if nothing."""
    if len(found) != len(known):
        return f"{len(known)} results are wanted, found {len(found)}"
    for number, (result, value) in enumerate(zip(found, known, strict=True), 1):
        with working_precision(3 * bits_for(digits)):
            middle = result.mid() if result.is_finite() else arb.nan()
            if not abs(middle - value) * arb(10) ** digits <= abs(value):
                shown = f"{middle.str(_SHOWN, radius=False)}, wanted {value.str(_SHOWN, radius=False)}"
                return f"result {number} is wrong within {digits} digits: found {shown}"
    return ""


def _uncertified(found: Sequence[Sequence[arb]], known: References, digits: int) -> str:
    for balls, values in zip(found, known, strict=True):
        for ball, value in zip(balls, values, strict=True):
            with working_precision(3 * bits_for(digits)):
                if not ball.overlaps(value):
                    return "a ball does not contain the value"
                if not ball.rad() * arb(10) ** digits <= abs(value):
                    return f"a ball is wider than {digits} digits"
    return ""
