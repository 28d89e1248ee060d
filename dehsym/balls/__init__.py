"""Ball arithmetic: SymPy expressions to rigorous enclosures, integrals along paths, sample points, certain digits.

This floor computes numbers and proves inequalities of numbers. It knows no rules, no verdicts and no papers.
"""

from dehsym.balls.ball_text import ball_text, distinct_texts
from dehsym.balls.enclosure import Enclosure, compile_enclosure
from dehsym.balls.functions import Point, TestFunction, Value
from dehsym.balls.node import NoValue, Unsupported
from dehsym.balls.path import Arc, Segment, path_integral
from dehsym.balls.sampling import points, random_stream, text_of
from dehsym.balls.statement import Truth, compile_truth, truth
from dehsym.balls.without_value import WithoutValue
from dehsym.balls.zeros import arc_above, line_through, residue_sum, zeros_in_half_disc
from dehsym.numeric.decimal_digits import CertifiedDecimal, decimal_digits, rational_digits
from dehsym.precision import bits_for, working_precision

__all__ = [
    "Arc",
    "CertifiedDecimal",
    "Enclosure",
    "NoValue",
    "Point",
    "Segment",
    "TestFunction",
    "Truth",
    "Unsupported",
    "Value",
    "WithoutValue",
    "arc_above",
    "ball_text",
    "bits_for",
    "compile_enclosure",
    "compile_truth",
    "decimal_digits",
    "distinct_texts",
    "line_through",
    "path_integral",
    "points",
    "random_stream",
    "rational_digits",
    "residue_sum",
    "text_of",
    "truth",
    "working_precision",
    "zeros_in_half_disc",
]
