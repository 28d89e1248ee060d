"""What a bound on a half line is asked about, and what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from flint import arb
from sympy import Expr

from dehsym.balls.environment import Environment
from dehsym.balls.node import Node
from dehsym.balls.tail import Growth


@final
@dataclass(frozen=True, slots=True)
class HalfLine:
    """x >= `start` >= 1, with the values of the other symbols; `analytic`: holomorphic in them on their balls."""

    at: Environment
    start: arb
    analytic: bool


Majorant = Callable[[HalfLine], Growth]
Compile = Callable[[Expr], Node]
